import { readFile, stat } from 'node:fs/promises';
import type { DiffLine } from '../../contract/publishing.ts';
import { hashFile, sha256 } from '../files/hash-file.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import { diffOf } from './compare-nfo.ts';
import { type NfoContent, patchNfo } from './nfo-content.ts';

export interface PreparePublishInput {
  /** The item's folder. */
  folderPath: string;
  /**
   * The NFO to patch, or to create where nothing is, out of the one of a former name if there is one; null when the item
   * is to have none.
   */
  nfo: {
    path: string;
    formerPath: string | null;
    content: NfoContent;
    /** What is there is no NFO, and a person said to write one in the place of these bytes; null otherwise. */
    replacedHash: string | null;
  } | null;
  /** Paths of images and others whose present state the plan must know. */
  imagePaths: string[];
  /** Whether the lines of the NFO that change are compared. */
  withDiff: boolean;
  /** Files that need not be read while they have this size and time (whole milliseconds): their hash is known. */
  trusted: { path: string; sizeBytes: number; mtimeMs: number; hash: string }[];
}

export interface PreparedPublish {
  hasFolder: boolean;
  nfo:
    | null
    | { ok: true; bytes: Uint8Array; hash: string; text: string; diff: DiffLine[] }
    | { ok: false; code: 'nfo_not_xml' | 'io_error'; message: string };
  /** By path: what is there now; null when nothing is. */
  disk: [path: string, file: { contentHash: string; sizeBytes: number } | null][];
  /** Size and time (whole milliseconds) of each, null where nothing is: to tell later whether anything has changed. */
  found: [path: string, sizeBytes: number | null, mtimeMs: number | null][];
}

/** Reads what publishing needs to know of the disk, and writes the NFO in memory. Touches nothing. */
export async function preparePublish(input: PreparePublishInput): Promise<PreparedPublish> {
  const trusted = new Map(input.trusted.map((file) => [file.path, file]));
  const disk: PreparedPublish['disk'] = [];
  const found: PreparedPublish['found'] = [];
  for (const imagePath of new Set(input.imagePaths)) {
    const there = await statIfThere(imagePath);
    found.push([imagePath, there?.sizeBytes ?? null, there?.mtimeMs ?? null]);
    const known = trusted.get(imagePath);
    const isKnown = known !== undefined && known.sizeBytes === there?.sizeBytes && known.mtimeMs === there.mtimeMs;
    disk.push([
      imagePath,
      isKnown ? { contentHash: known.hash, sizeBytes: known.sizeBytes } : await hashedIfThere(imagePath),
    ]);
  }
  const hasFolder = await isFolder(input.folderPath);
  if (input.nfo === null) return { hasFolder, nfo: null, disk, found };
  const { path, formerPath } = input.nfo;
  for (const file of formerPath === null ? [path] : [path, formerPath]) {
    const there = await statIfThere(file);
    found.push([file, there?.sizeBytes ?? null, there?.mtimeMs ?? null]);
  }
  const existing = await readIfThere(path);
  const former = formerPath === null ? null : await readIfThere(formerPath);
  disk.push([path, stateOf(existing)]);
  if (formerPath !== null) disk.push([formerPath, stateOf(former)]);
  return { hasFolder, nfo: prepareNfo(existing, former, input.nfo, input.withDiff), disk, found };
}

function prepareNfo(
  existing: Uint8Array | null,
  former: Uint8Array | null,
  { content, replacedHash }: NonNullable<PreparePublishInput['nfo']>,
  withDiff: boolean,
): PreparedPublish['nfo'] {
  const either = patchEither(existing, former, content);
  const isReplaced = 'error' in either.patched && existing !== null && sha256(existing) === replacedHash;
  const patched = isReplaced ? patchNfo(null, content) : either.patched;
  if ('error' in patched) return { ok: false, code: 'nfo_not_xml', message: patched.message };
  const text = decodeNfo(patched.bytes).text;
  const before = !withDiff || either.source === null ? '' : decodeNfo(either.source).text;
  const diff = withDiff ? diffOf(before, text) : [];
  return { ok: true, bytes: patched.bytes, hash: sha256(patched.bytes), text, diff };
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

/** A trailer is too large to be held in memory for its hash. */
async function hashedIfThere(filePath: string): Promise<{ contentHash: string; sizeBytes: number } | null> {
  try {
    const stats = await stat(filePath);
    return stats.isFile() ? { contentHash: hashFile(filePath), sizeBytes: stats.size } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function isFolder(folderPath: string): Promise<boolean> {
  try {
    return (await stat(folderPath)).isDirectory();
  } catch {
    return false;
  }
}

async function statIfThere(filePath: string): Promise<{ sizeBytes: number; mtimeMs: number } | null> {
  try {
    const stats = await stat(filePath);
    return { sizeBytes: stats.size, mtimeMs: Math.floor(stats.mtimeMs) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
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
