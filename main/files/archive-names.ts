/** The archive's first entry: what it is, and what is in it. */
export const ARCHIVE_META = 'metarr-export.json';
export const ARCHIVE_DATABASE = 'metarr.sqlite';

export type ArchiveEntry =
  | { kind: 'meta' }
  | { kind: 'database' }
  /** `path` below the folder of manifests, as `movie/3/3017.json`. */
  | { kind: 'manifest'; path: string; of: string }
  | { kind: 'cached'; hash: string; ext: string };

const MANIFEST = /^manifests\/((application|library|people|set|movie|series)\/\d{1,12}\/\d{1,15}\.json)$/;
const CACHED = /^cache\/([0-9a-f]{2})\/([0-9a-f]{64})\.([a-z0-9]{1,8})$/;

/** What an entry of an archive is, by its name; null for a name that no export of Metarr has. No path leads out of it. */
export function archiveEntry(name: string): ArchiveEntry | null {
  if (name === ARCHIVE_META) return { kind: 'meta' };
  if (name === ARCHIVE_DATABASE) return { kind: 'database' };
  const [, path, of] = MANIFEST.exec(name) ?? [];
  if (path !== undefined && of !== undefined) return { kind: 'manifest', path, of };
  const [, folder, hash, ext] = CACHED.exec(name) ?? [];
  if (hash === undefined || ext === undefined || folder !== hash.slice(0, 2)) return null;
  return { kind: 'cached', hash, ext };
}
