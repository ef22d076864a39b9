import { existsSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
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

const film = (folder: string, nfo?: string | Uint8Array): string =>
  writeFilm(test.libraryDir, { folder, ...(nfo === undefined ? {} : { nfo }) });

async function films(filter: { isDeleted?: boolean } = {}): Promise<ItemDetail[]> {
  const { rows } = await test.call('movies.page', { filter, limit: 500 });
  return Promise.all(rows.map((row) => test.call('items.get', { item: { type: 'movie', id: row.id } })));
}

async function onlyFilm(): Promise<ItemDetail> {
  const all = await films();
  expect(all.map((movie) => movie.filePath)).toHaveLength(1);
  return all[0] as ItemDetail;
}

async function scanned(): Promise<Record<string, number>> {
  const job = await test.scan();
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  return job.result as Record<string, number>;
}

/** Every row of every table that a scan writes of a film, for telling that nothing moved. */
function rows(): unknown {
  const { db } = test.core.internals;
  const tables = [
    ...['movies', 'media_files', 'asset_candidates', 'cache_inventory', 'field_provenance', 'unknown_files', 'ratings'],
    ...['subtitle_streams', 'video_streams', 'audio_streams', 'actors', 'sets', 'movies_actors', 'movies_genres'],
  ];
  return tables.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]);
}

