import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CacheRebuildPreview, LostFile } from '../../../contract/recovery.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getLibrary, type Library, libraryPlace } from '../../store/library.store.ts';
import { countPublishedBelow, type KeptPublishedFile, publishedBelow } from '../../store/lost-file.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { SeenFile } from '../../workers/look-for-files.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';

const PAGE = 500;
const SAMPLE = 200;

/** What became of a published file: it is in its place, is to be put back, or cannot be. */
export type FileFate = 'inPlace' | LostFile['state'];

export interface CheckedFile {
  file: KeptPublishedFile;
  fate: FileFate;
}

/** Judges what was seen. A file of another size is somebody else's by now; of the same size it is taken to be the same. */
export function fateOf(file: KeptPublishedFile, seen: SeenFile): FileFate {
  if (seen.sizeBytes !== null) return seen.sizeBytes === file.sizeBytes ? 'inPlace' : 'changed';
  const hasBytes = seen.cachedBytes === file.sizeBytes || file.hasText;
  return hasBytes && file.isLive ? 'missing' : 'no_bytes';
}

/** Everything that was published below a library's folder, page by page, with what became of it. Throws the signal's reason. */
export async function* checkPublished(
  db: ReadDb,
  pool: WorkerPool,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<CheckedFile[]> {
  let after = '';
  for (;;) {
    signal.throwIfAborted();
    const files = publishedBelow(db, folder, after, PAGE);
    const last = files.at(-1);
    if (last === undefined) return;
    const seen = await pool.run(
      'lookForFiles',
      files.map((file) => ({ path: file.path, cachePath: file.cachePath })),
    );
    yield files.map((file, index) => ({
      file,
      fate: fateOf(file, seen[index] ?? { sizeBytes: null, cachedBytes: null }),
    }));
    after = last.path;
  }
}

/** What putting back a library's published files would do. Throws `not_found`, `library_offline`. */
export async function previewCacheRebuild(
  db: ReadDb,
  pool: WorkerPool,
  libraryId: number,
  signal: AbortSignal,
): Promise<CacheRebuildPreview> {
  const library = await requirePlace(db, libraryId);
  const sums = { inPlace: 0, changed: 0, no_bytes: 0, missing: 0 };
  const sample: LostFile[] = [];
  const items = new Set<string>();
  let bytes = 0;
  for await (const page of checkPublished(db, pool, library.path, signal)) {
    for (const { file, fate } of page) {
      sums[fate] += 1;
      if (fate === 'missing') {
        bytes += file.sizeBytes;
        items.add(`${file.item.type}:${String(file.item.id)}`);
      }
      if (fate !== 'inPlace' && sample.length < SAMPLE) {
        sample.push({ path: file.path, assetType: file.assetType, sizeBytes: file.sizeBytes, state: fate });
      }
    }
  }
  return {
    total: countPublishedBelow(db, library.path),
    inPlace: sums.inPlace,
    missing: { files: sums.missing, bytes, items: items.size },
    changed: sums.changed,
    noBytes: sums.no_bytes,
    sample,
  };
}

/**
 * The library, whose folder may be gone, but not the disk it was on: into the empty folder of a share that is away nothing is
 * written. Throws `not_found`, `library_offline`.
 */
export async function requirePlace(db: ReadDb, libraryId: number): Promise<Library> {
  const library = getLibrary(db, libraryId);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.', { id: libraryId });
  const known = libraryPlace(db, libraryId);
  const device = await deviceOf(library.path);
  if (known === null || device === known.device) return library;
  throw new CoreError(
    'library_offline',
    `The disk or share that ${library.name} was on is not there: ${library.path} would be written to another one. Connect it, then try again.`,
    { path: library.path },
  );
}

/** Of the folder, or of what is left above it. */
async function deviceOf(folder: string): Promise<string | null> {
  try {
    return String((await stat(folder)).dev);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return null;
    const above = path.dirname(folder);
    return above === folder ? null : deviceOf(above);
  }
}
