import { basename, join } from 'node:path';
import type { ManifestBody, ManifestKind, ManifestRow, ManifestValue } from '../domain/manifest/manifest.ts';
import { mapJsonPaths, mapPath, type PathMapping } from '../domain/manifest/map-path.ts';
import { ensureName, ensurePerson, findSame, linkedPerson } from './manifest-names.store.ts';
import { KEPT_TABLES, type KeptTable } from './manifest-tables.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** What the rows of manifests are put into. One serves the manifests of one database, and remembers what became of their ids. */
export interface RestoreContext {
  db: WriteDb;
  cacheDir: string;
  mappings: readonly PathMapping[];
  /** Into an empty database: rows keep their ids, so that everything that names one stays right. */
  isFresh: boolean;
  /** By type (`movie`, `actor`, `library` …): the id in the manifest to the one here. */
  ids: Map<string, Map<number, number>>;
}

export type RestoreOutcome =
  | { kind: 'restored'; id: number }
  /** Something is at that place already. */
  | { kind: 'kept'; id: number }
  | { kind: 'refused'; reason: string };

export function restoreContext(
  db: WriteDb,
  options: { cacheDir: string; mappings: readonly PathMapping[]; isFresh: boolean },
): RestoreContext {
  return { db, ...options, ids: new Map() };
}

/**
 * Puts back what a manifest says, row by row: each step of the generator is a few of them, so that the caller decides how many go
 * into one transaction. Libraries come before people, people before sets, sets before films and shows. Throws SqliteError for a
 * row that does not fit; then what was put back of this manifest has to go.
 */
export function* restoreManifest(context: RestoreContext, body: ManifestBody): Generator<void, RestoreOutcome> {
  switch (body.kind) {
    case 'application':
      yield* restoreAll(context, body);
      return { kind: 'restored', id: 0 };
    case 'people':
      yield* restorePeople(context, body);
      return { kind: 'restored', id: body.id };
    case 'library':
    case 'set':
      return yield* restoreShared(context, body);
    case 'movie':
    case 'series':
      return yield* restoreItem(context, body);
  }
}

/** Settings and the like: what is there is replaced, since a new database holds nothing but defaults. */
function* restoreAll(context: RestoreContext, body: ManifestBody): Generator<void, void> {
  for (const { kept, row } of rowsOf(body)) {
    const { id: _id, ...placed } = place(context, kept, row);
    if (!updateSame(context.db, kept.table, placed)) insertRow(context.db, kept.table, placed);
    yield;
  }
}

/** False when there is no such row. */
function updateSame(db: WriteDb, table: string, row: ManifestRow): boolean {
  const key = NATURAL_KEYS[table];
  if (key === undefined) return false;
  const where = key.map((column) => `"${column}" IS @${column}`).join(' AND ');
  const rest = Object.keys(row).filter((column) => !key.includes(column));
  const sets = rest.map((column) => `"${column}" = @${column}`).join(', ');
  return prepare(db, `manifest.same.${table}`, `UPDATE "${table}" SET ${sets} WHERE ${where}`).run(row).changes > 0;
}

/** By what a row of the application is the same as one that is there. */
const NATURAL_KEYS: Readonly<Record<string, readonly string[]>> = {
  settings: ['key'],
  provider_settings: ['provider'],
  completeness_config: ['media_type'],
  schedules: ['name'],
  publish_choices: ['path'],
  ignore_patterns: ['pattern', 'kind', 'library_id'],
  rejected_assets: ['provider', 'provider_url', 'asset_type', 'entity_type', 'entity_id'],
};

function* restorePeople(context: RestoreContext, body: ManifestBody): Generator<void, void> {
  for (const row of body.tables['actors'] ?? []) {
    const id = ensurePerson(context.db, row, context.isFresh);
    setId(context, 'actor', Number(row['id']), id);
    yield;
  }
  yield* restoreBelow(context, body, ['actors']);
}

/** A library or a set: the one that is there is taken, with its own settings. */
function* restoreShared(context: RestoreContext, body: ManifestBody): Generator<void, RestoreOutcome> {
  const type = body.kind as 'library' | 'set';
  const table = type === 'library' ? 'libraries' : 'sets';
  const [row] = body.tables[table] ?? [];
  if (row === undefined) return { kind: 'refused', reason: 'The manifest says nothing of itself.' };
  const placed = place(context, keptTable(table), row);
  const same = findSame(context.db, type, placed);
  if (same !== null) {
    setId(context, type, body.id, same);
    return { kind: 'kept', id: same };
  }
  const id = insertWithId(context, table, placed);
  setId(context, type, body.id, id);
  yield;
  yield* restoreBelow(context, body, [table]);
  return { kind: 'restored', id };
}

