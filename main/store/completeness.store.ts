import type { ItemType } from '../../contract/primitives.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
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
  characterart: 'required_characterart',
  thumb: 'required_thumbs',
  trailer: 'required_trailers',
};

const MEDIA_TYPES: Readonly<Record<ItemType, string>> = {
  movie: 'movies',
  series: 'series',
  season: 'seasons',
  episode: 'episodes',
  set: 'sets',
};

/** The columns of the images and trailers that such an item can have. */
function columnsOf(type: ItemType): [string, string][] {
  const assets: readonly string[] = hasTrailers(type) ? [...imageTypesOf(type), 'trailer'] : imageTypesOf(type);
  return Object.entries(COLUMNS).filter(([asset]) => assets.includes(asset));
}

/** Films and shows have trailers; seasons and episodes are advertised by their show's. */
export function hasTrailers(type: ItemType): boolean {
  return type === 'movie' || type === 'series';
}

/** What items of a kind must have to be complete. */
export function readCompletenessConfig(db: ReadDb, type: ItemType): CompletenessRules {
  const row = prepare(db, 'completeness.get', 'SELECT * FROM completeness_config WHERE media_type = ?').get(
    MEDIA_TYPES[type],
  ) as Record<string, string | number> | undefined;
  if (row === undefined) return { fields: [], assets: {} };
  return {
    fields: JSON.parse(String(row['required_fields'])) as string[],
    assets: Object.fromEntries(columnsOf(type).map(([image, column]) => [image, Number(row[column])])),
  };
}

export function writeCompletenessConfig(db: WriteDb, type: ItemType, rules: CompletenessRules): void {
  const columns = columnsOf(type);
  prepare(
    db,
    'completeness.set',
    `UPDATE completeness_config SET required_fields = @fields,
       ${columns.map(([image, column]) => `${column} = @${image}`).join(', ')}, updated_at = @now
     WHERE media_type = @mediaType`,
  ).run({
    mediaType: MEDIA_TYPES[type],
    fields: JSON.stringify(rules.fields),
    now: nowTimestamp(),
    ...Object.fromEntries(columns.map(([image]) => [image, rules.assets[image] ?? 0])),
  });
}
