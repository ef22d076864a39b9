import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemType } from '../../contract/primitives.ts';
import { ItemType as ITEM_TYPES } from '../../contract/primitives.ts';
import { FIELD_VALUES } from '../../contract/field-values.ts';
import { addShow, type ShowIds } from '../__testing__/test-shows.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
import { fieldsOf, fieldSpec } from '../domain/item-fields.ts';
import { itemTable } from './item-columns.ts';
import { getItem, liveItemIds, updateItem } from './item.store.ts';
import type { WriteDb } from './open-database.ts';
import { openSampleDatabase, type SampleDatabase } from './__testing__/schema-sample.ts';

let sample: SampleDatabase;
let db: WriteDb;
let ids: ShowIds;

beforeAll(() => {
  sample = openSampleDatabase();
  db = sample.db as unknown as WriteDb;
  ids = addShow(db, { title: 'Hollow Pines', seasons: [1], episodes: [{ season: 1, episode: 2, file: 'S1/2.mkv' }] });
});
afterAll(() => {
  sample.close();
});

const columnsOf = (type: ItemType): string[] =>
  (sample.db.pragma(`table_xinfo(${itemTable(type)})`) as { name: string }[]).map((column) => column.name);

describe('every kind of item', () => {
  it.each(ITEM_TYPES.options)('%s: has the fields of the contract, and a column for each and for its lock', (type) => {
    expect([...fieldsOf(type)]).toEqual(Object.keys(FIELD_VALUES[type]));
    const columns = columnsOf(type);
    for (const field of fieldsOf(type)) {
      const { column, lockColumn } = fieldSpec(type, field);
      expect(columns).toContain(lockColumn);
      expect(lockColumn).toBe(`${field}_locked`);
      if (column !== null) expect(columns).toContain(column);
    }
    for (const image of imageTypesOf(type)) expect(columns).toContain(`${image}_locked`);
  });

  it('is read in one shape', () => {
    const folder = '/invented/Shows/Hollow Pines';
    expect(getItem(db, { type: 'series', id: ids.series })).toMatchObject({
      type: 'series',
      title: 'Hollow Pines',
      directory_path: folder,
      file_path: null,
      base_name: '',
      series_id: null,
      series_directory_path: null,
    });
    expect(getItem(db, { type: 'season', id: ids.seasons[1] ?? 0 })).toMatchObject({
      type: 'season',
      library_id: 1,
      series_id: ids.series,
      season_number: 1,
      episode_number: null,
      series_directory_path: folder,
      deleted_on: null,
    });
    expect(getItem(db, { type: 'episode', id: ids.episodes['1x02'] ?? 0 })).toMatchObject({
      type: 'episode',
      library_id: 1,
      series_id: ids.series,
      season_number: 1,
      episode_number: 2,
      file_path: `${folder}/S1/2.mkv`,
      directory_path: null,
      set_id: null,
      series_directory_path: folder,
      series_deleted_on: null,
    });
    expect(getItem(db, { type: 'movie', id: 1 })).toBeNull();
  });

  it('is written by columns that are meant to be, and by no others', () => {
    const season = { type: 'season', id: ids.seasons[1] ?? 0 } as const;
    updateItem(db, season, { plot: 'Snow.', plot_locked: 1 });
    expect(getItem(db, season)).toMatchObject({ plot: 'Snow.', plot_locked: 1 });
    expect(() => {
      updateItem(db, season, { id: 7 });
    }).toThrow('seasons.id');
    expect(() => {
      updateItem(db, season, { genres_locked: 1 });
    }).toThrow('seasons.genres_locked');
    expect(() => {
      updateItem(db, season, { 'plot = plot; --': 1 });
    }).toThrow('not a column');
  });

  it('is not live below a show in the trash', () => {
    const live = (): number[] => ITEM_TYPES.options.map((type) => liveItemIds(db, type).length);
    expect(live()).toEqual([0, 1, 1, 1, 0]);
    updateItem(db, { type: 'series', id: ids.series }, { deleted_on: '2999-01-01T00:00:00.000Z' });
    expect(live()).toEqual([0, 0, 0, 0, 0]);
  });
});
