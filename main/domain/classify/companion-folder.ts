import type { ExtraType } from '../folder-facts.ts';

export type Companion =
  | { kind: 'extras'; extraType: ExtraType }
  | { kind: 'subtitles' | 'actors' | 'extrafanart' | 'extrathumbs' | 'theme' | 'bluray' | 'dvd' }
  /** `stem` is what stands in front of "cd1"; empty when the folder is named after the part alone. */
  | { kind: 'part'; part: number; stem: string };

/**
 * Extras folders of Jellyfin (https://jellyfin.org/docs/general/server/media/movies/#extras), Plex and Kodi, in one list.
 * Separators and case do not count.
 */
const EXTRAS: Readonly<Record<string, ExtraType>> = {
  'behind the scenes': 'behindthescenes',
  behindthescenes: 'behindthescenes',
  'making of': 'behindthescenes',
  'deleted scenes': 'deleted',
  'deleted scene': 'deleted',
  deletedscenes: 'deleted',
  deleted: 'deleted',
  featurettes: 'featurette',
  featurette: 'featurette',
  interviews: 'interview',
  interview: 'interview',
  scenes: 'scene',
  scene: 'scene',
  shorts: 'short',
  short: 'short',
  clips: 'clip',
  clip: 'clip',
  trailers: 'trailer',
  trailer: 'trailer',
  samples: 'sample',
  sample: 'sample',
  extras: 'other',
  extra: 'other',
  other: 'other',
  others: 'other',
  bonus: 'other',
  bonuses: 'other',
  'bonus disc': 'other',
  'bonus features': 'other',
  'bonus material': 'other',
  'special features': 'other',
};

const BY_NAME: ReadonlyMap<string, Companion> = new Map<string, Companion>([
  ...Object.entries(EXTRAS).map(([name, extraType]): [string, Companion] => [name, { kind: 'extras', extraType }]),
  ...['subs', 'sub', 'subtitles', 'subtitle', 'vobsub', 'vobsubs'].map((name): [string, Companion] => [
    name,
    { kind: 'subtitles' },
  ]),
  ...['extrafanart', 'extrafanarts'].map((name): [string, Companion] => [name, { kind: 'extrafanart' }]),
  ...['extrathumbs', 'extrathumb'].map((name): [string, Companion] => [name, { kind: 'extrathumbs' }]),
  ...['theme music', 'theme songs', 'backdrops', 'theme videos'].map((name): [string, Companion] => [
    name,
    { kind: 'theme' },
  ]),
  ...['bdmv', 'certificate', 'aacs'].map((name): [string, Companion] => [name, { kind: 'bluray' }]),
  ...['video ts', 'audio ts', 'jacket p'].map((name): [string, Companion] => [name, { kind: 'dvd' }]),
]);

const PART = /^(?:(.*)[\s._\-([])?(?:cd|dvd|dis[ck]|part|pt)[\s._-]?(\d{1,2})[)\]]?$/iu;
/** Kodi stacks folders on these words; "part 2" behind a title is mostly title. */
const DISC = /(?:cd|dvd|dis[ck])[\s._-]?\d{1,2}[)\]]?$/iu;

/** What a folder beside (or with the pieces of) a film holds, by its name; null for any other folder. */
export function companionOf(folderName: string): Companion | null {
  if (folderName.toLowerCase() === '.actors') return { kind: 'actors' };
  const key = folderName
    .toLowerCase()
    .replace(/[\s._-]+/gu, ' ')
    .trim();
  const known = BY_NAME.get(key);
  if (known !== undefined) return known;
  const match = PART.exec(folderName.trim());
  if (match === null || Number(match[2]) === 0) return null;
  const stem = match[1]?.trim() ?? '';
  return stem === '' || DISC.test(folderName.trim()) ? { kind: 'part', part: Number(match[2]), stem } : null;
}
