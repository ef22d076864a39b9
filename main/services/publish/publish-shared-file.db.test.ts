import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { makeOld, publishing, rewritten, tree } from '../../__testing__/test-publishing.ts';
import { findInShow, scanShows, showsDir } from '../../__testing__/test-show-items.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import { sha256 } from '../../files/hash-file.ts';
import { markStaged, openJournal } from '../../store/publish.store.ts';
import { examine } from '../system/doctor.ts';

const DOUBLE = 'Season 1/Harbour - S01E02-E03 - Foam';
const DOUBLE_NFO = `<episodedetails>
    <title>Foam</title>
    <originaltitle>Schaum</originaltitle>
    <season>1</season>
    <episode>2</episode>
    <playcount>3</playcount>
</episodedetails>
<!-- between -->
<episodedetails>
    <title>Spray</title>
    <season>1</season>
    <episode>3</episode>
    <own kept="yes"/>
</episodedetails>
`;
const VIDEOS = { 'Season 1/Harbour - S01E01 - Fog.mkv': 'a', [`${DOUBLE}.mkv`]: 'b' };

let test: TestCore;
const { get, publish, choose } = publishing(() => test);
const find = (season?: number, episode?: number): ItemRef => findInShow(test, season, episode);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

/** The show with all its videos and the given files beside them, scanned; answers its folder. */
async function harbour(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const folder = path.join(showsDir(test), 'Harbour (2011)');
  writeFiles(folder, { ...VIDEOS, ...files });
  await scanShows(test);
  return folder;
}

async function edit(item: ItemRef, field: FieldName, value: FieldValue): Promise<void> {
  await test.call('items.setField', { item, field, value });
}

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');

describe('episodes in one file', () => {
  it('share its NFO: publishing one writes the values of all, publishing the next then writes nothing', async () => {
    const folder = await harbour({ [`${DOUBLE}.nfo`]: DOUBLE_NFO });
    await edit(find(1, 2), 'plot', 'White.');
    await edit(find(1, 3), 'title', 'Spray, again');
    const preview = await test.call('publish.preview', { item: find(1, 3) });
    expect(preview).toMatchObject({ item: find(1, 2), title: 'Harbour: S01E02 Foam, S01E03 Spray, again' });
    const { journalId } = await publish(find(1, 3));
    expect(read(folder, `${DOUBLE}.nfo`)).toBe(
      DOUBLE_NFO.replace('Spray', 'Spray, again').replace(
        '    <playcount>',
        '    <plot>White.</plot>\n    <playcount>',
      ),
    );
    for (const number of [2, 3]) {
      expect(await get(find(1, number))).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
      expect(await test.call('publish.history', { item: find(1, number) })).toMatchObject([
        { journalId, item: find(1, 2), canUndo: true },
      ]);
    }
    makeOld(folder);
    for (const number of [2, 3, 2]) expect((await publish(find(1, number))).isUnchanged).toBe(true);
    expect(rewritten(folder)).toEqual([]);
    await scanShows(test);
    expect((await get(find(1, 3))).values.title).toBe('Spray, again');
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(read(folder, `${DOUBLE}.nfo`)).toBe(DOUBLE_NFO);
    for (const number of [2, 3]) expect((await get(find(1, number))).hasUnpublishedChanges).toBe(true);
  });

  it('get one new NFO with a root each, in order', async () => {
    const folder = await harbour();
    await edit(find(1, 3), 'title', 'Spray');
    await publish(find(1, 3));
    const nfo = read(folder, `${DOUBLE}.nfo`);
    expect(nfo.match(/<episodedetails>/g)).toHaveLength(2);
    expect(nfo).toMatch(/<episode>2<.*<\/episodedetails>.*<title>Spray<.*<episode>3</s);
    const { db } = test.core.internals;
    expect(db.prepare('SELECT entity_type, entity_id FROM published_files').all()).toEqual([
      { entity_type: 'episode', entity_id: find(1, 2).id },
    ]);
  });

  it('share one picture: that of the first, and the preview says when another was chosen', async () => {
    const folder = await harbour();
    const size = { width: 160, height: 90 };
    const [red, blue] = [await picture('red', 'jpeg', size), await picture('blue', 'jpeg', size)];
    await choose(find(1, 3), 'thumb', blue);
    await publish(find(1, 3));
    expect(tree(folder)[`${DOUBLE}-thumb.jpg`]).toBe(sha256(blue));
    await choose(find(1, 2), 'thumb', red);
    const preview = await test.call('publish.preview', { item: find(1, 3) });
    expect(preview.problems).toMatchObject([{ code: 'shared_file' }]);
    await publish(find(1, 2));
    expect(tree(folder)[`${DOUBLE}-thumb.jpg`]).toBe(sha256(red));
    makeOld(folder);
    for (const number of [3, 2, 3]) expect((await publish(find(1, number))).isUnchanged).toBe(true);
    expect(rewritten(folder)).toEqual([]);
  });

  it('both show when the disk refused', async () => {
    const folder = await harbour({ [`${DOUBLE}.nfo`]: DOUBLE_NFO });
    await edit(find(1, 3), 'title', 'Spray, again');
    const { planHash } = await test.call('publish.preview', { item: find(1, 3) });
    rmSync(path.join(folder, `${DOUBLE}.nfo`));
    mkdirSync(path.join(folder, `${DOUBLE}.nfo`));
    expect(await test.codeOf('publish.apply', { item: find(1, 3), planHash })).not.toBe('ok');
    rmSync(path.join(folder, `${DOUBLE}.nfo`), { recursive: true });
    writeFileSync(path.join(folder, `${DOUBLE}.nfo`), 'no XML < at all');
    const now = await test.call('publish.preview', { item: find(1, 3) });
    expect(await test.codeOf('publish.apply', { item: find(1, 3), planHash: now.planHash })).toBe('conflict');
    for (const number of [2, 3]) expect((await get(find(1, number))).state).toBe('error_publish');
    rmSync(path.join(folder, `${DOUBLE}.nfo`));
    await publish(find(1, 2));
    expect(existsSync(path.join(folder, `${DOUBLE}.nfo`))).toBe(true);
    for (const number of [2, 3]) expect((await get(find(1, number))).state).toBe('published');
  });
});

