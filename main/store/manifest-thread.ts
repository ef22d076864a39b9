import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { manifestText } from '../domain/manifest/manifest.ts';
import type { ManifestMark } from './manifest-mark.store.ts';
import { manifestFile, type GenerationFile } from './manifest-place.ts';
import { ManifestReader } from './manifest-read.store.ts';

/*
 * A thread of its own that writes manifests: it reads rows through a connection that cannot write, and turns them into
 * files. A show of a thousand episodes has a megabyte of them: on the thread that owns the writing connection that would
 * stop the window.
 */

export interface ManifestBatch {
  /** Where this database's manifests are. */
  folder: string;
  marks: readonly ManifestMark[];
  generation: GenerationFile;
  /** Each file is on the disk before the next: for the few that a person waits with. A scan's thousands are not worth it. */
  isDurable: boolean;
}

export type ManifestAnswer = { ok: true } | { ok: false; message: string };

const { path } = workerData as { path: string };
let db: SqliteDatabase.Database | null = null;
let reader: ManifestReader | null = null;

parentPort?.on('message', (message: ManifestBatch | 'close') => {
  if (message === 'close') {
    db?.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(answer(message));
});

function answer(batch: ManifestBatch): ManifestAnswer {
  try {
    db ??= new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    reader ??= new ManifestReader(db);
    for (const mark of batch.marks) writeOne(reader, batch, mark);
    writeWhole(join(batch.folder, 'generation.json'), `${JSON.stringify(batch.generation)}\n`, true);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function writeOne(from: ManifestReader, { folder, isDurable }: ManifestBatch, { kind, id }: ManifestMark): void {
  const file = join(folder, manifestFile(kind, id));
  const body = from.read(kind, id);
  if (body === null) rmSync(file, { force: true });
  else writeWhole(file, manifestText(body, sha256), isDurable);
}

/** The file is the old one or the new one at any time. */
function writeWhole(file: string, text: string, isDurable: boolean): void {
  const temp = `${file}.tmp`;
  try {
    write(temp, text, isDurable);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    write(temp, text, isDurable);
  }
  renameSync(temp, file);
}

function write(file: string, text: string, isDurable: boolean): void {
  if (!isDurable) {
    writeFileSync(file, text);
    return;
  }
  const fd = openSync(file, 'w');
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
