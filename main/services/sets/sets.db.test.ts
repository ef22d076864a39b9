import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../../__testing__/test-films.ts';
import { publishing } from '../../__testing__/test-publishing.ts';
import { sha256 } from '../../files/hash-file.ts';
import { getItem } from '../../store/item.store.ts';
import { putParts } from '../../store/set-members.store.ts';
import { findSet, identifySet } from '../../store/set.store.ts';

let test: TestCore;
const tools = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
});

const FILMS = [
  { title: 'Alien', year: 1979, tmdb: 348 },
  { title: 'Aliens', year: 1986, tmdb: 679 },
  { title: 'Harbour', year: 2011, tmdb: 900 },
];

/** Three films, of which the first two name a set; answers their ids by title. */
async function scanFilms(set = 'Alien Collection'): Promise<Map<string, number>> {
  for (const { title, year, tmdb } of FILMS) {
    const named = title === 'Harbour' ? '' : `  <set><name>${set}</name><overview>In space.</overview></set>\n`;
    writeFilm(test.libraryDir, {
      folder: `${title} (${String(year)})`,
      nfo: movieNfo(
        `  <title>${title}</title>\n  <year>${String(year)}</year>\n${named}  <uniqueid type="tmdb" default="true">${String(tmdb)}</uniqueid>`,
      ),
    });
  }
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  return new Map(rows.map(({ title, id }) => [title, id]));
}

async function onlySet(): Promise<number> {
  const { rows } = await test.call('sets.page', {});
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? 0;
}

const setRef = (id: number): ItemRef => ({ type: 'set', id });
const titles = async (id: number): Promise<string[]> =>
  (await test.call('sets.members', { id })).members.map(({ title }) => title);
const poster = (seed: number): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 900, channels: 3, background: { r: seed, g: 90, b: 40 } } })
    .jpeg()
    .toBuffer();

describe('the list of sets', () => {
  it('counts what is here and what is only known, and finds sets by name', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    putParts(test.core.internals.db, id, 'tmdb', [
      { tmdbId: 348, title: 'Alien', year: 1979 },
      { tmdbId: 679, title: 'Aliens', year: 1986 },
      { tmdbId: 8077, title: 'Alien³', year: 1992 },
      { tmdbId: 900, title: 'Harbour', year: 2011 },
    ]);
    const [row] = (await test.call('sets.page', {})).rows;
    expect(row).toMatchObject({
      title: 'Alien Collection',
      filmCount: 2,
      missingFilmCount: 1,
      year: 1979,
      lastYear: 2011,
    });
    const { members } = await test.call('sets.members', { id });
    expect(members.map(({ title, movieId, elsewhereId }) => [title, movieId, elsewhereId])).toEqual([
      ['Alien', films.get('Alien'), null],
      ['Aliens', films.get('Aliens'), null],
      ['Alien³', null, null],
      ['Harbour', null, films.get('Harbour')],
    ]);
    const count = async (filter: object): Promise<number> => (await test.call('sets.count', { filter })).matching;
    expect(await count({ search: 'alien col' })).toBe(1);
    expect(await count({ search: 'a' })).toBe(1);
    expect(await count({ search: 'harbour' })).toBe(0);
    expect(await count({ hasMissingFilms: true })).toBe(1);
    expect(await count({ hasLocks: true })).toBe(0);
    expect(await count({ libraryId: 1, states: ['identified'], completenessMax: 99 })).toBe(1);
  });

  it('pages by every sort, also with a cursor', async () => {
    for (const name of ['Beta', 'The Alpha', 'Gamma']) await test.call('sets.create', { name });
    for (const sort of ['title', 'year', 'added', 'completeness', 'films'] as const) {
      const all = (await test.call('sets.page', { sort })).rows.map(({ title }) => title);
      const first = await test.call('sets.page', { sort, limit: 2 });
      const rest = await test.call('sets.page', { sort, limit: 2, after: first.nextCursor });
      expect([...first.rows, ...rest.rows].map(({ title }) => title)).toEqual(all);
    }
    expect((await test.call('sets.page', {})).rows.map(({ title }) => title)).toEqual(['The Alpha', 'Beta', 'Gamma']);
  });
});

