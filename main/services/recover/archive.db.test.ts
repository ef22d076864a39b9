import { createWriteStream, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test as it } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { ImportResult } from '../../../contract/recovery.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { publishing, tree } from '../../__testing__/test-publishing.ts';
import { pathColumns } from '../../store/adopt-database.ts';
import { examine } from '../system/doctor.ts';
import { decide, decisions, idsOf, scanLibraries, writeLibraries } from './__testing__/decided-library.ts';

let test: TestCore;
let other: TestCore;
beforeEach(async () => {
  test = await startTestCore();
  other = await startTestCore();
}, 60_000);
afterEach(async () => {
  await test.discard();
  await other.discard();
}, 60_000);

const archivePath = (): string => path.join(test.root, 'everything.zip');
const { publish } = publishing(() => test);

async function fill(): Promise<void> {
  await writeLibraries(test, { films: 30, shows: 2, episodes: 4 });
  await scanLibraries(test);
  await decide(test, 'archive');
  for (const id of idsOf(test, 'movie').slice(0, 5)) await publish(id);
  await scanLibraries(test, true);
}

/** What manifests do not hold, and a database does. */
const HISTORY = ['edit_history', 'publish_log', 'publish_runs', 'publish_journal', 'publish_steps', 'video_streams'];

function rowsOf({ core }: TestCore, table: string): unknown[] {
  return core.internals.db.prepare(`SELECT * FROM ${table} ORDER BY id`).all();
}

async function exportAll(hasArtwork = true): Promise<void> {
  const { jobId } = await test.call('archive.export', { path: archivePath(), hasArtwork });
  const job = await test.core.internals.runner.waitFor(jobId);
  expect(job.errorMessage).toBeNull();
}

async function importAll(into: TestCore, mappings: { from: string; to: string }[] = []): Promise<ImportResult> {
  const { jobId } = await into.call('archive.import', { path: archivePath(), mappings });
  const job = await into.core.internals.runner.waitFor(jobId);
  expect(job.errorMessage).toBeNull();
  const result = job.result as unknown as ImportResult;
  // Where nobody can start it anew the database is taken over with the next start.
  if (result.isWhole) await into.restart();
  await into.core.internals.runner.whenIdle();
  return result;
}

it('what is exported and imported elsewhere is all there', { timeout: 120_000 }, async () => {
  await fill();
  const before = decisions(test.core.internals.db);
  await exportAll();

  const preview = await other.call('archive.preview', { path: archivePath() });
  expect(preview).toMatchObject({ hasArtwork: true, films: 30, shows: 2, isWhole: true });
  expect(preview.libraries.map(({ path: place, isThere, isLibrary }) => ({ place, isThere, isLibrary }))).toEqual(
    expect.arrayContaining([{ place: test.libraryDir, isThere: true, isLibrary: false }]),
  );

  const result = await importAll(other);
  expect(result).toMatchObject({ isWhole: true, films: 30, shows: 2, kept: 0, problems: [] });
  const after = decisions(other.core.internals.db);
  for (const table of HISTORY) expect(rowsOf(other, table), table).toEqual(rowsOf(test, table));
  for (const what of Object.keys(before)) expect(after[what], what).toEqual(before[what]);
  const cache = path.join(test.dataDir, 'cache');
  expect(Object.entries(tree(path.join(other.dataDir, 'cache')))).toEqual(
    expect.arrayContaining(Object.entries(tree(cache)).filter(([name]) => !name.startsWith('.'))),
  );
  expect((await examine(other.core.internals.db, other.core.internals.pool)).problems).toEqual([]);

  const again = await importAll(other);
  expect(again).toMatchObject({ isWhole: false, films: 0, shows: 0, problems: [] });
  expect(again.kept).toBeGreaterThanOrEqual(32);
  const same = decisions(other.core.internals.db);
  for (const what of Object.keys(before)) expect(same[what], what).toEqual(before[what]);
});