function* restoreItem(context: RestoreContext, body: ManifestBody): Generator<void, RestoreOutcome> {
  const type = body.kind as 'movie' | 'series';
  const table = type === 'movie' ? 'movies' : 'series';
  const [row] = body.tables[table] ?? [];
  if (row === undefined) return { kind: 'refused', reason: 'The manifest says nothing of itself.' };
  const libraryId = newId(context, 'library', row['library_id'] ?? null);
  if (libraryId === null) return { kind: 'refused', reason: `Its library ${body.library?.path ?? ''} is not there.` };
  const placed = place(context, keptTable(table), row);
  const same = row['deleted_on'] === null ? findSame(context.db, type, placed) : null;
  if (same !== null) return { kind: 'kept', id: same };
  const id = insertWithId(context, table, { ...placed, library_id: libraryId });
  setId(context, type, body.id, id);
  yield;
  yield* restoreBelow(context, body, [table]);
  return { kind: 'restored', id };
}

/** Everything that hangs on what was put back just now. Rows about what is not there are left out. */
function* restoreBelow(context: RestoreContext, body: ManifestBody, done: readonly string[]): Generator<void, void> {
  for (const { kept, row } of rowsOf(body)) {
    if (done.includes(kept.table)) continue;
    // Edits name images by their ids, which are others where ids cannot stay.
    if (kept.table === 'edit_history' && !context.isFresh) continue;
    if (kept.names === undefined) restoreRow(context, kept, row);
    else restoreLink(context, kept, kept.names, row);
    yield;
  }
  // A journal that takes another back is newer than that one, and names it; so does the older one.
  for (const row of body.tables['publish_journal'] ?? []) restoreJournalLinks(context, row);
}

function restoreRow(context: RestoreContext, kept: KeptTable, row: ManifestRow): void {
  const placed = place(context, kept, row);
  for (const [column, type] of Object.entries(REFERENCES)) {
    if (!(column in placed)) continue;
    const owner = type === 'entity' ? String(row['entity_type']) : type;
    const id = newId(context, owner, placed[column] ?? null);
    if (id === null && placed[column] !== null) return;
    placed[column] = id;
  }
  const own = OWN_TYPE[kept.table];
  if (own === undefined) {
    const { id: _id, ...rest } = placed;
    insertRow(context.db, kept.table, 'id' in placed && context.isFresh ? free(context.db, kept.table, placed) : rest);
    return;
  }
  setId(context, own, Number(row['id']), insertWithId(context, kept.table, placed));
}

function restoreLink(
  context: RestoreContext,
  kept: KeptTable,
  names: NonNullable<KeptTable['names']>,
  row: ManifestRow,
): void {
  const ownColumn = Object.keys(row).find((column) => column in REFERENCES && column !== names.column);
  const ownType = ownColumn === undefined ? undefined : REFERENCES[ownColumn];
  if (ownColumn === undefined || ownType === undefined) return;
  const owner = newId(context, ownType, row[ownColumn] ?? null);
  if (owner === null) return;
  const other =
    names.table === 'actors'
      ? linkedPerson(context.db, row, newId(context, 'actor', row[names.column] ?? null))
      : ensureName(context.db, names.table, String(row['name']));
  const own = Object.entries(row).filter(([column]) => column !== 'name' && !names.also.includes(column));
  const placed = { ...Object.fromEntries(own), [ownColumn]: owner, [names.column]: other };
  insertRow(context.db, kept.table, placed, true);
}

function restoreJournalLinks(context: RestoreContext, row: ManifestRow): void {
  const id = newId(context, 'journal', row['id'] ?? null);
  if (id === null) return;
  for (const column of JOURNAL_LINKS) {
    const other = newId(context, 'journal', row[column] ?? null);
    if (other === null) continue;
    prepare(context.db, 'manifest.linkJournal', `UPDATE publish_journal SET "${column}" = ? WHERE id = ?`).run(
      other,
      id,
    );
  }
}

const JOURNAL_LINKS = ['undone_by', 'undoes_id', 'republishes_id'] as const;

/** Columns that name another row, and of which type. */
const REFERENCES: Readonly<Record<string, string>> = {
  library_id: 'library',
  movie_id: 'movie',
  series_id: 'series',
  episode_id: 'episode',
  set_id: 'set',
  actor_id: 'actor',
  journal_id: 'journal',
  entity_id: 'entity',
};

