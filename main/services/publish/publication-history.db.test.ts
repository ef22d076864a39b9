import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PublishRecord } from '../../../contract/publishing.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { ALIEN_NFO, film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';

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

const NFO = 'Alien (1979).nfo';

async function publishPlot(id: number, value: string): Promise<number> {
  await test.call('items.setField', { item: film(id), field: 'plot', value });
  return (await publish(id)).journalId ?? 0;
}

const history = (id: number): Promise<PublishRecord[]> => test.call('publish.history', { item: film(id) });

async function recordOf(id: number, journalId: number): Promise<PublishRecord | undefined> {
  return (await history(id)).find((record) => record.journalId === journalId);
}

describe('any publication', () => {
  it('can be undone while nothing has touched its files since, and the later ones stand', async () => {
    const { folder, id } = await alien();
    const before = tree(folder);
    await choose(id, 'poster', await picture('red'));
    const { journalId: first } = await publish(id);
    const afterPoster = readFileSync(path.join(folder, NFO));
    await choose(id, 'banner', await picture('blue'));
    const { journalId: second } = await publish(id);
    expect(readFileSync(path.join(folder, NFO)).equals(afterPoster)).toBe(true);
    await test.call('publish.undo', { journalId: first ?? 0 });
    const name = Object.keys(tree(folder)).find((file) => file.endsWith('banner.jpg')) ?? '';
    expect(tree(folder)).toEqual({ ...before, [name]: tree(folder)[name] });
    expect(await recordOf(id, second ?? 0)).toMatchObject({ canUndo: true, undoBlock: null });
    expect(await recordOf(id, first ?? 0)).toMatchObject({ canUndo: false, undoBlock: { code: 'undone' } });
    await test.call('publish.undo', { journalId: second ?? 0 });
    expect(tree(folder)).toEqual(before);
  });

  it('that was written over says so, and can be undone once the later one is', async () => {
    const { folder, id } = await alien();
    const first = await publishPlot(id, 'One.');
    const second = await publishPlot(id, 'Two.');
    expect(await recordOf(id, first)).toMatchObject({ canUndo: false, undoBlock: { code: 'written_since' } });
    expect(await test.codeOf('publish.undo', { journalId: first })).toBe('conflict');
    await test.call('publish.undo', { journalId: second });
    expect(await recordOf(id, first)).toMatchObject({ canUndo: true });
    // What is back is a file of Metarr's: publishing over it is no conflict with anybody.
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    await publish(id);
    expect(readFileSync(path.join(folder, NFO), 'utf8')).toContain('Two.');
  });

  it('whose earlier bytes are not kept any more says so', async () => {
    const { id } = await alien();
    const journalId = await publishPlot(id, 'One.');
    const { db } = test.core.internals;
    const hash = sha256(Buffer.from(ALIEN_NFO));
    const row = db.prepare('SELECT file_path FROM cache_inventory WHERE content_hash = ?').get(hash) as {
      file_path: string;
    };
    db.exec('DROP TRIGGER keep_referenced_cache_asset');
    db.prepare('DELETE FROM cache_inventory WHERE content_hash = ?').run(hash);
    rmSync(row.file_path);
    expect(await recordOf(id, journalId)).toMatchObject({ canUndo: false, undoBlock: { code: 'bytes_gone' } });
    expect(await test.codeOf('publish.undo', { journalId })).toBe('file_missing');
  });

  it('takes the folders along that it had made, once they are empty', async () => {
    const { folder, id } = await alien();
    const hash = await choose(id, 'fanart', await picture('red'));
    const made = path.join(folder, 'extrafanart');
    const target = path.join(made, 'fanart1.jpg');
    const step = { seq: 0, op: 'create', path: target, tempPath: newTempPath(target), beforeHash: null } as const;
    const write = (): Promise<number> =>
      test.core.internals.publisher.write(film(id), {
        folderPath: folder,
        steps: [{ ...step, afterHash: hash, source: { kind: 'cache', hash, ext: 'jpg' } }],
        assetTypeOf: () => 'fanart',
        by: 'manual',
      });
    await test.call('publish.undo', { journalId: await write() });
    expect(existsSync(made)).toBe(false);
    const journalId = await write();
    writeFileSync(path.join(made, 'theirs.jpg'), 'theirs');
    await test.call('publish.undo', { journalId });
    expect(tree(made)).toEqual({ 'theirs.jpg': sha256(Buffer.from('theirs')) });
  });

  it('is logged with what it wrote, what it displaced, and how long it took', async () => {
    const { folder, id } = await alien();
    await publishPlot(id, 'One.');
    const row = test.core.internals.db.prepare('SELECT * FROM publish_log ORDER BY id DESC LIMIT 1').get() as Record<
      string,
      string | number
    >;
    expect(row).toMatchObject({ published_by: 'manual', success: 1, nfo_hash: tree(folder)[NFO] });
    expect(Number(row['duration_ms'])).toBeGreaterThan(0);
    const hash = sha256(Buffer.from(ALIEN_NFO));
    expect(JSON.parse(String(row['assets_displaced']))).toEqual([
      {
        asset_type: 'nfo',
        library_path: path.join(folder, NFO),
        content_hash: hash,
        cache_path: expect.stringContaining(hash) as string,
      },
    ]);
    expect((await history(id))[0]).toMatchObject({ runId: null, republishesId: null });
  });
});

