import { readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { canMount, mountSmallDisk } from '../../__testing__/test-mount.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';
import { ALIEN_NFO, film, publishing, tree } from '../../__testing__/test-publishing.ts';

let test: TestCore;
const { alien, get, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

describe('undoing a publication', () => {
  it('puts back the exact bytes, brings back what was removed, and removes what was created', async () => {
    const { folder, id } = await alien({
      'poster.jpg': await picture('red'),
      'fanart.png': await picture('blue', 'png'),
    });
    const before = tree(folder);
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Changed' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'fanart', await picture('black'));
    await choose(id, 'banner', await picture('white'));
    const { journalId, written } = await publish(id);
    expect(tree(folder)).not.toEqual(before);
    const { restored } = await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(restored).toBe(written);
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    // What the person wanted is wanted still.
    expect((await get(id)).values.title).toBe('Changed');
    await test.scan();
    expect((await get(id)).values.title).toBe('Changed');
    await publish(id);
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toContain('Changed');
  });

  it('recovers a poster that somebody else had made', async () => {
    const foreign = await picture('red');
    const { folder, id } = await alien({ 'poster.jpg': foreign });
    await choose(id, 'poster', await picture('green'));
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(preview.files.find((file) => file.name === 'poster.jpg')).toMatchObject({ op: 'replace', isForeign: true });
    const { journalId } = await publish(id);
    await test.restart();
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(readFileSync(path.join(folder, 'poster.jpg')).equals(foreign)).toBe(true);
  });

  it('works backwards, one publication after the other', async () => {
    const { folder, id } = await alien();
    const states = [tree(folder)];
    const journals: number[] = [];
    for (const value of ['One', 'Two', 'Three']) {
      await test.call('items.setField', { item: film(id), field: 'plot', value });
      journals.push((await publish(id)).journalId ?? 0);
      states.push(tree(folder));
    }
    expect(await test.codeOf('publish.undo', { journalId: journals[0] ?? 0 })).toBe('conflict');
    for (let i = 2; i >= 0; i--) {
      expect(await test.codeOf('publish.undo', { journalId: journals[i] ?? 0 })).toBe('ok');
      expect(tree(folder)).toEqual(states[i]);
      expect(await test.codeOf('publish.undo', { journalId: journals[i] ?? 0 })).toBe('conflict');
    }
    expect(await test.codeOf('publish.undo', { journalId: 9_999 })).toBe('not_found');
  });

  it('is refused when somebody changed a file since, and changes nothing', async () => {
    const { folder, id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    const { journalId } = await publish(id);
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), ALIEN_NFO.replace('Horror', 'Somebody else'));
    const before = tree(folder);
    expect(await test.codeOf('publish.undo', { journalId: journalId ?? 0 })).toBe('changed_on_disk');
    expect(tree(folder)).toEqual(before);
  });
});

describe('what is on the disk has changed', () => {
  it('since the preview: refused, nothing written', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    const { planHash } = await test.call('publish.preview', { item: film(id) });
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), ALIEN_NFO.replace('Horror', 'Comedy'));
    const before = tree(folder);
    expect(await test.codeOf('publish.apply', { item: film(id), planHash })).toBe('changed_on_disk');
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).state).not.toBe('error_publish');
  });

  it('in a picture that Metarr has not seen: a conflict, nothing written, and the film says so', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('magenta'));
    const before = tree(folder);
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(preview.files.find((file) => file.name === 'poster.jpg')).toMatchObject({ op: 'conflict' });
    expect(preview.isUnchanged).toBe(false);
    expect(await test.codeOf('publish.apply', { item: film(id), planHash: preview.planHash })).toBe('conflict');
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).state).toBe('error_publish');
    // Taking it in first resolves it, as the message says.
    await test.scan();
    expect((await publish(id)).isUnchanged).toBe(false);
    expect((await get(id)).state).toBe('published');
  });

  it('in a picture that was deleted: it comes back', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await publish(id);
    const before = tree(folder);
    unlinkSync(path.join(folder, 'poster.jpg'));
    await publish(id);
    expect(tree(folder)).toEqual(before);
    unlinkSync(path.join(folder, 'poster.jpg'));
    await test.scan();
    await publish(id);
    expect(Object.values(tree(folder)).sort()).toEqual(Object.values(before).sort());
  });
});

