import type { WorkerPool } from '../../workers/worker-pool.ts';

/** A folder of the person's that is elsewhere now: what began with `from` begins with `to`. Both absolute. */
export interface PathMapping {
  from: string;
  to: string;
}

export interface RebuildOptions {
  dataDir: string;
  pool: WorkerPool;
  appVersion: string;
  /**
   * Where the files of the database that was there are moved to, made when it is missing. They are never deleted. By default
   * `backups` in the data directory.
   */
  keepFolder?: string;
  mappings?: readonly PathMapping[];
  signal?: AbortSignal;
  /** Manifests that are read and written into the new database. */
  onProgress?: (done: number, total: number) => void;
}

/** What could not be brought back, and why, in words for the person. */
export interface RebuildProblem {
  /** The manifest's path below the folder of manifests. */
  file: string;
  reason: string;
}

export interface RebuildReport {
  /** Of films, shows, seasons, episodes and sets together. */
  items: number;
  libraries: { id: number; name: string; path: string; isThere: boolean }[];
  films: number;
  shows: number;
  seasons: number;
  episodes: number;
  sets: number;
  people: number;
  cachedFiles: number;
  /** Images and kept files that are named by a manifest, and are not in the cache any more. */
  missingBytes: number;
  problems: RebuildProblem[];
  /** Where the files of the database that was there lie now. */
  keptAs: string[];
}
