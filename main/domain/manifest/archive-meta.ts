import { CoreError } from '../core-error.ts';

/** The archive's own version: 1 until one is packed in a way that an older Metarr would unpack wrongly. */
export const ARCHIVE_VERSION = 1;

/** What an archive says of itself. */
export interface ArchiveMeta {
  format: 'metarr-export';
  version: number;
  createdAt: string;
  appVersion: string;
  schemaVersion: number;
  hasArtwork: boolean;
  /** In words, for who opens the file without Metarr. */
  leftOut: string[];
  libraries: { name: string; type: 'movies' | 'tvshows' | 'music'; path: string; items: number }[];
  counts: { films: number; shows: number; sets: number };
}

/** Checks what an archive says of itself. Throws CoreError `damaged`, or `database_newer` for one that a newer Metarr made. */
export function parseArchiveMeta(value: unknown): ArchiveMeta {
  const meta = value as Partial<ArchiveMeta> | null;
  if (typeof meta !== 'object' || meta === null || (meta.format as unknown) !== 'metarr-export') {
    throw new CoreError('damaged', 'This file is no export of Metarr.');
  }
  if (typeof meta.version !== 'number' || meta.version > ARCHIVE_VERSION) {
    throw new CoreError(
      'database_newer',
      `This export has version ${String(meta.version)}, which a newer Metarr made. Update Metarr, and import it then.`,
    );
  }
  const isWhole =
    typeof meta.createdAt === 'string' &&
    typeof meta.appVersion === 'string' &&
    typeof meta.hasArtwork === 'boolean' &&
    typeof meta.counts === 'object' &&
    Array.isArray(meta.libraries);
  if (!isWhole) throw new CoreError('damaged', 'This export does not say what it holds: it is damaged.');
  return meta as ArchiveMeta;
}
