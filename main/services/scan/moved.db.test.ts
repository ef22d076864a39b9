import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { tvshowNfo, writeFiles } from '../../__testing__/test-show-files.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  expect(test.errors).toEqual([]);
  await test.discard();
});

const inLibrary = (...parts: string[]): string => path.join(test.libraryDir, ...parts);

/** A film whose video no other has the size of. */
function film(folder: string, video: string, library = test.libraryDir): string {
  const written = writeFilm(library, { folder });
  writeFileSync(path.join(written, `${path.basename(folder)}.mkv`), video);
  return written;
}

async function films(filter: { isDeleted?: boolean } = {}): Promise<ItemDetail[]> {
  const { rows } = await test.call('movies.page', { filter, limit: 500 });
  return Promise.all(rows.map((row) => test.call('items.get', { item: { type: 'movie', id: row.id } })));
}

const byTitle = (all: readonly ItemDetail[], title: string): ItemDetail => {
  const found = all.find((one) => one.values.title === title);
  if (found === undefined) throw new Error(`There is no ${title}.`);
  return found;
};

const edit = (item: ItemDetail, value: string): Promise<unknown> =>
  test.call('items.setField', { item: { type: item.type, id: item.id }, field: 'plot', value });

describe('a film that moves', () => {
  it.each([
    ['its folder is renamed', 'Tide (1999)', 'Tide, Uncut (1999)'],
    ['its folder is moved below another', 'Tide (1999)', path.join('Drama', 'Tide (1999)')],
    ['the folder above is renamed', path.join('New', 'Tide (1999)'), path.join('Seen', 'Tide (1999)')],
  ])('keeps its row, its edits and its locks when %s', async (_what, from, to) => {
    const folder = film(from, 'a tide');
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('red'));
    film('Anvil (2001)', 'an anvil');
    await test.scan();
    const before = byTitle(await films(), 'Tide');
    await edit(before, 'Mine');
    mkdirSync(path.dirname(inLibrary(to)), { recursive: true });
    renameSync(folder, inLibrary(to));
    expect((await test.scan()).result).toMatchObject({ added: 0, updated: 1, removed: 0 });
    const after = (await films()).find((one) => one.id === before.id);
    expect(after).toMatchObject({ values: { plot: 'Mine' }, fields: { plot: { isLocked: true, source: 'user' } } });
    expect(after?.filePath).toBe(inLibrary(to, 'Tide (1999).mkv'));
    expect(after?.artwork.map((image) => image.isSelected)).toEqual([true]);
    expect(await films()).toHaveLength(2);
    expect((await test.scan()).result).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });

  it('keeps what was probed, and can still take back what was published', async () => {
    const folder = film('Tide (1999)', 'a tide');
    await test.scan();
    const before = byTitle(await films(), 'Tide');
    test.core.internals.db
      .prepare(
        `UPDATE media_files SET probe_state = 'done', probed_size_bytes = size_bytes, probed_mtime_ms = mtime_ms`,
      )
      .run();
    await edit(before, 'Mine');
    const item = { type: 'movie', id: before.id } as const;
    const { planHash } = await test.call('publish.preview', { item });
    const { journalId } = await test.call('publish.apply', { item, planHash });
    renameSync(folder, inLibrary('Moved'));
    await test.scan();
    const [after] = await films();
    expect(after).toMatchObject({ id: before.id, files: [{ probeState: 'done' }] });
    expect(existsSync(inLibrary('Moved', 'Tide (1999).nfo'))).toBe(true);
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(existsSync(inLibrary('Moved', 'Tide (1999).nfo'))).toBe(false);
  });

  it('is found again in another library, and from the trash', async () => {
    const other = path.join(test.root, 'More');
    mkdirSync(other);
    const folder = film('Tide (1999)', 'a tide');
    film('Anvil (2001)', 'an anvil');
    writeFilm(other, { folder: 'Beacon (2002)' });
    await test.scan();
    await test.scan({ path: other });
    const before = byTitle(await films(), 'Tide');
    await edit(before, 'Mine');
    renameSync(folder, path.join(test.root, 'away'));
    await test.scan();
    expect(await films({ isDeleted: true })).toHaveLength(1);
    renameSync(path.join(test.root, 'away'), path.join(other, 'Tide (1999)'));
    await test.scan({ path: other });
    const after = byTitle(await films(), 'Tide');
    expect(after).toMatchObject({ id: before.id, values: { plot: 'Mine' }, deletedOn: null });
    const libraries = await test.call('libraries.list', {});
    expect(libraries.map((library) => [library.name, library.itemCount])).toEqual([
      ['Films', 1],
      ['More', 2],
    ]);
    expect(after.libraryName).toBe('More');
  });

  it('is not taken from a library that is away', async () => {
    const other = path.join(test.root, 'More');
    mkdirSync(other);
    const folder = film('Tide (1999)', 'a tide');
    film('Anvil (2001)', 'an anvil', other);
    await test.scan();
    await test.scan({ path: other });
    const copy = path.join(other, 'Tide (1999)');
    mkdirSync(copy);
    const video = path.join(folder, 'Tide (1999).mkv');
    writeFileSync(path.join(copy, 'Tide (1999).mkv'), 'a tide');
    const [{ mtimeMs }] = test.core.internals.db
      .prepare('SELECT mtime_ms AS mtimeMs FROM media_files WHERE file_path = ?')
      .all(video) as [{ mtimeMs: number }];
    utimesSync(path.join(copy, 'Tide (1999).mkv'), mtimeMs / 1000, mtimeMs / 1000);
    renameSync(test.libraryDir, `${test.libraryDir}-away`);
    await test.scan({ path: other });
    const all = await films();
    expect(all.map((one) => one.filePath).sort()).toEqual(
      [video, path.join(copy, 'Tide (1999).mkv'), path.join(other, 'Anvil (2001)', 'Anvil (2001).mkv')].sort(),
    );
    renameSync(`${test.libraryDir}-away`, test.libraryDir);
  });

  it('is told from another of the same size and time by its name, and is new where that does not help', async () => {
    const first = film('Tide (1999)', 'same');
    const second = film('Anvil (2001)', 'same');
    film('Beacon (2002)', 'another');
    const time = new Date('2020-01-01T00:00:00Z');
    utimesSync(path.join(first, 'Tide (1999).mkv'), time, time);
    utimesSync(path.join(second, 'Anvil (2001).mkv'), time, time);
    await test.scan();
    const before = await films();
    renameSync(first, inLibrary('One'));
    renameSync(second, inLibrary('Two'));
    renameSync(inLibrary('Two', 'Anvil (2001).mkv'), inLibrary('Two', 'Nobody knows.mkv'));
    await test.scan();
    const after = await films();
    const at = (name: string): ItemDetail | undefined => after.find((one) => one.filePath?.includes(name) === true);
    expect(at(`One${path.sep}`)?.id).toBe(byTitle(before, 'Tide').id);
    expect(after).toHaveLength(3);
  });

  it('leaves the first one alone when it was copied', async () => {
    const folder = film('Tide (1999)', 'a tide');
    await test.scan();
    const [before] = await films();
    const video = path.join(folder, 'Tide (1999).mkv');
    mkdirSync(inLibrary('Copy'));
    writeFileSync(inLibrary('Copy', 'Copy.mkv'), 'a tide');
    const time = new Date('2020-01-01T00:00:00Z');
    for (const file of [video, inLibrary('Copy', 'Copy.mkv')]) utimesSync(file, time, time);
    await test.scan();
    const all = await films();
    expect(all).toHaveLength(2);
    expect(all.find((one) => one.id === before?.id)?.filePath).toBe(video);
  });

  it('takes the place of a copy that was found before the first one went', async () => {
    const folder = film('Tide (1999)', 'a tide');
    film('Anvil (2001)', 'an anvil');
    await test.scan();
    const before = byTitle(await films(), 'Tide');
    await edit(before, 'Mine');
    const copy = film(path.join('Disk', 'Tide (1999)'), 'a ti');
    await test.scan();
    expect(await films()).toHaveLength(3);
    const time = new Date('2020-01-01T00:00:00Z');
    writeFileSync(path.join(copy, 'Tide (1999).mkv'), 'a tide');
    for (const place of [folder, copy]) utimesSync(path.join(place, 'Tide (1999).mkv'), time, time);
    await test.scan();
    expect(await films()).toHaveLength(3);
    rmSync(folder, { recursive: true });
    await test.scan();
    await test.core.internals.runner.whenIdle();
    const after = await films();
    expect(after).toHaveLength(2);
    expect(after.find((one) => one.id === before.id)).toMatchObject({
      values: { plot: 'Mine' },
      filePath: path.join(copy, 'Tide (1999).mkv'),
    });
    expect((await test.scan()).result).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });

  it('keeps a film of a flat folder whose file is renamed', async () => {
    writeFileSync(inLibrary('Tide (1999).mkv'), 'a tide');
    writeFileSync(inLibrary('Anvil (2001).mkv'), 'an anvil');
    await test.scan();
    const before = byTitle(await films(), 'Tide');
    await edit(before, 'Mine');
    renameSync(inLibrary('Tide (1999).mkv'), inLibrary('Ebb (1999).mkv'));
    expect((await test.scan()).result).toMatchObject({ added: 0, removed: 0 });
    expect(byTitle(await films(), 'Ebb')).toMatchObject({ id: before.id, values: { plot: 'Mine' } });
  });
});

