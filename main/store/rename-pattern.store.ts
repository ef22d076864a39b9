import { RenamePatterns } from '../../contract/renaming.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Null for a library whose patterns were never changed. */
export function getRenamePatterns(db: ReadDb, libraryId: number): RenamePatterns | null {
  const text = prepare(db, 'renamePattern.get', 'SELECT patterns FROM rename_patterns WHERE library_id = ?')
    .pluck()
    .get(libraryId) as string | undefined;
  if (text === undefined) return null;
  const parsed = RenamePatterns.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export function setRenamePatterns(db: WriteDb, libraryId: number, patterns: RenamePatterns): void {
  prepare(
    db,
    'renamePattern.set',
    `INSERT INTO rename_patterns (library_id, patterns, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (library_id) DO UPDATE SET patterns = excluded.patterns, updated_at = excluded.updated_at`,
  ).run(libraryId, JSON.stringify(patterns), nowTimestamp());
}
