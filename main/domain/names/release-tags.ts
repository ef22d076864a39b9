/**
 * Words that release names add behind the title. Strong tags never occur in a title, so the first one ends it;
 * weak tags are ordinary words or short ones, which count only next to a year, a strong tag or in brackets.
 */
const S = '[-._ ]?';

const STRONG = [
  // Picture size
  '(?:240|360|480|540|576|720|1080|1440|2160|4320)[pi](?:\\d\\d)?',
  '\\d{3,4}x\\d{3,4}',
  '[48]k',
  `ultra${S}hd|uhd|fhd`,
  // Source
  `blue?${S}ray(?:${S}(?:rip|remux))?|bd${S}rip|br${S}rip|bd${S}remux|bd(?:25|50|66|100)|uhd${S}(?:bd|rip|remux)`,
  `hd${S}dvd(?:${S}rip)?|hd${S}tv(?:${S}rip)?|hd${S}rip|hd${S}cam|cam${S}rip|pdtv|dsr(?:ip)?|sat${S}rip|tv${S}rip|vhs${S}rip`,
  `web${S}(?:dl(?:${S}rip)?|rip|hd|cap)|dvd${S}(?:rip|scr|screener|remux|mux|r)|dvd${S}?[59]|vod${S}rip|ppv${S}rip`,
  'telesync|telecine|remux',
  // Codecs
  `[xh]${S}26[456]|hevc|avc|xvid|divx|vc${S}1|vp9|av1|mpeg${S}[24]|10${S}bits?|hi10p`,
  // Sound
  `dts(?:${S}(?:hd|x|es))?(?:${S}ma)?(?:${S}\\d[. ]\\d)?|e?${S}ac${S}3d?|(?:he${S})?aac(?:${S}\\d[. ]\\d)?|mp3`,
  `dd[p+]?a?${S}\\d[. ]\\d|ddpa?|true${S}hd|atmos|flac(?:${S}\\d[. ]\\d|x\\d)?|l?pcm`,
  // High dynamic range
  `hdr(?:10)?(?:\\+|plus)?|dolby${S}vision|dovi`,
  // Stereoscopy, see stereo-format.ts
  `h(?:alf)?${S}(?:sbs|tab|ou)|f(?:ull)?${S}(?:sbs|tab)|full${S}ou|3d${S}(?:sbs|tab|mvc|ou)|mvc${S}3d`,
].join('|');

/** Weak ones that end no title, so they also go in front of a strong tag. */
const WEAK_NEVER_TITLE =
  'proper|repack\\d?|rerip|readnfo|read nfo|subbed|dubbed|multi(?:\\d|subs?)?|dl|md|ld|3d|sbs|mvc|amzn|nf|dsnp|hmax|atvp|pcok';

const WEAK = [
  WEAK_NEVER_TITLE,
  'internal|limited|retail|dub|dual|ml|hybrid|complete|custom|nfofix|dirfix|korsub|nlsubs',
  'web|dvd|bd|hd|sd|hq|cam|ts|tc|r5|scr|screener|stv|hdtc|hdts|vhs|pal|ntsc|sdr|hlg|dv',
  'tab|ou|8bit|opus|ma|hdma|[257][. ][01]|[268]ch|netflix|hulu|pmtp|itunes|crav|mkv|mp4|avi|iso',
].join('|');

// Letters and digits of the scripts in use, spelt out: the same patterns with the u flag take three times as long.
const WORD_CHARACTER = '[a-z0-9\\u00AA-\\u02AF\\u0370-\\u1FFF\\u2C00-\\u2DFF\\u3040-\\uFEFF]';
const BEFORE = `(?<!${WORD_CHARACTER})`;
const AFTER = `(?!${WORD_CHARACTER})`;

const STRONG_TAG = new RegExp(`${BEFORE}(?:${STRONG})${AFTER}`, 'gi');
const ANY_TAG = new RegExp(`${BEFORE}(?:${STRONG}|${WEAK})${AFTER}`, 'gi');
const TRAILING_WEAK = new RegExp(`[-._ ([{]+(?:${WEAK_NEVER_TITLE})$`, 'i');
const WORDLESS = /^[^\p{L}\p{N}]*$/u;
const RESOLUTION = new RegExp(`${BEFORE}(?:\\d{3,4}[pi]|[48]k|uhd)${AFTER}`, 'i');

/** Index of the first strong tag that has something before it, or -1. */
export function indexOfStrongTag(text: string): number {
  STRONG_TAG.lastIndex = 0;
  for (let match = STRONG_TAG.exec(text); match !== null; match = STRONG_TAG.exec(text)) {
    if (!WORDLESS.test(text.slice(0, match.index))) return match.index;
  }
  return -1;
}

/** True when nothing but release tags and separators is in the text, and at least one tag is. */
export function isOnlyTags(text: string): boolean {
  return !WORDLESS.test(text) && WORDLESS.test(text.replace(ANY_TAG, ' '));
}

/** Takes tags that are no words off the end, as long as something is left: "Some Film 3d" before "hsbs" is "Some Film". */
export function trimTrailingTags(text: string): string {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(TRAILING_WEAK, '');
    if (shorter === rest || WORDLESS.test(shorter)) return rest;
    rest = shorter;
  }
}

/** The picture size a name gives ("1080p", "4K"), as written; null when there is none. */
export function resolutionTag(text: string): string | null {
  return RESOLUTION.exec(text)?.[0] ?? null;
}
