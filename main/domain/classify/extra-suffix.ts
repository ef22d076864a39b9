import type { ExtraType } from '../folder-facts.ts';

/** Suffixes of Jellyfin and Plex (https://support.plex.tv/articles/local-files-for-trailers-and-extras/). */
const TYPES: Readonly<Record<string, ExtraType>> = {
  trailer: 'trailer',
  teaser: 'trailer',
  sample: 'sample',
  behindthescenes: 'behindthescenes',
  makingof: 'behindthescenes',
  deleted: 'deleted',
  deletedscene: 'deleted',
  featurette: 'featurette',
  interview: 'interview',
  scene: 'scene',
  short: 'short',
  clip: 'clip',
  extra: 'other',
  bonus: 'other',
  other: 'other',
};
/** The words one by one, some of which are also written apart; all but the adjectives have a plural. */
const WORDS = [
  ...[
    'trailers?',
    'teasers?',
    'samples?',
    'behind[-_. ]?the[-_. ]?scenes',
    'making[-_. ]?of',
    'deleted(?:[-_. ]?scenes?)?',
  ],
  ...['featurettes?', 'interviews?', 'scenes?', 'shorts?', 'clips?', 'extras?', 'bonus', 'others?'],
].join('|');
const SUFFIX = new RegExp(`(\\s*[-_]\\s*|[. ])(${WORDS})[-_. ]?\\d{0,2}$`, 'iu');
const WHOLE = /^(trailer|teaser|sample)s?[-_. ]?\d{0,2}$/iu;
const SEPARATORS = /[-_. ]/gu;

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
    return { extraType: typeOf(whole[1] ?? ''), owner: '', isMarked: true };
  }
  const match = SUFFIX.exec(stem);
  if (match === null || match.index === 0) return null;
  return {
    extraType: typeOf(match[2] ?? ''),
    owner: stem.slice(0, match.index),
    isMarked: /[-_]/u.test(match[1] ?? ''),
  };
}

function typeOf(written: string): ExtraType {
  const word = written.toLowerCase().replace(SEPARATORS, '');
  return TYPES[word] ?? TYPES[word.replace(/s$/u, '')] ?? 'other';
}
