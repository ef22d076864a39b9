import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test as it } from 'vitest';
import { movieNfo, writeFilm } from '../../__testing__/test-films.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { publishing } from '../../__testing__/test-publishing.ts';
import { idsOf, writeLibraries } from './__testing__/decided-library.ts';
import { countManifests } from './rebuild-database.ts';
import { rebuildWithWorkers } from '../../compose-rebuild.ts';
import type { RebuildOptions, RebuildReport } from './rebuild-database.types.ts';

const WORKER = pathToFileURL(path.join(process.env['METARR_TEST_WORKERS'] ?? '', 'worker.js'));

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(() => test.discard());

const { publish } = publishing(() => test);
const manifestsDir = (): string => path.join(test.dataDir, 'manifests');

function rebuild(options: Partial<Omit<RebuildOptions, 'pool'>> = {}): Promise<RebuildReport> {
  return rebuildWithWorkers({ dataDir: test.dataDir, workerUrl: WORKER, appVersion: '0.0.0-test', ...options });
}

/** The path of a film's manifest below the folder of manifests. */
function manifestOf(id: number): string {
  const [generation = ''] = readdirSync(manifestsDir());
  return path.join(manifestsDir(), generation, 'movie', '0', `${String(id)}.json`);
}

async function reopened(harm: () => Promise<void>): Promise<void> {
  await test.core.internals.manifests.flush();
  await test.restart(harm);
  const { runner, db } = test.core.internals;
  const settle = db.prepare(`SELECT id FROM job_queue WHERE job_type = 'settle_rebuild'`).pluck().get() as
    number | undefined;
  if (settle !== undefined) await runner.waitFor(settle);
  await runner.whenIdle();
}

function settled(): unknown {
  return test.core.internals.db
    .prepare(`SELECT result FROM job_queue WHERE job_type = 'settle_rebuild'`)
    .pluck()
    .all()
    .map((text) => JSON.parse(text as string) as unknown)[0];
}

it('says exactly which manifests could not be used, and brings back all others', async () => {
  await writeLibraries(test, { films: 5, shows: 0, episodes: 0 });
  await test.scan();
  for (const id of idsOf(test, 'movie'))
    await test.call('items.setLock', { item: { type: 'movie', id }, target: 'plot', isLocked: true });
  const [damaged = 0, newer = 0, ...others] = idsOf(test, 'movie');
  await reopened(async () => {
    const file = manifestOf(damaged);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Film', 'Fium'));
    writeFileSync(manifestOf(newer), readFileSync(manifestOf(newer), 'utf8').replace('"version":1', '"version":9'));
    rmSync(path.join(test.dataDir, 'metarr.sqlite'));
    const report = await rebuild();
    expect(report.films).toBe(others.length);
    expect(report.problems.map(({ file: name }) => name).sort()).toEqual(
      [damaged, newer].map((id) => path.join('movie', '0', `${String(id)}.json`)).sort(),
    );
    expect(report.problems.some(({ reason }) => reason.includes('newer Metarr'))).toBe(true);
  });
  const locked = test.core.internals.db
    .prepare('SELECT id FROM movies WHERE plot_locked = 1 ORDER BY id')
    .pluck()
    .all();
  expect(locked).toEqual(others);
  // The scan has found the two others again, without what was decided.
  expect(idsOf(test, 'movie')).toHaveLength(5);
});

it('a film that was renamed and replaced meanwhile is known by its id, and keeps what was decided', async () => {
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo('  <title>Alien</title>\n  <uniqueid type="tmdb" default="true">348</uniqueid>'),
  });
  writeFilm(test.libraryDir, { folder: 'Heat (1995)' });
  await test.scan();
  const id = test.core.internals.db.prepare(`SELECT id FROM movies WHERE tmdb_id = 348`).pluck().get() as number;
  await test.call('items.setField', { item: { type: 'movie', id }, field: 'title', value: 'Mine' });
  await reopened(async () => {
    rmSync(path.join(test.dataDir, 'metarr.sqlite'));
    rmSync(path.join(test.libraryDir, 'Alien (1979)'), { recursive: true });
    writeFilm(test.libraryDir, {
      folder: 'Alien.1979.Remastered',
      files: { 'movie.nfo': movieNfo('  <title>Alien</title>\n  <uniqueid type="tmdb" default="true">348</uniqueid>') },
    });
    await rebuild();
  });
  const rows = test.core.internals.db
    .prepare(
      'SELECT id, title, title_locked AS isLocked, directory_path AS folder, deleted_on AS deletedOn FROM movies WHERE tmdb_id = 348',
    )
    .all();
  expect(rows).toEqual([
    { id, title: 'Mine', isLocked: 1, folder: path.join(test.libraryDir, 'Alien.1979.Remastered'), deletedOn: null },
  ]);
  expect(settled()).toMatchObject({ adopted: 1, unplacedTotal: 0 });
});

