import type { Database } from 'better-sqlite3';
import { NewerDatabaseError } from './newer-database-error.ts';

/** One numbered, forward-only step. The database's `user_version` is the version of the last one applied. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** A step that could not be applied. The database is as it was before that step. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly migration: string;

  constructor(migration: string, cause: unknown) {
    super(`Migration ${migration} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.migration = migration;
  }
}

export interface MigrateOptions {
  /** Called once before the first step is applied to a database that already has a schema. */
  readonly beforeUpgrade?: (fromVersion: number, toVersion: number) => void;
}

/** The schema version a database is at; 0 for a new one. */
export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database to the last of `migrations`, each step in a transaction of its own together with its version, so a
 * crash leaves the state after a whole step. Returns the names of the steps applied.
 * Throws {@link NewerDatabaseError} before touching a database that is ahead of the list, {@link MigrationError} when a
 * step fails or leaves a foreign key dangling (the step is rolled back, those before it stay).
 */
export function migrate(db: Database, migrations: readonly Migration[], options: MigrateOptions = {}): string[] {
  const ordered = inOrder(migrations);
  refuseNewer(db, ordered);
  const from = schemaVersion(db);
  const newest = ordered.at(-1)?.version ?? 0;
  const due = ordered.filter((migration) => migration.version > from);
  if (due.length === 0) return [];
  if (from > 0) options.beforeUpgrade?.(from, newest);

  // Off while tables are rebuilt: with enforcement on, dropping the old copy of one would delete what refers to it.
  const enforced = db.pragma('foreign_keys', { simple: true }) as number;
  db.pragma('foreign_keys = OFF');
  try {
    return due.filter((migration) => apply(db, migration)).map((migration) => migration.name);
  } finally {
    if (enforced === 1) db.pragma('foreign_keys = ON');
  }
}

/** Throws {@link NewerDatabaseError} when the database is ahead of the list. Reads only. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const found = schemaVersion(db);
  const supported = Math.max(0, ...migrations.map((migration) => migration.version));
  if (found > supported) throw new NewerDatabaseError(found, supported);
}

/** False when another process applied the step while this one waited for the lock. */
function apply(db: Database, migration: Migration): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    if (schemaVersion(db) >= migration.version) {
      db.exec('ROLLBACK');
      return false;
    }
    db.exec(migration.sql);
    const dangling = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
    const first = dangling[0];
    if (first !== undefined) {
      throw new Error(
        `${String(dangling.length)} rows refer to nothing, first: ${first.table} row ${String(first.rowid)} to ${first.parent}`,
      );
    }
    db.pragma(`user_version = ${String(migration.version)}`);
    db.exec('COMMIT');
    return true;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw new MigrationError(migration.name, error);
  }
}

function inOrder(migrations: readonly Migration[]): Migration[] {
  const ordered = [...migrations].sort((a, b) => a.version - b.version);
  ordered.forEach((migration, index) => {
    const isValid = Number.isInteger(migration.version) && migration.version > 0;
    if (!isValid || ordered[index - 1]?.version === migration.version) {
      throw new RangeError(`Migration ${migration.name} has no version of its own`);
    }
  });
  return ordered;
}
