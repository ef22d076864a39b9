import path from 'node:path';
import { listUnfinished } from '../../store/job.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import { SCAN_LIBRARY, scanJob } from '../scan/scan-library.job.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';

type RescanDependencies = Pick<UnknownFileDependencies, 'db' | 'enqueue'>;

/** Has the folders of changed files scanned at once, so that items show what became of them. */
export function rescanFolders(deps: RescanDependencies, libraryId: number, filePaths: readonly string[]): void {
  const library = getLibrary(deps.db, libraryId);
  if (library === null || filePaths.length === 0) return;
  const folders = [...new Set(filePaths.map((filePath) => path.dirname(filePath)))].sort();
  const job = scanJob(library, { probe: true, folders: folders.map((folder) => ({ path: folder, isDeep: false })) });
  const { dedupeKey: _dedupeKey, ...alone } = job;
  // A scan that runs already may have listed the folder before: this one has to come behind it, not to be it.
  deps.enqueue(isScanned(deps, libraryId) ? alone : job);
}

/** Has a library that is being scanned scanned again behind that: what is to be left out has changed since it began. */
export function rescanIfScanned(deps: RescanDependencies, libraryId: number): void {
  const library = getLibrary(deps.db, libraryId);
  if (library === null || !isScanned(deps, libraryId)) return;
  const { dedupeKey: _dedupeKey, ...alone } = scanJob(library, { probe: true });
  deps.enqueue(alone);
}

function isScanned({ db }: RescanDependencies, libraryId: number): boolean {
  return listUnfinished(db).some(
    (job) => job.type === SCAN_LIBRARY && job.libraryId === libraryId && job.status === 'processing',
  );
}
