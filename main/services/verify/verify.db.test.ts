import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding, Repair, RepairPreview } from '../../../contract/verification.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture, writeFilm } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { verifying } from '../../__testing__/test-verifying.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { alien, get, publish, choose } = publishing(() => test);
const { verify, findings, repair, undo, kinds } = verifying(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  expect(test.errors).toEqual([]);
  await test.discard();
});

/** A film with an NFO and a poster that Metarr wrote. */
async function published(): Promise<{
  folder: string;
  id: number;
  poster: string;
  nfo: string;
  before: ReturnType<typeof tree>;
}> {
  const { folder, id } = await alien();
  await test.call('items.setField', { item: film(id), field: 'plot', value: 'Ours.' });
  await choose(id, 'poster', await picture('green'));
  await publish(id);
  const poster = path.join(folder, 'Alien (1979)-poster.jpg');
  const nfo = path.join(folder, 'Alien (1979).nfo');
  expect(existsSync(poster) && existsSync(nfo)).toBe(true);
  return { folder, id, poster, nfo, before: tree(folder) };
}

const cachedPath = (hash: string): string =>
  test.core.internals.db
    .prepare('SELECT file_path FROM cache_inventory WHERE content_hash = ?')
    .pluck()
    .get(hash) as string;

const only = async (): Promise<Finding> => {
  const found = await findings();
  expect(found).toHaveLength(1);
  return found[0] as Finding;
};

/** Previews, repairs, and says that nothing is wrong afterwards. */
async function mended(choice: Repair): Promise<RepairPreview & { jobId: number }> {
  const ids = (await findings()).map((finding) => finding.id);
  const preview = await test.call('verify.preview', { selection: { ids }, repair: choice });
  const { jobId, result } = await repair({ ids }, choice);
  expect(result).toMatchObject({ repaired: ids.length, failed: 0 });
  expect(await findings()).toEqual([]);
  for (const mode of ['quick', 'full'] as const) expect(await verify(mode)).toMatchObject({ found: 0, offline: null });
  return { ...preview, jobId };
}

describe('a library that is as it was published', () => {
  it.each(['quick', 'full'] as const)(
    'has no findings in a %s look, and none of its files is touched',
    async (mode) => {
      const { folder, before } = await published();
      const times = Object.keys(before).map((name) => statSync(path.join(folder, name)).mtimeMs);
      expect(await verify(mode)).toMatchObject({ found: 0, offline: null });
      expect(tree(folder)).toEqual(before);
      expect(Object.keys(before).map((name) => statSync(path.join(folder, name)).mtimeMs)).toEqual(times);
    },
  );

  it('has none either when only a file’s time was changed, and the next quick look need not read it', async () => {
    const { poster } = await published();
    utimesSync(poster, 1_000_000, 1_000_000);
    expect(await verify()).toMatchObject({ found: 0 });
    expect(
      test.core.internals.db.prepare('SELECT mtime_ms FROM published_files WHERE path = ?').pluck().get(poster),
    ).toBe(1_000_000_000);
  });

  it('is looked at after each scan, and leaves no trace of it', async () => {
    await published();
    await test.scan();
    const runs = await test.call('verify.runs', {});
    expect(runs.every((run) => run.trigger === 'scan' && Object.keys(run.found).length === 0)).toBe(true);
    expect((await test.call('verify.overview', {})).libraries[0]).toMatchObject({ lastRun: null, open: {} });
  });
});

