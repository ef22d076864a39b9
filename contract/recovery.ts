import { z } from 'zod';
import { command, query } from './call.ts';
import { Empty, Id, Timestamp } from './primitives.ts';

/** How far the decisions kept beside the cache follow the database. */
export const ManifestState = z.object({
  folder: z.string(),
  /** Films, shows, sets and the rest that has a manifest; written since this database was begun. */
  written: z.int(),
  /** Changed since, and not written yet. */
  waiting: z.int(),
  lastWrittenAt: Timestamp.nullable(),
  /** Why the last attempt to write failed; null when it did not. */
  problem: z.string().nullable(),
  /** Folders of manifests of databases that were in use before. */
  earlier: z.int(),
});
export type ManifestState = z.infer<typeof ManifestState>;

/** A published file that would be put back, or cannot be. */
export const LostFile = z.object({
  path: z.string(),
  assetType: z.string(),
  sizeBytes: z.int(),
  /** `missing`: to be put back. `changed`: something else lies there. `no_bytes`: the cache does not have it. */
  state: z.enum(['missing', 'changed', 'no_bytes']),
});
export type LostFile = z.infer<typeof LostFile>;

export const CacheRebuildPreview = z.object({
  /** Stands for the library's published files as they are known now; `cacheRebuild.run` works on these. */
  total: z.int(),
  inPlace: z.int(),
  missing: z.object({ files: z.int(), bytes: z.int(), items: z.int() }),
  changed: z.int(),
  noBytes: z.int(),
  /** The first of those that are not in place. */
  sample: z.array(LostFile),
});
export type CacheRebuildPreview = z.infer<typeof CacheRebuildPreview>;

export const CacheRebuildResult = z.object({
  restored: z.int(),
  bytes: z.int(),
  inPlace: z.int(),
  changed: z.int(),
  noBytes: z.int(),
  failed: z.int(),
  problems: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** The run that `publish.undoRun` takes back; null when nothing was written. */
  runId: Id.nullable(),
});
export type CacheRebuildResult = z.infer<typeof CacheRebuildResult>;

export const ArchiveLibrary = z.object({
  name: z.string(),
  type: z.enum(['movies', 'tvshows', 'music']),
  /** Where it was. */
  path: z.string(),
  items: z.int(),
  /** The folder is there, on this machine. */
  isThere: z.boolean(),
  /** Metarr has a library at that path already. */
  isLibrary: z.boolean(),
});
export type ArchiveLibrary = z.infer<typeof ArchiveLibrary>;

export const ArchivePreview = z.object({
  path: z.string(),
  createdAt: Timestamp,
  appVersion: z.string(),
  hasArtwork: z.boolean(),
  libraries: z.array(ArchiveLibrary),
  films: z.int(),
  shows: z.int(),
  sets: z.int(),
  cachedFiles: z.int(),
  cachedBytes: z.int(),
  /** Nothing is here yet, so that its database is taken over as it is, with history and providers' answers. */
  isWhole: z.boolean(),
});
export type ArchivePreview = z.infer<typeof ArchivePreview>;

export const ImportResult = z.object({
  /** Its database was taken over as it is; otherwise it was added item by item, without history. */
  isWhole: z.boolean(),
  films: z.int(),
  shows: z.int(),
  sets: z.int(),
  /** Already there, and left as they are. */
  kept: z.int(),
  cachedFiles: z.int(),
  problems: z.array(z.object({ file: z.string(), reason: z.string() })),
});
export type ImportResult = z.infer<typeof ImportResult>;

export const recoveryMethods = {
  'manifests.state': query(Empty, ManifestState),
  /** Writes all of them anew. */
  'manifests.rewrite': command(Empty, z.object({ waiting: z.int() })),

  /** Looks which published files of a library are missing; reads the disk, so it takes a while for a large one. */
  'cacheRebuild.preview': query(z.object({ libraryId: Id }), CacheRebuildPreview),
  /** Puts the missing ones back, as a job; its result is a CacheRebuildResult. */
  'cacheRebuild.run': command(z.object({ libraryId: Id }), z.object({ jobId: Id })),

  /** Where an export would be put by default. */
  'archive.defaults': query(Empty, z.object({ folder: z.string(), name: z.string() })),
  /**
   * Writes everything into one new file; refuses to replace one. Keys and passwords are left out. The job's result is
   * `{ path, bytes, files }`.
   */
  'archive.export': command(
    z.object({ path: z.string().min(1), hasArtwork: z.boolean().default(true) }),
    z.object({ jobId: Id }),
  ),
  'archive.preview': query(z.object({ path: z.string().min(1) }), ArchivePreview),
  /**
   * Adds what an archive holds to this database. What is at the same place already stays as it is. `mappings` says where
   * libraries are now; those without one are taken where they were. Where nothing is here yet the archive's database is taken
   * over as it is: then everything a client knows is out of date after the job. The job's result is an ImportResult.
   */
  'archive.import': command(
    z.object({
      path: z.string().min(1),
      mappings: z.array(z.object({ from: z.string().min(1), to: z.string().min(1) })).default([]),
    }),
    z.object({ jobId: Id }),
  ),
};
