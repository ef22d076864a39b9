import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { writeFilm } from '../../__testing__/test-films.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';
import { addLibrary } from '../libraries/library-service.ts';
import { scanJob } from './scan-library.job.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
});

const scans = (): unknown[] => test.core.internals.db.prepare('SELECT status FROM scan_jobs ORDER BY id').pluck().all();

function writeShows(): void {
  for (let show = 0; show < 40; show++) {
    for (let episode = 1; episode <= 15; episode++) {
      const name = `Show ${String(show)}`;
      writeFiles(test.libraryDir, { [`${name}/Season 1/${name} S01E${String(episode).padStart(2, '0')}.mkv`]: null });
    }
  }
}

describe('a scan of shows that is cut short', () => {
  it('is cancelled, keeps what was read, and goes on from there', async () => {
    writeShows();
    const { db, runner } = test.core.internals;
    const { library } = await addLibrary(db, test.core.events, { path: test.libraryDir, type: 'tvshows' });
    const job = runner.enqueue(scanJob(library, { probe: false }));
    const stop = test.core.onEvent(({ name }) => {
      if (name === 'items.changed') runner.cancel(job.id);
    });
    expect((await runner.waitFor(job.id)).status).toBe('cancelled');
    stop();
    expect(scans()).toEqual(['cancelled']);
    const kept = (await test.call('series.count', {})).total;
    expect(kept).toBeGreaterThan(0);
    expect((await test.scan({ type: 'tvshows' })).status).toBe('completed');
    const [after] = await test.call('libraries.list', {});
    expect([after?.itemCount, after?.episodeCount]).toEqual([40, 600]);
    expect((await test.scan({ type: 'tvshows' })).result).toMatchObject({ added: 0, updated: 0, removed: 0 });
  });

  it('is taken up again by the next start', async () => {
    writeShows();
    const { db, runner } = test.core.internals;
    const { library } = await addLibrary(db, test.core.events, { path: test.libraryDir, type: 'tvshows' });
    const seen = new Promise<void>((resolve) => {
      test.core.onEvent(({ name }) => {
        if (name === 'items.changed') resolve();
      });
    });
    runner.enqueue(scanJob(library, { probe: false }));
    await seen;
    await test.restart();
    await test.core.internals.runner.whenIdle();
    const [after] = await test.call('libraries.list', {});
    expect([after?.itemCount, after?.episodeCount]).toEqual([40, 600]);
    expect(scans()).toEqual(['cancelled', 'completed']);
  });
});

describe('a disk that is not the right one', () => {
  it('removes nothing where most of a library is not on it, and says so', async () => {
    for (let film = 0; film < 24; film++) writeFilm(test.libraryDir, { folder: `Film ${String(film)} (2001)` });
    await test.scan();
    const { db } = test.core.internals;
    const away = path.join(test.root, 'away');
    mkdirSync(away);
    for (let film = 0; film < 20; film++) {
      renameSync(path.join(test.libraryDir, `Film ${String(film)} (2001)`), path.join(away, `Film ${String(film)}`));
    }
    db.prepare(`UPDATE libraries SET root_device = 'another'`).run();
    const job = await test.scan();
    expect(job).toMatchObject({ status: 'failed' });
    expect(job.errorMessage).toContain('Another disk');
    expect(await test.call('movies.count', {})).toMatchObject({ total: 24 });
    expect((await test.call('libraries.list', {}))[0]).toMatchObject({ isOnline: false });
    // On the disk that it always was they are gone.
    db.prepare('UPDATE libraries SET root_device = NULL').run();
    expect((await test.scan()).result).toMatchObject({ removed: 20 });
  });

  it('removes nothing of a disk below the library that is not mounted, until its folder is taken away', async () => {
    const disk = path.join(test.libraryDir, 'Disk');
    writeFilm(disk, { folder: 'Tide (1999)' });
    writeFilm(test.libraryDir, { folder: 'Anvil (2001)' });
    await test.scan();
    test.core.internals.db.prepare('UPDATE libraries SET mounts = ?').run(JSON.stringify([disk]));
    rmSync(path.join(disk, 'Tide (1999)'), { recursive: true });
    expect((await test.scan()).result).toMatchObject({ removed: 0, failed: 1 });
    expect((await test.scan()).result).toMatchObject({ removed: 0, failed: 1 });
    rmSync(disk, { recursive: true });
    expect((await test.scan()).result).toMatchObject({ removed: 1, failed: 0 });
  });
});
