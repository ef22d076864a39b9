import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { placeNewDatabase } from '../../__testing__/new-database.ts';
import { openDatabase } from '../open-database.ts';

/** A database of the full schema in a folder of its own, for the tests of the schema. */
export interface SampleDatabase {
  readonly db: Database;
  readonly path: string;
  /** Runs one statement with its values and returns the new row's id. */
  insert(sql: string, ...values: unknown[]): number;
  /** The first column of the first row. */
  one(sql: string, ...values: unknown[]): unknown;
  /** The first column of every row. */
  list(sql: string, ...values: unknown[]): unknown[];
  close(): void;
}

export function openSampleDatabase(): SampleDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'metarr-schema-'));
  const path = join(folder, 'metarr.sqlite');
  placeNewDatabase(path);
  const db = openDatabase(path, { appVersion: '0.0.0' }) as unknown as Database;
  // What rows of renames hang on besides their item.
  db.exec(`INSERT INTO rename_runs (label, state) VALUES ('Films', 'planned')`);
  return {
    db,
    path,
    insert: (sql, ...values) => Number(db.prepare(sql).run(...values).lastInsertRowid),
    one: (sql, ...values) =>
      db
        .prepare(sql)
        .pluck()
        .get(...values),
    list: (sql, ...values) =>
      db
        .prepare(sql)
        .pluck()
        .all(...values),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const ENTITY_TABLES = {
  movie: 'movies',
  series: 'series',
  season: 'seasons',
  episode: 'episodes',
  actor: 'actors',
  set: 'sets',
  library: 'libraries',
} as const;
export type SampleEntity = keyof typeof ENTITY_TABLES;

let counter = 0;

/** Inserts one row of an entity, with what it needs above it, and returns its id. */
export function addEntity(sample: SampleDatabase, type: SampleEntity): number {
  counter += 1;
  const n = String(counter);
  switch (type) {
    case 'library':
      return sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('L', 'movies', ?)`, `/library/${n}`);
    case 'movie':
      return addMovie(sample, addEntity(sample, 'library'), `/films/Film ${n}/Film ${n}.mkv`);
    case 'series':
      return sample.insert(
        `INSERT INTO series (library_id, title, sort_key, directory_path) VALUES (?, 'Show', 'show', ?)`,
        addEntity(sample, 'library'),
        `/shows/Show ${n}`,
      );
    case 'season':
      return sample.insert('INSERT INTO seasons (series_id, season_number) VALUES (?, 1)', addEntity(sample, 'series'));
    case 'episode':
      return sample.insert(
        'INSERT INTO episodes (series_id, season_number, episode_number) VALUES (?, 1, 1)',
        addEntity(sample, 'series'),
      );
    case 'actor':
      return sample.insert('INSERT INTO actors (name) VALUES (?)', `Actor ${n}`);
    case 'set':
      return sample.insert('INSERT INTO sets (name) VALUES (?)', `Set ${n}`);
  }
}

export function addMovie(sample: SampleDatabase, libraryId: number, filePath: string): number {
  const folder = filePath.slice(0, filePath.lastIndexOf('/'));
  return sample.insert(
    `INSERT INTO movies (library_id, title, sort_key, directory_path, file_path) VALUES (?, 'Film', 'film', ?, ?)`,
    libraryId,
    folder,
    filePath,
  );
}

/** Puts bytes into the cache's books. */
export function addBytes(sample: SampleDatabase, hash: string): void {
  sample.insert(
    `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type) VALUES (?, ?, 1, 'image')`,
    hash,
    `/cache/${hash}`,
  );
}

export function addCandidate(sample: SampleDatabase, movieId: number, hash: string | null, sourceKey = 'key'): number {
  return sample.insert(
    `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, content_hash, is_downloaded)
     VALUES ('movie', ?, 'poster', 'tmdb', ?, ?, ?)`,
    movieId,
    sourceKey,
    hash,
    hash === null ? 0 : 1,
  );
}

/** One row of every table that hangs on an item by (entity_type, entity_id), and the items each may hang on. */
export const PAIR_ROWS: Readonly<Record<string, { owners: readonly SampleEntity[]; columns: string; values: string }>> =
  {
    media_files: {
      owners: ['movie', 'series', 'season', 'episode'],
      columns: 'library_id, file_path, kind, size_bytes, mtime_ms',
      values: `(SELECT min(id) FROM libraries), '/f.mkv', 'main', 1, 1`,
    },
    ratings: {
      owners: ['movie', 'series', 'season', 'episode'],
      columns: 'source, value',
      values: `'imdb', 7.1`,
    },
    asset_candidates: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'asset_type, provider, source_key',
      values: `'poster', 'tmdb', 'k'`,
    },
    rejected_assets: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'provider, provider_url, asset_type',
      values: `'tmdb', 'u' || hex(randomblob(8)), 'poster'`,
    },
    unknown_files: {
      owners: ['movie', 'series', 'season', 'episode', 'library'],
      columns: 'file_path, file_name',
      values: `'/u' || hex(randomblob(8)), 'u'`,
    },
    completeness_waivers: {
      owners: ['movie', 'series', 'season', 'episode', 'set'],
      columns: 'requirement',
      values: `'trailer'`,
    },
    video_streams: { owners: ['movie', 'episode'], columns: 'codec', values: `'hevc'` },
    audio_streams: { owners: ['movie', 'episode'], columns: 'stream_index', values: '1' },
    subtitle_streams: { owners: ['movie', 'episode'], columns: 'stream_index', values: '2' },
    identifications: {
      owners: ['movie', 'series'],
      columns: 'library_id, reason',
      values: `(SELECT min(id) FROM libraries), 'nothing'`,
    },
    provider_asks: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'provider, asked_with, asked_at',
      values: `'tmdb', '', '2026-01-01T00:00:00.000Z'`,
    },
    provider_records: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'provider, data',
      values: `'tmdb', '{}'`,
    },
    field_provenance: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'field, source',
      values: `'title', 'user'`,
    },
    lock_rules: {
      owners: ['series', 'season', 'episode'],
      columns: 'target, rule',
      values: `'plot', 'exempt'`,
    },
    edit_history: {
      owners: ['movie', 'series', 'season', 'episode', 'actor', 'set'],
      columns: 'field, before_value, after_value',
      values: `'title', '"a"', '"b"'`,
    },
    publish_journal: {
      owners: ['movie', 'series', 'season', 'episode', 'set'],
      columns: 'action, directory_path',
      values: `'publish', '/d'`,
    },
    published_files: {
      owners: ['movie', 'series', 'season', 'episode', 'set'],
      columns: 'path, asset_type, content_hash, size_bytes, mtime_ms',
      values: `'/p' || hex(randomblob(8)), 'nfo', 'h', 1, 1`,
    },
    rename_items: {
      owners: ['movie', 'series', 'episode'],
      columns: 'run_id, library_id, title, state, steps, changes',
      values: `(SELECT max(id) FROM rename_runs), (SELECT min(id) FROM libraries), 't', 'planned', '[]', '[]'`,
    },
    verify_findings: {
      owners: ['movie', 'series', 'season', 'episode', 'set'],
      columns: 'library_id, title, kind, path, found_at',
      values: `(SELECT min(id) FROM libraries), 't', 'missing', '/v' || hex(randomblob(8)), '2026-01-01T00:00:00.000Z'`,
    },
  };

/** Hangs one row of a pair table on an item. Throws what the database throws. */
export function addPairRow(sample: SampleDatabase, table: string, type: string, id: number): void {
  const row = PAIR_ROWS[table];
  if (row === undefined) throw new RangeError(`Not a pair table: ${table}`);
  sample.insert(`INSERT INTO ${table} (entity_type, entity_id, ${row.columns}) SELECT ?, ?, ${row.values}`, type, id);
}