describe('a set as an item', () => {
  it('is edited, locked and undone as a film is, and its films have to be published', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    for (const film of films.values()) await tools.publish(film);
    const { editId, item } = await test.call('items.setField', { item: setRef(id), field: 'name', value: 'My Aliens' });
    expect(item).toMatchObject({ type: 'set', displayTitle: 'My Aliens', hasUnpublishedChanges: true });
    expect(item.fields.name).toMatchObject({ isLocked: true, source: 'user' });
    expect((await tools.get(films.get('Alien') ?? 0)).hasUnpublishedChanges).toBe(true);
    expect((await tools.get(films.get('Alien') ?? 0)).values.set_id).toMatchObject({ name: 'My Aliens' });
    expect((await tools.get(films.get('Harbour') ?? 0)).hasUnpublishedChanges).toBe(false);
    const undone = await test.call('items.undoEdit', { editId });
    expect(undone.item).toMatchObject({ displayTitle: 'Alien Collection' });
    expect(undone.item?.fields.name?.isLocked).toBe(false);
    expect((await test.call('items.history', { item: setRef(id) })).map(({ field }) => field)).toEqual(['name']);
  });

  it('is sorted anew when it is renamed, and refuses a name or an id that another set has', async () => {
    const { id } = await test.call('sets.create', { name: 'Beta' });
    const other = await test.call('sets.create', { name: 'Alpha' });
    await test.call('items.setField', { item: setRef(id), field: 'name', value: 'The Aardvark' });
    expect((await test.call('sets.page', {})).rows.map((row) => row.id)).toEqual([id, other.id]);
    expect(await test.codeOf('items.setField', { item: setRef(id), field: 'name', value: 'alpha' })).toBe('conflict');
    await test.call('items.setField', { item: setRef(other.id), field: 'tmdb_collection_id', value: 8091 });
    const twin = { item: setRef(id), field: 'tmdb_collection_id', value: 8091 } as const;
    expect(await test.codeOf('items.setField', twin)).toBe('conflict');
  });

  it('keeps what a person said through scans: the name, an emptied text, and a film that was taken out', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    await test.call('items.setField', { item: setRef(id), field: 'name', value: 'My Aliens' });
    await test.call('items.setField', { item: setRef(id), field: 'overview', value: null });
    await test.call('sets.removeMembers', { id, movieIds: [films.get('Aliens') ?? 0] });
    for (const { title, year } of FILMS.slice(0, 2)) {
      const nfo = path.join(test.libraryDir, `${title} (${String(year)})`, `${title} (${String(year)}).nfo`);
      writeFileSync(nfo, readFileSync(nfo, 'utf8').replace('</movie>', '  <tagline>Changed.</tagline>\n</movie>'));
    }
    await test.scan();
    expect(await onlySet()).toBe(id);
    expect((await test.call('items.get', { item: setRef(id) })).values).toMatchObject({
      name: 'My Aliens',
      overview: null,
    });
    expect(await titles(id)).toEqual(['Alien']);
  });

  it('refuses to be identified or to be what it cannot', async () => {
    const { id } = await test.call('sets.create', { name: 'Beta' });
    expect(await test.codeOf('items.setField', { item: setRef(id), field: 'plot', value: 'x' })).toBe('invalid_input');
    expect(await test.codeOf('items.setField', { item: setRef(id), field: 'name', value: '  ' })).toBe('invalid_input');
    expect(await test.codeOf('artwork.clear', { item: setRef(id), type: 'thumb' })).toBe('invalid_input');
  });

  it('can lack what completeness asks for, and be excused of it', async () => {
    const { id } = await test.call('sets.create', { name: 'Beta' });
    expect((await test.call('items.get', { item: setRef(id) })).missing).toEqual(['overview', 'poster', 'fanart']);
    const waived = await test.call('completeness.waive', { item: setRef(id), requirement: 'fanart', reason: 'none' });
    expect(waived.missing).toEqual(['overview', 'poster']);
  });
});

