import type { ManifestKind } from '../domain/manifest/manifest.ts';

/** A table of which manifests keep rows, in the order in which they are put back. */
export interface KeptTable {
  readonly table: string;
  /** By kind of manifest: which rows are the owner's (`@id`). */
  readonly rows: Readonly<Partial<Record<ManifestKind, string>>>;
  /** Columns that are not kept: worked out anew, about what is not kept, or secret. */
  readonly omit?: readonly string[];
  /** Columns that hold an absolute path. */
  readonly paths?: readonly string[];
  /** Columns that hold JSON with absolute paths in it. */
  readonly json?: readonly string[];
  /** For a link to a name: the table of names and the link's column. */
  readonly names?: { readonly table: string; readonly column: string; readonly also: readonly string[] };
}

const BELOW_SERIES = `(entity_type = 'series' AND entity_id = @id)
  OR (entity_type = 'season' AND entity_id IN (SELECT id FROM seasons WHERE series_id = @id))
  OR (entity_type = 'episode' AND entity_id IN (SELECT id FROM episodes WHERE series_id = @id))`;

/** Rows of a table that names its item by type and id. */
function pair(and = ''): KeptTable['rows'] {
  const also = and === '' ? '' : ` AND (${and})`;
  return {
    movie: `entity_type = 'movie' AND entity_id = @id${also}`,
    set: `entity_type = 'set' AND entity_id = @id${also}`,
    series: `(${BELOW_SERIES})${also}`,
    people: `entity_type = 'actor' AND entity_id BETWEEN @id * 500 + 1 AND @id * 500 + 500${also}`,
  };
}

/** Of kinds that items alone have, and people do not. */
function itemPair(and = ''): KeptTable['rows'] {
  const { movie, set, series } = pair(and);
  return { movie: movie ?? '', set: set ?? '', series: series ?? '' };
}

const OF_LIBRARY = { library: 'library_id = @id' };
const ALL = { application: '@id = 0' };

const links = (owner: 'movie' | 'series' | 'episode', other: string): KeptTable => {
  const table = `${{ movie: 'movies', series: 'series', episode: 'episodes' }[owner]}_${other}`;
  const rows: KeptTable['rows'] =
    owner === 'movie'
      ? { movie: 'movie_id = @id' }
      : owner === 'series'
        ? { series: 'series_id = @id' }
        : { series: 'episode_id IN (SELECT id FROM episodes WHERE series_id = @id)' };
  const column = other === 'countries' ? 'country_id' : `${other.slice(0, -1)}_id`;
  return { table, rows, names: { table: other, column, also: other === 'actors' ? ['tmdb_id'] : [] } };
};

const VOCABULARIES = ['genres', 'directors', 'writers', 'studios', 'tags', 'countries'] as const;

/**
 * What manifests hold, by table. A test holds this list and LEFT_OUT against the schema, so that a new table cannot be
 * forgotten.
 */
