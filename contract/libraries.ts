import { z } from 'zod';
import { command, query } from './call.ts';
import { Empty, Id, Timestamp } from './primitives.ts';
import { NamingProfile, ProfileName } from './profiles.ts';

export const LibraryType = z.enum(['movies', 'tvshows']);
export type LibraryType = z.infer<typeof LibraryType>;

export const Library = z.object({
  id: Id,
  name: z.string(),
  type: LibraryType,
  path: z.string(),
  isOnline: z.boolean(),
  /** Why the last scan could not read the folder; null when it could. */
  lastError: z.string().nullable(),
  lastScannedAt: Timestamp.nullable(),
  /** Films or shows. */
  itemCount: z.int(),
  /** Episodes with a file, in a library of shows; null in one of films. */
  episodeCount: z.int().nullable(),
  scanOnStart: z.boolean(),
  /** Minutes between scans; null for none. */
  scanIntervalMinutes: z.int().nullable(),
  /** Whether changes on the disk are watched for: by the system's events, by looking again and again, or not. */
  watchMode: z.enum(['auto', 'poll', 'off']),
  /** What the watcher does at present; a sentence when it cannot watch. */
  watchState: z.enum(['off', 'events', 'polling', 'failed']),
  /** Whose names published files get, or those that the person's own are put on top of. */
  namingProfile: NamingProfile,
  /** As `profiles.get` has it. */
  publishProfile: ProfileName,
  createdAt: Timestamp,
});
export type Library = z.infer<typeof Library>;

/** One row of the folder browser that headless clients pick a library with. */
export const FolderEntry = z.object({ name: z.string(), path: z.string() });

export const PickPurpose = z.enum(['libraries', 'sets']);
export type PickPurpose = z.infer<typeof PickPurpose>;

export const libraryMethods = {
  'libraries.list': query(Empty, z.array(Library)),
  /** Adds a folder as a library (or returns the library that already is there) and starts its first scan. */
  'libraries.add': command(
    z.object({ path: z.string().min(1), type: LibraryType.default('movies'), name: z.string().min(1).optional() }),
    z.object({ library: Library, jobId: Id, wasAdded: z.boolean() }),
  ),
  /** Takes the library out of Metarr; its items go to the trash, its files are not touched. */
  'libraries.remove': command(z.object({ id: Id }), z.object({ trashedItems: z.int() })),
  /**
   * `incremental` opens what changed since the last scan, `full` everything. With `directory`, only that folder of the
   * library and what lies below.
   */
  'libraries.scan': command(
    z.object({
      id: Id,
      probe: z.boolean().default(true),
      mode: z.enum(['incremental', 'full']).default('incremental'),
      directory: z.string().min(1).nullable().default(null),
    }),
    z.object({ jobId: Id }),
  ),
  'libraries.update': command(
    z.object({
      id: Id,
      name: z.string().min(1).max(200).optional(),
      /** As it is: names and kinds of the person's own are forgotten. */
      namingProfile: NamingProfile.optional(),
      scanOnStart: z.boolean().optional(),
      scanIntervalMinutes: z.int().min(5).max(43_200).nullable().optional(),
      watchMode: Library.shape.watchMode.optional(),
    }),
    Library,
  ),
  /**
   * Opens the system's folder dialog (desktop only: `not_available` elsewhere): for folders that become libraries, or for the
   * one that sets are published to. Answers the folders picked.
   */
  'libraries.pickFolders': command(
    z.object({ purpose: PickPurpose.default('libraries') }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** Subfolders of a folder on the machine Metarr runs on; null lists the roots worth starting from. */
  'folders.list': query(
    z.object({ path: z.string().nullable() }),
    z.object({ path: z.string().nullable(), parent: z.string().nullable(), folders: z.array(FolderEntry) }),
  ),
  /**
   * Makes libraries of invented films and of invented series, each in a folder of its own, adds and scans them.
   * Answers the films' folder.
   */
  'samples.create': command(Empty, z.object({ path: z.string(), jobId: Id })),
};
