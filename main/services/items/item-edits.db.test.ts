import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FieldName, type FieldValue } from '../../../contract/field-values.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { FIELD_CHANGES as CHANGES } from '../../__testing__/test-field-changes.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { MOVIE_FIELD_NAMES } from '../../domain/movie-fields.ts';

const NFO = movieNfo(`  <title>Alien</title>
  <originaltitle>Alien</originaltitle>
  <sorttitle>Alien 1</sorttitle>
  <year>1979</year>
  <premiered>1979-05-25</premiered>
  <runtime>117</runtime>
  <mpaa>R</mpaa>
  <tagline>In space no one can hear you scream.</tagline>
  <outline>Short.</outline>
  <plot>Long.</plot>
  <userrating>8</userrating>
  <uniqueid type="tmdb" default="true">348</uniqueid>
  <uniqueid type="imdb">tt0078748</uniqueid>
  <set><name>Alien Collection</name></set>
  <genre>Horror</genre><genre>Science Fiction</genre>
  <studio>Brandywine</studio>
  <country>United Kingdom</country>
  <tag>space</tag>
  <director>Ridley Scott</director>
  <credits>Dan O'Bannon</credits>
  <actor><name>Ian Holm</name><role>Ash</role><order>0</order></actor>
  <ratings><rating name="imdb" max="10" default="true"><value>8.5</value><votes>900000</votes></rating></ratings>`);

let test: TestCore;
let id: number;

beforeAll(async () => {
  test = await startTestCore();
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: NFO,
    files: {
      'poster.jpg': await picture('red'),
      'fanart.jpg': await picture('green'),
      'fanart1.jpg': await picture('blue'),
    },
  });
  writeFilm(test.libraryDir, {
    folder: 'Aliens (1986)',
    nfo: movieNfo('<title>Aliens</title><set>Alien Collection</set>'),
  });
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  id = rows.find((row) => row.title.startsWith('Alien'))?.id ?? 0;
  if ((await get()).values.year !== 1979) throw new Error('the film is not there');
});
afterAll(() => test.discard());

const film = (): ItemRef => ({ type: 'movie', id });
const get = (): Promise<ItemDetail> => test.call('items.get', { item: film() });

/** What an edit may touch, without the times. */
async function state(of = id): Promise<unknown> {
  const { values, fields, artwork, artworkLocks, completeness } = await test.call('items.get', {
    item: { type: 'movie', id: of },
  });
  return {
    values,
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, [field.isLocked, field.source]])),
    selected: artwork.filter((image) => image.isSelected).map((image) => [image.type, image.rank, image.hash]),
    artworkLocks,
    completeness,
  };
}

beforeEach(async () => {
  // Each test begins with nothing edited.
  for (;;) {
    const { edit } = await test.call('items.undoEdit', { item: film() });
    if (edit === null) break;
  }
  test.core.internals.db.prepare('UPDATE movies SET has_unpublished_changes = 0').run();
});