describe('a missing file', () => {
  it('is put back byte for byte, and taken away again by undo', async () => {
    const { folder, poster, nfo, id, before } = await published();
    rmSync(poster);
    rmSync(nfo);
    const without = tree(folder);
    expect(await verify()).toMatchObject({ found: 2 });
    expect(await kinds()).toEqual([
      ['missing', 'Alien (1979)/Alien (1979)-poster.jpg'],
      ['missing', 'Alien (1979)/Alien (1979).nfo'],
    ]);
    const { steps, jobId } = await mended('put_back');
    expect(steps.map((step) => step.op)).toEqual(['create', 'create']);
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).hasUnpublishedChanges).toBe(false);
    await undo(jobId);
    expect(tree(folder)).toEqual(without);
    expect(await kinds()).toHaveLength(2);
    expect(await verify()).toMatchObject({ found: 2 });
    await mended('put_back');
    expect(tree(folder)).toEqual(before);
  });

  it('comes back without the edits that are not published yet, which stay unpublished', async () => {
    const { folder, nfo, id, before } = await published();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'Later.' });
    rmSync(nfo);
    await verify();
    await mended('put_back');
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
  });

  it('can be accepted: then it is neither expected nor chosen any more', async () => {
    const { folder, poster, id } = await published();
    rmSync(poster);
    await verify();
    await mended('adopt');
    await publish(id);
    expect(Object.keys(tree(folder))).not.toContain('Alien (1979)-poster.jpg');
  });

  it('whose bytes are gone from the cache as well is refused with the reason, and stays open', async () => {
    const { poster } = await published();
    rmSync(poster);
    await verify();
    const finding = await only();
    const cached = cachedPath(finding.expectedHash ?? '');
    const bytes = readFileSync(cached);
    rmSync(cached);
    const { result } = await repair({ ids: [finding.id] }, 'put_back');
    expect(result).toMatchObject({ repaired: 0, failed: 1 });
    expect(await kinds()).toContainEqual(['missing', 'Alien (1979)/Alien (1979)-poster.jpg']);
    writeFileSync(cached, bytes);
  });

  it('that was in the library before Metarr came is expected as well, once the film is published', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await publish(id);
    const before = tree(folder);
    rmSync(path.join(folder, 'poster.jpg'));
    await test.scan();
    expect((await only()).kind).toBe('missing');
    await mended('put_back');
    expect(Object.values(tree(folder)).sort()).toEqual(Object.values(before).sort());
  });
});

describe('a changed file', () => {
  it('is put back, and undo brings the change back', async () => {
    const { folder, nfo, before, id } = await published();
    writeFileSync(nfo, readFileSync(nfo, 'utf8').replace('Ours.', 'Theirs'));
    const changed = tree(folder);
    expect(await verify()).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({ kind: 'changed', repairs: ['put_back', 'adopt'] });
    const { steps, jobId } = await mended('put_back');
    expect(steps).toMatchObject([{ op: 'replace', name: 'Alien (1979)/Alien (1979).nfo' }]);
    expect(tree(folder)).toEqual(before);
    await undo(jobId);
    expect(tree(folder)).toEqual(changed);
    expect(await only()).toMatchObject({ kind: 'changed' });
    // What was never read is not taken for read by this.
    await mended('adopt');
    expect((await get(id)).values.plot).toBe('Theirs');
  });

  it('of the same size and time is found by a full look only, and a quick one does not forget it', async () => {
    const { poster } = await published();
    // Whole seconds: setting a file's own fraction of a second again may come out a millisecond off.
    utimesSync(poster, 1_000, 1_000);
    expect(await verify('quick')).toMatchObject({ found: 0 });
    const bytes = readFileSync(poster);
    bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
    writeFileSync(poster, bytes);
    utimesSync(poster, 1_000, 1_000);
    expect(await verify('quick')).toMatchObject({ found: 0 });
    expect(await verify('full')).toMatchObject({ found: 1 });
    expect(await verify('quick')).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({ kind: 'changed' });
    await mended('put_back');
  });

  it('can be accepted: the film takes in what it says, and is expected like that', async () => {
    const { nfo, poster, id } = await published();
    writeFileSync(nfo, readFileSync(nfo, 'utf8').replace('Ours.', 'Theirs.'));
    writeFileSync(poster, await picture('blue'));
    await verify();
    await mended('adopt');
    expect((await get(id)).values.plot).toBe('Theirs.');
    expect((await publish(id)).isUnchanged).toBe(true);
    rmSync(nfo);
    await verify();
    await mended('put_back');
    expect(readFileSync(nfo, 'utf8')).toContain('Theirs.');
  });
});