export const KEPT_TABLES: readonly KeptTable[] = [
  { table: 'settings', rows: ALL, json: ['value'] },
  { table: 'provider_settings', rows: ALL, omit: ['key_cipher', 'second_key_cipher'] },
  { table: 'completeness_config', rows: ALL },
  { table: 'path_mappings', rows: { application: '@id = 0 AND media_player_id IS NULL' }, paths: ['local_path'] },
  { table: 'schedules', rows: ALL, omit: ['last_job_id', 'last_run_at'] },
  { table: 'publish_choices', rows: ALL, paths: ['path'] },

  {
    table: 'libraries',
    rows: { library: 'id = @id' },
    omit: ['last_scanned_at', 'is_online', 'last_error', 'root_device', 'mounts'],
    paths: ['path'],
  },
  { table: 'library_automation_config', rows: OF_LIBRARY },
  { table: 'asset_selection_config', rows: OF_LIBRARY },
  { table: 'publish_profiles', rows: OF_LIBRARY },
  { table: 'rename_patterns', rows: OF_LIBRARY },
  { table: 'verify_schedules', rows: OF_LIBRARY },
  {
    table: 'ignore_patterns',
    rows: { library: 'library_id = @id', application: '@id = 0 AND library_id IS NULL' },
  },

  { table: 'actors', rows: { people: 'id BETWEEN @id * 500 + 1 AND @id * 500 + 500' }, omit: ['thumb_error'] },
  { table: 'sets', rows: { set: 'id = @id' }, paths: ['directory_path', 'nfo_path'] },
  { table: 'set_parts', rows: { set: 'set_id = @id' } },
  { table: 'set_aliases', rows: { set: 'set_id = @id' } },
  { table: 'movies', rows: { movie: 'id = @id' }, paths: ['directory_path', 'file_path', 'nfo_path'] },
  { table: 'series', rows: { series: 'id = @id' }, paths: ['directory_path', 'nfo_path'] },
  { table: 'seasons', rows: { series: 'series_id = @id' }, paths: ['directory_path', 'nfo_path'] },
  { table: 'episodes', rows: { series: 'series_id = @id' }, paths: ['file_path', 'nfo_path'] },

  {
    table: 'media_files',
    rows: itemPair(),
    omit: ['probe_state', 'probe_error', 'probed_size_bytes', 'probed_mtime_ms'],
    paths: ['file_path'],
  },
  { table: 'lock_rules', rows: { series: BELOW_SERIES } },
  { table: 'field_provenance', rows: pair() },
  { table: 'ratings', rows: itemPair() },
  { table: 'completeness_waivers', rows: itemPair() },
  {
    table: 'asset_candidates',
    rows: pair('is_selected = 1 OR is_rejected = 1 OR content_hash IS NOT NULL'),
    paths: ['file_path'],
  },
  { table: 'rejected_assets', rows: { ...pair(), application: '@id = 0 AND entity_type IS NULL' } },
  // Of the others the providers can be asked again.
  { table: 'provider_records', rows: pair(`provider IN ('local', 'nfo')`) },
  { table: 'edit_history', rows: pair('run_id IS NULL'), omit: ['run_id'] },
  { table: 'published_files', rows: itemPair(), paths: ['path'] },
  {
    table: 'publish_journal',
    rows: itemPair(`state = 'committed'`),
    omit: ['publish_log_id', 'run_id', 'run_position', 'made_folders', 'staged_at'],
    paths: ['directory_path'],
  },
  {
    table: 'publish_steps',
    rows: Object.fromEntries(
      Object.entries(itemPair(`state = 'committed'`)).map(([kind, rows]) => [
        kind,
        `journal_id IN (SELECT id FROM publish_journal WHERE ${rows})`,
      ]),
    ),
    omit: ['temp_path'],
    paths: ['path'],
  },

  ...(['movie', 'series'] as const).flatMap((owner) => [
    ...VOCABULARIES.map((other) => links(owner, other)),
    links(owner, 'actors'),
  ]),
  links('episode', 'directors'),
  links('episode', 'writers'),
  links('episode', 'actors'),
];

/** Tables that manifests do not keep, and why nothing is lost by it. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  genres: 'stand by name in the links',
  directors: 'stand by name in the links',
  writers: 'stand by name in the links',
  studios: 'stand by name in the links',
  tags: 'stand by name in the links',
  countries: 'stand by name in the links',
  cache_inventory: 'is made anew from the cache itself',
  video_streams: 'are probed again',
  audio_streams: 'are probed again',
  subtitle_streams: 'are probed and scanned again',
  unknown_files: 'are found by the next scan',
  scanned_directories: 'only spare a scan the reading of what did not change',
  scan_jobs: 'tell of scans that were',
  search_backlog: 'is made anew with the index',
  identifications: 'are searched for again; what was settled stands in the item',
  provider_answers: 'can be asked for again',
  provider_asks: 'are asked again',
  provider_calls: 'count against a day’s quota',
  enrich_previews: 'are made anew',
  enrich_preview_items: 'are made anew',
  job_queue: 'is work in progress',
  activity_log: 'tells of what was',
  publish_log: 'tells of what was; the journal, which can be undone, is kept',
  publish_runs: 'tell of what was',
  publish_run_items: 'tell of what was',
  publish_checks: 'spare work; may be deleted at any time',
  outside_changes: 'are seen again',
  verify_runs: 'tell of what was',
  verify_findings: 'are found again',
  orphaned_files: 'are found by verification',
  rename_runs: 'tell of what was',
  rename_items: 'tell of what was',
  file_move_batches: 'tell of what was',
  file_moves: 'tell of what was',
  webhook_deliveries: 'tell of what was',
  users: 'hold password hashes; accounts are made anew',
  sessions: 'are secret, and end',
  media_players: 'hold passwords, which stay in the database',
  notification_channels: 'hold passwords, which stay in the database',
  notification_event_types: 'are the application’s own',
  notification_subscriptions: 'hang on channels',
  notification_queue: 'is work in progress',
  notification_deliveries: 'tell of what was',
  manifest_marks: 'say what manifests lack',
  manifest_state: 'belongs to one database',
  import_progress: 'is work in progress',
};