it('libraries that are elsewhere now are found there', { timeout: 120_000 }, async () => {
  await fill();
  const madeFolders = JSON.stringify([path.join(test.libraryDir, 'Film 1', '.actors')]);
  test.core.internals.db.prepare('UPDATE publish_journal SET made_folders = ?').run(madeFolders);
  await exportAll();
  const moved = path.join(test.root, 'Moved films');
  renameSync(test.libraryDir, moved);

  const result = await importAll(other, [{ from: test.libraryDir, to: moved }]);

  expect(result).toMatchObject({ isWhole: true, problems: [] });
  const { db } = other.core.internals;
  for (const { table, column } of pathColumns(db)) {
    const left = db
      .prepare(`SELECT "${column}" FROM "${table}" WHERE "${column}" LIKE ?`)
      .pluck()
      .all(`${test.libraryDir}/%`);
    expect(left, `${table}.${column}`).toEqual([]);
  }
  for (const [table, column] of [
    ['publish_journal', 'made_folders'],
    ['publish_log', 'assets_published'],
    ['publish_log', 'assets_displaced'],
  ]) {
    const texts = db.prepare(`SELECT "${column}" FROM "${table}" WHERE "${column}" <> '[]'`).pluck().all() as string[];
    expect(texts.length, column).toBeGreaterThan(0);
    expect(
      texts.filter((text) => text.includes(`"${test.libraryDir}/`)),
      column,
    ).toEqual([]);
    expect(
      texts.filter((text) => !text.includes(`"${moved}/`)),
      column,
    ).toEqual([]);
  }
  const keys = `SELECT count(*) FROM asset_candidates WHERE source_key LIKE ?`;
  expect(db.prepare(keys).pluck().get(`local:${test.libraryDir}/%`)).toBe(0);
  expect((await examine(db, other.core.internals.pool)).problems).toEqual([]);
  const paths = other.core.internals.db
    .prepare('SELECT file_path FROM movies WHERE deleted_on IS NULL')
    .pluck()
    .all() as string[];
  expect(paths).toHaveLength(30);
  for (const file of paths) expect(file.startsWith(`${moved}${path.sep}`) && existsSync(file)).toBe(true);
  renameSync(moved, test.libraryDir);
});

it(
  'into a database that is in use what it has stays, and the rest is added under new ids',
  { timeout: 120_000 },
  async () => {
    await fill();
    await exportAll();
    writeFileSync(path.join(other.libraryDir, 'Mine (2001).mkv'), 'no video of mine');
    await other.scan();
    const [mine = 0] = idsOf(other, 'movie');
    await other.call('items.setField', {
      item: { type: 'movie', id: mine },
      field: 'title',
      value: 'Mine, and nobody else’s',
    });

    const result = await importAll(other);

    expect(result).toMatchObject({ isWhole: false, films: 30, shows: 2, problems: [] });
    const { displayTitle } = await other.call('items.get', { item: { type: 'movie', id: mine } });
    expect(displayTitle).toBe('Mine, and nobody else’s');
    const before = decisions(test.core.internals.db);
    const after = decisions(other.core.internals.db);
    for (const what of ['lockRules', 'waivers', 'selections', 'published'])
      expect(after[what], what).toEqual(before[what]);
    expect((await examine(other.core.internals.db, other.core.internals.pool)).problems).toEqual([]);
  },
);

it('without artwork there are no pictures in it, and no secrets in either', async () => {
  await fill();
  const { db } = test.core.internals;
  db.prepare(
    `INSERT INTO provider_settings (provider, key_cipher) VALUES ('tmdb', ?) ON CONFLICT (provider) DO UPDATE SET key_cipher = excluded.key_cipher`,
  ).run(Buffer.from('sealed-key-of-a-person'));
  await exportAll(false);
  const names: string[] = [];
  const zip = await openPromise(archivePath(), { lazyEntries: true, autoClose: false });
  const databasePath = path.join(test.root, 'inside.sqlite');
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (entry.fileName === 'metarr.sqlite') {
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(databasePath));
    }
  }
  zip.close();
  expect(names.filter((name) => /\.(jpg|png)$/.test(name))).toEqual([]);
  expect(names).toContain('metarr-export.json');
  const inside = new SqliteDatabase(databasePath, { readonly: true });
  expect(inside.prepare('SELECT count(*) FROM movies').pluck().get()).toBe(30);
  inside.close();
  expect(readFileSync(databasePath).includes('sealed-key-of-a-person')).toBe(false);
});

it('a file that is there is never written over, and a name must say what it is', async () => {
  writeFileSync(archivePath(), 'mine');
  expect(await test.codeOf('archive.export', { path: archivePath() })).toBe('changed_on_disk');
  expect(await test.codeOf('archive.export', { path: path.join(test.root, 'x.tar') })).toBe('invalid_input');
  expect(await test.codeOf('archive.export', { path: path.join(test.root, 'nowhere', 'x.zip') })).toBe(
    'folder_not_found',
  );
  expect(readFileSync(archivePath(), 'utf8')).toBe('mine');
});

