import type { CompletenessRules } from '../domain/completeness.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Asset type → column: written out, because the reference's plurals follow no rule. */
const COLUMNS: Record<string, string> = {
  poster: 'required_posters',
  fanart: 'required_fanart',
  landscape: 'required_landscape',
  keyart: 'required_keyart',
  banner: 'required_banners',
  clearart: 'required_clearart',
  clearlogo: 'required_clearlogo',
  discart: 'required_discart',
};

export function readCompletenessConfig(db: ReadDb, mediaType: 'movies' | 'series' | 'episodes'): CompletenessRules {
  const row = prepare(db, 'completeness.get', 'SELECT * FROM completeness_config WHERE media_type = ?').get(
    mediaType,
  ) as Record<string, string | number> | undefined;
  if (row === undefined) return { fields: [], assets: {} };
  return {
    fields: JSON.parse(String(row['required_fields'])) as string[],
    assets: Object.fromEntries(Object.entries(COLUMNS).map(([type, column]) => [type, Number(row[column])])),
  };
}

export function writeCompletenessConfig(
  db: WriteDb,
  mediaType: 'movies' | 'series' | 'episodes',
  rules: CompletenessRules,
): void {
  const columns = Object.entries(COLUMNS);
  prepare(
    db,
    'completeness.set',
    `UPDATE completeness_config SET required_fields = @fields,
       ${columns.map(([type, column]) => `${column} = @${type}`).join(', ')}, updated_at = @now WHERE media_type = @mediaType`,
  ).run({
    mediaType,
    fields: JSON.stringify(rules.fields),
    now: nowTimestamp(),
    ...Object.fromEntries(columns.map(([type]) => [type, rules.assets[type] ?? 0])),
  });
}
