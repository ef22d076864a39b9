import { type EpisodeNumber, type FollowingNumber, isBareRange, joinNumbers, partOfLetter } from './episode-number.ts';
import { firstMatch } from './first-match.ts';
import { EPISODE_WORD, numeralValue, SEASON_WORD } from './number-words.ts';

const NOT_INSIDE = '(?<![\\p{L}\\p{N}])';
const GAP = '[\\s._-]*';
/** S01E02, S1.E2, S01xE02, S01EP02, S2016E300, S42 E10713; without a border in front only in its long form. */
const S_FORM =
  /(?:(?<![\p{L}\p{N}])s(\d{1,4})(?:[\s._-]{0,3}x?e(?:p|pisode)?[\s._]?|x)|(?<=\p{L})S(\d\d)E)(\d{1,5})(?!\d)/giu;
/** 1x02, 2016x03. Seasons of three digits and episodes of four are picture sizes. */
const X_FORM = /(?<![\p{L}\p{N}])(\d{1,2}|19\d\d|20[0-3]\d)x(?:ep?)?(\d{1,3})(?!\d)/giu;
const X_YEAR_EPISODES = 367;
const WORD_FORM = new RegExp(
  `${NOT_INSIDE}(?:(?:${SEASON_WORD})${GAP}(\\d{1,4})|(\\d{1,3})\\.?${GAP}(?:${SEASON_WORD})|s(\\d{1,2}))[\\s._,:-]*` +
    `(?:(?:${EPISODE_WORD}|epi?|ep|cap|e)\\.?${GAP}(\\d{1,5})|(\\d{1,5})\\.?${GAP}(?:${EPISODE_WORD}))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** Episode first: "Episode 3 Season 2", "02 Road From Hell [S04]" is left to the bracket. */
const EPISODE_FIRST = new RegExp(
  `${NOT_INSIDE}(?:${EPISODE_WORD})${GAP}(\\d{1,4})[\\s._,:-]*(?:${SEASON_WORD})${GAP}(\\d{1,3})(?![\\p{L}\\p{N}])`,
  'giu',
);
const HAN_FORM =
  /第\s?([\d一二三四五六七八九十]{1,3})\s?[季期部][\s._-]*第\s?([\d一二三四五六七八九十]{1,5})\s?[集話话回期]/gu;
const CAP_FORM = /(?<![\p{L}\p{N}])cap[.\s]?(\d{1,2})(\d\d)(?:[_-](\d{1,2})(\d\d))?(?![\p{L}\p{N}])/giu;
const MENTION = /\d/u;

/** What joins further numbers; each needs its letter or a hyphen, or is a number of the title. */
const NEXT_S =
  /(?:([\s._]?[-–~][\s._]?)|[\s._]{0,2}[+&,][\s._]?|[\s._]{0,2})(?:s(\d{1,4})[\s._-]?)?x?ep?[\s._]?(\d{1,5})(?![\p{N}])/iuy;
const NEXT_X =
  /(?:([\s._]?[-–~][\s._]?)|[\s._]{0,2}[+&,][\s._]?|[\s._]{0,2})(?:(\d{1,4})x|x|x?ep?)(\d{1,3})(?![\p{N}])/iuy;
const NEXT_BARE = /([-–~])(\d{1,5})(?![\p{L}\p{N}])|[+&](\d{1,4})(?![\p{L}\p{N}])/iuy;
/** "8x01_02 - Title": the name uses spaces, so the underscore joins. */
const NEXT_UNDERSCORE = /_(\d{2,3})(?=\s|$)/uy;
const CODEC = /^26[456]$/u;
const PART_LETTER = /([a-d])(?![\p{L}\p{N}])/iuy;

type Next = RegExp | null;

/**
 * The season and episode numbers of a name in their explicit forms: S01E02, 1x02, "Season 1 Episode 2" and their like in other
 * languages, with everything that is joined to them. S01E02 goes before the others, else the first one counts. Null when there
 * is none.
 */
export function findStandardNumber(text: string): EpisodeNumber | null {
  if (!MENTION.test(text)) return null;
  const inLetters = firstMatch(text, S_FORM, (match) => read(text, match, match[1] ?? match[2], match[3], NEXT_S));
  if (inLetters !== null) return withLaterMarkers(text, inLetters);
  const found = [
    firstMatch(text, X_FORM, (match) =>
      (match[1] ?? '').length === 4 && Number(match[2]) >= X_YEAR_EPISODES
        ? null
        : read(text, match, match[1], match[2], NEXT_X),
    ),
    firstMatch(text, WORD_FORM, (match) =>
      read(text, match, match[1] ?? match[2] ?? match[3], match[4] ?? match[5], null),
    ),
    firstMatch(text, EPISODE_FIRST, (match) => read(text, match, match[2], match[1], null)),
    firstMatch(text, HAN_FORM, readHan),
    firstMatch(text, CAP_FORM, readCap),
  ];
  let best: EpisodeNumber | null = null;
  for (const candidate of found)
    if (candidate !== null && (best === null || candidate.start < best.start)) best = candidate;
  return best;
}

function read(
  text: string,
  match: RegExpExecArray,
  seasonText: string | undefined,
  episodeText: string | undefined,
  next: Next,
): EpisodeNumber | null {
  if (seasonText === undefined || episodeText === undefined) return null;
  const season = Number(seasonText);
  const following: FollowingNumber[] = [];
  let end = match.index + match[0].length;
  let last = episodeText;
  const isBetween = /x/iu.test(match[0]);
  for (;;) {
    const step = nextNumber(text, end, season, last, next, isBetween && next === NEXT_X);
    if (step === null) break;
    following.push({ value: Number(step.digits), isHyphen: step.isHyphen });
    last = step.digits;
    end = step.end;
  }
  PART_LETTER.lastIndex = end;
  const letter = following.length === 0 ? PART_LETTER.exec(text)?.[1] : undefined;
  return {
    season,
    episodes: joinNumbers(Number(episodeText), following),
    start: match.index,
    end: letter === undefined ? end : end + 1,
    part: partOfLetter(letter),
  };
}

interface Step {
  digits: string;
  end: number;
  isHyphen: boolean;
}

function nextNumber(
  text: string,
  at: number,
  season: number,
  last: string,
  next: Next,
  allowsUnderscore: boolean,
): Step | null {
  if (next !== null) {
    next.lastIndex = at;
    const match = next.exec(text);
    const digits = match?.[3] ?? '';
    const isSameSeason = match?.[2] === undefined || Number(match[2]) === season;
    const isCodec = /x$/iu.test(match?.[0].slice(0, -digits.length) ?? '') && CODEC.test(digits);
    if (match !== null && isSameSeason && !isCodec && Number(digits) > Number(last)) {
      return { digits, end: next.lastIndex, isHyphen: match[1] !== undefined };
    }
  }
  NEXT_BARE.lastIndex = at;
  const bare = NEXT_BARE.exec(text);
  const digits = bare?.[2] ?? bare?.[3];
  if (bare !== null && digits !== undefined && isBareRange(last, digits)) {
    return { digits, end: NEXT_BARE.lastIndex, isHyphen: bare[1] !== undefined };
  }
  if (!allowsUnderscore) return null;
  NEXT_UNDERSCORE.lastIndex = at;
  const joined = NEXT_UNDERSCORE.exec(text)?.[1];
  return joined !== undefined && Number(joined) === Number(last) + 1
    ? { digits: joined, end: NEXT_UNDERSCORE.lastIndex, isHyphen: false }
    : null;
}

/** "S01E04 First name S01E05 Second name": one file, two episodes, each with its title behind it. */
function withLaterMarkers(text: string, number: EpisodeNumber): EpisodeNumber {
  const episodes = [...number.episodes];
  firstMatch(
    text,
    S_FORM,
    (match) => {
      const value = Number(match[3]);
      const isNext = value === (episodes.at(-1) ?? 0) + 1 && Number(match[1] ?? match[2]) === number.season;
      if (isNext) episodes.push(value);
      return null;
    },
    number.end,
  );
  return episodes.length === number.episodes.length ? number : { ...number, episodes };
}

function readHan(match: RegExpExecArray): EpisodeNumber | null {
  const season = numeralValue(match[1] ?? '');
  const episode = numeralValue(match[2] ?? '');
  if (season === null || episode === null) return null;
  return { season, episodes: [episode], start: match.index, end: match.index + match[0].length, part: null };
}

/** Spanish releases: "Cap.102" is the second episode of season 1. */
function readCap(match: RegExpExecArray): EpisodeNumber | null {
  const season = Number(match[1]);
  const episode = Number(match[2]);
  if (season === 0 || episode === 0) return null;
  const last = match[3] !== undefined && Number(match[3]) === season ? Number(match[4]) : episode;
  const following = last > episode ? [{ value: last, isHyphen: true }] : [];
  return {
    season,
    episodes: joinNumbers(episode, following),
    start: match.index,
    end: match.index + match[0].length,
    part: null,
  };
}
