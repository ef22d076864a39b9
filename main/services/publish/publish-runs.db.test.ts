import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PublishRun, PublishRunItem } from '../../../contract/publish-runs.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import { sha256 } from '../../files/hash-file.ts';
import { getJob } from '../../store/job.store.ts';
import { endRunItem, waitingRunItems } from '../../store/publish-run.store.ts';
import { markStaged, openJournal } from '../../store/publish.store.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { get, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

const folderOf = (number: number): string => path.join(test.libraryDir, `Film ${String(number)} (1979)`);
const nfoOf = (number: number): string => path.join(folderOf(number), `Film ${String(number)} (1979).nfo`);

/** Films with an NFO each, scanned; answers their ids in the order of their numbers. */
async function films(count: number): Promise<number[]> {
  for (let number = 1; number <= count; number++) {
    const nfo = movieNfo(`  <title>Film ${String(number)}</title>`);
    writeFilm(test.libraryDir, { folder: path.basename(folderOf(number)), nfo });
  }
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  return rows.sort((a, b) => Number(a.title.slice(5)) - Number(b.title.slice(5))).map(({ id }) => id);
}

async function publishMany(ids: number[]): Promise<PublishRun> {
  const { jobId, runId } = await test.call('publish.many', { items: ids.map(film) });
  return ended(jobId, runId);
}

async function ended(jobId: number, runId: number): Promise<PublishRun> {
  await test.core.internals.runner.waitFor(jobId);
  return test.call('publish.run', { runId });
}

async function report(runId: number): Promise<PublishRunItem[]> {
  return (await test.call('publish.runItems', { runId })).items;
}

const sumOf = ({ counts }: PublishRun): number => counts.written + counts.unchanged + counts.leftOut + counts.failed;

/** Publishes, and pauses as soon as the job runs. */
async function pausedRun(ids: number[]): Promise<{ jobId: number; runId: number }> {
  const { db, runner } = test.core.internals;
  const started = await test.call('publish.many', { items: ids.map(film) });
  while (getJob(db, started.jobId)?.status === 'pending') await nextTurn();
  runner.pause(started.jobId);
  await runner.whenIdle();
  return started;
}