describe('a disk that refuses', () => {
  /** Three films; the middle one lies where writing fails. Answers how publishing all of them went. */
  async function publishThree(spoil: (folder: string) => () => void, expectedCode: string): Promise<void> {
    for (const name of ['A', 'B', 'C']) {
      writeFilm(test.libraryDir, {
        folder: `${name} (2001)`,
        nfo: movieNfo(`<title>${name}</title>`),
        files: { 'poster.jpg': await picture('red') },
      });
    }
    await test.scan();
    const ids = (await test.call('movies.page', {})).rows.map((row) => row.id);
    for (const id of ids) {
      await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
      await choose(id, 'poster', await picture(`rgb(1, 2, ${String(id)})`, 'png', { width: 300, height: 300 }));
    }
    const folder = path.join(test.libraryDir, 'B (2001)');
    const mend = spoil(folder);
    try {
      const { jobId } = await test.call('publish.many', { items: ids.map(film) });
      const job = await test.core.internals.runner.waitFor(jobId);
      expect(job).toMatchObject({ status: 'completed', result: { published: 2, unchanged: 0, failed: 1 } });
      const states = await Promise.all(ids.map(async (id) => (await get(id)).state));
      expect(states).toEqual(['published', 'error_publish', 'published']);
      const [newest] = await test.call('publish.history', { item: film(ids[1] ?? 0) });
      expect(newest).toMatchObject({ isSuccess: false, canUndo: false });
      expect(newest?.errorMessage).not.toBe('');
      const preview = await test.reply('publish.preview', { item: film(ids[1] ?? 0) });
      const code = preview.ok
        ? await test.codeOf('publish.apply', {
            item: film(ids[1] ?? 0),
            planHash: (preview.value as { planHash: string }).planHash,
          })
        : preview.error.code;
      expect(code).toBe(expectedCode);
    } finally {
      mend();
    }
    await publish(ids[1] ?? 0);
    expect(await get(ids[1] ?? 0)).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
    expect(Object.keys(tree(test.libraryDir)).filter((name) => name.includes('.metarr-'))).toEqual([]);
  }

  it('because the folder is gone', async () => {
    await publishThree((folder) => {
      renameSync(folder, `${folder}-away`);
      return () => {
        renameSync(`${folder}-away`, folder);
      };
    }, 'not_found');
  });

  it('because a file is in the folder’s place', async () => {
    await publishThree((folder) => {
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, 'no folder');
      return () => {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      };
    }, 'io_error');
  });

  it.skipIf(!canMount)('because it is read-only (needs root, to mount a disk)', async () => {
    const folder = path.join(test.libraryDir, 'B (2001)');
    const disk = mountSmallDisk(folder, 1_024);
    await publishThree(() => {
      disk.setReadOnly();
      return () => {
        disk.setWritable();
      };
    }, 'read_only').finally(() => {
      disk.unmount();
    });
  });

  it.skipIf(!canMount)('because it is full (needs root, to mount a disk)', async () => {
    const folder = path.join(test.libraryDir, 'B (2001)');
    const disk = mountSmallDisk(folder, 64);
    await publishThree(() => {
      const filler = path.join(folder, 'filler.txt');
      const free = (): void => {
        rmSync(filler);
      };
      try {
        writeFileSync(filler, Buffer.alloc(1024 * 1024));
      } catch {
        // Full now.
      }
      return free;
    }, 'disk_full').finally(() => {
      disk.unmount();
    });
  });
});

describe('the record', () => {
  it('holds what was published, the journal with both hashes, and the base line for drift', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    const green = await choose(id, 'poster', await picture('green'));
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    const preview = await test.call('publish.preview', { item: film(id) });
    const { journalId } = await test.call('publish.apply', { item: film(id), planHash: preview.planHash });
    const { db } = test.core.internals;
    const log = db.prepare('SELECT * FROM publish_log').get() as Record<string, string>;
    expect(log).toMatchObject({
      entity_id: id,
      success: 1,
      published_by: 'manual',
      error_message: null,
      nfo_content: preview.nfoText,
      nfo_hash: sha256(Buffer.from(preview.nfoText)),
    });
    expect(
      (JSON.parse(log['assets_published'] ?? '[]') as { content_hash: string }[]).map((a) => a.content_hash).sort(),
    ).toEqual([green, log['nfo_hash']].sort());
    expect(db.prepare('SELECT state, action, publish_log_id FROM publish_journal').all()).toEqual([
      { state: 'committed', action: 'publish', publish_log_id: log['id'] },
    ]);
    const steps = db.prepare('SELECT path, before_hash, after_hash, state FROM publish_steps ORDER BY seq').all();
    expect(steps).toEqual(
      preview.files.map((file) => ({
        path: file.path,
        before_hash: file.beforeHash,
        after_hash: file.afterHash,
        state: 'applied',
      })),
    );
    const base = db.prepare('SELECT path, content_hash, mtime_ms FROM published_files ORDER BY path').all() as {
      path: string;
      content_hash: string;
      mtime_ms: number;
    }[];
    for (const row of base) {
      expect(sha256(readFileSync(row.path))).toBe(row.content_hash);
      expect(Math.floor(statSync(row.path).mtimeMs)).toBe(row.mtime_ms);
    }
    expect(base).toHaveLength(2);
    const history = await test.call('publish.history', { item: film(id) });
    expect(history).toMatchObject([{ journalId, isSuccess: true, action: 'publish', canUndo: true }]);
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(await test.call('publish.history', { item: film(id) })).toMatchObject([
      { action: 'undo', canUndo: false },
      { action: 'publish', canUndo: false },
    ]);
    expect(db.prepare('SELECT count(*) AS n FROM published_files').get()).toEqual({ n: 0 });
  });
});
