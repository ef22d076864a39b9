import type { ReadDb, WriteDb } from './open-database.ts';
import { readSetting, writeSetting } from './settings.store.ts';
import { prepare } from './sql.ts';

const KEY = 'publishing.set_folder';

/** Absolute path of the movie set information folder; null where the person has named none. */
export function setInformationFolder(db: ReadDb): string | null {
  const stored = readSetting(db, KEY);
  return typeof stored === 'string' && stored !== '' ? stored : null;
}

export function putSetInformationFolder(db: WriteDb, path: string | null): void {
  writeSetting(db, KEY, path);
}

/** Where the live films of a set lie: their folders, each with the path of its library. */
export function memberFolders(db: ReadDb, setId: number): { folder: string; libraryPath: string }[] {
  return prepare(
    db,
    'setFolder.members',
    `SELECT DISTINCT m.directory_path AS folder, l.path AS libraryPath FROM movies m JOIN libraries l ON l.id = m.library_id
     WHERE m.set_id = ? AND m.deleted_on IS NULL ORDER BY m.directory_path`,
  ).all(setId) as { folder: string; libraryPath: string }[];
}

/** True when live films of other sets, or of none, lie below a folder. @param below the folder with a separator at its end */
export function hasOtherFilms(db: ReadDb, setId: number, below: string): boolean {
  return (
    prepare(
      db,
      'setFolder.others',
      `SELECT 1 FROM movies WHERE set_id IS NOT @setId AND deleted_on IS NULL
         AND directory_path >= @below AND directory_path < @after LIMIT 1`,
    ).get({ setId, below, after: `${below}\u{10FFFF}` }) !== undefined
  );
}

/** The names of the other live sets that begin alike, for telling whether one would take another's folder. */
export function namesakes(db: ReadDb, setId: number, name: string): string[] {
  return prepare(
    db,
    'setFolder.namesakes',
    'SELECT name FROM sets WHERE id <> ? AND deleted_on IS NULL AND substr(name, 1, 1) = substr(?, 1, 1) COLLATE NOCASE',
  )
    .pluck()
    .all(setId, name) as string[];
}

/** Every live set with its name, the oldest first. */
export function liveSetNames(db: ReadDb): { id: number; name: string }[] {
  return prepare(db, 'setFolder.names', 'SELECT id, name FROM sets WHERE deleted_on IS NULL ORDER BY id').all() as {
    id: number;
    name: string;
  }[];
}

/** What a set's folder was like when it was read last; null for another folder, or when it never was. */
export function setFingerprint(db: ReadDb, setId: number, folderPath: string): string | null {
  const found = prepare(
    db,
    'setFolder.fingerprint',
    'SELECT folder_fingerprint FROM sets WHERE id = ? AND directory_path = ?',
  )
    .pluck()
    .get(setId, folderPath) as string | null | undefined;
  return found ?? null;
}

export function putSetFingerprint(db: WriteDb, setId: number, fingerprint: string): void {
  prepare(db, 'setFolder.putFingerprint', 'UPDATE sets SET folder_fingerprint = ? WHERE id = ?').run(
    fingerprint,
    setId,
  );
}
