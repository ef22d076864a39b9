import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import type { MessagePort } from 'node:worker_threads';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CoreError } from '../domain/core-error.ts';
import { ARCHIVE_META, type ArchiveEntry, archiveEntry } from '../files/archive-names.ts';
import { cachePath, normalizeExt } from '../files/cache-store.ts';
import { toFileError, type FileErrorData } from '../files/file-error.ts';
import { nodeFs } from '../files/fs-ops.ts';
import { moveIntoCache } from '../files/move-into-cache.ts';
import { requireSpace } from '../files/require-space.ts';
import type { CachedEntry } from './list-cache.types.ts';
import type { ArchiveProgress } from './write-archive.ts';

/** What an archive says of itself, unchecked, and what its list of files says. */
export interface ArchiveFacts {
  meta: unknown;
  cachedFiles: number;
  cachedBytes: number;
  /** Manifests by kind. */
  manifests: Record<string, number>;
  /** 0 when there is none in it. */
  databaseBytes: number;
}

export type Answer<T> = ({ ok: true } & T) | { ok: false; error: FileErrorData } | { ok: false; isStopped: true };

/** Reads an archive's first entry and its list. Refuses what is no export of Metarr. */
export async function inspectArchive(file: string): Promise<Answer<ArchiveFacts>> {
  try {
    const facts: ArchiveFacts = { meta: null, cachedFiles: 0, cachedBytes: 0, manifests: {}, databaseBytes: 0 };
    await eachEntry(file, async (zip, entry, known) => {
      if (known.kind === 'meta') facts.meta = JSON.parse(await text(await zip.openReadStreamPromise(entry))) as unknown;
      if (known.kind === 'database') facts.databaseBytes = entry.uncompressedSize;
      if (known.kind === 'manifest') facts.manifests[known.of] = (facts.manifests[known.of] ?? 0) + 1;
      if (known.kind === 'cached') {
        facts.cachedFiles += 1;
        facts.cachedBytes += entry.uncompressedSize;
      }
    });
    if (facts.meta === null) throw damaged(file);
    return { ok: true, ...facts };
  } catch (error) {
    return { ok: false, error: problemOf(error, file) };
  }
}

/**
 * Unpacks an archive: manifests into a folder, bytes into the cache, where each must be what its name says. Bytes that the cache
 * has stay as they are. Reports by the port what went into the cache; anything that comes in means stop.
 */
export async function unpackArchive(input: {
  file: string;
  manifestsFolder: string;
  /** Where its database is put; null to leave it in there. */
  databasePath: string | null;
  cacheDir: string;
  total: number;
  /** What the cache needs room for at most, and the folder of manifests. */
  cachedBytes: number;
  otherBytes: number;
  port: MessagePort;
}): Promise<Answer<{ damaged: string[] }>> {
  const { file, manifestsFolder, databasePath, cacheDir, port } = input;
  const stopping = new AbortController();
  port.on('message', () => {
    stopping.abort();
  });
  const refused: string[] = [];
  let cached: CachedEntry[] = [];
  let done = 0;
  const report = (): void => {
    port.postMessage({ done, total: input.total, cached } satisfies ArchiveProgress & { cached: CachedEntry[] });
    cached = [];
  };
  try {
    mkdirSync(cacheDir, { recursive: true });
    mkdirSync(manifestsFolder, { recursive: true });
    const { cachedBytes, otherBytes } = input;
    requireSpace(
      [
        { folder: cacheDir, bytes: cachedBytes },
        { folder: manifestsFolder, bytes: otherBytes },
      ],
      nodeFs,
    );
    await eachEntry(file, async (zip, entry, known) => {
      stopping.signal.throwIfAborted();
      if (known.kind === 'manifest') await unpackManifest(zip, entry, path.join(manifestsFolder, known.path));
      if (known.kind === 'database' && databasePath !== null) await unpackFile(zip, entry, databasePath);
      if (known.kind === 'cached') {
        const kept = await unpackCached(zip, entry, known, cacheDir);
        if (kept === null) refused.push(entry.fileName);
        else cached.push(kept);
      }
      done += 1;
      if (done % REPORT_EVERY === 0) report();
    });
    report();
    return { ok: true, damaged: refused };
  } catch (error) {
    if (stopping.signal.aborted) return { ok: false, isStopped: true };
    return { ok: false, error: problemOf(error, file) };
  } finally {
    port.close();
  }
}

const REPORT_EVERY = 100;

type Visit = (zip: ZipFile, entry: Entry, known: ArchiveEntry) => Promise<void>;

/** Goes through an archive. A name that no export has is refused, before anything of it is written. */
async function eachEntry(file: string, visit: Visit): Promise<void> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true });
  try {
    for await (const entry of zip.eachEntry()) {
      const known = archiveEntry(entry.fileName);
      if (known === null) throw damaged(file);
      await visit(zip, entry, known);
    }
  } finally {
    zip.close();
  }
}

/** A manifest of more than this is none. */
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;

async function unpackManifest(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  if (entry.uncompressedSize > MAX_MANIFEST_BYTES) throw damaged(target);
  await unpackFile(zip, entry, target);
}

async function unpackFile(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  mkdirSync(path.dirname(target), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
}

/** Null when its bytes are not what its name says. */
async function unpackCached(
  zip: ZipFile,
  entry: Entry,
  { hash, ext }: Extract<ArchiveEntry, { kind: 'cached' }>,
  cacheDir: string,
): Promise<CachedEntry | null> {
  const target = cachePath(cacheDir, hash, normalizeExt(ext));
  const kept: CachedEntry = { hash, ext: normalizeExt(ext), filePath: target, sizeBytes: entry.uncompressedSize };
  const temp = path.join(cacheDir, '.tmp', `import-${hash}.tmp`);
  mkdirSync(path.dirname(temp), { recursive: true });
  const sum = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), hashing, createWriteStream(temp));
    if (sum.digest('hex') !== hash) return null;
    moveIntoCache(temp, target);
    return kept;
  } finally {
    rmSync(temp, { force: true });
  }
}

function damaged(file: string): CoreError {
  return new CoreError(
    'damaged',
    `${file} is no export of Metarr, or it is damaged (${ARCHIVE_META} or another part).`,
  );
}

function problemOf(error: unknown, file: string): FileErrorData {
  if (error instanceof CoreError) return { code: 'damaged', path: file, message: error.message };
  if (typeof (error as { code?: unknown }).code === 'string') return toFileError(error, file).toData();
  return damagedData(file, error);
}

function damagedData(file: string, error: unknown): FileErrorData {
  const why = error instanceof Error ? error.message : String(error);
  return { code: 'damaged', path: file, message: `${file} cannot be read as an export of Metarr: ${why}` };
}