describe('a run', () => {
  it('says of a collection with something to write that there is no place for it', async () => {
    const { id } = await test.call('sets.create', { name: 'Harbour Films' });
    const set = { type: 'set', id } as const;
    await test.call('items.setField', { item: set, field: 'overview', value: 'All by the sea.' });
    const { jobId, runId } = await test.call('publish.many', { items: [set] });
    expect((await ended(jobId, runId)).counts).toEqual({ written: 0, unchanged: 0, leftOut: 1, failed: 0 });
    expect(await report(runId)).toMatchObject([{ item: set, outcome: 'left_out', reasonCode: 'no_set_folder' }]);
    expect((await get(set)).hasUnpublishedChanges).toBe(true);
  });

  it('reports what was written, unchanged, left out and failed, and goes on past each', async () => {
    const [one = 0, two = 0, three = 0, four = 0] = await films(4);
    await publishMany([one]);
    await choose(two, 'poster', await picture('red'));
    // Never read by a scan, and in the way.
    const obstacle = path.join(folderOf(2), 'Film 2 (1979)-poster.jpg');
    writeFileSync(obstacle, await picture('blue'));
    renameSync(folderOf(3), `${folderOf(3)}.away`);
    const run = await publishMany([one, two, three, four]);
    expect(run).toMatchObject({
      action: 'publish',
      label: 'Publish 4 films',
      requestedBy: 'manual',
      state: 'completed',
      total: 4,
      counts: { written: 1, unchanged: 1, leftOut: 1, failed: 1 },
      files: 1,
      undoable: 1,
    });
    expect(run.finishedAt).not.toBeNull();
    const items = await report(run.id);
    expect(items.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Film 1', 'unchanged'],
      ['Film 2', 'left_out'],
      ['Film 3', 'failed'],
      ['Film 4', 'written'],
    ]);
    expect(items[1]).toMatchObject({
      reasonCode: 'conflict',
      reason: expect.stringContaining('-poster.jpg') as string,
    });
    expect(items[2]?.reason).toBeTruthy();
    expect(items[3]).toMatchObject({ files: 1, item: film(four) });
    expect((await test.call('publish.runItems', { runId: run.id, outcomes: ['failed'] })).items).toHaveLength(1);
    const page = await test.call('publish.runItems', { runId: run.id, after: 0, limit: 2 });
    expect([page.items.map(({ position }) => position), page.hasMore]).toEqual([[1, 2], true]);

    renameSync(`${folderOf(3)}.away`, folderOf(3));
    rmSync(obstacle);
    const { jobId, runId } = await test.call('publish.retryRun', { runId: run.id });
    expect((await ended(jobId, runId)).counts).toEqual({ written: 2, unchanged: 0, leftOut: 0, failed: 0 });
    expect(await test.codeOf('publish.retryRun', { runId })).toBe('conflict');
    const { runs, hasMore } = await test.call('publish.runs', { limit: 2 });
    expect([runs.map(({ id }) => id), hasMore]).toEqual([[runId, run.id], true]);
  });

  it('of a library takes all of it once, and is not begun twice', async () => {
    await films(3);
    const [library] = await test.call('libraries.list', {});
    const libraryId = library?.id ?? 0;
    await test.call('jobs.pauseAll', {});
    const first = await test.call('publish.library', { libraryId });
    expect(await test.call('publish.library', { libraryId })).toEqual(first);
    await test.call('jobs.resumeAll', {});
    const run = await ended(first.jobId, first.runId);
    expect(run).toMatchObject({ total: 3, counts: { written: 3 }, libraryId, label: `Publish ${library?.name ?? ''}` });
    expect(await test.codeOf('publish.library', { libraryId: 99 })).toBe('not_found');
  });

  it('stops when it is paused, says so after a restart too, and then does the rest, each once', async () => {
    const ids = await films(12);
    const { jobId, runId } = await pausedRun(ids);
    const paused = await test.call('publish.run', { runId });
    expect(paused.state).toBe('paused');
    expect(sumOf(paused)).toBeLessThan(12);
    await test.restart();
    expect(await test.call('publish.run', { runId })).toMatchObject({ state: 'paused', counts: paused.counts });
    await test.call('jobs.resume', { id: jobId });
    const run = await ended(jobId, runId);
    expect(run).toMatchObject({ state: 'completed', total: 12, counts: { written: 12 }, files: 12 });
    for (const id of ids) expect(await test.call('publish.history', { item: film(id) })).toHaveLength(1);
  });

  it('counts once what a crash interrupted and the next start finished', async () => {
    const ids = await films(12);
    const { jobId, runId } = await pausedRun(ids);
    const { db, pool } = test.core.internals;
    const listed = waitingRunItems(db, runId, -1, 1)[0];
    // Paused before it was listed: let it list, as a later start would.
    if (listed === undefined) {
      await test.call('jobs.resume', { id: jobId });
      expect((await ended(jobId, runId)).counts.written).toBe(12);
      return;
    }
    const number = ids.indexOf(listed.item.id) + 1;
    const target = nfoOf(number);
    const bytes = Buffer.from(movieNfo('  <title>From the crash</title>'));
    const step = {
      seq: 0,
      op: 'replace' as const,
      path: target,
      tempPath: newTempPath(target),
      beforeHash: sha256(readFileSync(target)),
      afterHash: sha256(bytes),
    };
    const journalId = openJournal(db, {
      item: listed.item,
      action: 'publish',
      directoryPath: folderOf(number),
      steps: [{ ...step, assetType: null }],
      publishedBy: 'manual',
      run: { id: runId, position: listed.position },
      undoesId: null,
      republishesId: null,
    });
    const staged = await pool.run('stagePublish', {
      cacheDir: path.join(test.dataDir, 'cache'),
      folderPath: folderOf(number),
      steps: [{ ...step, source: { kind: 'bytes', bytes } }],
    });
    expect(staged.ok).toBe(true);
    markStaged(db, journalId, []);
    await test.restart();
    expect((await report(runId))[listed.position]).toMatchObject({ outcome: 'written', files: 1 });
    // The first word stands.
    endRunItem(test.core.internals.db, runId, listed.position, { outcome: 'failed', title: '' });
    await test.call('jobs.resume', { id: jobId });
    expect(await ended(jobId, runId)).toMatchObject({ total: 12, counts: { written: 12, failed: 0 } });
    expect(readFileSync(target, 'utf8')).toContain('From the crash');
  });

  it('that is cancelled keeps its report, and goes on where it was when it is tried again', async () => {
    const ids = await films(12);
    const { jobId, runId } = await pausedRun(ids);
    await test.call('jobs.cancel', { id: jobId });
    const cancelled = await test.call('publish.run', { runId });
    expect(cancelled.state).toBe('cancelled');
    await test.call('jobs.retry', { id: jobId });
    expect(await ended(jobId, runId)).toMatchObject({ state: 'completed', counts: { written: 12 } });
  });

  it('outlives its job and its items', async () => {
    const [one = 0] = await films(2);
    const run = await publishMany([one, 999]);
    expect(run.counts).toEqual({ written: 1, unchanged: 0, leftOut: 0, failed: 1 });
    test.core.internals.db.prepare('DELETE FROM job_queue').run();
    test.core.internals.db.prepare('DELETE FROM movies').run();
    const after = await test.call('publish.run', { runId: run.id });
    expect(after).toMatchObject({ state: 'completed', jobId: null, undoable: 0 });
    expect((await report(run.id)).map(({ title }) => title)).toEqual(['Film 1', '']);
    expect(await test.codeOf('publish.run', { runId: 99 })).toBe('not_found');
  });
});

