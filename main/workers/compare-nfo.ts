import { readFile } from 'node:fs/promises';
import { diffLines } from 'diff';
import type { DiffLine } from '../../contract/publishing.ts';
import {
  episodeValues,
  type MetadataValues,
  movieValues,
  seasonValues,
  seriesValues,
  setValues,
} from '../domain/metadata-values.ts';
import type { NfoSides } from '../domain/publish/merge-fields.ts';
import { sha256 } from '../files/hash-file.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import { readMovieNfo } from '../nfo/read-movie-nfo.ts';
import { readSetNfo } from '../nfo/read-set-nfo.ts';
import { readEpisodeNfo, readSeasonNfo, readTvshowNfo } from '../nfo/read-tv-nfo.ts';
import type { NfoContent } from './nfo-content.ts';

export interface CompareNfoInput {
  path: string;
  /** Of the bytes that the plan was made with: others are not compared. */
  diskHash: string;
  /** What Metarr published last, as text; null when that is not known. */
  published: string | null;
  /** What Metarr would write now. */
  desired: Uint8Array;
  kind: NfoContent['type'];
  /** Of episodes in one file: which is which, in the order of the items. */
  episodes: { season: number | null; episode: number | null }[];
}

/** One side of an NFO: what it says of each item, in the order of the items; null where it cannot be read. */
type Side = (MetadataValues | null)[];

export type ComparedNfo =
  | {
      ok: true;
      /** For each item; null where the file says nothing that could be read of it. */
      sides: (NfoSides | null)[];
      text: string;
      /** From what was published to what is there. */
      diff: DiffLine[];
      /** Of the lines, 0 to 1. */
      changedShare: number;
    }
  | { ok: false };

/** Reads an NFO that somebody else changed beside what was published and what would be. Not ok when it changed again. */
export async function compareNfo(input: CompareNfoInput): Promise<ComparedNfo> {
  const bytes = await readFile(input.path).catch(() => null);
  if (bytes === null || sha256(bytes) !== input.diskHash) return { ok: false };
  const { text } = decodeNfo(bytes);
  const outside = read(bytes, input);
  const ours = read(input.desired, input);
  const base = input.published === null ? null : read(asUtf8(input.published), input);
  const diff = diffOf(input.published ?? '', text);
  return {
    ok: true,
    sides: outside.map((values, index) => {
      const wanted = ours[index] ?? null;
      return values === null || wanted === null ? null : { base: base?.[index] ?? null, outside: values, ours: wanted };
    }),
    text,
    diff: input.published === null ? [] : diff,
    changedShare: diff.filter((line) => line.kind !== 'same').length / Math.max(1, diff.length),
  };
}

function read(bytes: Uint8Array, { kind, episodes }: CompareNfoInput): Side {
  switch (kind) {
    case 'movie': {
      const reading = readMovieNfo(bytes);
      return [reading.outcome === 'rejected' ? null : movieValues(reading.metadata)];
    }
    case 'series': {
      const reading = readTvshowNfo(bytes);
      return [reading.outcome === 'rejected' ? null : seriesValues(reading.metadata)];
    }
    case 'season': {
      const reading = readSeasonNfo(bytes);
      return [reading.outcome === 'rejected' ? null : seasonValues(reading.metadata)];
    }
    case 'episode':
      return readEpisodes(bytes, episodes);
    case 'set': {
      const reading = readSetNfo(bytes);
      return [reading.outcome === 'rejected' ? null : setValues(reading.metadata)];
    }
  }
}

function readEpisodes(bytes: Uint8Array, wanted: CompareNfoInput['episodes']): Side {
  const reading = readEpisodeNfo(bytes);
  const found = reading.outcome === 'parsed' ? reading.episodes : [];
  return wanted.map(({ season, episode }, index) => {
    const numbered = found.find((entry) => entry.season === season && entry.episode === episode);
    const isOnly = wanted.length === 1 && found.length === 1;
    const placed = isOnly || found[index]?.episode === null ? found[index] : undefined;
    const own = numbered ?? placed;
    return own === undefined ? null : episodeValues(own);
  });
}

/** The text was decoded when it was kept: what it says of its encoding is not so any more. */
function asUtf8(text: string): Uint8Array {
  return Buffer.from(text.replace(/^(\uFEFF?<\?xml[^>]*encoding=)(["'])[^"']*\2/, '$1$2utf-8$2'));
}

/** The lines that come and go, whatever ends them. */
export function diffOf(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  for (const part of diffLines(before.replaceAll('\r\n', '\n'), after.replaceAll('\r\n', '\n'))) {
    const kind = part.added ? 'added' : part.removed ? 'removed' : 'same';
    for (const text of part.value.replace(/\n$/, '').split('\n')) lines.push({ kind, text });
  }
  return lines;
}
