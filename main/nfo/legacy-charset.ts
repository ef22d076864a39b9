/**
 * One-byte (and a few Asian) character sets that old NFO writers declared, beside UTF-8 and UTF-16. Names are those of
 * https://encoding.spec.whatwg.org/#names-and-labels; 'latin1' is real ISO-8859-1, which that standard does not know.
 */
const ONE_BYTE_CHARSETS = [
  'latin1',
  'windows-1252',
  'iso-8859-2',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-9',
  'iso-8859-13',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'koi8-r',
  'koi8-u',
] as const;
const MULTI_BYTE_CHARSETS = ['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'] as const;

export type LegacyCharset = (typeof ONE_BYTE_CHARSETS)[number] | (typeof MULTI_BYTE_CHARSETS)[number];

const KNOWN: ReadonlySet<string> = new Set([...ONE_BYTE_CHARSETS, ...MULTI_BYTE_CHARSETS]);
const MULTI_BYTE: ReadonlySet<string> = new Set(MULTI_BYTE_CHARSETS);

/** Code points of windows-1252's bytes 0x80–0x9F; its five unassigned bytes stand for themselves, so nothing is lost. */
const WINDOWS_1252_HIGH = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
] as const;

const oneByteTables = new Map<LegacyCharset, string[]>();
const encodeTables = new Map<LegacyCharset, Map<string, number>>();

/** The character set an XML declaration names, or null when it names none of these (unknown names too). */
export function legacyCharsetNamed(label: string): LegacyCharset | null {
  let name: string;
  try {
    name = new TextDecoder(label).encoding;
  } catch {
    return null;
  }
  return KNOWN.has(name) ? (name as LegacyCharset) : null;
}

/** Decodes bytes; null when some byte has no character in that set, i.e. the declaration cannot be right. */
export function decodeLegacy(bytes: Uint8Array, charset: LegacyCharset): string | null {
  if (MULTI_BYTE.has(charset)) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  }
  if (charset === 'latin1') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const table = oneByteTable(charset);
  let text = '';
  for (const byte of bytes) {
    const character = table[byte] as string;
    if (character === '�') return null;
    text += character;
  }
  return text;
}

/** Encodes text; null when a character cannot be written in that set, which in the multi-byte sets is all but ASCII. */
export function encodeLegacy(text: string, charset: LegacyCharset): Uint8Array | null {
  if (MULTI_BYTE.has(charset)) {
    const bytes = Buffer.from(text, 'utf8');
    return bytes.length === text.length ? bytes : null;
  }
  let table = encodeTables.get(charset);
  if (table === undefined) {
    table = new Map(oneByteTable(charset).map((character, byte) => [character, byte]));
    encodeTables.set(charset, table);
  }
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const byte = table.get(text[index] as string);
    if (byte === undefined) return null;
    bytes[index] = byte;
  }
  return bytes;
}

function oneByteTable(charset: LegacyCharset): string[] {
  let table = oneByteTables.get(charset);
  if (table === undefined) {
    const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    if (charset === 'latin1' || charset === 'windows-1252') {
      table = Array.from(allBytes, (byte) => String.fromCharCode(byte));
      if (charset === 'windows-1252') {
        for (const [index, code] of WINDOWS_1252_HIGH.entries()) table[0x80 + index] = String.fromCharCode(code);
      }
    } else {
      const decoder = new TextDecoder(charset);
      table = Array.from(allBytes, (byte) => decoder.decode(Uint8Array.of(byte)));
    }
    oneByteTables.set(charset, table);
  }
  return table;
}
