import type { IgnorePattern as IgnorePatternView } from '../../contract/unknown-files.ts';
import type { IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** The patterns in force when a library is scanned: its own and those for every library, without disabled ones. */
export function enabledIgnorePatterns(db: ReadDb, libraryId: number): IgnorePattern[] {
  return prepare(
    db,
    'ignorePatterns.enabled',
    `SELECT pattern, kind FROM ignore_patterns
     WHERE is_enabled = 1 AND (library_id IS NULL OR library_id = ?) ORDER BY id`,
  ).all(libraryId) as IgnorePattern[];
}

/** As enabledIgnorePatterns, with the built-in ones that are switched off, as such. */
export function scanIgnorePatterns(db: ReadDb, libraryId: number): IgnorePattern[] {
  const off = prepare(
    db,
    'ignorePatterns.off',
    'SELECT pattern, kind FROM ignore_patterns WHERE is_enabled = 0 AND is_builtin = 1 ORDER BY id',
  ).all() as IgnorePattern[];
  return [...enabledIgnorePatterns(db, libraryId), ...off.map((pattern) => ({ ...pattern, isOff: true }))];
}

interface PatternRow {
  id: number;
  pattern: string;
  kind: IgnorePattern['kind'];
  libraryId: number | null;
  isBuiltin: number;
  isEnabled: number;
}

const SELECT = `SELECT id, pattern, kind, library_id AS libraryId, is_builtin AS isBuiltin, is_enabled AS isEnabled
  FROM ignore_patterns`;

function toView(row: PatternRow): IgnorePatternView {
  return { ...row, isBuiltin: row.isBuiltin === 1, isEnabled: row.isEnabled === 1 };
}

/** All patterns, a person's own first and the newest of them on top. */
export function listIgnorePatterns(db: ReadDb): IgnorePatternView[] {
  const rows = prepare(
    db,
    'ignorePatterns.list',
    `${SELECT} ORDER BY is_builtin, iif(is_builtin, id, -id)`,
  ).all() as PatternRow[];
  return rows.map(toView);
}

export function getIgnorePattern(db: ReadDb, id: number): IgnorePatternView | null {
  const row = prepare(db, 'ignorePatterns.get', `${SELECT} WHERE id = ?`).get(id) as PatternRow | undefined;
  return row === undefined ? null : toView(row);
}

/** The pattern of that text, for the library or for every one (null). */
export function findIgnorePattern(db: ReadDb, pattern: string, libraryId: number | null): IgnorePatternView | null {
  const row = prepare(db, 'ignorePatterns.find', `${SELECT} WHERE pattern = ? AND library_id IS ?`).get(
    pattern,
    libraryId,
  ) as PatternRow | undefined;
  return row === undefined ? null : toView(row);
}

/** Adds a pattern, enabled. Throws the constraint's error when the text is there already. */
export function insertIgnorePattern(db: WriteDb, pattern: IgnorePattern & { libraryId: number | null }): number {
  return Number(
    prepare(
      db,
      'ignorePatterns.insert',
      'INSERT INTO ignore_patterns (pattern, kind, library_id) VALUES (?, ?, ?)',
    ).run(pattern.pattern, pattern.kind, pattern.libraryId).lastInsertRowid,
  );
}

export function setIgnorePatternEnabled(db: WriteDb, id: number, isEnabled: boolean): void {
  prepare(
    db,
    'ignorePatterns.setEnabled',
    'UPDATE ignore_patterns SET is_enabled = ?, updated_at = ? WHERE id = ?',
  ).run(Number(isEnabled), nowTimestamp(), id);
}

/** Takes a person's own pattern away; a built-in one stays. */
export function removeIgnorePattern(db: WriteDb, id: number): boolean {
  return (
    prepare(db, 'ignorePatterns.remove', 'DELETE FROM ignore_patterns WHERE id = ? AND is_builtin = 0').run(id)
      .changes > 0
  );
}
