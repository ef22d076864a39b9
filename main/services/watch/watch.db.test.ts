import { mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../../__testing__/test-films.ts';
import { episodeNfo, tvshowNfo, writeFiles } from '../../__testing__/test-show-files.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore({ isLive: true });
});
afterEach(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

/** Waits for what is noticed and applied by itself. */
const eventually = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 100 });

async function watched(): Promise<void> {
  await eventually(async () => {
    const libraries = await test.call('libraries.list', {});
    expect(libraries.map((library) => library.watchState)).toEqual(['events']);
  });
}

async function titles(): Promise<string[]> {
  const { rows } = await test.call('movies.page', { limit: 500 });
  return rows.map((row) => row.title);
}

async function film(): Promise<ItemDetail> {
  const { rows } = await test.call('movies.page', { limit: 500 });
  expect(rows).toHaveLength(1);
  return test.call('items.get', { item: { type: 'movie', id: rows[0]?.id ?? 0 } });
}

const scanTypes = (): unknown[] =>
  test.core.internals.db.prepare('SELECT scan_type FROM scan_jobs ORDER BY id').pluck().all();

const scanJobs = (): unknown[] =>
  test.core.internals.db
    .prepare(`SELECT payload FROM job_queue WHERE job_type = 'scan_library' ORDER BY id`)
    .pluck()
    .all();

describe('a watched library of films', () => {
  it('shows a film that comes, follows its NFO, and trashes it when it goes', async () => {
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    await watched();
    const folder = writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await eventually(async () => {
      expect(await titles()).toEqual(['Anvil', 'Tide']);
    });
    writeFileSync(path.join(folder, 'Anvil (2001).nfo'), movieNfo('<title>The Anvil</title>'));
    await eventually(async () => {
      expect(await titles()).toContain('The Anvil');
    });
    rmSync(folder, { recursive: true });
    await eventually(async () => {
      expect(await titles()).toEqual(['Tide']);
    });
    expect(new Set(scanTypes().slice(1))).toEqual(new Set(['single_directory']));
  });

  it('keeps a film whose folder is renamed', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await test.scan();
    await watched();
    const { rows } = await test.call('movies.page', { limit: 500 });
    const tide = rows.find((row) => row.title === 'Tide')?.id ?? 0;
    await test.call('items.setField', { item: { type: 'movie', id: tide }, field: 'plot', value: 'Mine' });
    renameSync(folder, path.join(test.libraryDir, 'Ebb Tide (1999)'));
    await eventually(async () => {
      const detail = await test.call('items.get', { item: { type: 'movie', id: tide } });
      expect(detail.filePath).toContain('Ebb Tide');
      expect(detail).toMatchObject({ deletedOn: null, values: { plot: 'Mine' } });
    });
    expect(await titles()).toHaveLength(2);
  });

  it('sees a video that grew to its end', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    await watched();
    const video = path.join(folder, 'Tide (1999).mkv');
    writeFileSync(video, 'a');
    for (let size = 2; size <= 6; size++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      writeFileSync(video, 'a'.repeat(size));
    }
    await eventually(async () => {
      expect((await film()).files.map((file) => file.sizeBytes)).toEqual([6]);
    });
  });

  it('does not scan for what Metarr publishes itself', async () => {
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    await watched();
    const { id } = await film();
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'plot', value: 'Mine' });
    const before = scanJobs().length;
    const preview = await test.call('publish.preview', { item: { type: 'movie', id } });
    await test.call('publish.apply', { item: { type: 'movie', id }, planHash: preview.planHash });
    // What comes after it is noticed, so what came before was, too.
    writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await eventually(async () => {
      expect(await titles()).toEqual(['Anvil', 'Tide']);
    });
    const folders = scanJobs().slice(before);
    expect(folders.join()).toContain('Anvil');
    expect(folders.join()).not.toContain('Tide');
  });

  it('is not watched when that is turned off, and is again when it is turned on', async () => {
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    await watched();
    const [library] = await test.call('libraries.list', {});
    const id = library?.id ?? 0;
    expect((await test.call('libraries.update', { id, watchMode: 'off' })).watchState).toBe('off');
    writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await test.call('libraries.update', { id, watchMode: 'auto' });
    await watched();
    writeFilm(test.libraryDir, { folder: 'Beacon (2003)' });
    await eventually(async () => {
      expect(await titles()).toContain('Beacon');
    });
    expect(await titles()).not.toContain('Anvil');
  });
});

describe('a watched library of shows', () => {
  it('follows episodes, and a season folder that comes', async () => {
    writeFiles(test.libraryDir, {
      'Harbour/tvshow.nfo': tvshowNfo('<title>Harbour</title>'),
      'Harbour/Season 1/Harbour S01E01.mkv': null,
      'Other/Season 1/Other S01E01.mkv': null,
    });
    await test.scan({ type: 'tvshows' });
    await watched();
    writeFiles(test.libraryDir, {
      'Harbour/Season 1/Harbour S01E01.nfo': episodeNfo(1, 1, '<title>Fog</title>'),
    });
    mkdirSync(path.join(test.libraryDir, 'Harbour', 'Season 2'));
    writeFiles(test.libraryDir, { 'Harbour/Season 2/Harbour S02E01.mkv': null });
    const episodes = async (): Promise<string[]> => {
      const { rows } = await test.call('series.page', { limit: 10 });
      const show = rows.find((row) => row.title === 'Harbour');
      const tree = await test.call('series.tree', { id: show?.id ?? 0 });
      return tree.seasons.flatMap((season) =>
        season.episodes.map((row) => `${String(season.seasonNumber)}x${String(row.episodeNumber)} ${row.title}`),
      );
    };
    await eventually(async () => {
      expect(await episodes()).toEqual(['1x1 Fog', expect.stringMatching(/^2x1 /) as string]);
    });
    unlinkSync(path.join(test.libraryDir, 'Harbour', 'Season 2', 'Harbour S02E01.mkv'));
    await eventually(async () => {
      expect(await episodes()).toEqual(['1x1 Fog']);
    });
  });
});