describe('what is in a set', () => {
  it('is added, taken out, and put back by undo', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    const harbour = films.get('Harbour') ?? 0;
    const added = await test.call('sets.addMembers', { id, movieIds: [harbour] });
    expect(await titles(id)).toEqual(['Alien', 'Aliens', 'Harbour']);
    expect((await tools.get(harbour)).fields.set_id).toMatchObject({ isLocked: true, source: 'user' });
    expect(await test.call('sets.undo', { change: added.change })).toEqual({ undone: 1, kept: 0 });
    expect(await titles(id)).toEqual(['Alien', 'Aliens']);
    expect((await tools.get(harbour)).fields.set_id?.isLocked).toBe(false);
  });

  it('leaves alone on undo what was changed since', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    const harbour = films.get('Harbour') ?? 0;
    const { change } = await test.call('sets.addMembers', { id, movieIds: [harbour] });
    await test.call('items.setField', {
      item: { type: 'movie', id: harbour },
      field: 'set_id',
      value: { name: 'Ports', overview: null },
    });
    expect(await test.call('sets.undo', { change })).toEqual({ undone: 0, kept: 1 });
    expect((await tools.get(harbour)).values.set_id).toMatchObject({ name: 'Ports' });
  });

  it('is ordered by hand, and by release again', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    await test.call('sets.addMembers', { id, movieIds: [films.get('Harbour') ?? 0] });
    const order = ['Harbour', 'Alien', 'Aliens'];
    const { change } = await test.call('sets.reorder', { id, movieIds: order.map((title) => films.get(title) ?? 0) });
    expect(await titles(id)).toEqual(order);
    await test.call('sets.setOrder', { id, order: 'release' });
    expect(await titles(id)).toEqual(['Alien', 'Aliens', 'Harbour']);
    await test.call('sets.setOrder', { id, order: 'custom' });
    expect(await titles(id)).toEqual(order);
    await test.call('sets.undo', { change });
    expect(await titles(id)).toEqual(['Alien', 'Aliens', 'Harbour']);
  });
});

describe('making, merging and removing', () => {
  it('makes a set with films, and takes it back', async () => {
    const films = await scanFilms();
    const movieIds = [films.get('Harbour') ?? 0, films.get('Alien') ?? 0];
    const { id, change } = await test.call('sets.create', { name: 'Mine', movieIds });
    expect(await titles(id)).toEqual(['Alien', 'Harbour']);
    expect(await test.codeOf('sets.create', { name: 'mine' })).toBe('conflict');
    await test.call('sets.undo', { change });
    expect((await test.call('sets.page', {})).rows.map(({ title, filmCount }) => [title, filmCount])).toEqual([
      ['Alien Collection', 2],
    ]);
  });

  it('merges: films, id and name go over, later films under the old name come in, and undo restores both', async () => {
    const films = await scanFilms();
    const from = await onlySet();
    const { db } = test.core.internals;
    identifySet(db, from, 8091);
    const { id } = await test.call('sets.create', { name: 'Mine', movieIds: [films.get('Harbour') ?? 0] });
    const { change } = await test.call('sets.merge', { id, fromIds: [from] });
    expect(await titles(id)).toEqual(['Alien', 'Aliens', 'Harbour']);
    expect((await test.call('items.get', { item: setRef(id) })).values.tmdb_collection_id).toBe(8091);
    expect(findSet(db, { name: 'Alien Collection', tmdbCollectionId: null }, false)).toBe(id);
    expect((await test.call('sets.count', { filter: { isDeleted: true } })).matching).toBe(1);
    await test.call('sets.undo', { change });
    expect(await titles(from)).toEqual(['Alien', 'Aliens']);
    expect(await titles(id)).toEqual(['Harbour']);
    expect((await test.call('items.get', { item: setRef(from) })).values.tmdb_collection_id).toBe(8091);
    expect(findSet(db, { name: 'Alien Collection', tmdbCollectionId: null }, false)).toBe(from);
  });

  it('removes a set and leaves its films, which come back with it', async () => {
    const films = await scanFilms();
    const id = await onlySet();
    await test.call('sets.remove', { ids: [id] });
    expect((await test.call('sets.count', {})).total).toBe(0);
    expect((await test.call('movies.count', {})).total).toBe(3);
    expect((await tools.get(films.get('Alien') ?? 0)).values.set_id).toBeNull();
    expect(await test.codeOf('publish.preview', { item: setRef(id) })).toBe('conflict');
    expect(await test.call('sets.restore', { ids: [id] })).toEqual({ restored: 1 });
    expect(await titles(id)).toEqual(['Alien', 'Aliens']);
    expect((await tools.get(films.get('Alien') ?? 0)).fields.set_id?.isLocked).toBe(false);
  });

  it('is listed in the trash, named before it goes for good, and leaves its films', async () => {
    await scanFilms();
    const id = await onlySet();
    await test.call('sets.remove', { ids: [id] });
    const listed = await test.call('sets.page', { filter: { isDeleted: true } });
    expect(listed.rows.map(({ title }) => title)).toEqual(['Alien Collection']);
    expect(await test.call('trash.preview', { items: [setRef(id)] })).toMatchObject({
      films: 0,
      sets: 1,
      titles: ['Alien Collection'],
    });
    expect(await test.call('trash.preview', { items: [{ type: 'movie', id }] })).toMatchObject({ sets: 0, titles: [] });
    const { jobId } = await test.call('trash.purge', { items: [setRef(id)] });
    await test.core.internals.runner.waitFor(jobId);
    expect(await test.call('sets.count', { filter: { isDeleted: true } })).toEqual({ matching: 0, total: 0 });
    expect((await test.call('movies.count', {})).total).toBe(3);
  });
});

