import nodePath from 'node:path';
import type { IgnorePattern } from '../../../domain/classify/ignore-pattern.ts';
import type { EpisodeFiles } from '../../../domain/series-facts.ts';
import type { IgnoreRules } from '../../../files/ignore-rules.ts';
import type { ScanStart } from '../../../workers/locate-folders.ts';
import type { EpisodeFacts, TvFolderOutcome } from '../../../workers/series-scan-facts.ts';
import type { WorkerPool } from '../../../workers/worker-pool.ts';
import { boundedTasks } from '../bounded-tasks.ts';

/** Handed to a worker at once: enough to pay for the message, few enough to cancel soon. */
const SHOWS_PER_TASK = 4;
const VIDEOS_PER_TASK = 12;

export type WalkedShows =
  | { kind: 'folders'; outcomes: TvFolderOutcome[] }
  /** Videos of a show that came in an outcome before. */
  | { kind: 'episodes'; seriesPath: string; episodes: EpisodeFacts[] };

/**
 * Walks a library of shows on the worker threads with bounded concurrency, and yields what they read as it comes: shows
 * with their first episodes, then the rest of the episodes in slices, so that memory stays flat and a cancel is soon heard.
 */
export class SeriesWalk {
  readonly #pool: WorkerPool;
  readonly #cacheDir: string;
  readonly #root: string;
  readonly #fingerprints: ReadonlyMap<string, string>;
  readonly #signal: AbortSignal;
  readonly #patterns: readonly IgnorePattern[];
  readonly #folders: { path: string; ignoreRules: IgnoreRules }[];
  /** Folders whose subfolders are none of this scan's. */
  readonly #shallow: ReadonlySet<string>;
  /** Known shows by the folder above. */
  readonly #shows = new Map<string, string[]>();
  readonly #episodes: { seriesPath: string; directoryPath: string; groups: EpisodeFiles[] }[] = [];
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
    for (const path of fingerprints.keys()) {
      const beside = this.#shows.get(nodePath.dirname(path));
      if (beside === undefined) this.#shows.set(nodePath.dirname(path), [path]);
      else beside.push(path);
    }
  }

  /** True when no folder is left to be discovered, so `seen` is the total. */
  get isComplete(): boolean {
    return this.#folders.length === 0;
  }

  run(): AsyncGenerator<WalkedShows> {
    return boundedTasks(
      () => this.#nextTask(),
      (result) => {
        if (result.kind === 'folders') this.#take(result.outcomes);
      },
      this.#pool.size + 1,
      this.#signal,
    );
  }

  #nextTask(): (() => Promise<WalkedShows>) | null {
    const episodes = this.#episodes.shift();
    if (episodes !== undefined) {
      const { seriesPath, ...task } = episodes;
      return async () => ({
        kind: 'episodes',
        seriesPath,
        episodes: await this.#pool.run('readEpisodes', { cacheDir: this.#cacheDir, ...task }),
      });
    }
    if (this.#folders.length === 0) return null;
    const folders = this.#folders.splice(0, SHOWS_PER_TASK).map(({ path, ignoreRules }) => ({
      path,
      isLibraryRoot: path === this.#root,
      known: this.#knownOf(path),
      ignoreRules,
    }));
    return async () => ({
      kind: 'folders',
      outcomes: await this.#pool.run('readTvFolders', { cacheDir: this.#cacheDir, patterns: this.#patterns, folders }),
    });
  }

  /** What is known of the show in a folder, and of those whose episodes lie loose in it. */
  #knownOf(folder: string): Record<string, string> {
    const known: Record<string, string> = {};
    for (const path of [folder, ...(this.#shows.get(folder) ?? [])]) {
      const fingerprint = this.#fingerprints.get(path);
      if (fingerprint !== undefined) known[path] = fingerprint;
    }
    return known;
  }

  #take(outcomes: readonly TvFolderOutcome[]): void {
    for (const outcome of outcomes) {
      this.done += 1;
      const subfolders = this.#shallow.has(outcome.path) ? [] : outcome.subfolders;
      this.seen += subfolders.length;
      for (const path of subfolders) this.#folders.push({ path, ignoreRules: outcome.ignoreRules });
      for (const { path: seriesPath, deferred } of outcome.series) {
        for (let start = 0; start < deferred.groups.length; start += VIDEOS_PER_TASK) {
          this.#episodes.push({
            seriesPath,
            directoryPath: deferred.directoryPath,
            groups: deferred.groups.slice(start, start + VIDEOS_PER_TASK),
          });
        }
      }
    }
  }
}