it.each([
  ['no archive', (): void => writeFileSync(archivePath(), 'no archive')],
  [
    'cut short',
    (): void => {
      const bytes = readFileSync(archivePath());
      writeFileSync(archivePath(), bytes.subarray(0, bytes.length / 2));
    },
  ],
])('a file that is %s is refused, and changes nothing', async (_name, harm) => {
  await fill();
  await exportAll();
  harm();
  expect(await other.codeOf('archive.preview', { path: archivePath() })).toBe('damaged');
  expect(await other.codeOf('archive.import', { path: archivePath() })).toBe('damaged');
  expect(idsOf(other, 'movie')).toEqual([]);
});

it('an archive with a name that leads out of it is refused before anything is written', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('{}'), 'metarr-export.json');
  zip.addBuffer(Buffer.from('evil'), 'cache/aa/evil.sh');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(archivePath()));
  expect(await other.codeOf('archive.preview', { path: archivePath() })).toBe('damaged');
  expect(existsSync(path.join(other.dataDir, 'cache', 'aa'))).toBe(false);
});

it('bytes that are not what their name says are left out, and named', async () => {
  const hash = 'ab'.repeat(32);
  const zip = new ZipFile();
  const meta = {
    format: 'metarr-export',
    version: 1,
    createdAt: '2026-11-23T10:00:00.000Z',
    appVersion: '0.1.0',
    schemaVersion: 1,
    hasArtwork: true,
    leftOut: [],
    libraries: [],
    counts: { films: 0, shows: 0, sets: 0 },
  };
  zip.addBuffer(Buffer.from(JSON.stringify(meta)), 'metarr-export.json');
  zip.addBuffer(Buffer.from('other bytes'), `cache/ab/${hash}.jpg`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(archivePath()));
  const result = await importAll(other);
  expect(result.problems).toEqual([
    { file: `cache/ab/${hash}.jpg`, reason: 'Its bytes are not what its name says. It was left out.' },
  ]);
  expect(existsSync(path.join(other.dataDir, 'cache', 'ab', `${hash}.jpg`))).toBe(false);
  rmSync(archivePath());
});

it('a database in it that cannot be used is left, and everything comes from the manifests', async () => {
  await fill();
  const before = decisions(test.core.internals.db);
  await exportAll();
  const damaged = new ZipFile();
  const zip = await openPromise(archivePath(), { lazyEntries: true, autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    if (entry.fileName === 'metarr.sqlite') bytes.fill(7, 5000, bytes.length - 5000);
    damaged.addBuffer(bytes, entry.fileName);
  }
  zip.close();
  damaged.end();
  rmSync(archivePath());
  await pipeline(damaged.outputStream, createWriteStream(archivePath()));

  const result = await importAll(other);

  expect(result).toMatchObject({ isWhole: false, films: 30, shows: 2 });
  expect(result.problems).toMatchObject([{ file: 'metarr.sqlite' }]);
  const after = decisions(other.core.internals.db);
  for (const what of Object.keys(before)) expect(after[what], what).toEqual(before[what]);
});

it('an export or an import that is stopped leaves nothing half done, and can be done again', async () => {
  await fill();
  const { runner } = test.core.internals;
  const { jobId } = await test.call('archive.export', { path: archivePath(), hasArtwork: true });
  await test.call('jobs.cancel', { id: jobId });
  expect((await runner.waitFor(jobId)).status).toBe('cancelled');
  const left = (): string[] => readdirSync(test.root).filter((name) => name.startsWith('everything'));
  expect(left()).toEqual([]);
  expect(readdirSync(test.dataDir).filter((name) => name.startsWith('export-'))).toEqual([]);
  await exportAll();

  const before = idsOf(other, 'movie');
  const importing = await other.call('archive.import', { path: archivePath(), mappings: [] });
  await other.call('jobs.cancel', { id: importing.jobId });
  expect((await other.core.internals.runner.waitFor(importing.jobId)).status).toBe('cancelled');
  expect(readdirSync(other.dataDir).filter((name) => /^import-|incoming/.test(name))).toEqual([]);
  expect(idsOf(other, 'movie')).toEqual(before);
  expect(await importAll(other)).toMatchObject({ isWhole: true, films: 30, shows: 2, problems: [] });
});