describe('publishing a set', () => {
  it('writes artwork and set.nfo into its folder, twice the same, and undoes it exactly', async () => {
    await scanFilms('Alien: Collection');
    const id = await onlySet();
    const none = await test.call('publish.preview', { item: setRef(id) });
    expect(none.problems.map(({ code }) => code)).toEqual(['no_set_folder']);
    const root = path.join(test.root, 'Sets');
    expect(await test.codeOf('setFolder.set', { path: root })).toBe('folder_not_found');
    const file = path.join(test.libraryDir, 'Alien (1979)', 'Alien (1979).nfo');
    expect(await test.codeOf('setFolder.set', { path: file })).toBe('folder_not_a_directory');
    mkdirSync(root);
    await test.call('setFolder.set', { path: root });
    await test.core.internals.runner.whenIdle();
    const bytes = await poster(10);
    const hash = await tools.choose(setRef(id), 'poster', bytes);
    const preview = await test.call('publish.preview', { item: setRef(id) });
    expect(preview.files.map(({ op, name }) => [op, name])).toEqual([
      ['create', 'Alien_ Collection/set.nfo'],
      ['create', 'Alien_ Collection/poster.jpg'],
    ]);
    await tools.publish(setRef(id));
    const folder = path.join(root, 'Alien_ Collection');
    expect(sha256(readFileSync(path.join(folder, 'poster.jpg')))).toBe(hash);
    const nfo = readFileSync(path.join(folder, 'set.nfo'), 'utf8');
    expect(nfo).toContain('<title>Alien: Collection</title>');
    expect(nfo).toContain('<overview>In space.</overview>');
    expect((await tools.publish(setRef(id))).isUnchanged).toBe(true);
    await test.call('setFolder.scan', {});
    await test.core.internals.runner.whenIdle();
    expect((await tools.publish(setRef(id))).isUnchanged).toBe(true);
    expect((await tools.get(setRef(id))).state).toBe('published');
    const [record] = await test.call('publish.history', { item: setRef(id) });
    await test.call('publish.undo', { journalId: record?.journalId ?? 0 });
    expect(() => readFileSync(path.join(folder, 'poster.jpg'))).toThrow('ENOENT');
    expect(() => readFileSync(path.join(folder, 'set.nfo'))).toThrow('ENOENT');
  });

  it('moves its files along when it is renamed', async () => {
    await scanFilms();
    const id = await onlySet();
    const root = path.join(test.root, 'Sets');
    mkdirSync(root);
    await test.call('setFolder.set', { path: root });
    await tools.choose(setRef(id), 'poster', await poster(20));
    await tools.publish(setRef(id));
    await test.call('setFolder.scan', {});
    await test.core.internals.runner.whenIdle();
    await test.call('items.setField', { item: setRef(id), field: 'name', value: 'Aliens' });
    await tools.publish(setRef(id));
    expect(readFileSync(path.join(root, 'Aliens', 'set.nfo'), 'utf8')).toContain('<title>Aliens</title>');
    expect(readFileSync(path.join(root, 'Aliens', 'poster.jpg')).byteLength).toBeGreaterThan(0);
    expect(() => readFileSync(path.join(root, 'Alien Collection', 'poster.jpg'))).toThrow('ENOENT');
    expect(() => readFileSync(path.join(root, 'Alien Collection', 'set.nfo'))).toThrow('ENOENT');
  });

  it('without such a folder goes where only its films lie', async () => {
    const inner = path.join(test.libraryDir, 'Alien films');
    for (const { title, year } of FILMS.slice(0, 2)) {
      writeFilm(inner, {
        folder: `${title} (${String(year)})`,
        nfo: movieNfo(`  <title>${title}</title>\n  <year>${String(year)}</year>\n  <set>Aliens</set>`),
      });
    }
    writeFileSync(path.join(inner, 'movieset-fanart.jpg'), await poster(5));
    await test.scan();
    const id = await onlySet();
    const read = await tools.get(setRef(id));
    expect(read.artwork.map(({ type, fileName }) => [type, path.basename(fileName ?? '')])).toEqual([
      ['fanart', 'movieset-fanart.jpg'],
    ]);
    await tools.choose(setRef(id), 'poster', await poster(30));
    const preview = await test.call('publish.preview', { item: setRef(id) });
    expect(preview.files.map(({ op, name }) => [op, name])).toEqual([
      ['create', 'movieset-poster.jpg'],
      ['leave', 'movieset-fanart.jpg'],
    ]);
  });

  it('refuses two sets one folder', async () => {
    const root = path.join(test.root, 'Sets');
    mkdirSync(root);
    await test.call('setFolder.set', { path: root });
    const { id } = await test.call('sets.create', { name: 'What?' });
    await test.call('sets.create', { name: 'What_' });
    const preview = await test.call('publish.preview', { item: setRef(id) });
    expect(preview.problems.map(({ code }) => code)).toEqual(['shared_folder_name']);
    const dots = await test.call('sets.create', { name: '...' });
    const nameless = await test.call('publish.preview', { item: setRef(dots.id) });
    expect(nameless.problems.map(({ code }) => code)).toEqual(['no_folder_name']);
  });
});

