import { HTML_ENTITIES } from './html-entities.ts';

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/g;
/** Everything outside XML 1.0's Char production, https://www.w3.org/TR/xml/#charsets; lone surrogates included. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * The text that source text between tags stands for: line ends become '\n', character references and XML's and HTML's
 * named entities are resolved; whatever is no reference (a bare `&`, an unknown name) stays as it is. Characters that XML
 * cannot hold are dropped, although files have them: nobody could write them back.
 */
export function decodeXmlText(source: string): string {
  const text = plainXmlText(source);
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return HTML_ENTITIES.get(name) ?? reference;
    const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number.parseInt(decimal, 10);
    if (code === 13) return '\n';
    return code > 0x10ffff ? '' : withoutIllegalCharacters(String.fromCodePoint(code));
  });
}

/** As decodeXmlText for text in which nothing is a reference: CDATA. */
export function plainXmlText(source: string): string {
  return withoutIllegalCharacters(source.includes('\r') ? normalizeLineEnds(source) : source);
}

export function normalizeLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Drops the characters that XML 1.0 cannot hold in any spelling. */
export function withoutIllegalCharacters(text: string): string {
  return text.replace(ILLEGAL, '');
}

/** Source text for character data; '\n' becomes the file's own line end. */
export function escapeXmlText(text: string, eol: '\n' | '\r\n'): string {
  const escaped = withoutIllegalCharacters(text).replace(/[&<>]/g, (character) =>
    character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;',
  );
  return normalizeLineEnds(escaped).replaceAll('\n', eol);
}

/** Source text for an attribute value that is right inside either kind of quotes. */
export function escapeXmlAttribute(value: string): string {
  return withoutIllegalCharacters(value).replace(/[&<>"'\n\r\t]/g, (character) =>
    character === '&' ? '&amp;' : `&#${character.charCodeAt(0)};`,
  );
}
