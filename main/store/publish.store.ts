import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface JournalStep {
  seq: number;
  op: 'create' | 'replace' | 'remove';
  path: string;
  tempPath: string | null;
  beforeHash: string | null;
  afterHash: string | null;
  assetType: string | null;
}

export interface Journal {
  id: number;
  item: ItemRef;
  publishLogId: number | null;
  action: 'publish' | 'undo';
  state: 'open' | 'committed' | 'rolled_back';
  directoryPath: string;
  /** The journal that took this one back. */
  undoneBy: number | null;
  /** The one that this one takes back, or whose state it brings back. */
  undoesId: number | null;
  republishesId: number | null;
  publishedBy: PublishLogEntry['publishedBy'] | null;
  runId: number | null;
  runPosition: number | null;
  /** Folders it had to make for its files, outermost first. */
  madeFolders: string[];
  startedAt: string;
  /** When all new bytes lay ready; null while no file may have been touched. */
  stagedAt: string | null;
  steps: JournalStep[];
}

export interface NewJournal {
  item: ItemRef;
  action: Journal['action'];
  directoryPath: string;
  steps: readonly JournalStep[];
  publishedBy: PublishLogEntry['publishedBy'];
  run: { id: number; position: number } | null;
  undoesId: number | null;
  republishesId: number | null;
}

/** Written before the first file is touched: what a crash leaves half done can be finished or taken back from it. */
export function openJournal(db: WriteDb, journal: NewJournal): number {
  const { item, action, directoryPath, publishedBy, run, undoesId, republishesId } = journal;
  const id = Number(
    prepare(
      db,
      'journal.open',
      `INSERT INTO publish_journal (entity_type, entity_id, action, state, directory_path, started_at, published_by,
         run_id, run_position, undoes_id, republishes_id)
       VALUES (@itemType, @itemId, @action, 'open', @directoryPath, @now, @publishedBy, @runId, @runPosition, @undoesId,
         @republishesId)`,
    ).run({
      itemType: item.type,
      itemId: item.id,
      action,
      directoryPath,
      now: nowTimestamp(),
      publishedBy,
      runId: run?.id ?? null,
      runPosition: run?.position ?? null,
      undoesId,
      republishesId,
    }).lastInsertRowid,
  );
  const insert = prepare(
    db,
    'journal.step',
    `INSERT INTO publish_steps (journal_id, seq, op, path, temp_path, before_hash, after_hash, asset_type, state)
     VALUES (@journalId, @seq, @op, @path, @tempPath, @beforeHash, @afterHash, @assetType, 'planned')`,
  );
  for (const step of journal.steps) insert.run({ ...step, journalId: id });
  return id;
}

/** Notes that all new bytes lie ready, and which folders were made for them, before the first file is put in its place. */
export function markStaged(db: WriteDb, id: number, madeFolders: readonly string[]): void {
  prepare(db, 'journal.staged', 'UPDATE publish_journal SET staged_at = ?, made_folders = ? WHERE id = ?').run(
    nowTimestamp(),
    madeFolders.length === 0 ? null : JSON.stringify(madeFolders),
    id,
  );
}

/** Notes folders that were made for a publication besides. */
export function recordMadeFolders(db: WriteDb, id: number, folders: readonly string[]): void {
  prepare(db, 'journal.madeFolders', 'UPDATE publish_journal SET made_folders = ? WHERE id = ?').run(
    JSON.stringify(folders),
    id,
  );
}

export function closeJournal(
  db: WriteDb,
  id: number,
  state: 'committed' | 'rolled_back',
  publishLogId: number | null,
): void {
  prepare(
    db,
    'journal.close',
    'UPDATE publish_journal SET state = ?, closed_at = ?, publish_log_id = coalesce(?, publish_log_id) WHERE id = ?',
  ).run(state, nowTimestamp(), publishLogId, id);
  prepare(db, 'journal.closeSteps', 'UPDATE publish_steps SET state = ? WHERE journal_id = ?').run(
    state === 'committed' ? 'applied' : 'rolled_back',
    id,
  );
}

export function markJournalUndone(db: WriteDb, id: number, undoneBy: number): void {
  prepare(db, 'journal.markUndone', 'UPDATE publish_journal SET undone_by = ? WHERE id = ?').run(undoneBy, id);
}

interface JournalRow extends Omit<Journal, 'item' | 'steps' | 'madeFolders'> {
  itemType: ItemRef['type'];
  itemId: number;
  madeFolders: string | null;
}

