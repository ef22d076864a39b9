import type { PatternKey } from '../../../contract/profiles.ts';
import { type Placeholder, placeholdersIn } from './name-pattern.ts';

const PLACEHOLDERS: Readonly<Record<string, readonly Placeholder[]>> = {
  movie: ['video', 'n'],
  series: ['n'],
  season: ['season', 'season name', 'folder', 'n'],
  episode: ['video', 'n'],
};

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/u;
const ENDING = /\.(?:jpe?g|png|webp|tbn|gif|bmp|nfo|xml|mkv|mp4|m4v|avi|mov|webm|\{ext\})$/iu;

/** Why a pattern can be nobody's name, or says too little; null when there is nothing to say against it by itself. */
export function checkPattern(key: PatternKey, pattern: string): string | null {
  const [item = '', what = ''] = key.split('.');
  const allowed: readonly string[] = PLACEHOLDERS[item] ?? [];
  const used = placeholdersIn(pattern);
  const unknown = used.find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    const known = allowed.map((name) => `{${name}}`).join(', ');
    return `{${unknown}} stands for nothing here. There is ${known}.`;
  }
  const plain = pattern.replaceAll(/\{[^{}]*\}/gu, 'x');
  if (/[{}]/u.test(plain)) return 'A { or } has no other half.';
  return checkCharacters(plain) ?? checkMeaning(item, what, pattern, used);
}

function checkCharacters(plain: string): string | null {
  const forbidden = FORBIDDEN.exec(plain)?.[0];
  if (forbidden !== undefined)
    return `A file’s name cannot hold ${forbidden < ' ' ? 'control characters' : `“${forbidden}”`}.`;
  if (ENDING.test(plain)) return 'Leave the ending out: it follows from the file.';
  for (const part of plain.split('/')) {
    if (part === '') return 'A / needs a name on both sides.';
    if (part === '.' || part === '..') return 'Files stay in the item’s folder and below.';
    if (/^\s|[\s.]$/u.test(part)) return 'A name can neither begin with a space nor end with a space or a dot.';
  }
  return null;
}

function checkMeaning(item: string, what: string, pattern: string, used: readonly string[]): string | null {
  if (what === 'nfo' && pattern !== '{video}' && pattern !== 'movie') {
    return 'Players look for {video} and for movie, and for no other NFO.';
  }
  if (item === 'episode' && !used.includes('video')) return 'The name has to say which episode it is of: use {video}.';
  if (item === 'season' && !used.some((name) => name === 'season' || name === 'season name' || name === 'folder')) {
    return 'The name has to say which season it is of: use {season name}, {season} or {folder}.';
  }
  return null;
}
