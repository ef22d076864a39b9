import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../../__testing__/test-films.ts';
import { tvshowNfo, writeFiles } from '../../__testing__/test-show-files.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

const inLibrary = (...parts: string[]): string => path.join(test.libraryDir, ...parts);

async function scanFolder(folder: string, mode: 'incremental' | 'full' = 'incremental'): Promise<Job> {
  const [library] = await test.call('libraries.list', {});
  const request = { id: library?.id ?? 0, probe: false, mode, directory: folder };
  const { jobId } = await test.call('libraries.scan', request);
  const job = await test.core.internals.runner.waitFor(jobId);
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  return job;
}

async function titles(type: 'movies' | 'series' = 'movies'): Promise<string[]> {
  const { rows } = type === 'movies' ? await test.call('movies.page', {}) : await test.call('series.page', {});
  return rows.map((row) => row.title);
}

const lastScan = (): unknown =>
  test.core.internals.db.prepare('SELECT scan_type, status FROM scan_jobs ORDER BY id DESC').get();

describe('a scan of one folder of films', () => {
  it('sees what came, changed and went there, and nothing anywhere else', async () => {
    for (const name of ['Anvil (2001)', 'Beacon (2002)', 'Tide (1999)']) writeFilm(test.libraryDir, { folder: name });
    await test.scan();
    rmSync(inLibrary('Anvil (2001)'), { recursive: true });
    writeFilm(test.libraryDir, { folder: 'Cove (2004)' });
    writeFileSync(inLibrary('Beacon (2002)', 'Beacon (2002).nfo'), movieNfo('<title>The Beacon</title>'));
    writeFileSync(inLibrary('Tide (1999)', 'Tide (1999).nfo'), movieNfo('<title>The Tide</title>'));
    await scanFolder(inLibrary('Beacon (2002)'));
    expect(await titles()).toEqual(['Anvil', 'The Beacon', 'Tide']);
    expect(lastScan()).toEqual({ scan_type: 'single_directory', status: 'completed' });
    await scanFolder(inLibrary('Cove (2004)'));
    expect(await titles()).toEqual(['Anvil', 'The Beacon', 'Cove', 'Tide']);
    await scanFolder(inLibrary('Anvil (2001)'));
    expect(await titles()).toEqual(['The Beacon', 'Cove', 'Tide']);
    // What the scans of folders left out the scan of all of it finds.
    expect((await test.scan()).result).toMatchObject({ added: 0, updated: 1, removed: 0 });
    expect(await titles()).toEqual(['The Beacon', 'Cove', 'The Tide']);
  });

  it('reads what lies below, and leaves alone what only begins with the same name', async () => {
    writeFilm(inLibrary('Old'), { folder: 'Anvil (2001)' });
    writeFilm(inLibrary('Old'), { folder: 'Beacon (2002)' });
    writeFilm(inLibrary('Older'), { folder: 'Tide (1999)' });
    await test.scan();
    rmSync(inLibrary('Old'), { recursive: true });
    rmSync(inLibrary('Older', 'Tide (1999)'), { recursive: true });
    await scanFolder(inLibrary('Old'));
    expect(await titles()).toEqual(['Tide']);
  });

  it('takes a film’s own folders for the film, and heeds what the folders above ignore', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    writeFilm(inLibrary('Kept'), { folder: 'Anvil (2001)' });
    await test.scan();
    mkdirSync(path.join(folder, 'extras'));
    writeFileSync(path.join(folder, 'extras', 'Making of.mkv'), 'x');
    await scanFolder(path.join(folder, 'extras'));
    const { rows } = await test.call('movies.page', { filter: { search: 'Tide' } });
    const detail = await test.call('items.get', { item: { type: 'movie', id: rows[0]?.id ?? 0 } });
    expect(detail.files.map((file) => file.kind)).toEqual(['main', 'extra']);
    writeFileSync(inLibrary('.ignore'), 'New*\n');
    writeFilm(inLibrary('Newer'), { folder: 'Beacon (2002)' });
    await scanFolder(inLibrary('Newer', 'Beacon (2002)'));
    expect(await titles()).toEqual(['Anvil', 'Tide']);
  });

  it('opens again in full what has not changed', async () => {
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    expect((await scanFolder(inLibrary('Tide (1999)'))).result).toMatchObject({ updated: 0 });
    expect((await scanFolder(inLibrary('Tide (1999)'), 'full')).result).toMatchObject({ updated: 1 });
  });

  it('refuses a folder outside, also by a link', async () => {
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    const [library] = await test.call('libraries.list', {});
    const outside = path.join(test.root, 'Films2');
    mkdirSync(outside);
    symlinkSync(outside, inLibrary('link'));
    for (const directory of [outside, inLibrary('..', 'Films2'), inLibrary('link'), path.dirname(test.root)]) {
      expect(await test.codeOf('libraries.scan', { id: library?.id ?? 0, directory })).toBe('invalid_input');
    }
  });

  it('removes nothing of a folder that cannot be read, nor when the library is away', async () => {
    const folder = writeFilm(inLibrary('Disk'), { folder: 'Tide (1999)' });
    writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await test.scan();
    renameSync(test.libraryDir, `${test.libraryDir}-away`);
    const [library] = await test.call('libraries.list', {});
    const { jobId } = await test.call('libraries.scan', { id: library?.id ?? 0, directory: folder });
    expect(await test.core.internals.runner.waitFor(jobId)).toMatchObject({ status: 'failed' });
    test.errors.length = 0;
    expect(await titles()).toEqual(['Anvil', 'Tide']);
    expect((await test.call('libraries.list', {}))[0]).toMatchObject({ isOnline: false });
    renameSync(`${test.libraryDir}-away`, test.libraryDir);
    await scanFolder(folder);
    expect((await test.call('libraries.list', {}))[0]).toMatchObject({ isOnline: true, lastError: null });
  });
});