it('a film whose files are gone is named, and waits in the trash with what was decided', async () => {
  await writeLibraries(test, { films: 3, shows: 0, episodes: 0 });
  await test.scan();
  const [id = 0] = idsOf(test, 'movie');
  await test.call('items.setField', { item: { type: 'movie', id }, field: 'title', value: 'Gone, and not forgotten' });
  await reopened(async () => {
    rmSync(path.join(test.dataDir, 'metarr.sqlite'));
    const [folder = ''] = readdirSync(test.libraryDir).sort();
    rmSync(path.join(test.libraryDir, folder), { recursive: true });
    await rebuild();
  });
  expect(settled()).toMatchObject({
    unplacedTotal: 1,
    unplaced: [{ type: 'movie', id, title: 'Gone, and not forgotten' }],
  });
});

it('a rebuild that is stopped changes nothing', async () => {
  await writeLibraries(test, { films: 120, shows: 0, episodes: 0 });
  await test.scan();
  await test.core.internals.manifests.flush();
  await test.restart(async () => {
    const before = readdirSync(test.dataDir).sort();
    const stop = new AbortController();
    await expect(
      rebuild({
        signal: stop.signal,
        onProgress: (done) => {
          if (done === 60) stop.abort();
        },
      }),
    ).rejects.toThrow();
    expect(readdirSync(test.dataDir).sort()).toEqual(before);
  });
  expect(idsOf(test, 'movie')).toHaveLength(120);
});

it('without manifests there is nothing to rebuild from', async () => {
  await test.restart(async () => {
    rmSync(manifestsDir(), { recursive: true, force: true });
    expect(countManifests(test.dataDir)).toBeNull();
    await expect(rebuild()).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('what was published can still be undone after a rebuild', async () => {
  await writeLibraries(test, { films: 1, shows: 0, episodes: 0 });
  await test.scan();
  const [id = 0] = idsOf(test, 'movie');
  const { journalId } = await publish(id);
  const nfo = test.core.internals.db
    .prepare(`SELECT path FROM published_files WHERE asset_type = 'nfo'`)
    .pluck()
    .get() as string;
  await reopened(async () => {
    rmSync(path.join(test.dataDir, 'metarr.sqlite'));
    await rebuild();
  });
  const before = readFileSync(nfo);
  await test.call('publish.undo', { journalId: journalId ?? 0 });
  expect(existsSync(nfo) && readFileSync(nfo).equals(before)).toBe(false);
});

it('an older copy of the database begins manifests of its own, and those of the newer one stay', async () => {
  await writeLibraries(test, { films: 2, shows: 0, episodes: 0 });
  await test.scan();
  await test.core.internals.manifests.flush();
  const database = path.join(test.dataDir, 'metarr.sqlite');
  const copy = path.join(test.root, 'older.sqlite');
  await test.restart(() => {
    writeFileSync(copy, readFileSync(database));
    return Promise.resolve();
  });
  const [id = 0] = idsOf(test, 'movie');
  for (const title of ['One', 'Two', 'Three']) {
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'title', value: title });
    await test.core.internals.manifests.flush();
  }
  expect(readdirSync(manifestsDir())).toHaveLength(1);
  const kept = readFileSync(manifestOf(id), 'utf8');
  await test.restart(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    renameSync(copy, database);
    return Promise.resolve();
  });
  await test.core.internals.manifests.flush();
  const generations = readdirSync(manifestsDir());
  expect(generations).toHaveLength(2);
  const texts = generations.map((name) =>
    readFileSync(path.join(manifestsDir(), name, 'movie', '0', `${String(id)}.json`), 'utf8'),
  );
  expect(texts).toContain(kept);
  expect(kept).toContain('"Three"');
});
