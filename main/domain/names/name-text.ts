/** Everything that may not show in a title but is legal in a file name: controls, zero-width marks, byte order marks. */
const INVISIBLE = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/gu;
const SPACES = /\s+/gu;

/** Most names: printable ASCII with single spaces, with which nothing is to be done. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A file or folder name in NFC with plain single spaces and without invisible characters. */
export function normaliseName(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.normalize('NFC').replace(INVISIBLE, ' ').replace(SPACES, ' ').trim();
}

/** No file system takes longer names; what is behind is not read, so that no text can keep the parsers busy. */
const MAX_NAME_LENGTH = 1000;

/**
 * The parts of a path, outermost first, without empty ones. '/' stands between them, or '\\' where there is no '/'.
 */
export function pathSegments(path: string): string[] {
  const plain = path.includes('/') ? path : path.replaceAll('\\', '/');
  return plain
    .split('/')
    .filter((segment) => segment.trim() !== '')
    .map((segment) => (segment.length > MAX_NAME_LENGTH ? segment.slice(0, MAX_NAME_LENGTH) : segment));
}

/** The last part of a path with '/' between its parts; the whole when nothing is in it. */
export function lastSegment(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).trim() || path;
  return name.length > MAX_NAME_LENGTH ? name.slice(0, MAX_NAME_LENGTH) : name;
}

/**
 * What stands for a note that is taken out of a name: a space, but nothing behind a dot or an underscore, so that
 * "Some.{tmdb-1}.Film" stays a name without spaces, whose dots are its spaces.
 * @param at index of the note
 */
export function gapAt(name: string, at: number): '' | ' ' {
  const before = name.charAt(at - 1);
  return before === '.' || before === '_' ? '' : ' ';
}
