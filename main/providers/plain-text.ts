const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};
const BREAK = /<(?:br|\/p|\/div|\/li)\s*\/?>/giu;
/** A tag by its form, so that "I <3 you" and "a < b" stay. */
const TAG = /<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>|<!--[\s\S]*?-->/giu;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/giu;
/** Control characters that no text needs; line feeds and tabs stay. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/gu;

/**
 * A provider's text as plain text: without tags, entities written out, line ends as \n, outer blanks gone.
 * Null for what says nothing: null, undefined, blanks.
 */
export function plainText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const plain = text
    .replace(/\r\n?/gu, '\n')
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(ENTITY, writtenOut)
    .replace(CONTROLS, '')
    .replace(/[^\S\n]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return plain === '' ? null : plain;
}

function writtenOut(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}

/** The names that say something, each once, in their order. */
export function plainNames(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.map(plainText))].filter((name) => name !== null);
}
