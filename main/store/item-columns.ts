import type { ItemType } from '../../contract/primitives.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
import { fieldsOf, fieldSpec } from '../domain/item-fields.ts';

const TABLES: Readonly<Record<ItemType, string>> = {
  movie: 'movies',
  series: 'series',
  season: 'seasons',
  episode: 'episodes',
  set: 'sets',
};

/** The table that holds a kind's rows. */
export function itemTable(type: ItemType): string {
  return TABLES[type];
}

const EVERY = [
  'nfo_path',
  'nfo_hash',
  'nfo_parsed_at',
  'published_nfo_hash',
  'last_published_at',
  'state',
  'error_message',
  'completeness',
  'has_unpublished_changes',
  'scan_issues',
];
const TRASH = ['deleted_on', 'deleted_reason'];
const OWN: Readonly<Record<ItemType, readonly string[]>> = {
  movie: ['set_id', 'sort_key', 'enriched_at', 'file_path', 'directory_path', 'base_name', ...TRASH],
  series: ['sort_key', 'enriched_at', 'directory_path', ...TRASH],
  season: ['directory_path'],
  episode: ['season_number', 'episode_number', 'enriched_at', 'file_path', 'base_name', ...TRASH],
  set: ['sort_key', 'enriched_at', 'directory_path', 'member_order', ...TRASH],
};

function writableOf(type: ItemType): ReadonlySet<string> {
  const fields = fieldsOf(type).flatMap((name) => {
    const { column, lockColumn } = fieldSpec(type, name);
    return column === null ? [lockColumn] : [column, lockColumn];
  });
  return new Set([...fields, ...imageTypesOf(type).map((image) => `${image}_locked`), ...EVERY, ...OWN[type]]);
}

const WRITABLE: Readonly<Record<ItemType, ReadonlySet<string>>> = {
  movie: writableOf('movie'),
  series: writableOf('series'),
  season: writableOf('season'),
  episode: writableOf('episode'),
  set: writableOf('set'),
};

/** Throws for a column that may not be written by name: a mistake of ours. */
export function requireWritable(type: ItemType, columns: readonly string[]): void {
  const wrong = columns.find((name) => !WRITABLE[type].has(name));
  if (wrong !== undefined) throw new Error(`${TABLES[type]}.${wrong} is not a column to write.`);
}
