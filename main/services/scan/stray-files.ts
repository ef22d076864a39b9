import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { setStrayFiles, strayFolders } from '../../store/unknown-file.store.ts';
import type { ScannedUnknownFile } from '../../workers/scan-facts.ts';
import { isWithin } from './scan-report.ts';

/** Keeps the files of a library that lie beside no item as a scan finds them. */
export class StrayFiles {
  readonly #db: WriteDb;
  readonly #libraryId: number;
  /** Folders that stray files were known in before the scan, as far as it reaches. */
  readonly #before: Set<string>;

  /** @param scope the folders that are scanned, with or without what lies below; null for the whole library */
  constructor(db: WriteDb, libraryId: number, scope: readonly { path: string; isDeep: boolean }[] | null) {
    this.#db = db;
    this.#libraryId = libraryId;
    const isScanned = (folder: string): boolean =>
      scope === null || scope.some(({ path, isDeep }) => folder === path || (isDeep && isWithin(folder, path)));
    this.#before = new Set(strayFolders(db, libraryId).filter(isScanned));
  }

  /** Of a folder that was read: what lies in it now. Of an unchanged one nothing has to be said. */
  take(folder: string, files: readonly ScannedUnknownFile[]): void {
    if (files.length === 0 && !this.#before.has(folder)) return;
    transaction(this.#db, () => {
      setStrayFiles(this.#db, this.#libraryId, folder, files);
    });
  }

  /** After a complete walk: forgets what lay in folders that are not there any more. */
  finish(visited: ReadonlySet<string>, unreadable: readonly string[]): void {
    for (const folder of this.#before) {
      if (!visited.has(folder) && !unreadable.some((above) => isWithin(folder, above))) this.take(folder, []);
    }
  }
}
