import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { addShow } from '../../__testing__/test-shows.ts';
import { sha256 } from '../../files/hash-file.ts';
import type { NewJob } from '../../store/job.store.ts';
import { purgeJob } from '../items/item-trash.ts';
import { cachedFiles, letDaysPass } from './__testing__/cache-time.ts';
import { collectGarbageJob } from './collect-garbage.job.ts';
import { tidyEntitiesJob } from './tidy-entities.job.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(() => test.discard());

const cacheDir = (): string => path.join(test.dataDir, 'cache');

async function run(job: NewJob): Promise<Job> {
  const { runner } = test.core.internals;
  const ended = await runner.waitFor(runner.enqueue(job).id);
  await runner.whenIdle();
  expect(ended.status).toBe('completed');
  return ended;
}

function names(table: string): string[] {
  return test.core.internals.db.prepare(`SELECT name FROM ${table} ORDER BY name`).pluck().all() as string[];
}

/** Two films that share a genre and an actor; the first has a poster and a person of its own. */
async function twoFilms(): Promise<{ alien: number; brazil: number }> {
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo(
      '<title>Alien</title><genre>Drama</genre><genre>Horror</genre><tag>space</tag><studio>Fox</studio><country>UK</country><director>Ridley Scott</director><credits>Dan O’Bannon</credits><set><name>Alien Collection</name></set><actor><name>Ian Holm</name></actor><actor><name>Veronica Cartwright</name></actor>',
    ),
    files: { 'Alien (1979)-poster.jpg': await picture('#123456', 'jpeg', { width: 400, height: 600 }) },
  });
  writeFilm(test.libraryDir, {
    folder: 'Brazil (1985)',
    nfo: movieNfo('<title>Brazil</title><genre>Drama</genre><actor><name>Ian Holm</name></actor>'),
  });
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  const idOf = (title: string): number => rows.find((row) => row.title === title)?.id ?? 0;
  return { alien: idOf('Alien'), brazil: idOf('Brazil') };
}

describe('the trash', () => {
  it('gives back everything: locks, artwork, history', async () => {
    const { alien } = await twoFilms();
    const item = { type: 'movie', id: alien } as const;
    await test.call('items.setField', { item, field: 'plot', value: 'Mine.' });
    const before = await test.call('items.get', { item });
    const history = await test.call('items.history', { item });
    await test.call('movies.remove', { ids: [alien] });
    await run(purgeJob());
    await run(tidyEntitiesJob());
    await run(collectGarbageJob());
    await test.restart();
    await test.call('movies.restore', { ids: [alien] });
    const after = await test.call('items.get', { item });
    expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
    expect(after.fields.plot?.isLocked).toBe(true);
    expect(await test.call('items.history', { item })).toEqual(history);
  });

  it('names what would go, and lets go of that and nothing else', async () => {
    const { alien, brazil } = await twoFilms();
    await test.call('movies.remove', { ids: [alien, brazil] });
    const items = [{ type: 'movie', id: alien } as const];
    expect(await test.call('trash.preview', { items })).toMatchObject({
      films: 1,
      shows: 0,
      titles: ['Alien'],
      orphans: { files: 1 },
    });
    expect(await test.call('trash.preview', { items: null })).toMatchObject({ films: 2, titles: ['Alien', 'Brazil'] });
    const { jobId } = await test.call('trash.purge', { items });
    await test.core.internals.runner.waitFor(jobId);
    await test.core.internals.runner.whenIdle();
    const { rows } = await test.call('movies.page', { filter: { isDeleted: true } });
    expect(rows.map(({ title }) => title)).toEqual(['Brazil']);
    // Unused from now on, and kept for its own grace period.
    expect(cachedFiles(cacheDir())).toHaveLength(1);
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 0, inGrace: { files: 1 } });
  });

  it('purges no live film, whatever it is asked', async () => {
    const { alien } = await twoFilms();
    // Nothing named is not everything.
    expect(await test.codeOf('trash.purge', { items: [] })).toBe('invalid_input');
    const { jobId } = await test.call('trash.purge', { items: [{ type: 'movie', id: alien }] });
    await test.core.internals.runner.waitFor(jobId);
    expect((await test.call('movies.page', {})).rows).toHaveLength(2);
  });

  it('keeps what is put into it while it is being emptied', async () => {
    const { alien, brazil } = await twoFilms();
    await test.call('movies.remove', { ids: [alien] });
    await test.call('jobs.pauseAll', {});
    const { jobId } = await test.call('trash.purge', { items: null });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await test.call('movies.remove', { ids: [brazil] });
    await test.call('jobs.resumeAll', {});
    await test.core.internals.runner.waitFor(jobId);
    const { rows } = await test.call('movies.page', { filter: { isDeleted: true } });
    expect(rows.map(({ title }) => title)).toEqual(['Brazil']);
  });

  it('counts the episodes of shows', async () => {
    const ids = addShow(test.core.internals.db, {
      title: 'Hollow Pines',
      seasons: [1],
      episodes: [
        { season: 1, episode: 1, file: 'S1/1.mkv' },
        { season: 1, episode: 2, file: 'S1/2.mkv' },
      ],
    });
    await test.call('series.remove', { ids: [ids.series] });
    expect(await test.call('trash.preview', { items: null })).toMatchObject({ films: 0, shows: 1, episodes: 2 });
  });
});

