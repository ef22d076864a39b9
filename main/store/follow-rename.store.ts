import { rangeBelow } from './folder-scope.ts';
import type { WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** A file or folder that has another place now; absolute paths. */
export interface FollowedMove {
  from: string;
  to: string;
  isFolder: boolean;
}

/** As the probe says it. */
const FILE_GONE = 'the file is not there';
/** Rows written by one call: a few milliseconds at most. */
const AT_ONCE = 50;

/** Columns that hold paths, each found by an index on it; `by` names one that is not chosen by itself. */
const PATHS: readonly (readonly [table: string, column: string, key: string, where?: string, by?: string])[] = [
  ['movies', 'file_path', 'id'],
  ['movies', 'directory_path', 'id'],
  ['series', 'directory_path', 'id'],
  ['episodes', 'file_path', 'id'],
  ['media_files', 'file_path', 'id'],
  ['subtitle_streams', 'file_path', 'id', 'is_external = 1', 'idx_subtitle_streams_file'],
  ['unknown_files', 'file_path', 'id'],
  ['published_files', 'path', 'path'],
  ['publish_steps', 'path', 'id', `journal_id NOT IN (SELECT id FROM publish_journal WHERE state = 'open')`],
  ['publish_journal', 'directory_path', 'id', `state <> 'open'`],
  ['publish_choices', 'path', 'path'],
  ['outside_changes', 'path', 'path'],
  ['orphaned_files', 'path', 'path'],
  ['verify_findings', 'path', 'id'],
  // Files that were moved by hand's click can still be moved back.
  ['file_moves', 'from_path', 'id', `state = 'moved'`],
  ['file_moves', 'to_path', 'id', `state = 'moved'`],
];

/** Columns that only the rows of one film or show are looked at for. */
const OF_ITEM = {
  movie: [['movies', 'nfo_path', 'id = @itemId']],
  series: [
    ['series', 'nfo_path', 'id = @itemId'],
    ['seasons', 'directory_path', 'series_id = @itemId'],
    ['seasons', 'nfo_path', 'series_id = @itemId'],
    ['episodes', 'nfo_path', 'series_id = @itemId'],
  ],
} as const;

/**
 * Writes a part of what follows from a move: every path that leads to the file, or into the folder, leads to its new place.
 * Answers false until nothing is left to write; each call takes some milliseconds at most, and may be repeated.
 * @param item whose the move is: the film, or the show that it belongs to
 */
export function followMove(db: WriteDb, item: { type: 'movie' | 'series'; id: number }, move: FollowedMove): boolean {
  let written = 0;
  for (const [table, column, key, where = '1', by] of PATHS) {
    if (written >= AT_ONCE) return false;
    written += followColumn(db, { table, column, key, where, by }, move, AT_ONCE - written);
  }
  for (const [table, column, where] of OF_ITEM[item.type]) {
    if (written >= AT_ONCE) return false;
    written += followOwn(db, { table, column, where }, item.id, move, AT_ONCE - written);
  }
  if (written >= AT_ONCE) return false;
  followIssues(db, item, move);
  followCandidates(db, move);
  followNames(db, move);
  probeAgain(db, move);
  forgetFolders(db, move);
  return true;
}

interface Column {
  table: string;
  column: string;
  key: string;
  where: string;
  by: string | undefined;
}

function followColumn(
  db: WriteDb,
  { table, column, key, where, by }: Column,
  move: FollowedMove,
  limit: number,
): number {
  const source = by === undefined ? table : `${table} INDEXED BY ${by}`;
  const exact = prepare(
    db,
    `followRename.${table}.${column}`,
    `UPDATE OR REPLACE ${table} SET ${column} = @to WHERE ${column} = @from AND ${where}`,
  ).run({ from: move.from, to: move.to }).changes;
  if (!move.isFolder) return exact;
  const below = rangeBelow(move.from);
  return (
    exact +
    prepare(
      db,
      `followRename.${table}.${column}Below`,
      `UPDATE OR REPLACE ${table} SET ${column} = @to || substr(${column}, length(@from) + 1)
       WHERE ${key} IN (SELECT ${key} FROM ${source} WHERE ${column} > @low AND ${column} < @high AND ${where} LIMIT @limit)`,
    ).run({ from: move.from, to: move.to, low: below.from, high: below.to, limit }).changes
  );
}

function followOwn(
  db: WriteDb,
  { table, column, where }: { table: string; column: string; where: string },
  itemId: number,
  move: FollowedMove,
  limit: number,
): number {
  const below = rangeBelow(move.from);
  return prepare(
    db,
    `followRename.own.${table}.${column}`,
    `UPDATE ${table} SET ${column} = @to || substr(${column}, length(@from) + 1)
     WHERE id IN (SELECT id FROM ${table} WHERE ${where}
       AND (${column} = @from OR (@isFolder AND ${column} > @low AND ${column} < @high)) LIMIT @limit)`,
  ).run({
    itemId,
    limit,
    from: move.from,
    to: move.to,
    low: below.from,
    high: below.to,
    isFolder: Number(move.isFolder),
  }).changes;
}

const WITH_ISSUES = {
  movie: [['movies', 'id = @itemId']],
  series: [
    ['series', 'id = @itemId'],
    ['seasons', 'series_id = @itemId'],
    ['episodes', 'series_id = @itemId'],
  ],
} as const;

/** The paths in what is wrong with items. */
function followIssues(db: WriteDb, item: { type: 'movie' | 'series'; id: number }, move: FollowedMove): void {
  for (const [table, where] of WITH_ISSUES[item.type]) {
    prepare(
      db,
      `followRename.issues.${table}`,
      `UPDATE ${table} SET scan_issues = (
         SELECT json_group_array(CASE
           WHEN j.value ->> 'path' = @from OR (@isFolder AND substr(j.value ->> 'path', 1, length(@from) + 1) = @stem)
           THEN json_set(j.value, '$.path', @to || substr(j.value ->> 'path', length(@from) + 1))
           ELSE json(j.value) END) FROM json_each(${table}.scan_issues) j)
       WHERE ${where} AND scan_issues <> '[]'`,
    ).run({
      itemId: item.id,
      from: move.from,
      to: move.to,
      stem: rangeBelow(move.from).from,
      isFolder: Number(move.isFolder),
    });
  }
}

/** Pictures, and trailers, which are known by their path. */
function followCandidates(db: WriteDb, move: FollowedMove): void {
  const below = rangeBelow(move.from);
  const values = { from: move.from, to: move.to, low: below.from, high: below.to };
  for (const where of move.isFolder
    ? ['file_path = @from', 'file_path > @low AND file_path < @high']
    : ['file_path = @from']) {
    prepare(
      db,
      'followRename.candidates',
      `UPDATE OR REPLACE asset_candidates SET file_path = @to || substr(file_path, length(@from) + 1),
         source_key = iif(source_key = 'local:' || file_path,
           'local:' || @to || substr(file_path, length(@from) + 1), source_key)
       WHERE ${where}`,
    ).run(where.includes('@low') ? values : { from: move.from, to: move.to });
  }
}

/** What is kept of a name beside its path. */
function followNames(db: WriteDb, { from, to, isFolder }: FollowedMove): void {
  if (isFolder) {
    const below = rangeBelow(from);
    prepare(
      db,
      'followRename.strayFolders',
      `UPDATE unknown_files SET folder_path = @to || substr(folder_path, length(@from) + 1)
       WHERE file_path > @low AND file_path < @high AND (folder_path = @from OR (folder_path > @fromLow AND folder_path < @fromHigh))`,
    ).run({
      from,
      to,
      low: rangeBelow(to).from,
      high: rangeBelow(to).to,
      fromLow: below.from,
      fromHigh: below.to,
    });
    return;
  }
  prepare(db, 'followRename.unknownName', 'UPDATE unknown_files SET file_name = ? WHERE file_path = ?').run(
    nameOf(to),
    to,
  );
  const stems = { before: stemOf(from), after: stemOf(to), to };
  for (const table of ['movies', 'episodes']) {
    prepare(
      db,
      `followRename.baseName.${table}`,
      `UPDATE ${table} SET base_name = @after WHERE file_path = @to AND base_name = @before`,
    ).run(stems);
  }
  // A film that was taken out of a folder it shared has one of its own now.
  prepare(
    db,
    'followRename.ownFolder',
    'UPDATE movies SET directory_path = @after WHERE file_path = @to AND directory_path = @before',
  ).run({ to, before: folderOf(from), after: folderOf(to) });
}

/** A probe that looked for a file while it was on its way found nothing: it looks again. */
function probeAgain(db: WriteDb, { to, isFolder }: FollowedMove): void {
  const below = rangeBelow(to);
  prepare(
    db,
    `followRename.probes.${isFolder ? 'below' : 'at'}`,
    `UPDATE media_files SET probe_state = 'pending', probe_error = NULL
     WHERE ${isFolder ? 'file_path > @low AND file_path < @high' : 'file_path = @to'} AND probe_state = 'failed'
       AND probe_error = @reason`,
  ).run({ reason: FILE_GONE, ...(isFolder ? { low: below.from, high: below.to } : { to }) });
}

/** The next scan reads what has changed its name, and finds all of it known. */
function forgetFolders(db: WriteDb, { from, to }: FollowedMove): void {
  for (const path of [from, to]) {
    const below = rangeBelow(path);
    const places = {
      at: ['path IN (@path, @parent)', { path, parent: folderOf(path) }],
      below: ['path > @low AND path < @high', { low: below.from, high: below.to }],
    } as const;
    for (const [name, [where, values]] of Object.entries(places)) {
      prepare(
        db,
        `followRename.forget.${name}`,
        `DELETE FROM scanned_directories WHERE library_id IN (SELECT id FROM libraries) AND ${where}`,
      ).run(values);
    }
  }
}

/** A season's folder, where its episodes were put into another one. `null` stands for the show's own. */
export function followSeasonFolder(
  db: WriteDb,
  seriesId: number,
  season: number,
  folders: { from: string | null; to: string | null },
): void {
  prepare(
    db,
    'followRename.season',
    `UPDATE seasons SET directory_path = @to WHERE series_id = @seriesId AND season_number = @season
       AND directory_path IS @from`,
  ).run({ seriesId, season, ...folders });
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function folderOf(path: string): string {
  return path.slice(0, -nameOf(path).length - 1);
}

function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}
