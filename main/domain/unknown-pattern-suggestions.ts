import type { IgnorePattern } from './classify/ignore-pattern.ts';
import {
  AUDIO_EXTENSIONS,
  IMAGE_EXTENSIONS,
  SUBTITLE_EXTENSIONS,
  VIDEO_EXTENSIONS,
} from './classify/file-extensions.ts';

/** Words that releases mark what nobody wants to keep with; as a piece of a name, never a title of their own. */
const MARKS: ReadonlySet<string> = new Set([
  ...['sample', 'samples', 'proof', 'rarbg', 'screen', 'screens', 'screenshot', 'screenshots', 'preview', 'thumbs'],
  ...['spam', 'torrent', 'sfv', 'subsheet', 'contactsheet', 'mediainfo'],
]);
const PIECE = /[.\-_ ]+/gu;
const SPECIAL = /[\\*?[]/gu;
/** Of an extension that could be a file's, not the end of a sentence. */
const EXTENSION = /^[a-z\d][a-z\d!_~-]{0,9}$/iu;
/** "screen001.png": what counts up at the end. */
const COUNTED = /^(.*\p{L}[-_. ]?)\d{1,4}$/u;

/**
 * Patterns that fit a file's name and its like, the likeliest first: each means the name itself, none all files of a kind
 * that a library is made of.
 */
export function suggestPatterns(fileName: string): IgnorePattern[] {
  const dot = fileName.lastIndexOf('.');
  const stem = dot > 0 ? fileName.slice(0, dot) : fileName;
  const extension = dot > 0 ? fileName.slice(dot + 1) : '';
  const patterns: IgnorePattern[] = [];
  if (fileName.trim() === '') return patterns;
  const marked = markedPattern(stem, extension);
  if (marked !== null) patterns.push(marked);
  patterns.push({ pattern: fileName, kind: 'exact' });
  const counted = COUNTED.exec(stem)?.[1];
  if (counted !== undefined && marked === null) patterns.push(glob(`${escaped(counted)}*${dotted(extension)}`));
  if (EXTENSION.test(extension) && !isMedia(extension)) patterns.push(glob(`*.${escaped(extension)}`));
  return patterns;
}

/** "film.sample.mkv" as `*.sample.*`, "film-proof.jpg" as `*-proof.*`, "sample-film.mkv" as `sample-*`. */
function markedPattern(stem: string, extension: string): IgnorePattern | null {
  const edges = [...stem.matchAll(PIECE)];
  if (edges.length === 0) return null;
  const first = edges[0];
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return null;
  const tail = stem.slice(last.index + last[0].length);
  if (last.index > 0 && isMark(tail)) {
    const end = extension === '' ? '' : '.*';
    return glob(`*${escaped(last[0])}${escaped(tail)}${end}`);
  }
  const head = stem.slice(0, first.index);
  if (isMark(head)) return glob(`${escaped(head)}${escaped(first[0])}*`);
  return null;
}

function isMark(piece: string): boolean {
  return MARKS.has(piece.toLowerCase());
}

function isMedia(extension: string): boolean {
  const key = extension.toLowerCase();
  const kinds = [VIDEO_EXTENSIONS, AUDIO_EXTENSIONS, IMAGE_EXTENSIONS, SUBTITLE_EXTENSIONS];
  return key === 'nfo' || kinds.some((kind) => kind.has(key));
}

function dotted(extension: string): string {
  return extension === '' ? '' : `.${escaped(extension)}`;
}

function glob(pattern: string): IgnorePattern {
  return { pattern, kind: 'glob' };
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}