describe('editing a field', () => {
  it('knows a change for every field there is', () => {
    expect(Object.keys(CHANGES).sort()).toEqual([...FieldName.options].sort());
  });

  it.each(MOVIE_FIELD_NAMES)('%s: sets the value, locks it, and notes who did', async (field) => {
    const { next } = CHANGES[field];
    const before = await get();
    const { editId, item: movie } = await test.call('items.setField', {
      item: film(),
      field,
      value: next,
    });
    expect(editId).not.toBeNull();
    expect(movie.values[field]).toEqual(next);
    expect(movie.fields[field]).toMatchObject({ isLocked: true, source: 'user' });
    expect(movie.hasUnpublishedChanges).toBe(true);
    // Nothing else changed.
    expect({ ...movie.values, [field]: null }).toEqual({ ...before.values, [field]: null });
    expect({ ...movie.fields, [field]: null }).toEqual({ ...before.fields, [field]: null });
    expect(await get()).toEqual(movie);
  });

  it.each(MOVIE_FIELD_NAMES)('%s: undo puts value, lock and origin back', async (field) => {
    const before = await state();
    const { editId } = await test.call('items.setField', {
      item: film(),
      field,
      value: CHANGES[field].next,
    });
    expect(await state()).not.toEqual(before);
    const { edit } = await test.call('items.undoEdit', { editId });
    expect(edit).toMatchObject({ id: editId, field, isUndone: true });
    expect(await state()).toEqual(before);
  });

  it.each(MOVIE_FIELD_NAMES.filter((field) => CHANGES[field].clear !== undefined))(
    '%s: can be cleared, stays cleared and locked, and undo brings it back',
    async (field) => {
      const before = await state();
      const { clear = null } = CHANGES[field];
      const { item: movie } = await test.call('items.setField', { item: film(), field, value: clear });
      expect(movie.values[field]).toEqual(clear);
      expect(movie.fields[field]?.isLocked).toBe(true);
      await test.call('items.undoEdit', { item: film() });
      expect(await state()).toEqual(before);
    },
  );

  it('undoes a row of edits of one field step by step', async () => {
    const states = [await state()];
    for (const value of ['One', 'Two', 'Three']) {
      await test.call('items.setField', { item: film(), field: 'title', value });
      states.push(await state());
    }
    for (const expected of states.reverse().slice(1)) {
      await test.call('items.undoEdit', { item: film() });
      expect(await state()).toEqual(expected);
    }
  });

  it('does not undo an edit over a later one of the same field, but over one of another', async () => {
    const first = await test.call('items.setField', { item: film(), field: 'title', value: 'One' });
    const other = await test.call('items.setField', { item: film(), field: 'plot', value: 'Other' });
    const second = await test.call('items.setField', { item: film(), field: 'title', value: 'Two' });
    expect(await test.codeOf('items.undoEdit', { editId: first.editId })).toBe('conflict');
    expect((await get()).values.title).toBe('Two');
    expect(await test.codeOf('items.undoEdit', { editId: other.editId })).toBe('ok');
    expect(await test.codeOf('items.undoEdit', { editId: second.editId })).toBe('ok');
    expect(await test.codeOf('items.undoEdit', { editId: first.editId })).toBe('ok');
    expect(await test.codeOf('items.undoEdit', { editId: first.editId })).toBe('conflict');
  });

  it('leaves no edit behind when nothing would change', async () => {
    await test.call('items.setField', { item: film(), field: 'genres', value: ['Drama'] });
    expect((await test.call('items.setField', { item: film(), field: 'genres', value: ['Drama'] })).editId).toBeNull();
    const { values } = await get();
    for (const field of MOVIE_FIELD_NAMES) {
      await test.call('items.setLock', { item: film(), target: field, isLocked: true });
      expect(
        (await test.call('items.setField', { item: film(), field, value: values[field] ?? null })).editId,
      ).toBeNull();
    }
  });

  it('takes white space and repeats away, and an empty text for none', async () => {
    const title = await test.call('items.setField', {
      item: film(),
      field: 'title',
      value: '  Alien \n',
    });
    expect(title.item.values.title).toBe('Alien');
    const plot = await test.call('items.setField', { item: film(), field: 'plot', value: '  \n ' });
    expect(plot.item.values.plot).toBeNull();
    const genres = await test.call('items.setField', {
      item: film(),
      field: 'genres',
      value: ['Drama', ' Drama ', 'drama'],
    });
    expect(genres.item.values.genres).toEqual(['Drama']);
    const history = await test.call('items.history', { item: film() });
    expect(history.slice(0, 3).map((edit) => edit.after)).toEqual([['Drama'], null, 'Alien']);
  });

  it.each([
    ['title', ''],
    ['title', null],
    ['title', 7],
    ['year', '1979'],
    ['year', 1979.5],
    ['year', 3000],
    ['premiered', '1979-02-30'],
    ['imdb_id', '78748'],
    ['user_rating', -1],
    ['genres', 'Drama'],
    ['genres', ['']],
    ['actors', ['Ian Holm']],
    ['set_id', 'Alien Collection'],
    ['ratings', [{ source: 'imdb', value: 8, max: 0, votes: null, isDefault: true }]],
  ] as const)('refuses %s = %j and changes nothing', async (field, value) => {
    const before = await state();
    expect(await test.codeOf('items.setField', { item: film(), field, value: value as FieldValue })).toBe(
      'invalid_input',
    );
    expect(await state()).toEqual(before);
  });

  it('keeps a set’s text for the other films of the set when the person gives none', async () => {
    await test.call('items.setField', {
      item: film(),
      field: 'set_id',
      value: { name: 'Alien Collection', overview: 'All of them.' },
    });
    const { rows } = await test.call('movies.page', { filter: { search: 'Aliens' } });
    const other = rows[0]?.id ?? 0;
    const { item: movie } = await test.call('items.setField', {
      item: { type: 'movie', id: other },
      field: 'set_id',
      value: { name: 'Alien Collection', overview: null },
    });
    expect(movie.values.set_id).toEqual({ name: 'Alien Collection', overview: 'All of them.' });
    await test.call('items.undoEdit', { item: { type: 'movie', id: other } });
  });

  it('takes a set’s text away again when the edit that brought it is undone', async () => {
    const before = await state();
    expect(before).toMatchObject({ values: { set_id: { name: 'Alien Collection', overview: null } } });
    await test.call('items.setField', {
      item: film(),
      field: 'set_id',
      value: { name: 'Alien Collection', overview: 'All.' },
    });
    await test.call('items.undoEdit', { item: film() });
    expect(await state()).toEqual(before);
  });

  it('gives another set its text back when the edit that moved the film there is undone', async () => {
    const { db } = test.core.internals;
    const overview = (): unknown => db.prepare(`SELECT overview FROM sets WHERE name = 'Elsewhere'`).pluck().get();
    db.prepare(`INSERT INTO sets (name, overview) VALUES ('Elsewhere', 'As it was.')`).run();
    const before = await state();
    await test.call('items.setField', {
      item: film(),
      field: 'set_id',
      value: { name: 'Elsewhere', overview: 'New.' },
    });
    expect(overview()).toBe('New.');
    await test.call('items.undoEdit', { item: film() });
    expect(overview()).toBe('As it was.');
    expect(await state()).toEqual(before);
  });

  it('puts a film back into the very set it was in, though another has the same name', async () => {
    const { db } = test.core.internals;
    const setId = (): unknown => db.prepare('SELECT set_id FROM movies WHERE id = ?').pluck().get(id);
    const was = setId();
    db.prepare(`INSERT INTO sets (name, tmdb_collection_id) VALUES ('alien collection', 8091)`).run();
    const twin = db.prepare('SELECT id FROM sets WHERE tmdb_collection_id = 8091').pluck().get();
    db.prepare('UPDATE movies SET set_id = ? WHERE id = ?').run(twin, id);
    await test.call('items.setField', { item: film(), field: 'set_id', value: null });
    await test.call('items.undoEdit', { item: film() });
    expect(setId()).toBe(twin);
    db.prepare('UPDATE movies SET set_id = ? WHERE id = ?').run(was, id);
  });

  it('judges the film again: what it lacks, and where it stands in the list', async () => {
    const before = await get();
    const { item: movie } = await test.call('items.setField', {
      item: film(),
      field: 'plot',
      value: null,
    });
    expect(movie.completeness).toBeLessThan(before.completeness);
    expect(movie.missing).toContain('plot');
    await test.call('items.setField', { item: film(), field: 'sort_title', value: 'Zzz' });
    expect((await test.call('movies.page', {})).rows.at(-1)?.id).toBe(id);
  });

  it('is refused for a film that is not there', async () => {
    expect(
      await test.codeOf('items.setField', { item: { type: 'movie', id: 9_999 }, field: 'title', value: 'x' }),
    ).toBe('not_found');
    expect(
      await test.codeOf('items.setLock', { item: { type: 'movie', id: 9_999 }, target: 'title', isLocked: true }),
    ).toBe('not_found');
    expect(await test.codeOf('items.undoEdit', { editId: 9_999 })).toBe('not_found');
  });
});

