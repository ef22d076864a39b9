import type { UnknownFile } from '../../contract/unknown-files.ts';

export type UnknownCategory = UnknownFile['category'];

/** What the first bytes of a file show that it is, whatever its name says. */
export interface FileContent {
  /** Null for bytes that nothing is known of. */
  category: UnknownCategory | null;
  /** For a sentence: "a ZIP archive". */
  description: string;
  mimeType: string | null;
  /** Without the dot, where the content has one usual extension; else null. */
  extension: string | null;
}

/** How many bytes from the beginning `readContent` looks at. */
export const CONTENT_BYTES = 4096;

interface Signature {
  offset: number;
  bytes: readonly number[];
  content: FileContent;
}

function content(
  category: UnknownCategory | null,
  description: string,
  mimeType: string | null,
  extension: string | null = null,
): FileContent {
  return { category, description, mimeType, extension };
}

function signature(text: string, found: FileContent, offset = 0): Signature {
  return { offset, bytes: Array.from(text, (char) => char.charCodeAt(0)), content: found };
}

const AVIF = content('image', 'an AVIF image', 'image/avif', 'avif');
const HEIF = content('image', 'an HEIF image', 'image/heif', 'heic');
const MP4 = content('video', 'an MP4 video', 'video/mp4', 'mp4');
const ISO_BRANDS: readonly (readonly [RegExp, FileContent])[] = [
  [/^avi[fs]/u, AVIF],
  [/^(?:hei[cx]|hev[cx]|mif1|msf1)/u, HEIF],
  [/^M4[AB] /u, content('audio', 'an M4A sound', 'audio/mp4', 'm4a')],
  [/^qt {2}/u, content('video', 'a QuickTime video', 'video/quicktime', 'mov')],
];

/** The marks that formats begin with (https://en.wikipedia.org/wiki/List_of_file_signatures), the longest first. */
const SIGNATURES: readonly Signature[] = [
  signature('\x89PNG\r\n\x1a\n', content('image', 'a PNG image', 'image/png', 'png')),
  signature('\xff\xd8\xff', content('image', 'a JPEG image', 'image/jpeg', 'jpg')),
  signature('GIF8', content('image', 'a GIF image', 'image/gif', 'gif')),
  signature('II*\0', content('image', 'a TIFF image', 'image/tiff', 'tif')),
  signature('MM\0*', content('image', 'a TIFF image', 'image/tiff', 'tif')),
  signature('8BPS', content('image', 'a Photoshop document', 'image/vnd.adobe.photoshop', 'psd')),
  signature('\x1aE\xdf\xa3', content('video', 'a Matroska video', 'video/x-matroska', 'mkv')),
  signature('FLV\x01', content('video', 'a Flash video', 'video/x-flv', 'flv')),
  signature('\0\0\x01\xba', content('video', 'an MPEG video', 'video/mpeg', 'mpg')),
  signature('\0\0\x01\xb3', content('video', 'an MPEG video', 'video/mpeg', 'mpg')),
  signature('0&\xb2u\x8ef\xcf\x11', content('video', 'a Windows Media video', 'video/x-ms-asf', 'wmv')),
  signature('ID3', content('audio', 'an MP3 sound', 'audio/mpeg', 'mp3')),
  signature('fLaC', content('audio', 'a FLAC sound', 'audio/flac', 'flac')),
  signature('OggS', content('audio', 'an Ogg sound', 'audio/ogg', 'ogg')),
  signature('PK\x03\x04', content('archive', 'a ZIP archive', 'application/zip', 'zip')),
  signature('PK\x05\x06', content('archive', 'an empty ZIP archive', 'application/zip', 'zip')),
  signature('Rar!\x1a\x07', content('archive', 'a RAR archive', 'application/vnd.rar', 'rar')),
  signature('7z\xbc\xaf\x27\x1c', content('archive', 'a 7-Zip archive', 'application/x-7z-compressed', '7z')),
  signature('\x1f\x8b', content('archive', 'a gzip archive', 'application/gzip', 'gz')),
  signature('\xfd7zXZ\0', content('archive', 'an XZ archive', 'application/x-xz', 'xz')),
  signature('BZh', content('archive', 'a bzip2 archive', 'application/x-bzip2', 'bz2')),
  signature('ustar', content('archive', 'a TAR archive', 'application/x-tar', 'tar'), 257),
  signature('%PDF-', content('text', 'a PDF document', 'application/pdf', 'pdf')),
  signature('{\\rtf', content('text', 'an RTF document', 'application/rtf', 'rtf')),
  signature('MZ', content('other', 'a Windows program', 'application/vnd.microsoft.portable-executable')),
  signature('\x7fELF', content('other', 'a program', 'application/x-executable')),
  signature('d8:announce', content('other', 'a torrent', 'application/x-bittorrent', 'torrent')),
  signature('PG', content('subtitle', 'a PGS subtitle', null, 'sup')),
];