describe('a crash in the middle of publishing them', () => {
  it('is settled at the next start, for each of them', async () => {
    const folder = await harbour({ [`${DOUBLE}.nfo`]: DOUBLE_NFO });
    await edit(find(1, 3), 'title', 'Spray, again');
    const { files, nfoText } = await test.call('publish.preview', { item: find(1, 3) });
    const { db, pool } = test.core.internals;
    const [file] = files;
    const target = path.join(folder, `${DOUBLE}.nfo`);
    const step = {
      seq: 0,
      op: 'replace' as const,
      path: target,
      tempPath: newTempPath(target),
      beforeHash: file?.beforeHash ?? '',
      afterHash: file?.afterHash ?? '',
    };
    const folderPath = path.dirname(target);
    const place = { item: find(1, 2), action: 'publish', directoryPath: folderPath } as const;
    const journal = { ...place, publishedBy: 'manual', run: null, undoesId: null, republishesId: null } as const;
    const journalId = openJournal(db, { ...journal, steps: [{ ...step, assetType: null }] });
    const bytes = Buffer.from(nfoText);
    const cacheDir = path.join(test.dataDir, 'cache');
    const staged = { ...step, source: { kind: 'bytes' as const, bytes } };
    expect(await pool.run('stagePublish', { cacheDir, folderPath, steps: [staged] })).toMatchObject({ ok: true });
    markStaged(db, journalId, []);
    await test.restart();
    expect(read(folder, `${DOUBLE}.nfo`)).toBe(nfoText);
    for (const number of [2, 3]) {
      expect(await get(find(1, number))).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
    }
    const [newest] = await test.call('publish.history', { item: find(1, 3) });
    await test.call('publish.undo', { journalId: newest?.journalId ?? 0 });
    expect(read(folder, `${DOUBLE}.nfo`)).toBe(DOUBLE_NFO);
  });
});