describe('locking', () => {
  it.each([...MOVIE_FIELD_NAMES, 'poster', 'fanart', 'keyart'] as const)(
    '%s is locked, unlocked, and both undone',
    async (target) => {
      const before = await state();
      const isLocked = async (): Promise<boolean | undefined> => {
        const { fields, artworkLocks } = await get();
        const locks: Record<string, boolean> = {};
        for (const [name, lock] of Object.entries(artworkLocks)) locks[name] = lock.isLocked;
        for (const [name, field] of Object.entries(fields)) locks[name] = field.isLocked;
        return locks[target];
      };
      await test.call('items.setLock', { item: film(), target, isLocked: true });
      expect(await isLocked()).toBe(true);
      expect((await test.call('items.setLock', { item: film(), target, isLocked: true })).editId).toBeNull();
      await test.call('items.setLock', { item: film(), target, isLocked: false });
      expect(await isLocked()).toBe(false);
      await test.call('items.undoEdit', { item: film() });
      expect(await isLocked()).toBe(true);
      await test.call('items.undoEdit', { item: film() });
      expect(await state()).toEqual(before);
    },
  );

  it('is no change that waits to be published', async () => {
    await test.call('items.setLock', { item: film(), target: 'title', isLocked: true });
    expect((await get()).hasUnpublishedChanges).toBe(false);
  });

  it('shows in the list', async () => {
    await test.call('items.setLock', { item: film(), target: 'banner', isLocked: true });
    const { rows } = await test.call('movies.page', { filter: { hasLocks: true } });
    expect(rows.map((row) => [row.id, row.isLocked])).toEqual([[id, true]]);
  });
});

describe('the history', () => {
  it('names every edit with both values, newest first, and survives a restart', async () => {
    await test.call('items.setField', { item: film(), field: 'title', value: 'One' });
    await test.call('items.setField', { item: film(), field: 'year', value: 1999 });
    await test.restart();
    const [year, title] = await test.call('items.history', { item: film() });
    expect(year).toMatchObject({ field: 'year', before: 1979, after: 1999, isUndone: false });
    expect(title).toMatchObject({ field: 'title', before: 'Alien', after: 'One' });
    const { edit } = await test.call('items.undoEdit', {});
    expect(edit).toMatchObject({ field: 'year', isUndone: true });
    expect((await get()).values.year).toBe(1979);
  });

  it('leaves every reference count right', async () => {
    const { db, pool } = test.core.internals;
    const { examine } = await import('../system/doctor.ts');
    expect((await examine(db, pool)).problems).toEqual([]);
    expect(test.errors).toEqual([]);
  });
});