const RIFF: Readonly<Record<string, FileContent>> = {
  WEBP: content('image', 'a WebP image', 'image/webp', 'webp'),
  'AVI ': content('video', 'an AVI video', 'video/x-msvideo', 'avi'),
  WAVE: content('audio', 'a WAV sound', 'audio/wav', 'wav'),
};

const TEXTS: readonly (readonly [RegExp, FileContent])[] = [
  [/^WEBVTT(?:\s|$)/u, content('subtitle', 'a WebVTT subtitle', 'text/vtt', 'vtt')],
  [/^\s*\[Script Info\]/iu, content('subtitle', 'an ASS subtitle', 'text/x-ssa', 'ass')],
  [/^\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->/u, content('subtitle', 'an SRT subtitle', 'text/srt', 'srt')],
  [/^\s*\{\d+\}\{\d+\}/u, content('subtitle', 'a MicroDVD subtitle', 'text/plain', 'sub')],
  [/^# VobSub index file/iu, content('subtitle', 'a VobSub subtitle', 'text/plain', 'idx')],
  [/^\s*<SAMI/iu, content('subtitle', 'a SAMI subtitle', 'text/plain', 'smi')],
  [/^\s*(?:<!doctype html|<html)/iu, content('text', 'a web page', 'text/html', 'html')],
  [/^\s*<\?xml/iu, content('text', 'an XML text', 'text/xml', 'xml')],
];
const PLAIN = content('text', 'text', 'text/plain', 'txt');
const NOT_KNOWN = content(null, 'data of a kind that Metarr does not know', null);
const TS_PACKET_BYTES = 188;

/**
 * Tells what a file is by its content. Never throws; a file of which the bytes say nothing has no category.
 * @param head the first bytes, at most CONTENT_BYTES
 */
export function readContent(head: Uint8Array): FileContent {
  if (head.length === 0) return content('other', 'empty', null);
  const text = readText(head);
  const found = SIGNATURES.find(({ offset, bytes }) => bytes.every((byte, at) => head[offset + at] === byte));
  if (found !== undefined && (text === null || !isWord(found.bytes))) return found.content;
  const boxed = latin1(head, 4, 8) === 'ftyp' ? isoContent(head) : null;
  const riff = latin1(head, 0, 4) === 'RIFF' ? RIFF[latin1(head, 8, 12)] : undefined;
  if (boxed !== null || riff !== undefined) return boxed ?? riff ?? NOT_KNOWN;
  if (isTransportStream(head)) return content('video', 'an MPEG transport stream', 'video/mp2t', 'ts');
  if (isBitmap(head)) return content('image', 'a BMP image', 'image/bmp', 'bmp');
  if (isMp3Frame(head)) return content('audio', 'an MP3 sound', 'audio/mpeg', 'mp3');
  if (text === null) return NOT_KNOWN;
  return TEXTS.find(([form]) => form.test(text))?.[1] ?? PLAIN;
}

/** "MZ" and "PG" start many a text, too. */
function isWord(bytes: readonly number[]): boolean {
  return bytes.length <= 3 && bytes.every((byte) => byte > 0x20 && byte < 0x7f);
}

function latin1(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, to));
}

function isoContent(head: Uint8Array): FileContent {
  const brand = latin1(head, 8, 12);
  return ISO_BRANDS.find(([name]) => name.test(brand))?.[1] ?? MP4;
}

function isTransportStream(head: Uint8Array): boolean {
  return head[0] === 0x47 && head[TS_PACKET_BYTES] === 0x47 && head[2 * TS_PACKET_BYTES] === 0x47;
}

/** "BM" starts many a text, too: the reserved bytes of a bitmap are zero. */
function isBitmap(head: Uint8Array): boolean {
  return latin1(head, 0, 2) === 'BM' && head.length > 26 && head.subarray(6, 10).every((byte) => byte === 0);
}

function isMp3Frame(head: Uint8Array): boolean {
  const second = head[1] ?? 0;
  return head[0] === 0xff && (second === 0xfb || second === 0xf3 || second === 0xf2);
}

/** Null for bytes that are no text. UTF-16 counts with its mark only, other bytes as long as nothing controls among them. */
function readText(head: Uint8Array): string | null {
  const isLittle = head[0] === 0xff && head[1] === 0xfe;
  const isBig = head[0] === 0xfe && head[1] === 0xff;
  if (isLittle || isBig) return utf16(head.subarray(2), isLittle);
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const bytes = isMarked ? head.subarray(3) : head;
  for (const byte of bytes) {
    // Besides tabs and breaks: form feed, and the escape that pictures made of letters use.
    const isControl = byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b;
    if (isControl || byte === 0x7f) return null;
  }
  return latin1(bytes, 0, 1024);
}

function utf16(bytes: Uint8Array, isLittle: boolean): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length && text.length < 1024; at += 2) {
    const [first, second] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    text += String.fromCharCode(isLittle ? first + second * 256 : first * 256 + second);
  }
  return text;
}
