import type { EntityType, ItemRef } from '../../contract/primitives.ts';
import type { FindingKind, FindingSelection, Repair } from '../../contract/verification.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface FindingRow {
  id: number;
  runId: number | null;
  libraryId: number;
  libraryPath: string;
  itemType: Exclude<EntityType, 'actor'> | null;
  itemId: number | null;
  title: string;
  kind: FindingKind;
  path: string;
  assetType: string | null;
  expectedHash: string | null;
  expectedSizeBytes: number | null;
  foundHash: string | null;
  foundSizeBytes: number | null;
  otherPath: string | null;
  reason: string | null;
  foundAt: string;
  repairJobId: number | null;
  journalId: number | null;
  resolution: Repair | null;
  /** JSON of the row that the repair changed; null when it changed none. */
  formerRow: string | null;
}

export type NewFinding = Omit<
  FindingRow,
  'id' | 'libraryPath' | 'foundAt' | 'repairJobId' | 'journalId' | 'resolution' | 'formerRow'
>;

const SELECT = `SELECT f.id, f.run_id AS runId, f.library_id AS libraryId, l.path AS libraryPath, f.entity_type AS itemType,
    f.entity_id AS itemId, f.title, f.kind, f.path, f.asset_type AS assetType, f.expected_hash AS expectedHash,
    f.expected_size AS expectedSizeBytes, f.found_hash AS foundHash, f.found_size AS foundSizeBytes,
    f.other_path AS otherPath, f.reason, f.found_at AS foundAt, f.repair_job_id AS repairJobId,
    f.journal_id AS journalId, f.resolution, f.former_row AS formerRow
  FROM verify_findings f JOIN libraries l ON l.id = f.library_id`;

/** Records what a run found. What was found before keeps its id and its date, as long as it is the same. */
export function recordFinding(db: WriteDb, finding: NewFinding): void {
  prepare(
    db,
    'finding.record',
    `INSERT INTO verify_findings (library_id, run_id, entity_type, entity_id, title, kind, path, asset_type, expected_hash,
       expected_size, found_hash, found_size, other_path, reason, found_at)
     VALUES (@libraryId, @runId, @itemType, @itemId, @title, @kind, @path, @assetType, @expectedHash, @expectedSizeBytes,
       @foundHash, @foundSizeBytes, @otherPath, @reason, @now)
     ON CONFLICT (library_id, path) WHERE resolved_at IS NULL DO UPDATE SET
       run_id = excluded.run_id, entity_type = excluded.entity_type, entity_id = excluded.entity_id, title = excluded.title,
       found_at = iif(kind = excluded.kind, found_at, excluded.found_at), kind = excluded.kind,
       asset_type = excluded.asset_type, expected_hash = excluded.expected_hash, expected_size = excluded.expected_size,
       found_hash = excluded.found_hash, found_size = excluded.found_size, other_path = excluded.other_path,
       reason = excluded.reason`,
  ).run({ ...finding, now: nowTimestamp() });
}

/** Drops the open findings of some items that are not among those paths any more. */
export function dropOtherFindings(
  db: WriteDb,
  libraryId: number,
  items: { type: string; ids: readonly number[] },
  paths: readonly string[],
): void {
  prepare(
    db,
    'finding.dropOthers',
    `DELETE FROM verify_findings WHERE +library_id = @libraryId AND resolved_at IS NULL AND entity_type = @type
       AND entity_id IN (SELECT value FROM json_each(@ids)) AND path NOT IN (SELECT value FROM json_each(@paths))`,
  ).run({ libraryId, type: items.type, ids: JSON.stringify(items.ids), paths: JSON.stringify(paths) });
}

/** Drops open findings of a library that a run of all of it did not find; at most `limit`. Answers how many. */
export function dropStaleFindings(db: WriteDb, libraryId: number, runId: number, limit: number): number {
  return prepare(
    db,
    'finding.dropStale',
    `DELETE FROM verify_findings WHERE id IN (
       SELECT id FROM verify_findings WHERE library_id = @libraryId AND resolved_at IS NULL AND run_id IS NOT @runId LIMIT @limit)`,
  ).run({ libraryId, runId, limit }).changes;
}

/** Drops what says that a library, or a disk in it, is offline. */
export function dropOfflineFindings(db: WriteDb, libraryId: number, stillAway: readonly string[]): void {
  prepare(
    db,
    'finding.dropOffline',
    `DELETE FROM verify_findings WHERE library_id = ? AND resolved_at IS NULL AND kind = 'offline'
       AND path NOT IN (SELECT value FROM json_each(?))`,
  ).run(libraryId, JSON.stringify(stillAway));
}

export function dropFinding(db: WriteDb, id: number): void {
  prepare(db, 'finding.drop', 'DELETE FROM verify_findings WHERE id = ?').run(id);
}

/** Repaired findings stay as long as their repair can be taken back. */
export function sweepRepairedFindings(db: WriteDb, before: string): void {
  prepare(db, 'finding.sweep', 'DELETE FROM verify_findings WHERE resolved_at < ?').run(before);
}