describe('undoing a run', () => {
  it('puts every file back as it was, and reports what it could not', async () => {
    const ids = await films(5);
    const before = tree(test.libraryDir);
    await choose(ids[0] ?? 0, 'poster', await picture('red'));
    const run = await publishMany(ids);
    expect(run.counts.written).toBe(5);
    const published = tree(test.libraryDir);
    expect(published).not.toEqual(before);
    const { jobId, runId } = await test.call('publish.undoRun', { runId: run.id });
    const undone = await ended(jobId, runId);
    expect(undone).toMatchObject({
      action: 'undo',
      label: 'Undo: Publish 5 films',
      total: 5,
      counts: { written: 5, unchanged: 0, leftOut: 0, failed: 0 },
      files: 6,
      undoesRunId: run.id,
    });
    expect(tree(test.libraryDir)).toEqual(before);
    expect(await test.call('publish.run', { runId: run.id })).toMatchObject({ undoneByRunId: runId, undoable: 0 });
    expect(await test.codeOf('publish.undoRun', { runId: run.id })).toBe('conflict');

    const again = await publishMany(ids);
    expect(tree(test.libraryDir)).toEqual(published);
    // Somebody else writes, and another publication does.
    writeFileSync(nfoOf(2), movieNfo('  <title>Theirs</title>'));
    await test.call('items.setField', { item: film(ids[2] ?? 0), field: 'plot', value: 'Later.' });
    await publishMany([ids[2] ?? 0]);
    const partly = await test.call('publish.undoRun', { runId: again.id });
    expect((await ended(partly.jobId, partly.runId)).counts).toMatchObject({ written: 3, leftOut: 2 });
    const left = (await report(partly.runId)).filter(({ outcome }) => outcome === 'left_out');
    expect(left.map(({ reasonCode }) => reasonCode).sort()).toEqual(['changed_on_disk', 'conflict']);
    expect(readFileSync(nfoOf(2), 'utf8')).toContain('Theirs');
    expect((await test.call('publish.run', { runId: again.id })).undoable).toBe(2);
  });

  it('waits until the run is over', async () => {
    const ids = await films(12);
    const { jobId, runId } = await pausedRun(ids);
    expect(await test.codeOf('publish.undoRun', { runId })).toBe('conflict');
    await test.call('jobs.cancel', { id: jobId });
    const before = await test.call('publish.run', { runId });
    expect(await test.codeOf('publish.undoRun', { runId })).toBe(before.undoable === 0 ? 'conflict' : 'ok');
    await test.core.internals.runner.whenIdle();
  });
});

describe('what an earlier publication left', () => {
  /** As a power cut would leave it: journalled, and nothing known of what was staged. Answers where that would be. */
  function interrupt(one: number): string {
    const target = nfoOf(1);
    const tempPath = newTempPath(target);
    const beforeHash = sha256(readFileSync(target));
    const afterHash = sha256(Buffer.from(movieNfo('  <title>Interrupted</title>')));
    openJournal(test.core.internals.db, {
      item: film(one),
      action: 'publish',
      directoryPath: folderOf(1),
      steps: [{ seq: 0, op: 'replace', path: target, tempPath, beforeHash, afterHash, assetType: null }],
      publishedBy: 'manual',
      run: null,
      undoesId: null,
      republishesId: null,
    });
    return tempPath;
  }

  it('because the disk went away fails the film with the reason, and is settled by the next once it is back', async () => {
    const [one = 0] = await films(1);
    interrupt(one);
    renameSync(test.libraryDir, `${test.libraryDir}.away`);
    mkdirSync(test.libraryDir);
    const away = await publishMany([one]);
    expect((await report(away.id))[0]).toMatchObject({ outcome: 'failed', reasonCode: 'library_offline' });
    rmSync(test.libraryDir, { recursive: true });
    renameSync(`${test.libraryDir}.away`, test.libraryDir);
    expect((await publishMany([one])).counts.written).toBe(1);
    expect(await get(one)).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
  });

  it('and cannot be removed is named, and nothing is written beside it', async () => {
    const [one = 0] = await films(1);
    const temp = interrupt(one);
    const before = readFileSync(nfoOf(1), 'utf8');
    mkdirSync(temp);
    const refused = await publishMany([one]);
    const [entry] = await report(refused.id);
    expect(entry).toMatchObject({ outcome: 'failed', reasonCode: 'io_error' });
    expect(entry?.reason).toContain(`The temporary file ${temp} could not be removed`);
    expect(readFileSync(nfoOf(1), 'utf8')).toBe(before);
    rmSync(temp, { recursive: true });
    expect((await publishMany([one])).counts.written).toBe(1);
  });
});