const SELECT = `SELECT id, entity_type AS itemType, entity_id AS itemId, publish_log_id AS publishLogId, action, state,
  directory_path AS directoryPath, undone_by AS undoneBy, undoes_id AS undoesId, republishes_id AS republishesId,
  published_by AS publishedBy, run_id AS runId, run_position AS runPosition, made_folders AS madeFolders, staged_at AS stagedAt,
  started_at AS startedAt FROM publish_journal`;

function withSteps(db: ReadDb, row: JournalRow): Journal {
  const steps = prepare(
    db,
    'journal.steps',
    `SELECT seq, op, path, temp_path AS tempPath, before_hash AS beforeHash, after_hash AS afterHash,
       asset_type AS assetType FROM publish_steps WHERE journal_id = ? ORDER BY seq`,
  ).all(row.id) as JournalStep[];
  const { itemType, itemId, madeFolders, ...columns } = row;
  return {
    ...columns,
    item: { type: itemType, id: itemId },
    madeFolders: madeFolders === null ? [] : (JSON.parse(madeFolders) as string[]),
    steps,
  };
}

export function getJournal(db: ReadDb, id: number): Journal | null {
  const row = prepare(db, 'journal.get', `${SELECT} WHERE id = ?`).get(id) as JournalRow | undefined;
  return row === undefined ? null : withSteps(db, row);
}

/** Publications that a crash interrupted. */
export function openJournals(db: ReadDb): Journal[] {
  const rows = prepare(db, 'journal.allOpen', `${SELECT} WHERE state = 'open' ORDER BY id`).all() as JournalRow[];
  return rows.map((row) => withSteps(db, row));
}

/** Publications of an item that could not be settled yet. */
export function openJournalsOf(db: ReadDb, item: ItemRef): Journal[] {
  const rows = prepare(
    db,
    'journal.openOf',
    `${SELECT} WHERE state = 'open' AND entity_type = ? AND entity_id = ? ORDER BY id`,
  ).all(item.type, item.id) as JournalRow[];
  return rows.map((row) => withSteps(db, row));
}

/** An item's publications that were carried out, oldest first. */
export function settledJournalsOf(db: ReadDb, item: ItemRef): Journal[] {
  const rows = prepare(
    db,
    'journal.settledOf',
    `${SELECT} WHERE state = 'committed' AND entity_type = ? AND entity_id = ? ORDER BY id`,
  ).all(item.type, item.id) as JournalRow[];
  return rows.map((row) => withSteps(db, row));
}

/** An item's publications, newest first. */
export function journalsOf(db: ReadDb, item: ItemRef, limit: number): Journal[] {
  const rows = prepare(
    db,
    'journal.of',
    `${SELECT} WHERE entity_type = ? AND entity_id = ? ORDER BY id DESC LIMIT ?`,
  ).all(item.type, item.id, limit) as JournalRow[];
  return rows.map((row) => withSteps(db, row));
}

interface LoggedAsset {
  asset_type: string;
  cache_path: string | null;
  library_path: string;
  content_hash: string;
}

export interface PublishLogEntry {
  item: ItemRef;
  publishedBy: 'auto' | 'manual' | 'webhook';
  isSuccess: boolean;
  errorMessage: string | null;
  nfoContent: string | null;
  nfoHash: string | null;
  assets: LoggedAsset[];
  /** What was there before, and where its bytes are kept. */
  displaced: LoggedAsset[];
  durationMs: number;
}