describe('tidying', () => {
  it('takes what nothing refers to, after the purge and not while it is in the trash', async () => {
    const { alien } = await twoFilms();
    await test.call('movies.remove', { ids: [alien] });
    await run(tidyEntitiesJob());
    expect(names('actors')).toEqual(['Ian Holm', 'Veronica Cartwright']);
    letDaysPass(test.core.internals.db, cacheDir(), 91);
    const purged = await run(purgeJob());
    expect(purged.result).toEqual({ purged: 1 });
    // The purge has asked for it.
    expect(names('actors')).toEqual(['Ian Holm']);
    expect(names('genres')).toEqual(['Drama']);
    for (const table of ['tags', 'studios', 'countries', 'directors', 'writers', 'sets'])
      expect(names(table)).toEqual([]);
  });

  it('keeps people and sets that a person has locked or made', async () => {
    await twoFilms();
    const { db } = test.core.internals;
    db.exec(`INSERT INTO actors (name, name_locked) VALUES ('Locked', 1); INSERT INTO actors (name) VALUES ('Nobody');
      INSERT INTO sets (name, is_by_hand) VALUES ('By hand', 1); INSERT INTO sets (name) VALUES ('Empty')`);
    expect((await run(tidyEntitiesJob())).result).toEqual({ removed: 2, actors: 1, sets: 1 });
    expect(names('actors')).toContain('Locked');
    expect(names('sets')).toEqual(['Alien Collection', 'By hand']);
  });
});

