import { crc32 } from 'node:zlib';

const SIGNATURE_BYTES = 8;
/** Length and type before a chunk's data, the checksum behind it. */
const HEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;

/**
 * Whether every chunk that a PNG cannot be decoded without is whole: decoders give up at the first whose checksum differs.
 * What may be left out of a PNG, and what follows its end, does not count. See https://www.w3.org/TR/png-3/#5Chunk-layout.
 * @param bytes the whole file, known by its signature to be a PNG
 */
export function isSoundPng(bytes: Buffer): boolean {
  for (let at = SIGNATURE_BYTES; at + HEAD_BYTES + CHECKSUM_BYTES <= bytes.length;) {
    const dataEnd = at + HEAD_BYTES + bytes.readUInt32BE(at);
    if (dataEnd + CHECKSUM_BYTES > bytes.length) return false;
    const type = bytes.toString('latin1', at + 4, at + HEAD_BYTES);
    if (!/^[A-Za-z]{4}$/.test(type)) return false;
    if (isCritical(type) && crc32(bytes.subarray(at + 4, dataEnd)) !== bytes.readUInt32BE(dataEnd)) return false;
    if (type === 'IEND') return true;
    at = dataEnd + CHECKSUM_BYTES;
  }
  return false;
}

/** The case of the first letter says it. */
function isCritical(type: string): boolean {
  return type.charAt(0) === type.charAt(0).toUpperCase();
}