describe('a file under a wrong name', () => {
  it('gets its name back, and undo takes it again', async () => {
    const { folder, poster, before } = await published();
    renameSync(poster, path.join(folder, 'my favourite.jpg'));
    const renamed = tree(folder);
    expect(await verify()).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({ kind: 'wrong_name', otherPath: path.join(folder, 'my favourite.jpg') });
    const { steps, jobId } = await mended('rename_back');
    expect(steps).toMatchObject([{ op: 'rename', fromName: 'Alien (1979)/my favourite.jpg' }]);
    expect(tree(folder)).toEqual(before);
    await undo(jobId);
    expect(tree(folder)).toEqual(renamed);
  });

  it('can keep it', async () => {
    const { folder, poster } = await published();
    renameSync(poster, path.join(folder, 'my favourite.jpg'));
    const renamed = tree(folder);
    await verify();
    await mended('adopt');
    expect(tree(folder)).toEqual(renamed);
  });
});

describe('what is left over', () => {
  it('of a purged film is found and removed, and undo brings it back', async () => {
    const { folder, id } = await published();
    rmSync(path.join(folder, 'Alien (1979).mkv'));
    writeFilm(test.libraryDir, { folder: 'Tide (1999)' });
    await test.scan();
    const { db } = test.core.internals;
    db.prepare('DELETE FROM movies WHERE id = ?').run(id);
    const before = tree(folder);
    expect(await verify()).toMatchObject({ found: 2 });
    expect(await kinds()).toEqual([
      ['orphan', 'Alien (1979)/Alien (1979)-poster.jpg'],
      ['orphan', 'Alien (1979)/Alien (1979).nfo'],
    ]);
    const { jobId } = await mended('remove');
    expect(tree(folder)).toEqual({});
    await undo(jobId);
    expect(tree(folder)).toEqual(before);
    expect(await verify()).toMatchObject({ found: 2 });
  });

  it('of a film in the trash is found, and is its own again when it is restored', async () => {
    const { folder, id } = await published();
    await test.call('movies.remove', { ids: [id] });
    await verify();
    expect((await kinds()).map(([kind]) => kind)).toEqual(['orphan', 'orphan']);
    const { jobId } = await mended('remove');
    await undo(jobId);
    await test.call('movies.restore', { ids: [id] });
    expect(await verify()).toMatchObject({ found: 0 });
    expect(Object.keys(tree(folder))).toHaveLength(3);
  });

  it('by an interrupted write is found and removed', async () => {
    const { folder, before } = await published();
    writeFileSync(path.join(folder, '.metarr-0123456789ab.tmp'), 'half');
    expect(await verify()).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({ kind: 'orphan', reason: 'interrupted_write' });
    await mended('remove');
    expect(tree(folder)).toEqual(before);
  });
});

describe('the cache', () => {
  it.each(['missing', 'damaged'] as const)('takes %s bytes out of the library again', async (how) => {
    const { poster } = await published();
    const hash = tree(path.dirname(poster))[path.basename(poster)] ?? '';
    const cached = cachedPath(hash);
    if (how === 'missing') rmSync(cached);
    else writeFileSync(cached, 'x'.repeat(statSync(cached).size));
    expect(await verify('full')).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({ kind: 'corrupt_cache', path: cached });
    await mended('recache');
    expect(readFileSync(cached).equals(readFileSync(poster))).toBe(true);
  });

  it('cannot take them out of a library that has lost them, too', async () => {
    const { poster } = await published();
    const hash = tree(path.dirname(poster))[path.basename(poster)] ?? '';
    const cached = cachedPath(hash);
    const bytes = readFileSync(cached);
    rmSync(cached);
    rmSync(poster);
    await verify();
    const corrupt = (await findings()).filter((finding) => finding.kind === 'corrupt_cache').map(({ id }) => id);
    const { result } = await repair({ ids: corrupt }, 'recache');
    expect(result).toMatchObject({ repaired: 0, failed: 1 });
    writeFileSync(cached, bytes);
    expect(await verify()).toMatchObject({ found: 1 });
  });
});

