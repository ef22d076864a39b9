import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { FIELD_CHANGES as CHANGES } from '../../__testing__/test-field-changes.ts';
import { picture } from '../../__testing__/test-films.ts';
import { addShow } from '../../__testing__/test-shows.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { fieldsOf } from '../../domain/item-fields.ts';
import { readCompletenessConfig } from '../../store/completeness.store.ts';
import { refreshItem } from './item-completeness.ts';

const TYPES = ['series', 'season', 'episode'] as const;
let test: TestCore;
const refs: Record<string, ItemRef> = {};

beforeAll(async () => {
  test = await startTestCore();
  const ids = addShow(test.core.internals.db, {
    title: 'Hollow Pines',
    seasons: [0, 1],
    episodes: [
      {
        season: 1,
        episode: 1,
        title: 'Arrival',
        file: 'Season 1/double.mkv',
        columns: { plot: 'Old.', aired: '2001-01-01' },
      },
      { season: 1, episode: 2, file: 'Season 1/double.mkv' },
      { season: 1, episode: 3 },
      { season: 2, episode: 1, file: 'strays/x.mkv' },
    ],
    columns: { plot: 'Snow.', year: 2001 },
  });
  refs['series'] = { type: 'series', id: ids.series };
  refs['season'] = { type: 'season', id: ids.seasons[1] ?? 0 };
  refs['specials'] = { type: 'season', id: ids.seasons[0] ?? 0 };
  refs['episode'] = { type: 'episode', id: ids.episodes['1x01'] ?? 0 };
  refs['double'] = { type: 'episode', id: ids.episodes['1x02'] ?? 0 };
  refs['missing'] = { type: 'episode', id: ids.episodes['1x03'] ?? 0 };
  refs['stray'] = { type: 'episode', id: ids.episodes['2x01'] ?? 0 };
  const { db } = test.core.internals;
  for (const item of Object.values(refs)) refreshItem(db, item, (type) => readCompletenessConfig(db, type));
});
afterAll(() => test.discard());

beforeEach(async () => {
  for (;;) {
    const { edit } = await test.call('items.undoEdit', {});
    if (edit === null) break;
  }
});

const ref = (name: string): ItemRef => refs[name] ?? { type: 'movie', id: 1 };
const get = (name: string): Promise<ItemDetail> => test.call('items.get', { item: ref(name) });

async function state(name: string): Promise<unknown> {
  const { values, fields, artwork, artworkLocks, completeness, displayTitle } = await get(name);
  return {
    values,
    fields: Object.entries(fields).map(([field, of]) => [field, of.isLocked, of.source]),
    selected: artwork.filter((image) => image.isSelected).map((image) => [image.type, image.rank, image.hash]),
    artworkLocks,
    completeness,
    displayTitle,
  };
}

const CASES = TYPES.flatMap((type) => fieldsOf(type).map((field) => [type, field] as const));

describe('editing shows, seasons and episodes', () => {
  it.each(CASES)('%s %s: sets, locks, and undo puts all of it back', async (type, field) => {
    const before = await state(type);
    const was = await get(type);
    const { next } = CHANGES[field];
    const { editId, item } = await test.call('items.setField', { item: ref(type), field, value: next });
    expect(item.values[field]).toEqual(next);
    expect(item.fields[field]).toMatchObject({
      isLocked: true,
      inheritedFrom: null,
      holdsBelow: false,
      source: 'user',
    });
    expect(item.hasUnpublishedChanges).toBe(true);
    expect({ ...item.values, [field]: null }).toEqual({ ...was.values, [field]: null });
    expect(await get(type)).toEqual(item);
    expect(await test.call('items.history', { item: ref(type) })).toMatchObject({
      0: { id: editId, item: ref(type), field, after: next, beforeLocked: false, afterLocked: true },
    });
    await test.call('items.undoEdit', { editId });
    expect(await state(type)).toEqual(before);
  });

  it.each(CASES.filter(([, field]) => CHANGES[field].clear !== undefined))(
    '%s %s: can be cleared',
    async (type, field) => {
      const before = await state(type);
      const { clear = null } = CHANGES[field];
      const { item } = await test.call('items.setField', { item: ref(type), field, value: clear });
      expect(item.values[field]).toEqual(clear);
      await test.call('items.undoEdit', { item: ref(type) });
      expect(await state(type)).toEqual(before);
    },
  );

  it.each([
    ['series', 'aired', '2001-01-01'],
    ['series', 'set_id', null],
    ['series', 'title', null],
    ['series', 'episode_order', 'backwards'],
    ['series', 'episode_order', null],
    ['season', 'genres', ['Drama']],
    ['season', 'actors', []],
    ['season', 'premiered', 'spring'],
    ['episode', 'sort_title', 'x'],
    ['episode', 'display_season', -1],
    ['episode', 'dvd_episode', 1.5],
    ['episode', 'premiered', '2001-01-01'],
  ] as const)('refuses %s %s = %j and changes nothing', async (type, field, value) => {
    const before = await state(type);
    const input = { item: ref(type), field: field as FieldName, value: value as FieldValue };
    expect(await test.codeOf('items.setField', input)).toBe('invalid_input');
    expect(await state(type)).toEqual(before);
  });

  it('calls an item by its number once its title is cleared', async () => {
    const cleared = await test.call('items.setField', { item: ref('episode'), field: 'title', value: '' });
    expect(cleared.item.values.title).toBeNull();
    expect(cleared.item.displayTitle).toBe('Episode 1');
    const named = await test.call('items.setField', { item: ref('season'), field: 'title', value: 'Winter' });
    expect(named.item.displayTitle).toBe('Winter');
  });

  it('leaves the locks of other items alone', async () => {
    await test.call('items.setField', { item: ref('series'), field: 'title', value: 'Hollow Woods' });
    expect((await get('episode')).fields.title?.isLocked).toBe(false);
    expect((await get('season')).fields.title?.isLocked).toBe(false);
  });

  it('tells of a show when one of its episodes is edited, since its row sums them up', async () => {
    test.core.events.flush();
    test.events.length = 0;
    await test.call('items.setField', { item: ref('episode'), field: 'plot', value: 'News.' });
    test.core.events.flush();
    expect(test.events.find((event) => event.name === 'items.changed')?.payload).toEqual({
      items: [ref('episode'), ref('series')],
    });
  });

  it.each(['series', 'season', 'episode'] as const)('does not know a %s that is not there', async (type) => {
    const item = { type, id: 9_999 };
    expect(await test.codeOf('items.get', { item })).toBe('not_found');
    expect(await test.codeOf('items.setField', { item, field: 'plot', value: 'x' })).toBe('not_found');
    expect(await test.codeOf('items.setLock', { item, target: 'all', isLocked: true })).toBe('not_found');
    expect(await test.codeOf('artwork.clear', { item, type: 'thumb' })).toBe('not_found');
  });
});