describe('collection', () => {
  it('names and deletes what has been unused for ninety days, with its thumbnails', async () => {
    const { alien } = await twoFilms();
    await test.call('movies.remove', { ids: [alien] });
    letDaysPass(test.core.internals.db, cacheDir(), 91);
    const [poster = ''] = cachedFiles(cacheDir());
    const hash = path.basename(poster).slice(0, 64);
    await test.core.handleAsset(new Request(`http://metarr/assets/${hash}?w=300`));
    const thumbs = path.join(test.dataDir, 'thumbs', hash.slice(0, 2));
    expect(readdirSync(thumbs)).toHaveLength(1);
    await run(purgeJob());
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 0 });
    letDaysPass(test.core.internals.db, cacheDir(), 91);
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 1, sample: [{ hash, path: poster }] });
    const collected = await run(collectGarbageJob());
    expect(collected.result).toMatchObject({ files: 1 });
    expect(existsSync(poster)).toBe(false);
    expect(readdirSync(thumbs)).toEqual([]);
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 0, cache: { files: 0 } });
  });

  it('deletes files that no row tells of once they are old, and those alone', async () => {
    const stray = (text: string, ageDays: number): string => {
      const hash = sha256(Buffer.from(text));
      const file = path.join(cacheDir(), hash.slice(0, 2), `${hash}.jpg`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      const at = Date.now() / 1000 - ageDays * 86_400;
      utimesSync(file, at, at);
      return file;
    };
    const [old, young] = [stray('old', 91), stray('young', 89)];
    const foreign = path.join(cacheDir(), 'ab', 'notes.txt');
    mkdirSync(path.dirname(foreign), { recursive: true });
    writeFileSync(foreign, 'mine');
    utimesSync(foreign, 1, 1);
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 1, bytes: 3, sample: [{ path: old }] });
    expect((await run(collectGarbageJob())).result).toEqual({ files: 1, bytes: 3 });
    expect([old, young, foreign].map((file) => existsSync(file))).toEqual([false, true, true]);
  });

  it('waits while another database that was in place of this one is kept', async () => {
    const { alien } = await twoFilms();
    await test.call('movies.remove', { ids: [alien] });
    letDaysPass(test.core.internals.db, cacheDir(), 91);
    await run(purgeJob());
    letDaysPass(test.core.internals.db, cacheDir(), 91);
    const backups = path.join(test.dataDir, 'backups');
    mkdirSync(backups, { recursive: true });
    const name = `metarr-${new Date().toISOString().replaceAll(/[:.]/g, '-')}-replaced.sqlite`;
    writeFileSync(path.join(backups, name), 'another one');
    expect(await test.call('cache.preview', {})).toMatchObject({ files: 0, inGrace: { files: 1 } });
    expect((await run(collectGarbageJob())).result).toEqual({ files: 0, bytes: 0 });
    await test.call('backups.remove', { name });
    expect((await run(collectGarbageJob())).result).toMatchObject({ files: 1 });
  });

  it('settles at the start what a crash left between the cache and nothing', async () => {
    await twoFilms();
    const [poster = ''] = cachedFiles(cacheDir());
    const retired = path.join(cacheDir(), '.retired');
    mkdirSync(retired);
    renameSync(poster, path.join(retired, path.basename(poster)));
    const unknown = `${sha256(Buffer.from('gone'))}.jpg`;
    writeFileSync(path.join(retired, unknown), 'gone');
    await test.restart();
    expect(existsSync(poster)).toBe(true);
    expect(readdirSync(retired)).toEqual([]);
  });
});

describe('schedules', () => {
  it('shows each with its last run and result, changes it, and runs it now', async () => {
    const before = await test.call('schedules.list', {});
    expect(before.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['backup', 'purge', 'collect', 'tidy', 'answers']),
    );
    const { jobId } = await test.call('schedules.runNow', { name: 'collect' });
    await test.core.internals.runner.waitFor(jobId);
    const changed = await test.call('schedules.set', { name: 'collect', intervalMinutes: 60 });
    expect(changed).toMatchObject({ intervalMinutes: 60, lastJob: { id: jobId, status: 'completed' } });
    expect(Date.parse(changed.nextRunAt ?? '') - Date.parse(changed.lastRunAt ?? '')).toBe(3_600_000);
    expect(await test.call('schedules.set', { name: 'collect', intervalMinutes: null })).toMatchObject({
      nextRunAt: null,
    });
    await test.restart();
    expect((await test.call('schedules.list', {})).find(({ name }) => name === 'collect')).toMatchObject({
      intervalMinutes: null,
      lastJob: { id: jobId },
    });
    expect(await test.codeOf('schedules.set', { name: 'nothing', intervalMinutes: 60 })).toBe('not_found');
    expect(await test.codeOf('schedules.set', { name: 'collect', intervalMinutes: 1 })).toBe('invalid_input');
  });
});
