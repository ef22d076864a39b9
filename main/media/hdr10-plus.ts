import { open } from 'node:fs/promises';
import { type FfprobeDocument, positive } from './ffprobe-document.ts';
import { tellsHdr10Plus } from './hdr-type.ts';

/** Containers that keep a packet's bytes together, at the place ffprobe tells. */
const WHOLE_PACKETS = /\b(?:matroska|webm|mov|mp4)\b/;
/**
 * How SMPTE ST 2094-40 metadata begins in HEVC and AV1 alike: an ITU-T T.35 message of the United States (B5) by the provider
 * 003C, of its kind 0001, for the application 4. No two zeros follow each other, so no escape byte breaks it up.
 */
const MESSAGE = Buffer.from('b5003c000104', 'hex');
/** The message stands before the picture's own bytes; Matroska may keep it behind them. */
const BEHIND_BYTES = 4096;
const MAX_BYTES = 1024 * 1024;

/**
 * Whether the first packet of a stream carries HDR10+, read from the file without decoding it. Null when that cannot be
 * told: another container, no such packet among those ffprobe listed, or a read error.
 * @param document with the first packets
 */
export async function findHdr10Plus(path: string, document: FfprobeDocument, index: number): Promise<boolean | null> {
  if (!WHOLE_PACKETS.test(document.format?.format_name ?? '')) return null;
  const packet = document.packets?.find(({ stream_index }) => stream_index === index);
  const [position, size] = [positive(packet?.pos), positive(packet?.size)];
  if (position === null || size === null) return null;
  if (tellsHdr10Plus(packet?.side_data_list)) return true;
  try {
    const file = await open(path, 'r');
    try {
      const length = Math.min(MAX_BYTES, size + BEHIND_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return bytesRead === 0 ? null : buffer.subarray(0, bytesRead).includes(MESSAGE);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
