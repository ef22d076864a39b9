import { existsSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test as it } from 'vitest';
import type { CacheRebuildResult } from '../../../contract/recovery.ts';
import { picture } from '../../__testing__/test-films.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { publishing, tree, type Tree } from '../../__testing__/test-publishing.ts';
import { examine } from '../system/doctor.ts';
import { idsOf, writeLibraries } from './__testing__/decided-library.ts';
import { rebuildWithWorkers } from '../../compose-rebuild.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(() => test.discard());

const { publish, choose } = publishing(() => test);

/** A library of films with artwork, published. Answers its files that are no videos. */
async function published(films: number): Promise<Tree> {
  await writeLibraries(test, { films, shows: 0, episodes: 0 });
  await test.scan();
  for (const id of idsOf(test, 'movie')) {
    await choose(id, 'fanart', await picture(`hsl(${String(id * 31)}, 40%, 50%)`));
    await publish(id);
  }
  return sidecars();
}

function sidecars(): Tree {
  return Object.fromEntries(Object.entries(tree(test.libraryDir)).filter(([name]) => !name.endsWith('.mkv')));
}

async function libraryId(): Promise<number> {
  return (await test.call('libraries.list', {}))[0]?.id ?? 0;
}

async function restore(): Promise<CacheRebuildResult> {
  const { jobId } = await test.call('cacheRebuild.run', { libraryId: await libraryId() });
  const job = await test.core.internals.runner.waitFor(jobId);
  expect(job.errorMessage).toBeNull();
  return job.result as unknown as CacheRebuildResult;
}

it('a library whose folder is gone gets every published file back, byte for byte, and can be undone', async () => {
  const before = await published(12);
  const records = test.core.internals.db.prepare('SELECT path FROM published_files').pluck().all() as string[];
  rmSync(test.libraryDir, { recursive: true });

  const preview = await test.call('cacheRebuild.preview', { libraryId: await libraryId() });
  expect(preview).toMatchObject({ total: records.length, inPlace: 0, changed: 0, noBytes: 0 });
  expect(preview.missing).toMatchObject({ files: records.length, items: 12 });
  expect(existsSync(test.libraryDir)).toBe(false);

  const result = await restore();
  expect(result).toMatchObject({ restored: records.length, changed: 0, noBytes: 0, failed: 0 });
  const after = tree(test.libraryDir);
  for (const file of records) {
    const name = path.relative(test.libraryDir, file);
    expect(after[name], name).toBe(before[name]);
  }
  expect((await examine(test.core.internals.db, test.core.internals.pool)).problems).toEqual([]);

  const undo = await test.call('publish.undoRun', { runId: result.runId ?? 0 });
  await test.core.internals.runner.waitFor(undo.jobId);
  expect(existsSync(test.libraryDir)).toBe(false);
});

it('puts back only what is missing, and leaves alone what somebody else wrote', async () => {
  await published(3);
  const records = test.core.internals.db
    .prepare('SELECT path FROM published_files ORDER BY path')
    .pluck()
    .all() as string[];
  const [first = '', second = ''] = records;
  unlinkSync(first);
  writeFileSync(second, 'written by somebody else, and longer than a picture of one colour could be');
  const before = tree(test.libraryDir);

  const result = await restore();

  expect(result).toMatchObject({ restored: 1, changed: 1, inPlace: records.length - 2 });
  expect(result.problems).toEqual([{ path: second, reason: 'Another file lies there by now. It was left alone.' }]);
  const after = tree(test.libraryDir);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
  for (const [name, hash] of Object.entries(before)) expect(after[name]).toBe(hash);
});

it('a second time there is nothing to do', async () => {
  await published(2);
  const result = await restore();
  expect(result).toMatchObject({ restored: 0, runId: null });
});

it('writes nothing where the disk that the library was on is away', async () => {
  await published(2);
  rmSync(test.libraryDir, { recursive: true });
  test.core.internals.db.prepare(`UPDATE libraries SET root_device = 'another'`).run();
  expect(await test.codeOf('cacheRebuild.run', { libraryId: await libraryId() })).toBe('library_offline');
  expect(existsSync(test.libraryDir)).toBe(false);
});

it('after the database was rebuilt, a library still comes back from the cache', async () => {
  const before = await published(4);
  await test.core.internals.manifests.flush();
  await test.restart(async () => {
    rmSync(path.join(test.dataDir, 'metarr.sqlite'));
    const workerUrl = pathToFileURL(path.join(process.env['METARR_TEST_WORKERS'] ?? '', 'worker.js'));
    await rebuildWithWorkers({ dataDir: test.dataDir, workerUrl, appVersion: '0.0.0-test' });
  });
  await test.core.internals.runner.whenIdle();
  const records = test.core.internals.db.prepare('SELECT path FROM published_files').pluck().all() as string[];
  for (const file of records) unlinkSync(file);

  const result = await restore();

  expect(result.restored).toBe(records.length);
  const after = tree(test.libraryDir);
  for (const file of records) {
    const name = path.relative(test.libraryDir, file);
    expect(after[name]).toBe(before[name]);
  }
});
