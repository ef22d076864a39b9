import type { IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** The patterns in force when a library is scanned: its own and those for every library, without disabled ones. */
export function enabledIgnorePatterns(db: ReadDb, libraryId: number): IgnorePattern[] {
  return prepare(
    db,
    'ignorePatterns.enabled',
    `SELECT pattern, kind FROM ignore_patterns
     WHERE is_enabled = 1 AND (library_id IS NULL OR library_id = ?) ORDER BY id`,
  ).all(libraryId) as IgnorePattern[];
}