export function resolveFinding(
  db: WriteDb,
  id: number,
  done: { resolution: Repair; jobId: number; journalId: number | null; formerRow: string | null },
): void {
  prepare(
    db,
    'finding.resolve',
    `UPDATE verify_findings SET resolved_at = @now, resolution = @resolution, repair_job_id = @jobId,
       journal_id = @journalId, former_row = @formerRow WHERE id = @id`,
  ).run({ ...done, id, now: nowTimestamp() });
}

/** Opens a finding again whose repair was taken back; one that was found anew meanwhile stands. */
export function reopenFinding(db: WriteDb, id: number): void {
  const changed = prepare(
    db,
    'finding.reopen',
    `UPDATE OR IGNORE verify_findings SET resolved_at = NULL, resolution = NULL, repair_job_id = NULL, journal_id = NULL,
       former_row = NULL WHERE id = ?`,
  ).run(id).changes;
  if (changed === 0) dropFinding(db, id);
}

/** What the repair of a job settled, newest first: taken back in the opposite order. */
export function repairedBy(db: ReadDb, jobId: number): FindingRow[] {
  return prepare(
    db,
    'finding.repairedBy',
    `${SELECT} WHERE f.repair_job_id = ? AND f.resolved_at IS NOT NULL ORDER BY f.id DESC`,
  ).all(jobId) as FindingRow[];
}

/** Open findings that fit, by id. @param after ids up to it are left out */
export function openFindings(
  db: ReadDb,
  { ids, libraryId, kind, item }: FindingSelection,
  after: number,
  limit: number,
): FindingRow[] {
  const values = { ...fields({ libraryId, kind, item }), ids: JSON.stringify(ids), after, limit };
  const named = ids === null ? '' : 'AND f.id IN (SELECT value FROM json_each(@ids))';
  return prepare(
    db,
    'finding.open',
    `${SELECT} WHERE ${OPEN} ${named} AND f.id > @after ORDER BY f.id LIMIT @limit`,
  ).all(values) as FindingRow[];
}

const OPEN = `f.resolved_at IS NULL AND l.enabled = 1 AND (@libraryId IS NULL OR f.library_id = @libraryId)
  AND (@kind IS NULL OR f.kind = @kind)
  AND (@type IS NULL OR (f.entity_type = @type AND f.entity_id = @itemId))`;

export function countOpenFindings(db: ReadDb, selection: Omit<FindingSelection, 'ids'>): number {
  return prepare(
    db,
    'finding.count',
    `SELECT count(*) FROM verify_findings f JOIN libraries l ON l.id = f.library_id WHERE ${OPEN}`,
  )
    .pluck()
    .get(fields(selection)) as number;
}

/** Open findings of every library by kind. */
export function findingCounts(db: ReadDb): { libraryId: number; kind: FindingKind; count: number }[] {
  return prepare(
    db,
    'finding.counts',
    `SELECT f.library_id AS libraryId, f.kind, count(*) AS count FROM verify_findings f
       JOIN libraries l ON l.id = f.library_id
     WHERE f.resolved_at IS NULL AND l.enabled = 1 GROUP BY f.library_id, f.kind`,
  ).all() as { libraryId: number; kind: FindingKind; count: number }[];
}

/** Paths of some items that something is wrong with. */
export function suspectPaths(db: ReadDb, libraryId: number, type: string, ids: readonly number[]): Set<string> {
  const paths = prepare(
    db,
    'finding.suspects',
    `SELECT path FROM verify_findings WHERE library_id = ? AND resolved_at IS NULL AND entity_type = ?
       AND entity_id IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(libraryId, type, JSON.stringify(ids)) as string[];
  return new Set(paths);
}

/** Whether a run found anything that was not known to be wrong before. */
export function hasNewFindings(db: ReadDb, runId: number): boolean {
  const found = prepare(
    db,
    'finding.new',
    `SELECT 1 FROM verify_findings f JOIN verify_runs r ON r.id = f.run_id
     WHERE f.run_id = ? AND f.found_at >= r.started_at LIMIT 1`,
  ).get(runId);
  return found !== undefined;
}

/** Items that a run found files missing of, with whether it was the first to. */
export function itemsMissingFiles(db: ReadDb, runId: number): { item: ItemRef; isNew: boolean }[] {
  const rows = prepare(
    db,
    'finding.itemsMissing',
    `SELECT f.entity_type AS type, f.entity_id AS id, max(f.found_at) >= r.started_at AS isNew
     FROM verify_findings f JOIN verify_runs r ON r.id = f.run_id
     WHERE f.run_id = ? AND f.resolved_at IS NULL AND f.kind = 'missing' AND f.entity_id IS NOT NULL
     GROUP BY f.entity_type, f.entity_id`,
  ).all(runId) as { type: ItemRef['type']; id: number; isNew: number }[];
  return rows.map(({ type, id, isNew }) => ({ item: { type, id }, isNew: isNew === 1 }));
}

function fields({ libraryId, kind, item }: Omit<FindingSelection, 'ids'>): Record<string, string | number | null> {
  return { libraryId, kind, type: item?.type ?? null, itemId: item?.id ?? null };
}