describe('a show that moves', () => {
  const FILES = {
    'Harbour (2011)/tvshow.nfo': tvshowNfo('<title>Harbour</title>'),
    'Harbour (2011)/Season 01/Harbour S01E01.mkv': 'one',
    'Harbour (2011)/Season 01/Harbour S01E02.mkv': 'two!',
    'Other/Season 1/Other S01E01.mkv': 'other',
  };

  async function harbour(): Promise<{ id: number; plot: unknown; episodes: [number, string][]; folder: string }> {
    const { rows } = await test.call('series.page', {});
    const row = rows.find((one) => one.title.startsWith('Harbour'));
    const detail = await test.call('items.get', { item: { type: 'series', id: row?.id ?? 0 } });
    const tree = await test.call('series.tree', { id: detail.id });
    const episodes = tree.seasons.flatMap(({ seasonNumber, episodes: list }) =>
      list.map((one): [number, string] => [one.id, `${String(seasonNumber)}x${String(one.episodeNumber)}`]),
    );
    return { id: detail.id, plot: detail.values.plot, episodes, folder: detail.directoryPath };
  }

  it.each([
    ['renamed', 'Harbour, The (2011)'],
    ['moved below another folder', path.join('Drama', 'Harbour (2011)')],
  ])('keeps its row, its episodes and its locks when its folder is %s', async (_what, to) => {
    writeFiles(test.libraryDir, FILES);
    await test.scan({ type: 'tvshows' });
    const before = await harbour();
    await test.call('items.setField', { item: { type: 'series', id: before.id }, field: 'plot', value: 'Mine' });
    mkdirSync(path.dirname(inLibrary(to)), { recursive: true });
    renameSync(inLibrary('Harbour (2011)'), inLibrary(to));
    expect((await test.scan({ type: 'tvshows' })).result).toMatchObject({ added: 0, removed: 0 });
    expect(await harbour()).toEqual({ ...before, plot: 'Mine', folder: inLibrary(to) });
  });

  it('keeps its episodes when a season’s folder is renamed', async () => {
    writeFiles(test.libraryDir, FILES);
    await test.scan({ type: 'tvshows' });
    const before = await harbour();
    renameSync(inLibrary('Harbour (2011)', 'Season 01'), inLibrary('Harbour (2011)', 'Staffel 1'));
    expect((await test.scan({ type: 'tvshows' })).result).toMatchObject({ added: 0, removed: 0 });
    expect(await harbour()).toEqual(before);
  });

  it('takes a file with another number for another episode', async () => {
    writeFiles(test.libraryDir, FILES);
    await test.scan({ type: 'tvshows' });
    const before = await harbour();
    const folder = inLibrary('Harbour (2011)', 'Season 01');
    renameSync(path.join(folder, 'Harbour S01E02.mkv'), path.join(folder, 'Harbour S01E05.mkv'));
    await test.scan({ type: 'tvshows' });
    const after = await harbour();
    expect(after.episodes.map(([, number]) => number)).toEqual(['1x1', '1x5']);
    expect(after.episodes[0]).toEqual(before.episodes[0]);
  });

  it('moves to another library with all its episodes', async () => {
    const other = path.join(test.root, 'More');
    writeFiles(other, { 'Else/Season 1/Else S01E01.mkv': 'else' });
    writeFiles(test.libraryDir, FILES);
    await test.scan({ type: 'tvshows' });
    await test.scan({ type: 'tvshows', path: other });
    const before = await harbour();
    renameSync(inLibrary('Harbour (2011)'), path.join(other, 'Harbour (2011)'));
    await test.scan({ type: 'tvshows', path: other });
    await test.scan({ type: 'tvshows' });
    expect(await harbour()).toEqual({ ...before, folder: path.join(other, 'Harbour (2011)') });
    rmSync(other, { recursive: true });
  });
});

describe('a video that is replaced', () => {
  it('keeps everything of its film, and is probed again', async () => {
    const folder = film('Tide (1999)', 'a tide');
    writeFileSync(path.join(folder, 'Tide (1999).nfo'), movieNfo('<title>Tide</title>'));
    await test.scan();
    const [before] = await films();
    if (before === undefined) throw new Error('no film');
    await edit(before, 'Mine');
    test.core.internals.db
      .prepare(
        `UPDATE media_files SET probe_state = 'done', probed_size_bytes = size_bytes, probed_mtime_ms = mtime_ms`,
      )
      .run();
    rmSync(path.join(folder, 'Tide (1999).mkv'));
    writeFileSync(path.join(folder, 'Tide.1999.2160p.mkv'), 'a better tide');
    await test.scan();
    const [after] = await films();
    expect(after).toMatchObject({ id: before.id, values: { plot: 'Mine' }, files: [{ probeState: 'pending' }] });
  });
});