describe('reading the folder of sets', () => {
  it('takes in artwork and NFO, and never over what a person chose or typed', async () => {
    await scanFilms();
    const id = await onlySet();
    const folder = path.join(test.root, 'Sets', 'Alien Collection');
    mkdirSync(folder, { recursive: true });
    mkdirSync(path.join(test.root, 'Sets', 'Nobody'));
    writeFileSync(path.join(folder, 'folder.jpg'), await poster(1));
    writeFileSync(path.join(folder, 'poster.jpg'), await poster(2));
    writeFileSync(
      path.join(folder, 'set.nfo'),
      '<set><title>Alien Collection</title><overview>By NFO.</overview></set>',
    );
    await test.call('setFolder.set', { path: path.dirname(folder) });
    await test.core.internals.runner.whenIdle();
    const read = await tools.get(setRef(id));
    const chosen = read.artwork.filter(({ isSelected }) => isSelected);
    expect(chosen.map(({ type, fileName }) => [type, path.basename(fileName ?? '')])).toEqual([
      ['poster', 'poster.jpg'],
    ]);
    // The films' own NFO said something before.
    expect(read.values.overview).toBe('In space.');
    const own = await tools.choose(setRef(id), 'poster', await poster(3));
    await test.call('items.setField', { item: setRef(id), field: 'overview', value: 'Mine.' });
    writeFileSync(path.join(folder, 'poster.jpg'), await poster(4));
    writeFileSync(path.join(folder, 'set.nfo'), '<set><title>X</title><overview>Changed.</overview></set>');
    await test.call('setFolder.scan', {});
    await test.core.internals.runner.whenIdle();
    const again = await tools.get(setRef(id));
    expect(again.values.overview).toBe('Mine.');
    expect(again.artwork.filter(({ isSelected }) => isSelected).map(({ hash }) => hash)).toEqual([own]);
    expect(getItem(test.core.internals.db, setRef(id))?.directory_path).toBe(folder);
  });
});
