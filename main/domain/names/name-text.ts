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
