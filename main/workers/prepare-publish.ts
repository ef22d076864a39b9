import { readFile, stat } from 'node:fs/promises';
import { diffLines } from 'diff';
import type { DiffLine } from '../../contract/publishing.ts';
import { sha256 } from '../files/hash-file.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import { type NfoContent, patchNfo } from './nfo-content.ts';

export interface PreparePublishInput {
  /** The item's folder. */
  folderPath: string;
  /** The NFO to patch, or to create where nothing is; null when the item is to have none. */
  nfo: { path: string; content: NfoContent } | null;
  /** Image paths whose present state the plan must know. */
  imagePaths: string[];
}

export interface PreparedPublish {
  hasFolder: boolean;
  nfo:
    | null
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
  const hasFolder = await isFolder(input.folderPath);
  if (input.nfo === null) return { hasFolder, nfo: null, disk };
  const existing = await readIfThere(input.nfo.path);
  disk.push([
    input.nfo.path,
    existing === null ? null : { contentHash: sha256(existing), sizeBytes: existing.byteLength },
  ]);
  const patched = patchNfo(existing, input.nfo.content);
  if ('error' in patched) return { hasFolder, nfo: { ok: false, code: 'nfo_not_xml', message: patched.message }, disk };
  const text = decodeNfo(patched.bytes).text;
  const before = existing === null ? '' : decodeNfo(existing).text;
  return {
    hasFolder,
    nfo: { ok: true, bytes: patched.bytes, hash: sha256(patched.bytes), text, diff: toDiff(before, text) },
    disk,
  };
}

async function isFolder(folderPath: string): Promise<boolean> {
  try {
    return (await stat(folderPath)).isDirectory();
  } catch {
    return false;
  }
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
