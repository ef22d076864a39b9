import type { IgnorePattern } from '../../domain/classify/ignore-pattern.ts';
import type { MovieGroup } from '../../domain/folder-facts.ts';
import type { IgnoreRules } from '../../files/ignore-rules.ts';
import type { ScanStart } from '../../workers/locate-folders.ts';
import type { FolderTask } from '../../workers/read-folders.ts';
import type { FolderOutcome, MovieFacts } from '../../workers/scan-facts.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { boundedTasks } from './bounded-tasks.ts';

/** Folders handed to a worker at once: enough to pay for the message, few enough to cancel soon. */
const FOLDERS_PER_TASK = 12;
const FILMS_PER_TASK = 12;

export type WalkedFolder =
  { kind: 'folders'; outcomes: FolderOutcome[] } | { kind: 'films'; path: string; movies: MovieFacts[] };

type Task = () => Promise<WalkedFolder>;

/**
 * Walks a library on the worker threads with bounded concurrency, and yields what they read as it comes, so that films
 * appear while the walk goes on. At most a few results wait for the writer: memory stays flat however large the library.
 */
export class LibraryWalk {
  readonly #pool: WorkerPool;
  readonly #cacheDir: string;
  readonly #root: string;
  readonly #fingerprints: ReadonlyMap<string, string>;
  readonly #signal: AbortSignal;
  readonly #patterns: readonly IgnorePattern[];
  readonly #folders: { path: string; ignoreRules: IgnoreRules }[];
  /** Folders whose subfolders are none of this scan's. */
  readonly #shallow: ReadonlySet<string>;
  readonly #films: { path: string; isFlat: boolean; groups: MovieGroup[] }[] = [];
  /** Folders found so far, and folders done. */
  seen: number;
  done = 0;

  /** @param starts where the walk begins; those that are gone are left out */
  constructor(
    pool: WorkerPool,
    cacheDir: string,
    root: string,
    fingerprints: ReadonlyMap<string, string>,
    signal: AbortSignal,
    patterns: readonly IgnorePattern[],
    starts: readonly ScanStart[],
  ) {
    this.#pool = pool;
    this.#cacheDir = cacheDir;
    this.#root = root;
    this.#fingerprints = fingerprints;
    this.#signal = signal;
    this.#patterns = patterns;
    this.#folders = starts.filter((start) => !start.isGone);
    this.#shallow = new Set(starts.filter((start) => !start.isDeep).map((start) => start.path));
    this.seen = this.#folders.length;
  }

  /** True when no folder is left to be discovered, so `seen` is the total. */
  get isComplete(): boolean {
    return this.#folders.length === 0;
  }

  run(): AsyncGenerator<WalkedFolder> {
    return boundedTasks(
      () => this.#nextTask(),
      (result) => {
        this.#take(result);
      },
      this.#pool.size + 1,
      this.#signal,
    );
  }

  #nextTask(): Task | null {
    const films = this.#films.shift();
    if (films !== undefined) {
      return async () => ({
        kind: 'films',
        path: films.path,
        movies: await this.#pool.run('readMovies', {
          cacheDir: this.#cacheDir,
          directoryPath: films.path,
          isFlat: films.isFlat,
          groups: films.groups,
        }),
      });
    }
    if (this.#folders.length === 0) return null;
    const folders: FolderTask[] = this.#folders.splice(0, FOLDERS_PER_TASK).map(({ path, ignoreRules }) => ({
      path,
      ignoreRules,
      isLibraryRoot: path === this.#root,
      knownFingerprint: this.#fingerprints.get(path) ?? null,
    }));
    return async () => ({
      kind: 'folders',
      outcomes: await this.#pool.run('readFolders', { cacheDir: this.#cacheDir, patterns: this.#patterns, folders }),
    });
  }

  #take(result: WalkedFolder): void {
    if (result.kind === 'films') return;
    for (const outcome of result.outcomes) {
      this.done += 1;
      const subfolders = this.#shallow.has(outcome.path) ? [] : outcome.subfolders;
      this.seen += subfolders.length;
      for (const path of subfolders) this.#folders.push({ path, ignoreRules: outcome.ignoreRules });
      for (let start = 0; start < outcome.deferred.length; start += FILMS_PER_TASK) {
        this.#films.push({
          path: outcome.path,
          isFlat: outcome.isFlat,
          groups: outcome.deferred.slice(start, start + FILMS_PER_TASK),
        });
      }
    }
  }
}