describe('artwork of shows, seasons and episodes', () => {
  it.each(TYPES.flatMap((type) => imageTypesOf(type).map((image) => [type, image] as const)))(
    '%s %s: takes a picture, clears it, and undoes both',
    async (type, image) => {
      const before = await state(type);
      const body = new Uint8Array(await picture('teal', 'png'));
      const response = await test.core.handleAsset(new Request('http://metarr.local/assets', { method: 'POST', body }));
      const { hash } = (await response.json()) as { hash: string };
      const added = await test.call('artwork.add', { item: ref(type), type: image, hash });
      const [candidate] = added.item.artwork.filter((found) => found.type === image && found.isSelected);
      expect(candidate).toMatchObject({ hash, rank: 0, selectedBy: 'manual' });
      expect(added.item.artworkLocks[image]).toMatchObject({ isLocked: true, holdsBelow: false });
      const cleared = await test.call('artwork.clear', { item: ref(type), type: image });
      expect(cleared.item.artwork.some((found) => found.isSelected)).toBe(false);
      const candidateId = candidate?.candidateId ?? 0;
      const chosen = await test.call('artwork.select', { item: ref(type), candidateId });
      expect(chosen.item.artwork.filter((found) => found.isSelected).map((found) => found.type)).toEqual([image]);
      for (let i = 0; i < 3; i++) await test.call('items.undoEdit', { item: ref(type) });
      expect(await state(type)).toEqual(before);
    },
  );

  it('refuses a type that such an item cannot have, and the image of another', async () => {
    expect(await test.codeOf('artwork.clear', { item: ref('episode'), type: 'poster' })).toBe('invalid_input');
    expect(await test.codeOf('artwork.clear', { item: ref('series'), type: 'discart' })).toBe('invalid_input');
    const candidateId = (await get('episode')).artwork[0]?.candidateId ?? 0;
    expect(await test.codeOf('artwork.select', { item: ref('missing'), candidateId })).toBe('not_found');
    expect(await test.codeOf('artwork.select', { item: { type: 'series', id: ref('episode').id }, candidateId })).toBe(
      'not_found',
    );
  });
});

describe('what an item is', () => {
  it('a show stands alone', async () => {
    expect(await get('series')).toMatchObject({
      displayTitle: 'Hollow Pines',
      directoryPath: '/invented/Shows/Hollow Pines',
      filePath: null,
      placement: null,
      artworkTypes: imageTypesOf('series'),
    });
  });

  it('a season knows its show', async () => {
    expect(await get('season')).toMatchObject({
      displayTitle: 'Season 1',
      directoryPath: '/invented/Shows/Hollow Pines',
      placement: {
        series: { ...ref('series'), title: 'Hollow Pines' },
        season: null,
        seasonNumber: 1,
        isMissing: false,
      },
    });
    expect(await get('specials')).toMatchObject({
      displayTitle: 'Specials',
      placement: { seasonNumber: 0, episodeNumber: null, isMissing: true },
    });
  });

  it('an episode knows its season, and with whom it shares its file', async () => {
    expect(await get('episode')).toMatchObject({
      displayTitle: 'Arrival',
      directoryPath: '/invented/Shows/Hollow Pines/Season 1',
      artworkTypes: ['thumb'],
      placement: {
        season: { ...ref('season'), title: 'Season 1' },
        seasonNumber: 1,
        episodeNumber: 1,
        isMissing: false,
        sharesFileWith: [{ ...ref('double'), title: 'Episode 2', seasonNumber: 1, episodeNumber: 2 }],
      },
    });
    expect((await get('stray')).placement).toMatchObject({ season: null, seasonNumber: 2, sharesFileWith: [] });
  });

  it('an episode without a file is missing, and nothing worse', async () => {
    expect(await get('missing')).toMatchObject({
      filePath: null,
      directoryPath: '/invented/Shows/Hollow Pines',
      issues: [],
      files: [],
      video: null,
      placement: { isMissing: true, sharesFileWith: [] },
    });
  });

  it('what it lacks goes by the rules of its kind', async () => {
    expect((await get('series')).missing).toEqual(['mpaa', 'premiered', 'poster', 'fanart']);
    expect((await get('season')).missing).toEqual(['poster']);
    expect((await get('episode')).missing).toEqual(['thumb']);
    expect((await get('double')).missing).toEqual(['title', 'plot', 'aired', 'thumb']);
    const { item } = await test.call('items.setField', { item: ref('series'), field: 'mpaa', value: 'TV-14' });
    expect(item).toMatchObject({ missing: ['premiered', 'poster', 'fanart'], completeness: 40 });
  });
});