export function insertPublishLog(db: WriteDb, entry: PublishLogEntry): number {
  return Number(
    prepare(
      db,
      'publishLog.insert',
      `INSERT INTO publish_log (entity_type, entity_id, published_at, published_by, success, error_message, nfo_content,
         nfo_hash, assets_published, assets_displaced, duration_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      entry.item.type,
      entry.item.id,
      nowTimestamp(),
      entry.publishedBy,
      Number(entry.isSuccess),
      entry.errorMessage,
      entry.nfoContent,
      entry.nfoHash,
      JSON.stringify(entry.assets),
      JSON.stringify(entry.displaced),
      entry.durationMs,
    ).lastInsertRowid,
  );
}

export interface PublishLogRow {
  id: number;
  publishedAt: string;
  publishedBy: string | null;
  isSuccess: number;
  errorMessage: string | null;
  durationMs: number | null;
  nfoHash: string | null;
  journalId: number | null;
}

export function publishLogOf(db: ReadDb, item: ItemRef, limit: number): PublishLogRow[] {
  return prepare(
    db,
    'publishLog.of',
    `SELECT l.id, l.published_at AS publishedAt, l.published_by AS publishedBy, l.success AS isSuccess,
       l.error_message AS errorMessage, l.duration_ms AS durationMs, l.nfo_hash AS nfoHash, j.id AS journalId
     FROM publish_log l LEFT JOIN publish_journal j ON j.publish_log_id = l.id
     WHERE l.entity_type = ? AND l.entity_id = ? ORDER BY l.id DESC LIMIT ?`,
  ).all(item.type, item.id, limit) as PublishLogRow[];
}

/**
 * By path, the hash that the newest settled publication of whichever item left there, with that publication; null for a
 * removed file.
 */
export function lastWrittenAt(
  db: ReadDb,
  paths: readonly string[],
): Map<string, { journalId: number; hash: string | null; at: string }> {
  const find = prepare(
    db,
    'journal.lastAt',
    `SELECT s.journal_id AS journalId, s.after_hash AS hash, j.started_at AS at FROM publish_steps s
     JOIN publish_journal j ON j.id = s.journal_id
     WHERE s.path = ? AND j.state = 'committed' ORDER BY s.journal_id DESC LIMIT 1`,
  );
  return new Map(
    paths.flatMap((path) => {
      const row = find.get(path) as { journalId: number; hash: string | null; at: string } | undefined;
      return row === undefined ? [] : [[path, row] as const];
    }),
  );
}

/** The text of an NFO that was published for an item; null when it is not known any more. */
export function publishedNfoText(db: ReadDb, item: ItemRef, hash: string): string | null {
  const text = prepare(
    db,
    'publishLog.nfoText',
    `SELECT nfo_content FROM publish_log
     WHERE entity_type = ? AND entity_id = ? AND nfo_hash = ? AND success = 1 ORDER BY id DESC LIMIT 1`,
  )
    .pluck()
    .get(item.type, item.id, hash) as string | null | undefined;
  return text ?? null;
}

/** What the newest publication before another one left at a path; null for nothing, or when there was none. */
export function lastWrittenBefore(db: ReadDb, path: string, journalId: number): string | null {
  const row = prepare(
    db,
    'journal.lastBefore',
    `SELECT s.after_hash AS hash, j.action AS action FROM publish_steps s JOIN publish_journal j ON j.id = s.journal_id
     WHERE s.path = ? AND s.journal_id < ? AND j.state = 'committed' AND j.action = 'publish' AND j.undone_by IS NULL
     ORDER BY s.journal_id DESC LIMIT 1`,
  ).get(path, journalId) as { hash: string | null } | undefined;
  return row?.hash ?? null;
}

/** What Metarr wrote to these paths last, for whichever item. */
export function publishedFiles(db: ReadDb, paths: readonly string[]): Map<string, string> {
  const rows = prepare(
    db,
    'published.at',
    'SELECT path, content_hash FROM published_files WHERE path IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(paths)) as { path: string; content_hash: string }[];
  return new Map(rows.map((row) => [row.path, row.content_hash]));
}

/** What Metarr wrote to these paths last, with the size and the time (whole milliseconds) that the files had then. */
export function publishedStates(
  db: ReadDb,
  paths: readonly string[],
): { path: string; hash: string; sizeBytes: number; mtimeMs: number }[] {
  return prepare(
    db,
    'published.states',
    `SELECT path, content_hash AS hash, size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM published_files
     WHERE path IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(paths)) as { path: string; hash: string; sizeBytes: number; mtimeMs: number }[];
}

/** Notes what a publication wrote; a path that another item wrote last is this one's from now on. */
export function recordPublishedFile(
  db: WriteDb,
  item: ItemRef,
  file: { path: string; assetType: string | null; hash: string; sizeBytes: number; mtimeMs: number },
): void {
  prepare(
    db,
    'published.record',
    `INSERT INTO published_files (path, entity_type, entity_id, asset_type, content_hash, size_bytes, mtime_ms, published_at)
     VALUES (@path, @itemType, @itemId, @assetType, @hash, @sizeBytes, @mtimeMs, @now)
     ON CONFLICT (path) DO UPDATE SET entity_type = excluded.entity_type, entity_id = excluded.entity_id,
       asset_type = excluded.asset_type, content_hash = excluded.content_hash, size_bytes = excluded.size_bytes,
       mtime_ms = excluded.mtime_ms, published_at = excluded.published_at`,
  ).run({ ...file, assetType: file.assetType ?? 'nfo', itemType: item.type, itemId: item.id, now: nowTimestamp() });
}

export function forgetPublishedFile(db: WriteDb, path: string): void {
  prepare(db, 'published.forget', 'DELETE FROM published_files WHERE path = ?').run(path);
}
