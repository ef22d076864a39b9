import type { RenamePatterns } from '../../../contract/renaming.ts';

export type NameRules = Pick<RenamePatterns, 'colon' | 'allowed'>;

/** What every common file system takes (ext4, APFS, NTFS, exFAT); those of Windows count characters, of which there are fewer. */
export const MAX_NAME_BYTES = 255;

const CONTROLS = /[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\uFEFF]+/gu;
/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/iu;

/** A title or another value as it can stand in a name: what no file system of the rules takes becomes something readable. */
export function safeValue(value: string, rules: NameRules): string {
  const text = value.normalize('NFC').replace(CONTROLS, ' ').replaceAll('/', '-');
  return (rules.allowed === 'unix' ? text : withoutWindowsSigns(replaceColon(text, rules.colon)))
    .replace(/\s+/gu, ' ')
    .trim();
}

function replaceColon(text: string, colon: NameRules['colon']): string {
  switch (colon) {
    case 'smart':
      return text.replace(/\s*:(?=\s|$)/gu, ' -').replaceAll(':', '-');
    case 'dash':
      return text.replaceAll(':', '-');
    case 'space':
      return text.replaceAll(':', ' ');
    case 'remove':
      return text.replaceAll(':', '');
  }
}

function withoutWindowsSigns(text: string): string {
  return text
    .replace(/[\\|*]/gu, '-')
    .replaceAll('"', "'")
    .replaceAll('<', '(')
    .replaceAll('>', ')')
    .replaceAll('?', '');
}

/**
 * One folder's name, or a file's without its extension, as the rules allow it: never hidden, no space or dot at its end, no
 * device name of Windows. May be '' when nothing is left.
 */
export function safeName(name: string, rules: NameRules): string {
  const text = name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+/u, '')
    .replace(rules.allowed === 'unix' ? /\s+$/u : /[\s.]+$/u, '');
  return rules.allowed === 'everywhere' ? text.replace(RESERVED, (word) => `${word}_`) : text;
}

export function nameBytes(name: string): number {
  let bytes = 0;
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As many whole letters of a text as there is room for. */
export function shortenTo(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of letters.segment(text)) {
    bytes += nameBytes(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** Equal for names that a disk without upper and lower case, or with its own Unicode form, takes for one. */
export function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