describe('two publications', () => {
  it('differ line by line in their NFO, and in their pictures', async () => {
    const { id } = await alien();
    const first = await publishPlot(id, 'One.');
    const red = await choose(id, 'poster', await picture('red'));
    const second = await publishPlot(id, 'Two.');
    const blue = await choose(id, 'poster', await picture('blue'));
    const third = await publishPlot(id, 'Three.');

    const { files, item } = await test.call('publish.compare', { from: first, to: third });
    expect(item).toEqual(film(id));
    const nfo = files.find(({ kind }) => kind === 'nfo');
    const changed = nfo?.lines.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text.trim()]);
    expect(changed).toEqual([
      ['removed', '<plot>One.</plot>'],
      ['added', '<plot>Three.</plot>'],
    ]);
    expect(files.find(({ kind }) => kind === 'image')).toMatchObject({
      assetType: 'poster',
      fromHash: null,
      toHash: blue,
      hasToBytes: true,
    });
    const back = await test.call('publish.compare', { from: third, to: second });
    expect(back.files.find(({ kind }) => kind === 'image')).toMatchObject({ fromHash: blue, toHash: red });
    const own = await test.call('publish.compare', { to: second });
    expect(own.files.find(({ kind }) => kind === 'nfo')?.lines).toContainEqual({
      kind: 'removed',
      text: '  <plot>One.</plot>',
    });
    expect(await test.codeOf('publish.compare', { from: first, to: 999 })).toBe('not_found');
  });

  it('of different items are not compared', async () => {
    const { id } = await alien();
    const first = await publishPlot(id, 'One.');
    const { db } = test.core.internals;
    db.exec(`INSERT INTO movies (library_id, title, sort_key, directory_path, file_path)
      SELECT library_id, 'Other', 'other', '/other', '/other/o.mkv' FROM movies LIMIT 1`);
    const other = db.prepare(`SELECT id FROM movies WHERE title = 'Other'`).get() as { id: number };
    db.prepare(
      `INSERT INTO publish_journal (entity_type, entity_id, action, state, directory_path)
      VALUES ('movie', ?, 'publish', 'committed', '/other')`,
    ).run(other.id);
    const second = (db.prepare('SELECT max(id) AS id FROM publish_journal').get() as { id: number }).id;
    expect(await test.codeOf('publish.compare', { from: first, to: second })).toBe('invalid_input');
  });
});

describe('putting an earlier state back', () => {
  it('is a new publication of exactly those bytes, which can be undone as any other', async () => {
    const { folder, id } = await alien();
    await choose(id, 'poster', await picture('red'));
    const first = await publishPlot(id, 'One.');
    const old = tree(folder);
    await choose(id, 'poster', await picture('blue'));
    await choose(id, 'banner', await picture('white'));
    const second = await publishPlot(id, 'Two.');
    const now = tree(folder);

    const preview = await test.call('publish.compareNow', { journalId: first });
    expect(preview.files).toHaveLength(3);
    const again = await test.call('publish.again', { journalId: first });
    expect(again.written).toBe(3);
    expect(tree(folder)).toEqual(old);
    // What the person wants is another thing.
    expect(await get(id)).toMatchObject({ hasUnpublishedChanges: true, state: 'published', values: { plot: 'Two.' } });
    expect(await recordOf(id, again.journalId ?? 0)).toMatchObject({ republishesId: first, action: 'publish' });
    expect(await test.call('publish.again', { journalId: first })).toEqual({ journalId: null, written: 0 });

    await test.call('publish.undo', { journalId: again.journalId ?? 0 });
    expect(tree(folder)).toEqual(now);
    await test.call('publish.undo', { journalId: second });
    expect(tree(folder)).toEqual(old);
  });

  it('is refused where somebody else wrote since, and changes nothing', async () => {
    const { folder, id } = await alien();
    const first = await publishPlot(id, 'One.');
    await publishPlot(id, 'Two.');
    writeFileSync(path.join(folder, NFO), ALIEN_NFO.replace('Horror', 'Theirs'));
    const before = tree(folder);
    expect(await test.codeOf('publish.again', { journalId: first })).toBe('changed_on_disk');
    expect(tree(folder)).toEqual(before);
    expect(await test.codeOf('publish.again', { journalId: 999 })).toBe('not_found');
  });
});
