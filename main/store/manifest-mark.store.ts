import type { ManifestKind } from '../domain/manifest/manifest.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare, transaction } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface ManifestMark {
  kind: ManifestKind;
  id: number;
}

/** Whether anything has changed that its manifest does not say. */
export function hasMarks(db: ReadDb): boolean {
  return prepare(db, 'manifest.hasMarks', 'SELECT 1 FROM manifest_marks LIMIT 1').get() !== undefined;
}

export function countMarks(db: ReadDb): number {
  return prepare(db, 'manifest.countMarks', 'SELECT count(*) FROM manifest_marks').pluck().get() as number;
}

/** Films, shows and sets whose manifest says what the database says. */
export function countKept(db: ReadDb): number {
  return prepare(
    db,
    'manifest.countKept',
    `SELECT (SELECT count(*) FROM movies) + (SELECT count(*) FROM series) + (SELECT count(*) FROM sets)
       - (SELECT count(*) FROM manifest_marks m WHERE
            (m.kind = 'movie' AND EXISTS (SELECT 1 FROM movies WHERE id = m.owner_id))
            OR (m.kind = 'series' AND EXISTS (SELECT 1 FROM series WHERE id = m.owner_id))
            OR (m.kind = 'set' AND EXISTS (SELECT 1 FROM sets WHERE id = m.owner_id)))`,
  )
    .pluck()
    .get() as number;
}

/** How many films, shows and sets there are, live and in the trash: as many as have a manifest. */
export function countOwners(db: ReadDb): { movie: number; series: number; set: number } {
  return prepare(
    db,
    'manifest.countOwners',
    `SELECT (SELECT count(*) FROM movies) AS movie, (SELECT count(*) FROM series) AS series,
       (SELECT count(*) FROM sets) AS "set"`,
  ).get() as { movie: number; series: number; set: number };
}

/** What has to be written next. A change from now on marks it anew, so that dropMarks leaves that one. */
export function takeMarks(db: WriteDb, limit: number): ManifestMark[] {
  return prepare(
    db,
    'manifest.take',
    `UPDATE manifest_marks SET is_taken = 1
     WHERE (kind, owner_id) IN (SELECT kind, owner_id FROM manifest_marks ORDER BY kind, owner_id LIMIT ?)
     RETURNING kind, owner_id AS id`,
  ).all(limit) as ManifestMark[];
}

/** After they were written, in one transaction with the sequence that was written beside them. */
export function dropMarks(db: WriteDb, marks: readonly ManifestMark[], sequence: number): void {
  transaction(db, () => {
    const drop = prepare(
      db,
      'manifest.drop',
      'DELETE FROM manifest_marks WHERE kind = ? AND owner_id = ? AND is_taken = 1',
    );
    for (const { kind, id } of marks) drop.run(kind, id);
    prepare(db, 'manifest.sequence', 'UPDATE manifest_state SET sequence = ?, written_at = ?').run(
      sequence,
      nowTimestamp(),
    );
  });
}

/** Everything there is is to be written. A few milliseconds for tens of thousands of items: ids alone are read. */
export function markAll(db: WriteDb): void {
  transaction(db, () => {
    for (const source of [
      `SELECT 'application', 0`,
      `SELECT 'library', id FROM libraries`,
      `SELECT 'set', id FROM sets`,
      `SELECT DISTINCT 'people', (id - 1) / 500 FROM actors`,
      `SELECT 'movie', id FROM movies`,
      `SELECT 'series', id FROM series`,
    ]) {
      prepare(
        db,
        'manifest.markAll',
        `INSERT INTO manifest_marks (kind, owner_id) ${source} WHERE true
         ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1`,
      ).run();
    }
  });
}

/** What is few and cheap, and hangs on tables that no trigger watches. */
export function markGeneral(db: WriteDb): void {
  prepare(
    db,
    'manifest.markGeneral',
    `INSERT INTO manifest_marks (kind, owner_id)
     SELECT 'application', 0 UNION ALL SELECT 'library', id FROM libraries WHERE true
     ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1`,
  ).run();
}

export interface ManifestStateRow {
  generation: string;
  sequence: number;
  writtenAt: string | null;
}

export function manifestState(db: ReadDb): ManifestStateRow | null {
  const row = prepare(
    db,
    'manifest.state',
    'SELECT generation, sequence, written_at AS writtenAt FROM manifest_state',
  ).get() as ManifestStateRow | undefined;
  return row ?? null;
}

/** From now on manifests go into a folder of this name, and all of them have to be written. */
export function beginGeneration(db: WriteDb, generation: string): void {
  transaction(db, () => {
    prepare(
      db,
      'manifest.begin',
      `INSERT INTO manifest_state (id, generation) VALUES (1, ?)
       ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, sequence = 0, written_at = NULL`,
    ).run(generation);
    markAll(db);
  });
}

/** True while a scan runs: what it finds is written when it is done, so that it is not slowed down. */
export function isScanning(db: ReadDb): boolean {
  return (
    prepare(
      db,
      'manifest.isScanning',
      `SELECT 1 FROM job_queue WHERE status = 'processing' AND job_type = 'scan_library' LIMIT 1`,
    ).get() !== undefined
  );
}