/** Tables whose rows others name. */
const OWN_TYPE: Readonly<Record<string, string>> = {
  seasons: 'season',
  episodes: 'episode',
  publish_journal: 'journal',
};

/** The row as it is here: paths mapped, the cache where it is now, without what this schema does not know. */
function place(context: RestoreContext, kept: KeptTable, row: ManifestRow): ManifestRow {
  const known = columnsOf(context.db, kept.table);
  const placed: ManifestRow = {};
  for (const [column, value] of Object.entries(row)) {
    if (!known.has(column) || kept.omit?.includes(column) === true) continue;
    placed[column] = typeof value === 'string' ? placeText(context, kept, column, value) : value;
  }
  if (typeof placed['cache_path'] === 'string') placed['cache_path'] = inCache(context, row);
  if (kept.table === 'publish_journal') for (const column of JOURNAL_LINKS) placed[column] = null;
  if ((kept.table === 'movies' || kept.table === 'sets') && 'set_id' in placed) {
    placed['set_id'] = newId(context, 'set', placed['set_id'] ?? null);
  }
  return placed;
}

/** Local pictures and trailers are known by their place. */
const LOCAL_KEY = 'local:';

function placeText({ mappings }: RestoreContext, kept: KeptTable, column: string, value: string): string {
  if (kept.paths?.includes(column) === true) return mapPath(value, mappings);
  if (kept.json?.includes(column) === true) return mapJsonPaths(value, mappings);
  const isLocal = column === 'source_key' && value.startsWith(LOCAL_KEY);
  return isLocal ? `${LOCAL_KEY}${mapPath(value.slice(LOCAL_KEY.length), mappings)}` : value;
}

function inCache(context: RestoreContext, row: ManifestRow): string | null {
  const hash = row['content_hash'];
  if (typeof hash !== 'string' || hash.length < 2) return null;
  return join(context.cacheDir, hash.slice(0, 2), basename(String(row['cache_path']).replaceAll('\\', '/')));
}

function newId(context: RestoreContext, type: string, id: ManifestValue): number | null {
  return id === null ? null : (context.ids.get(type)?.get(Number(id)) ?? null);
}

function setId(context: RestoreContext, type: string, from: number, to: number): void {
  let ids = context.ids.get(type);
  if (ids === undefined) {
    ids = new Map();
    context.ids.set(type, ids);
  }
  ids.set(from, to);
}

function insertWithId(context: RestoreContext, table: string, row: ManifestRow): number {
  const { id: _id, ...rest } = row;
  return insertRow(context.db, table, context.isFresh ? free(context.db, table, row) : rest);
}

/** The row with its id, unless another has that. */
function free(db: WriteDb, table: string, row: ManifestRow): ManifestRow {
  const isTaken = prepare(db, 'manifest.isTaken', `SELECT 1 FROM "${table}" WHERE id = ?`).get(row['id']) !== undefined;
  if (!isTaken) return row;
  const { id: _id, ...rest } = row;
  return rest;
}

function insertRow(db: WriteDb, table: string, row: ManifestRow, canBeThere = false): number {
  const columns = Object.keys(row);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const values = columns.map((column) => `@${column}`).join(', ');
  const or = canBeThere ? ' OR IGNORE' : '';
  const result = prepare(db, `manifest.put.${table}`, `INSERT${or} INTO "${table}" (${names}) VALUES (${values})`).run(
    row,
  );
  return Number(result.lastInsertRowid);
}

function* rowsOf(body: ManifestBody): Generator<{ kept: KeptTable; row: ManifestRow }> {
  for (const kept of KEPT_TABLES) {
    if (kept.rows[body.kind] === undefined) continue;
    for (const row of body.tables[kept.table] ?? []) yield { kept, row };
  }
}

function keptTable(name: string): KeptTable {
  const kept = KEPT_TABLES.find(({ table }) => table === name);
  if (kept === undefined) throw new Error(`Manifests do not keep ${name}.`);
  return kept;
}

const columns = new WeakMap<ReadDb, Map<string, ReadonlySet<string>>>();

/** Columns that can be written: not those that are worked out. */
function columnsOf(db: ReadDb, table: string): ReadonlySet<string> {
  let known = columns.get(db);
  if (known === undefined) {
    known = new Map();
    columns.set(db, known);
  }
  let names = known.get(table);
  if (names === undefined) {
    names = new Set(
      prepare(db, 'manifest.columns', 'SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[],
    );
    known.set(table, names);
  }
  return names;
}

/** Kinds in the order in which their manifests have to be put back. */
export const RESTORE_ORDER: readonly ManifestKind[] = ['application', 'library', 'people', 'set', 'movie', 'series'];
