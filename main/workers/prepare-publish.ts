import { readFile, stat } from 'node:fs/promises';
import { diffLines } from 'diff';
import type { DiffLine } from '../../contract/publishing.ts';
import { sha256 } from '../files/hash-file.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import { type NfoContent, patchNfo } from './nfo-content.ts';

export interface PreparePublishInput {
  /** The item's folder. */
  folderPath: string;
  /**
   * The NFO to patch, or to create where nothing is, out of the one of a former name if there is one; null when the item
   * is to have none.
   */
  nfo: { path: string; formerPath: string | null; content: NfoContent } | null;
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
  for (const imagePath of new Set(input.imagePaths)) disk.push([imagePath, stateOf(await readIfThere(imagePath))]);
  const hasFolder = await isFolder(input.folderPath);
  if (input.nfo === null) return { hasFolder, nfo: null, disk };
  const { path, formerPath, content } = input.nfo;
  const existing = await readIfThere(path);
  const former = formerPath === null ? null : await readIfThere(formerPath);
  disk.push([path, stateOf(existing)]);
  if (formerPath !== null) disk.push([formerPath, stateOf(former)]);
  const { patched, source } = patchEither(existing, former, content);
  if ('error' in patched) return { hasFolder, nfo: { ok: false, code: 'nfo_not_xml', message: patched.message }, disk };
  const text = decodeNfo(patched.bytes).text;
  const before = source === null ? '' : decodeNfo(source).text;
  return {
    hasFolder,
    nfo: { ok: true, bytes: patched.bytes, hash: sha256(patched.bytes), text, diff: toDiff(before, text) },
    disk,
  };
}

/** What the NFO is made out of: itself, else the one of a former name, else nothing. */
function patchEither(
  existing: Uint8Array | null,
  former: Uint8Array | null,
  content: NfoContent,
): { patched: ReturnType<typeof patchNfo>; source: Uint8Array | null } {
  if (existing === null && former !== null) {
    const patched = patchNfo(former, content);
    if (!('error' in patched)) return { patched, source: former };
  }
  return { patched: patchNfo(existing, content), source: existing };
}

function stateOf(bytes: Uint8Array | null): { contentHash: string; sizeBytes: number } | null {
  return bytes === null ? null : { contentHash: sha256(bytes), sizeBytes: bytes.byteLength };
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