describe('what cannot be read', () => {
  it('is one finding of the file, with the reason', async () => {
    const { poster } = await published();
    rmSync(poster);
    mkdirSync(poster);
    expect(await verify()).toMatchObject({ found: 1 });
    expect(await only()).toMatchObject({
      kind: 'unreadable',
      repairs: [],
      reason: expect.stringContaining(poster) as string,
    });
  });

  it('is one finding of the library when all of it is away, and none of its files', async () => {
    const { poster } = await published();
    rmSync(poster);
    await verify();
    const away = `${test.libraryDir}-away`;
    renameSync(test.libraryDir, away);
    expect((await verify()).offline).toContain(test.libraryDir);
    expect((await findings()).filter(({ kind }) => kind === 'offline')).toHaveLength(1);
    mkdirSync(test.libraryDir);
    expect((await verify()).offline).toContain('empty');
    expect((await kinds()).map(([kind]) => kind).sort()).toEqual(['missing', 'offline']);
    rmSync(test.libraryDir, { recursive: true });
    renameSync(away, test.libraryDir);
    await verify();
    expect((await kinds()).map(([kind]) => kind)).toEqual(['missing']);
  });
});

describe('a verification', () => {
  it('that was interrupted goes on behind what it has judged, and ends as one run', async () => {
    const { poster, id } = await published();
    rmSync(poster);
    const { db, runner } = test.core.internals;
    runner.setPaused(true);
    const { jobIds } = await test.call('verify.start', {});
    const [jobId] = jobIds;
    // As a crash leaves it: the film is judged already, what is missing of it is not looked for again.
    db.prepare(
      `INSERT INTO verify_runs (library_id, mode, started_by, status, job_id, cursor, started_at, checked_files)
       SELECT id, 'quick', 'manual', 'running', ?, ?, '2026-01-01T00:00:00.000Z', 7 FROM libraries`,
    ).run(jobId, JSON.stringify({ type: 'movie', id }));
    await test.restart();
    const job = await test.core.internals.runner.waitFor(jobId ?? 0);
    expect(job).toMatchObject({ status: 'completed', result: { found: 0, checked: 7 } });
    expect(await test.call('verify.runs', {})).toMatchObject([{ status: 'completed', checkedFiles: 7 }]);
    expect(await verify()).toMatchObject({ found: 1 });
  });

  it('whose job is gone is told as failed, and another begins anew', async () => {
    await published();
    const { db } = test.core.internals;
    db.prepare(
      `INSERT INTO verify_runs (library_id, mode, started_by, status, job_id, started_at)
       SELECT id, 'full', 'manual', 'running', 99999, '2026-01-01T00:00:00.000Z' FROM libraries`,
    ).run();
    await test.restart();
    expect((await test.call('verify.runs', {}))[0]).toMatchObject({ status: 'failed', mode: 'full' });
    expect(await verify()).toMatchObject({ found: 0 });
  });

  it('that is cancelled keeps what it found before', async () => {
    const { poster } = await published();
    rmSync(poster);
    await verify();
    test.core.internals.runner.setPaused(true);
    const { jobIds } = await test.call('verify.start', { mode: 'full' });
    await test.call('jobs.cancel', { id: jobIds[0] ?? 0 });
    test.core.internals.runner.setPaused(false);
    expect(await kinds()).toEqual([['missing', 'Alien (1979)/Alien (1979)-poster.jpg']]);
  });

  it('of another disk in the library’s place is one finding', async () => {
    const { poster } = await published();
    rmSync(path.dirname(poster), { recursive: true });
    writeFilm(test.libraryDir, { folder: 'Something else (2001)' });
    test.core.internals.db.prepare(`UPDATE libraries SET root_device = 'another'`).run();
    expect((await verify()).offline).toContain('Another disk');
    expect(await only()).toMatchObject({ kind: 'offline', repairs: [] });
  });
});
