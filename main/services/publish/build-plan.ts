import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PublishPreview } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { publishedNfoName } from '../../domain/publish-names.ts';
import { isPlanUnchanged, type PlanEntry, planPublish } from '../../domain/publish-plan.ts';
import { getLibrary } from '../../store/library.store.ts';
import { type MovieRecord, moviesInFolder } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { publishedFiles } from '../../store/publish.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { requireMovie } from '../movies/require-movie.ts';
import { type DesiredImage, desiredImages, type FolderLayout } from './desired-images.ts';
import { desiredNfo } from './desired-nfo.ts';

export interface BuiltPlan {
  movie: MovieRecord;
  entries: PlanEntry[];
  images: DesiredImage[];
  nfo: { path: string; bytes: Uint8Array; hash: string; text: string } | null;
  nfoDiff: PublishPreview['nfoDiff'];
  planHash: string;
  isUnchanged: boolean;
  problems: PublishPreview['problems'];
}

/** Looks at the disk and at what is wanted, and says what publishing would do. Writes nothing. */
export async function buildPlan(db: ReadDb, pool: WorkerPool, movieId: number): Promise<BuiltPlan> {
  const movie = requireMovie(db, movieId);
  if (movie.deleted_on !== null) {
    throw new CoreError('conflict', 'This film is in the trash. Restore it before publishing.');
  }
  const layout = folderLayout(db, movie);
  const { files, known, missing } = desiredImages(db, movie, layout);
  const nfoPath = nfoTarget(movie, layout);
  const prepared = await pool
    .run('preparePublish', {
      nfoPath,
      values: desiredNfo(db, movie),
      imagePaths: files.flatMap((file) => (file.supersedes === null ? [file.path] : [file.path, file.supersedes])),
    })
    .catch((error: unknown) => {
      throw unreadable(movie, error);
    });
  const problems: PublishPreview['problems'] = missing.map((type) => ({
    code: 'file_missing',
    message: `The selected ${type} is not in the cache any more and is left out.`,
  }));
  const desired = [
    ...(prepared.nfo.ok
      ? [
          {
            kind: 'nfo' as const,
            assetType: null,
            path: nfoPath,
            contentHash: prepared.nfo.hash,
            sizeBytes: prepared.nfo.bytes.byteLength,
            supersedes: null,
          },
        ]
      : []),
    ...files,
  ];
  const entries = planPublish({
    desired,
    onDisk: new Map(prepared.disk),
    lastPublished: publishedFiles(db, movieId),
    known,
  });
  if (!prepared.nfo.ok) {
    problems.push({ code: prepared.nfo.code, message: prepared.nfo.message });
    entries.unshift(conflictingNfo(nfoPath, new Map(prepared.disk).get(nfoPath) ?? null, prepared.nfo.message));
  }
  return {
    movie,
    entries,
    images: files,
    nfo: prepared.nfo.ok
      ? { path: nfoPath, bytes: prepared.nfo.bytes, hash: prepared.nfo.hash, text: prepared.nfo.text }
      : null,
    nfoDiff: prepared.nfo.ok ? prepared.nfo.diff : [],
    planHash: hashPlan(entries),
    isUnchanged: isPlanUnchanged(entries),
    problems,
  };
}

/** The plan in the boundary's shape. */
export function toPreview(plan: BuiltPlan): PublishPreview {
  const { movie } = plan;
  return {
    movieId: movie.id,
    title: movie.title,
    planHash: plan.planHash,
    files: plan.entries.map((entry) => ({
      ...entry,
      name: path.relative(movie.directory_path, entry.path).replaceAll(path.sep, '/'),
    })),
    nfoDiff: plan.nfoDiff,
    nfoText: plan.nfo?.text ?? '',
    isUnchanged: plan.isUnchanged,
    problems: plan.problems,
  };
}

function folderLayout(db: ReadDb, movie: MovieRecord): FolderLayout {
  const neighbours = moviesInFolder(db, movie.library_id, movie.directory_path).filter(
    (row) => row.deleted_on === null,
  );
  const library = getLibrary(db, movie.library_id);
  return {
    profile: library?.namingProfile ?? 'kodi',
    // A film that lies in the library's own folder shares it, even while it is the only one.
    isFlat: neighbours.length > 1 || movie.directory_path === library?.path,
    isDisc: /(^|[\\/])(BDMV|VIDEO_TS)[\\/]/i.test(path.relative(movie.directory_path, movie.file_path)),
  };
}

/**
 * The NFO that was read is the one that is written. A scene's text file under the usual name is gone around; an empty
 * file is nobody's.
 */
function nfoTarget(movie: MovieRecord, layout: FolderLayout): string {
  if (movie.nfo_path !== null && path.dirname(movie.nfo_path) === movie.directory_path) return movie.nfo_path;
  const usual = path.join(movie.directory_path, publishedNfoName({ ...layout, baseName: movie.base_name }));
  const issues = JSON.parse(movie.scan_issues) as { code: string; path: string | null }[];
  const isTaken = issues.some(
    (issue) => issue.path === usual && issue.code.startsWith('nfo_') && issue.code !== 'nfo_empty',
  );
  return isTaken && !layout.isFlat ? path.join(movie.directory_path, 'movie.nfo') : usual;
}

function conflictingNfo(
  nfoPath: string,
  there: { contentHash: string; sizeBytes: number } | null,
  reason: string,
): PlanEntry {
  return {
    op: 'conflict',
    kind: 'nfo',
    assetType: null,
    path: nfoPath,
    beforeHash: there?.contentHash ?? null,
    afterHash: null,
    sizeBytes: there?.sizeBytes ?? null,
    isForeign: true,
    reason,
  };
}

function hashPlan(entries: readonly PlanEntry[]): string {
  const text = JSON.stringify(entries.map((entry) => [entry.op, entry.path, entry.beforeHash, entry.afterHash]));
  return createHash('sha256').update(text).digest('hex');
}

function unreadable(movie: MovieRecord, error: unknown): CoreError {
  const code = (error as NodeJS.ErrnoException).code;
  const isDenied = code === 'EACCES' || code === 'EPERM';
  return new CoreError(
    isDenied ? 'permission_denied' : 'io_error',
    isDenied
      ? `Metarr may not read ${movie.directory_path}. Change its permissions.`
      : `The folder of ${movie.title} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    { path: movie.directory_path },
  );
}
