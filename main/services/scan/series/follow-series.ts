import { changeLibrary, movePublications } from '../../../store/moved-file.store.ts';
import type { WriteDb } from '../../../store/open-database.ts';
import type { SeriesRecord } from '../../../store/series.store.ts';

/**
 * Takes a show along to the folder that it lies in now, inside the caller's transaction, with what was published in and
 * below the old one, so that it can still be taken back. The rows themselves are written by the scan.
 */
export function followSeries(db: WriteDb, libraryId: number, series: SeriesRecord, folder: string): void {
  if (series.library_id !== libraryId) changeLibrary(db, { type: 'series', id: series.id }, libraryId);
  movePublications(db, null, series.directory_path, folder);
}
