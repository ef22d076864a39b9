import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A row of `asset_selection_config`, without what it belongs to. */
export interface StoredSelectionConfig {
  type: string;
  minCount: number;
  maxCount: number;
  minWidth: number | null;
  minHeight: number | null;
  languages: string[];
  weightResolution: number;
  weightVotes: number;
  weightLanguage: number;
  weightProvider: number;
  similarity: number;
  providers: string[];
}

type Row = Omit<StoredSelectionConfig, 'languages' | 'providers'> & {
  languages: string | null;
  preferLanguage: string | null;
  providers: string;
};

/** What has been set for a library's types; a type without a row has the defaults. */
export function selectionConfigsOf(db: ReadDb, libraryId: number): StoredSelectionConfig[] {
  const rows = prepare(
    db,
    'selectionConfig.of',
    `SELECT asset_type AS type, min_count AS minCount, max_count AS maxCount, min_width AS minWidth,
       min_height AS minHeight, languages, prefer_language AS preferLanguage, weight_resolution AS weightResolution,
       weight_votes AS weightVotes, weight_language AS weightLanguage, weight_provider AS weightProvider,
       phash_similarity_threshold AS similarity, provider_priority AS providers
     FROM asset_selection_config WHERE library_id = ?`,
  ).all(libraryId) as Row[];
  return rows.map(({ preferLanguage, ...row }) => ({
    ...row,
    languages:
      row.languages === null
        ? preferLanguage === null
          ? []
          : [preferLanguage]
        : (JSON.parse(row.languages) as string[]),
    providers: JSON.parse(row.providers) as string[],
  }));
}

/** Sets all of a type's rules at once. The library must exist. */
export function writeSelectionConfig(db: WriteDb, libraryId: number, config: StoredSelectionConfig): void {
  prepare(
    db,
    'selectionConfig.set',
    `INSERT INTO asset_selection_config (library_id, asset_type, min_count, max_count, min_width, min_height, languages,
       prefer_language, weight_resolution, weight_votes, weight_language, weight_provider, phash_similarity_threshold,
       provider_priority)
     VALUES (@libraryId, @type, @minCount, @maxCount, @minWidth, @minHeight, @languages, @preferLanguage,
       @weightResolution, @weightVotes, @weightLanguage, @weightProvider, @similarity, @providers)
     ON CONFLICT (library_id, asset_type) DO UPDATE SET
       min_count = excluded.min_count, max_count = excluded.max_count, min_width = excluded.min_width,
       min_height = excluded.min_height, languages = excluded.languages, prefer_language = excluded.prefer_language,
       weight_resolution = excluded.weight_resolution, weight_votes = excluded.weight_votes,
       weight_language = excluded.weight_language, weight_provider = excluded.weight_provider,
       phash_similarity_threshold = excluded.phash_similarity_threshold,
       provider_priority = excluded.provider_priority, updated_at = @now`,
  ).run({
    ...config,
    libraryId,
    languages: JSON.stringify(config.languages),
    preferLanguage: config.languages[0] ?? null,
    providers: JSON.stringify(config.providers),
    now: nowTimestamp(),
  });
}

/** Leaves a type to the defaults again. */
export function forgetSelectionConfig(db: WriteDb, libraryId: number, type: string): void {
  prepare(
    db,
    'selectionConfig.forget',
    'DELETE FROM asset_selection_config WHERE library_id = ? AND asset_type = ?',
  ).run(libraryId, type);
}

/** The library that an item, or the first film of a set, belongs to; null for people and empty sets. */
export function libraryOf(db: ReadDb, entity: { type: string; id: number }): { id: number; type: string } | null {
  const from: Readonly<Record<string, string>> = {
    movie: 'movies x ON x.library_id = l.id WHERE x.id = ?',
    series: 'series x ON x.library_id = l.id WHERE x.id = ?',
    season: 'series x ON x.library_id = l.id JOIN seasons s ON s.series_id = x.id WHERE s.id = ?',
    episode: 'series x ON x.library_id = l.id JOIN episodes e ON e.series_id = x.id WHERE e.id = ?',
    set: 'movies x ON x.library_id = l.id WHERE x.set_id = ? ORDER BY x.id LIMIT 1',
  };
  const source = from[entity.type];
  if (source === undefined) return null;
  const row = prepare(db, 'selectionConfig.library', `SELECT l.id, l.type FROM libraries l JOIN ${source}`).get(
    entity.id,
  ) as { id: number; type: string } | undefined;
  return row ?? null;
}
