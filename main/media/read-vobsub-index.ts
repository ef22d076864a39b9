import { languageOfStream } from '../domain/stream-language.ts';

/** One track of a VobSub file. */
export interface VobSubTrack {
  /** Its number in the file, from 0. */
  index: number;
  /** ISO 639-2/B; null when the file does not say. */
  language: string | null;
}

/** `id: en, index: 0`; some writers leave the number out. */
const TRACK = /^\s*id\s*:\s*([^,\s]*)\s*(?:,\s*index\s*:\s*(\d{1,3}))?/iu;
/** One language is written twice only by mistake; more tracks than this no disc has (https://wiki.videolan.org/SPU). */
const MAX_TRACKS = 32;

/**
 * The tracks that a VobSub index (`.idx`) lists, by number. Languages are the disc's two letters, withdrawn ones included;
 * `--` stands for none. An index that lists none, or is no index, gives an empty list. Never throws.
 * @param text the file's content; only lines of the form `id: en, index: 0` matter
 */
export function readVobSubIndex(text: string): VobSubTrack[] {
  const tracks = new Map<number, VobSubTrack>();
  for (const line of text.split(/\r\n?|\n/u)) {
    const match = TRACK.exec(line);
    if (match === null) continue;
    const index = match[2] === undefined ? tracks.size : Number(match[2]);
    if (index < MAX_TRACKS && !tracks.has(index)) {
      tracks.set(index, { index, language: languageOfStream(match[1] ?? '') });
    }
  }
  return [...tracks.values()].sort((a, b) => a.index - b.index);
}
