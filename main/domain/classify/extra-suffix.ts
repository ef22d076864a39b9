import type { ExtraType } from '../folder-facts.ts';

/** Suffixes of Jellyfin and Plex (https://support.plex.tv/articles/local-files-for-trailers-and-extras/). */
const TYPES: Readonly<Record<string, ExtraType>> = {
  trailer: 'trailer',
  teaser: 'trailer',
  sample: 'sample',
  behindthescenes: 'behindthescenes',
  deleted: 'deleted',
  deletedscene: 'deleted',
  deletedscenes: 'deleted',
  featurette: 'featurette',
  interview: 'interview',
  scene: 'scene',
  short: 'short',
  clip: 'clip',
  extra: 'other',
  other: 'other',
};
const SUFFIX = new RegExp(`(\\s*[-_]\\s*|[. ])(${Object.keys(TYPES).join('|')})[-_. ]?\\d{0,2}$`, 'iu');
const WHOLE = /^(trailer|teaser|sample)[-_. ]?\d{0,2}$/iu;

export interface ExtraSuffix {
  extraType: ExtraType;
  /** What stands in front of the suffix; '' when the name is nothing but the word ("trailer.mkv"). */
  owner: string;
  /** False when only a dot or space is in front, as in a title: then the owner has to be the film. */
  isMarked: boolean;
}

/** Reads what kind of extra a video's name (without extension) ends with; null when it ends with none. */
export function readExtraSuffix(stem: string): ExtraSuffix | null {
  const whole = WHOLE.exec(stem);
  if (whole !== null) {
    return { extraType: TYPES[(whole[1] ?? '').toLowerCase()] ?? 'other', owner: '', isMarked: true };
  }
  const match = SUFFIX.exec(stem);
  if (match === null || match.index === 0) return null;
  return {
    extraType: TYPES[(match[2] ?? '').toLowerCase()] ?? 'other',
    owner: stem.slice(0, match.index),
    isMarked: /[-_]/u.test(match[1] ?? ''),
  };
}
