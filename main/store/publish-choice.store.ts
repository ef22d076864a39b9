import type { ConflictChoice, NfoWriter } from '../../contract/publishing.ts';
import type { ItemRef } from '../../contract/primitives.ts';
import { itemTable } from './item-columns.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface RememberedChoice {
  /** SHA-256 of the bytes it was made about. */
  diskHash: string;
  choice: ConflictChoice;
}

/** What was decided about these paths; whether it still holds depends on the bytes that are there. */
export function choicesAt(db: ReadDb, paths: readonly string[]): Map<string, RememberedChoice> {
  const rows = prepare(
    db,
    'publishChoices.at',
    `SELECT path, disk_hash AS diskHash, choice FROM publish_choices
     WHERE path IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(paths)) as (RememberedChoice & { path: string })[];
  return new Map(rows.map(({ path, diskHash, choice }) => [path, { diskHash, choice }]));
}

export function rememberChoice(db: WriteDb, path: string, choice: RememberedChoice): void {
  prepare(
    db,
    'publishChoices.remember',
    `INSERT INTO publish_choices (path, disk_hash, choice, chosen_at) VALUES (@path, @diskHash, @choice, @now)
     ON CONFLICT (path) DO UPDATE SET disk_hash = excluded.disk_hash, choice = excluded.choice, chosen_at = excluded.chosen_at`,
  ).run({ path, ...choice, now: nowTimestamp() });
}

/** It was carried out, or is taken back. Answers what was decided; null when nothing was. */
export function forgetChoice(db: WriteDb, path: string): RememberedChoice | null {
  const found = prepare(
    db,
    'publishChoices.forget',
    'DELETE FROM publish_choices WHERE path = ? RETURNING disk_hash AS diskHash, choice',
  ).get(path) as RememberedChoice | undefined;
  return found ?? null;
}

/** The files of an item out of which values or the image itself were taken in by a decision. */
export function takenInPaths(db: ReadDb, { type, id }: ItemRef): string[] {
  return prepare(
    db,
    `publishChoices.takenIn.${type}`,
    `SELECT path FROM publish_choices WHERE choice IN ('adopt', 'merge') AND path IN (
       SELECT nfo_path FROM ${itemTable(type)} WHERE id = @id
       UNION ALL
       SELECT file_path FROM asset_candidates WHERE entity_type = @type AND entity_id = @id AND file_path IS NOT NULL)`,
  )
    .pluck()
    .all({ type, id }) as string[];
}

export interface OutsideChangeSeen {
  path: string;
  diskHash: string;
  libraryId: number;
  writer: NfoWriter;
  wasPublished: boolean;
}

/** Notes a change that somebody else made. The same bytes at the same path are one change; true for a new one. */
export function recordOutsideChange(db: WriteDb, change: OutsideChangeSeen): boolean {
  return (
    prepare(
      db,
      'outsideChanges.record',
      `INSERT INTO outside_changes (path, disk_hash, library_id, writer, was_published, seen_at)
       VALUES (@path, @diskHash, @libraryId, @writer, @wasPublished, @now) ON CONFLICT DO NOTHING`,
    ).run({ ...change, wasPublished: Number(change.wasPublished), now: nowTimestamp() }).changes > 0
  );
}

export interface WriterSeen {
  writer: NfoWriter;
  /** After a publication of ours. */
  changes: number;
  lastSeenAt: string;
  examplePath: string;
}

/** Who else was seen to write NFO files into a library. */
export function writersSeen(db: ReadDb, libraryId: number): WriterSeen[] {
  return prepare(
    db,
    'outsideChanges.writers',
    `SELECT writer, sum(was_published) AS changes, max(seen_at) AS lastSeenAt, path AS examplePath
     FROM outside_changes WHERE library_id = ? GROUP BY writer ORDER BY lastSeenAt DESC`,
  ).all(libraryId) as WriterSeen[];
}
