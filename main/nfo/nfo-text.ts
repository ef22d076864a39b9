import { isUtf8 } from 'node:buffer';
import { decodeLegacy, encodeLegacy, legacyCharsetNamed, type LegacyCharset } from './legacy-charset.ts';

export type NfoEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | LegacyCharset;

export interface NfoText {
  /** The whole file without its byte-order mark; line ends as they are in the file. */
  text: string;
  encoding: NfoEncoding;
  hasBom: boolean;
  /** The line end most lines have; '\n' for a file of one line. */
  eol: '\n' | '\r\n';
}

const DECLARATION = /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/;
const DECLARATION_WINDOW = 1024;

/**
 * Finds out how an NFO file is encoded and decodes it without loss. The bytes decide before the XML declaration does,
 * because writers often declare one thing and write another: byte-order mark, UTF-16 pattern, valid UTF-8, then the
 * declared one-byte set, then windows-1252. Never throws; a file that is no text comes out as windows-1252.
 */
export function decodeNfo(bytes: Uint8Array): NfoText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf && isUtf8(buffer)) {
    return described(buffer.toString('utf8', 3), 'utf-8', true);
  }
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return described(utf16(buffer.subarray(2), false), 'utf-16le', true);
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return described(utf16(buffer.subarray(2), true), 'utf-16be', true);
  const pattern = utf16Pattern(buffer);
  if (pattern !== null) return described(utf16(buffer, pattern === 'utf-16be'), pattern, false);

  const declared = declaredCharset(buffer);
  const isAscii = !buffer.some((byte) => byte >= 0x80);
  if (isUtf8(buffer) && !(isAscii && declared !== null)) return described(buffer.toString('utf8'), 'utf-8', false);
  if (declared !== null) {
    const text = decodeLegacy(buffer, declared);
    if (text !== null) return described(text, declared, false);
  }
  return described(decodeLegacy(buffer, 'windows-1252') ?? '', 'windows-1252', false);
}

/**
 * The bytes of an NFO text in its own encoding, byte-order mark included. Text that a one-byte set cannot hold is
 * written as UTF-8 and the XML declaration, where there is one, is changed to say so.
 */
export function encodeNfo(nfo: Pick<NfoText, 'text' | 'encoding' | 'hasBom'>): Uint8Array {
  if (nfo.encoding === 'utf-8') return Buffer.from((nfo.hasBom ? '\uFEFF' : '') + nfo.text, 'utf8');
  if (nfo.encoding === 'utf-16le' || nfo.encoding === 'utf-16be') {
    const bytes = Buffer.from((nfo.hasBom ? '\uFEFF' : '') + nfo.text, 'utf16le');
    return nfo.encoding === 'utf-16be' ? bytes.swap16() : bytes;
  }
  const bytes = encodeLegacy(nfo.text, nfo.encoding);
  return bytes ?? Buffer.from(redeclaredAsUtf8(nfo.text), 'utf8');
}

function described(text: string, encoding: NfoEncoding, hasBom: boolean): NfoText {
  return { text, encoding, hasBom, eol: mostCommonEol(text) };
}

function mostCommonEol(text: string): '\n' | '\r\n' {
  let lines = 0;
  let windowsLines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (text.charCodeAt(at - 1) === 13) windowsLines++;
  }
  return windowsLines * 2 > lines ? '\r\n' : '\n';
}

function declaredCharset(buffer: Buffer): LegacyCharset | null {
  const label = DECLARATION.exec(buffer.toString('latin1', 0, DECLARATION_WINDOW))?.[1];
  if (label === undefined) return null;
  const charset = legacyCharsetNamed(label);
  // Real ISO-8859-1 has control characters at 0x80–0x9F; files that use those bytes mean windows-1252, as browsers know.
  const saysLatin1 = /^(iso[-_]?8859-?1|latin-?1|l1|us-ascii|ascii)$/i.test(label);
  return charset === 'windows-1252' && saysLatin1 && !buffer.some((byte) => byte >= 0x80 && byte <= 0x9f)
    ? 'latin1'
    : charset;
}

function utf16(buffer: Buffer, isBigEndian: boolean): string {
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2));
  return isBigEndian ? Buffer.from(whole).swap16().toString('utf16le') : whole.toString('utf16le');
}

/** An NFO begins with two ASCII characters (`<?`, `<m`, white space, `ht`), which in UTF-16 have a zero byte each. */
function utf16Pattern(buffer: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (buffer.length < 4) return null;
  const isZero = [0, 1, 2, 3].map((index) => buffer[index] === 0);
  if (!isZero[0] && isZero[1] && !isZero[2] && isZero[3]) return 'utf-16le';
  if (isZero[0] && !isZero[1] && isZero[2] && !isZero[3]) return 'utf-16be';
  return null;
}

function redeclaredAsUtf8(text: string): string {
  const found = DECLARATION.exec(text.slice(0, DECLARATION_WINDOW));
  if (found === null) return text;
  const label = found[1] as string;
  const labelStart = found.index + found[0].length - 1 - label.length;
  return `${text.slice(0, labelStart)}UTF-8${text.slice(labelStart + label.length)}`;
}