describe('scanning again', () => {
  it('moves not a single row when nothing has changed', async () => {
    for (const name of ['Alien (1979)', 'Heat (1995)']) {
      writeFilm(test.libraryDir, {
        folder: name,
        nfo: movieNfo(`<title>${name}</title><genre>A</genre><actor><name>B</name></actor>`),
        files: { 'poster.jpg': await picture('red'), [`${name}.en.srt`]: 'x', 'odd.xyz': 'x' },
      });
    }
    await test.scan({ probe: true });
    const before = rows();
    expect(await scanned()).toMatchObject({ added: 0, updated: 0, removed: 0 });
    expect(rows()).toEqual(before);
  });

  it('puts a film whose files are gone into the trash, and brings it back with its locks when they return', async () => {
    const folder = film('Alien (1979)', movieNfo('<title>Alien</title>'));
    film('Heat (1995)');
    await test.scan();
    const [alien] = await films();
    const id = alien?.id ?? 0;
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'title', value: 'Mine' });
    renameSync(folder, path.join(test.root, 'away'));
    expect(await scanned()).toMatchObject({ removed: 1 });
    expect((await films()).map((movie) => movie.values.title)).toEqual(['Heat']);
    expect((await films({ isDeleted: true })).map((movie) => movie.id)).toEqual([id]);
    renameSync(path.join(test.root, 'away'), folder);
    await scanned();
    const back = await test.call('items.get', { item: { type: 'movie', id } });
    expect(back).toMatchObject({
      deletedOn: null,
      values: { title: 'Mine' },
      fields: { title: { isLocked: true, source: 'user' } },
    });
    expect(await films()).toHaveLength(2);
  });

  it('leaves in the trash what a person put there, though its files are there', async () => {
    const folder = film('Alien (1979)');
    film('Heat (1995)');
    await test.scan();
    const [alien] = await films();
    await test.call('movies.remove', { ids: [alien?.id ?? 0] });
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), movieNfo('<title>Changed</title>'));
    await scanned();
    expect((await films()).map((movie) => movie.values.title)).toEqual(['Heat']);
    await test.call('movies.restore', { ids: [alien?.id ?? 0] });
    expect(await films()).toHaveLength(2);
  });

  it('follows a video that was replaced or renamed: the same film with its edits', async () => {
    const folder = film('Alien (1979)');
    await test.scan();
    const { id } = await onlyFilm();
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'plot', value: 'Mine' });
    unlinkSync(path.join(folder, 'Alien (1979).mkv'));
    writeFileSync(path.join(folder, 'Alien.1979.2160p.Remux.mkv'), 'better');
    await scanned();
    expect(await onlyFilm()).toMatchObject({ id, values: { plot: 'Mine' } });
    expect((await onlyFilm()).filePath).toContain('Remux');
  });

  it.each(['missing', 'empty'])('removes nothing while the library’s own folder is %s', async (how) => {
    film('Alien (1979)');
    await test.scan();
    renameSync(test.libraryDir, `${test.libraryDir}-away`);
    if (how === 'empty') mkdirSync(test.libraryDir);
    const [library] = await test.call('libraries.list', {});
    const { jobId } = await test.call('libraries.scan', { id: library?.id ?? 0 });
    const job = await test.core.internals.runner.waitFor(jobId);
    expect(job.status).toBe('failed');
    expect(job.errorMessage).toContain('Films');
    expect(await films()).toHaveLength(1);
    expect((await test.call('libraries.list', {}))[0]).toMatchObject({ isOnline: false });
    if (how === 'empty') rmSync(test.libraryDir, { recursive: true });
    renameSync(`${test.libraryDir}-away`, test.libraryDir);
    await scanned();
    expect((await test.call('libraries.list', {}))[0]).toMatchObject({ isOnline: true, lastError: null });
    test.errors.length = 0;
  });

  it.each(['.nomedia', '.ignore'])(
    'looks away from a folder with %s, and looks again when it is gone',
    async (marker) => {
      const folder = film('Alien (1979)');
      film('Heat (1995)');
      await test.scan();
      writeFileSync(path.join(folder, marker), '');
      expect(await scanned()).toMatchObject({ removed: 1 });
      unlinkSync(path.join(folder, marker));
      await scanned();
      expect(await films()).toHaveLength(2);
    },
  );

  it('goes on after it was cancelled, and misses nothing', async () => {
    for (let i = 1; i <= 120; i++) film(`Film ${String(i)} (2001)`, movieNfo(`<title>Film ${String(i)}</title>`));
    const { library, jobId } = await test.call('libraries.add', { path: test.libraryDir });
    await new Promise<void>((resolve) => {
      const off = test.core.onEvent((event) => {
        if (event.name !== 'items.changed') return;
        off();
        void test.call('jobs.cancel', { id: jobId }).then(() => {
          resolve();
        });
      });
    });
    const job = await test.core.internals.runner.waitFor(jobId);
    expect(['cancelled', 'completed']).toContain(job.status);
    expect(await films({ isDeleted: true })).toEqual([]);
    await test.call('libraries.scan', { id: library.id, probe: false });
    await test.core.internals.runner.whenIdle();
    expect((await test.call('movies.count', {})).matching).toBe(120);
  });

  it('is taken up again by the next start when the application was closed in the middle', async () => {
    for (let i = 1; i <= 120; i++) film(`Film ${String(i)} (2001)`);
    await test.call('libraries.add', { path: test.libraryDir });
    await new Promise<void>((resolve) => {
      const off = test.core.onEvent((event) => {
        if (event.name !== 'items.changed') return;
        off();
        resolve();
      });
    });
    await test.restart();
    await test.core.internals.runner.whenIdle();
    expect((await test.call('movies.count', {})).matching).toBe(120);
    test.errors.length = 0;
  });

  it('leaves out ratings that make no sense', async () => {
    film(
      'Alien (1979)',
      movieNfo(
        '<title>Alien</title><ratings><rating name="imdb" max="0"><value>8</value></rating>' +
          '<rating name="metacritic" max="100"><value>-4</value></rating><rating name=""><value>7</value></rating>' +
          '<rating name="themoviedb" max="10"><value>8.1</value></rating></ratings>',
      ),
    );
    await test.scan();
    const ratings = (await onlyFilm()).values.ratings as { source: string }[];
    expect(ratings.map(({ source }) => source)).toContain('themoviedb');
    expect(ratings.map(({ source }) => source)).not.toContain('metacritic');
  });

  it('takes over a lock that another program wrote later, but not against a person who unlocked', async () => {
    const locked = (plot: string): string =>
      movieNfo(`<title>Alien</title><plot>${plot}</plot><lockedfields>Overview</lockedfields>`);
    const folder = film('Alien (1979)', movieNfo('<title>Alien</title><plot>One.</plot>'));
    await test.scan();
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), locked('Two.'));
    await test.scan();
    const item = { type: 'movie', id: (await onlyFilm()).id } as const;
    expect((await onlyFilm()).fields.plot?.isLocked).toBe(true);
    await test.call('items.setLock', { item, target: 'plot', isLocked: false });
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), locked('Three, and longer.'));
    await test.scan();
    expect((await onlyFilm()).fields.plot?.isLocked).toBe(false);
    expect((await onlyFilm()).values.plot).toBe('Three, and longer.');
  });

  it('brings a removed library back with everything that was decided', async () => {
    film('Alien (1979)');
    await test.scan();
    const { id, libraryId } = await onlyFilm();
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'title', value: 'Mine' });
    expect(await test.call('libraries.remove', { id: libraryId })).toEqual({ trashedItems: 1 });
    expect(await films()).toEqual([]);
    expect(existsSync(path.join(test.libraryDir, 'Alien (1979)', 'Alien (1979).mkv'))).toBe(true);
    await test.scan();
    expect(await onlyFilm()).toMatchObject({ id, values: { title: 'Mine' } });
  });
});
