import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MessagePort } from 'node:worker_threads';
import { ZipFile } from 'yazl';
import { ARCHIVE_DATABASE, ARCHIVE_META, archiveEntry } from '../files/archive-names.ts';
import { FileError, type FileErrorData, toFileError } from '../files/file-error.ts';

export interface WriteArchiveInput {
  /** Must not be there. */
  target: string;
  /** What the archive says of itself. */
  meta: string;
  databasePath: string;
  /** Of the database's own manifests. */
  manifestsFolder: string;
  cacheDir: string;
  /** Whether everything in the cache goes along, or only what is no picture, sound or film. */
  hasArtwork: boolean;
  /** Out: how far it is. In: anything means stop. */
  port: MessagePort;
}

export interface ArchiveProgress {
  done: number;
  total: number;
}

export type WriteArchiveOutput =
  { ok: true; bytes: number; files: number } | { ok: false; error: FileErrorData } | { ok: false; isStopped: true };

interface Source {
  name: string;
  path: string;
}

/** Writes everything into one zip file, which appears complete or not at all. */
export async function writeArchive(input: WriteArchiveInput): Promise<WriteArchiveOutput> {
  const { target, port } = input;
  const partial = `${target}.partial`;
  const stopping = new AbortController();
  port.on('message', () => {
    stopping.abort();
  });
  try {
    if (existsSync(target)) {
      throw new FileError('changed_on_disk', target, `${target} is there already. Choose another name.`);
    }
    const sources = [...listSources(input)];
    await write(input, sources, partial, stopping.signal);
    flush(partial);
    const { size } = statSync(partial);
    renameSync(partial, target);
    return { ok: true, bytes: size, files: sources.length };
  } catch (error) {
    rmSync(partial, { force: true });
    if (stopping.signal.aborted) return { ok: false, isStopped: true };
    return { ok: false, error: toFileError(error, target).toData() };
  } finally {
    port.close();
  }
}

async function write(
  { meta, port }: WriteArchiveInput,
  sources: readonly Source[],
  partial: string,
  signal: AbortSignal,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_resolve, reject) => {
    zip.on('error', reject);
  });
  zip.addBuffer(Buffer.from(meta), ARCHIVE_META);
  let done = 0;
  for (const { name, path: file } of sources) {
    // Opened when its turn comes: a quarter of a million open files are too many.
    zip.addReadStreamLazy(name, { compress: isCompressible(name) }, (give) => {
      done += 1;
      give(null, createReadStream(file));
    });
  }
  zip.end();
  const timer = setInterval(() => {
    port.postMessage({ done, total: sources.length } satisfies ArchiveProgress);
  }, PROGRESS_EVERY_MS);
  try {
    await Promise.race([pipeline(zip.outputStream, createWriteStream(partial), { signal }), failed]);
  } finally {
    clearInterval(timer);
  }
}

const PROGRESS_EVERY_MS = 250;

function* listSources({ databasePath, manifestsFolder, cacheDir, hasArtwork }: WriteArchiveInput): Generator<Source> {
  yield { name: ARCHIVE_DATABASE, path: databasePath };
  for (const name of filesBelow(manifestsFolder)) {
    const entry = `manifests/${name}`;
    if (archiveEntry(entry) !== null) yield { name: entry, path: path.join(manifestsFolder, name) };
  }
  for (const name of filesBelow(cacheDir)) {
    const entry = archiveEntry(`cache/${name}`);
    if (entry?.kind !== 'cached' || (!hasArtwork && entry.ext !== 'nfo')) continue;
    yield { name: `cache/${name}`, path: path.join(cacheDir, name) };
  }
}

/** Names below a folder, with slashes. None when there is no such folder. */
function* filesBelow(folder: string, above = ''): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = `${above}${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path.join(folder, entry.name), `${name}/`);
    else if (entry.isFile()) yield name;
  }
}

/** Pictures and films are packed already. */
function isCompressible(name: string): boolean {
  return /\.(json|sqlite|nfo|srt|ass)$/.test(name);
}

function flush(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
