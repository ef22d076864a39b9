import { readFile, stat } from 'node:fs/promises';
import { diffLines } from 'diff';
import type { DiffLine } from '../../contract/publishing.ts';
import { sha256 } from '../files/hash-file.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import type { MovieNfoValues } from '../nfo/movie-nfo-values.ts';
import { patchMovieNfo } from '../nfo/write-movie-nfo.ts';

export interface PreparePublishInput {
  /** The NFO to patch, or to create where nothing is. */
  nfoPath: string;
  values: MovieNfoValues;
  /** Image paths whose present state the plan must know. */
  imagePaths: string[];
}

export interface PreparedPublish {
  nfo:
    | { ok: true; bytes: Uint8Array; hash: string; text: string; diff: DiffLine[] }
    | { ok: false; code: 'nfo_not_xml' | 'io_error'; message: string };
  /** By path: what is there now; null when nothing is. */
  disk: [path: string, file: { contentHash: string; sizeBytes: number } | null][];
}

/** Reads what publishing needs to know of the disk, and writes the NFO in memory. Touches nothing. */
export async function preparePublish(input: PreparePublishInput): Promise<PreparedPublish> {
  const disk: PreparedPublish['disk'] = [];
  for (const imagePath of new Set(input.imagePaths)) {
    const bytes = await readIfThere(imagePath);
    disk.push([imagePath, bytes === null ? null : { contentHash: sha256(bytes), sizeBytes: bytes.byteLength }]);
  }
  const existing = await readIfThere(input.nfoPath);
  disk.push([
    input.nfoPath,
    existing === null ? null : { contentHash: sha256(existing), sizeBytes: existing.byteLength },
  ]);
  const patched = patchMovieNfo(existing, input.values);
  if ('error' in patched) return { nfo: { ok: false, code: 'nfo_not_xml', message: patched.message }, disk };
  const text = decodeNfo(patched.bytes).text;
  const before = existing === null ? '' : decodeNfo(existing).text;
  return {
    nfo: { ok: true, bytes: patched.bytes, hash: sha256(patched.bytes), text, diff: toDiff(before, text) },
    disk,
  };
}

async function readIfThere(filePath: string): Promise<Uint8Array | null> {
  try {
    if (!(await stat(filePath)).isFile()) return null;
    return await readFile(filePath);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function toDiff(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  for (const part of diffLines(before.replaceAll('\r\n', '\n'), after.replaceAll('\r\n', '\n'))) {
    const kind = part.added ? 'added' : part.removed ? 'removed' : 'same';
    for (const text of part.value.replace(/\n$/, '').split('\n')) lines.push({ kind, text });
  }
  return lines;
}