describe('a scan of one folder of shows', () => {
  it('takes a season’s folder for its show, and leaves the others alone', async () => {
    writeFiles(test.libraryDir, {
      'Harbour/tvshow.nfo': tvshowNfo('<title>Harbour</title>'),
      'Harbour/Season 1/Harbour S01E01.mkv': null,
      'Drama/Lamp/Season 1/Lamp S01E01.mkv': null,
      'Loose.S01E01.mkv': null,
    });
    await test.scan({ type: 'tvshows' });
    expect((await titles('series')).sort()).toEqual(['Harbour', 'Lamp', 'Loose']);
    writeFiles(test.libraryDir, {
      'Harbour/Season 1/Harbour S01E02.mkv': null,
      'Drama/Lamp/Season 1/Lamp S01E02.mkv': null,
    });
    expect((await scanFolder(inLibrary('Harbour', 'Season 1'))).result).toMatchObject({ added: 1, removed: 0 });
    rmSync(inLibrary('Drama', 'Lamp'), { recursive: true });
    expect((await scanFolder(inLibrary('Drama', 'Lamp', 'Season 1'))).result).toMatchObject({ added: 0, removed: 1 });
    expect((await titles('series')).sort()).toEqual(['Harbour', 'Loose']);
  });

  it('reads a category with all its shows', async () => {
    writeFiles(test.libraryDir, {
      'Drama/Lamp/Season 1/Lamp S01E01.mkv': null,
      'Comedy/Jest/Season 1/Jest S01E01.mkv': null,
    });
    await test.scan({ type: 'tvshows' });
    writeFiles(test.libraryDir, { 'Drama/Reef/Season 1/Reef S01E01.mkv': null });
    rmSync(inLibrary('Drama', 'Lamp'), { recursive: true });
    rmSync(inLibrary('Comedy', 'Jest'), { recursive: true });
    await scanFolder(inLibrary('Drama'));
    expect((await titles('series')).sort()).toEqual(['Jest', 'Reef']);
  });
});
