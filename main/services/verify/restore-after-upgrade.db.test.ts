import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { verifying } from '../../__testing__/test-verifying.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { alien, publish, choose } = publishing(() => test);
const { kinds, repair, verify, undo } = verifying(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  expect(test.errors).toEqual([]);
  await test.discard();
});

interface Published {
  folder: string;
  id: number;
  before: ReturnType<typeof tree>;
}

async function published(): Promise<Published> {
  const { folder, id } = await alien();
  await test.call('items.setField', { item: film(id), field: 'plot', value: 'Ours.' });
  await choose(id, 'poster', await picture('green'));
  await publish(id);
  return { folder, id, before: tree(folder) };
}

/** What a downloader does when it finds a better video: the old one goes with all that is named after it. */
function upgrade({ folder, before }: Published, to: string): void {
  for (const name of Object.keys(before)) rmSync(path.join(folder, name));
  writeFileSync(path.join(folder, to), 'a better video');
}

const activity = async (eventType: string): Promise<string[]> =>
  (await test.call('activity.page', {})).entries
    .filter((entry) => entry.eventType === eventType)
    .map(({ description }) => description);

it('tells of what a downloader removed, and puts it back under the new video’s name with one call', async () => {
  const scene = await published();
  upgrade(scene, 'Alien (1979) 2160p.mkv');
  await test.scan();
  const item = film(scene.id);
  expect(await test.call('verify.ofItem', { item })).toMatchObject({
    canPutBack: true,
    isVideoReplaced: true,
    findings: [
      { kind: 'missing', otherPath: path.join(scene.folder, 'Alien (1979) 2160p-poster.jpg') },
      { kind: 'missing', otherPath: path.join(scene.folder, 'Alien (1979) 2160p.nfo') },
    ],
  });
  expect(await activity('movie.filesMissing')).toHaveLength(1);
  await test.scan();
  expect(await activity('movie.filesMissing')).toHaveLength(1);
  const { jobId, result } = await repair({ item }, 'put_back');
  expect(result).toMatchObject({ repaired: 2, failed: 0 });
  const after = tree(scene.folder);
  expect(Object.keys(after)).toEqual([
    'Alien (1979) 2160p-poster.jpg',
    'Alien (1979) 2160p.mkv',
    'Alien (1979) 2160p.nfo',
  ]);
  expect(after['Alien (1979) 2160p.nfo']).toBe(scene.before['Alien (1979).nfo']);
  expect(await test.call('verify.ofItem', { item })).toMatchObject({ canPutBack: false, findings: [] });
  expect(await verify('full')).toMatchObject({ found: 0 });
  await test.scan();
  expect(await kinds()).toEqual([]);
  expect((await test.call('publish.preview', { item })).isUnchanged).toBe(true);
  await undo(jobId);
  expect(Object.keys(tree(scene.folder))).toEqual(['Alien (1979) 2160p.mkv']);
  expect(await kinds()).toHaveLength(2);
});

it('puts it back by itself where the library’s rule says so, and only there', async () => {
  const scene = await published();
  const [library] = (await test.call('verify.overview', {})).libraries;
  expect(library).toMatchObject({ every: 'off', restoreAfterUpgrade: false });
  await test.call('verify.setSchedule', { libraryId: library?.libraryId ?? 0, restoreAfterUpgrade: true });
  upgrade(scene, 'Alien (1979).mkv');
  await test.scan();
  await test.core.internals.runner.whenIdle();
  expect(tree(scene.folder)).toEqual({ ...scene.before, 'Alien (1979).mkv': expect.any(String) as string });
  expect(await kinds()).toEqual([]);
  expect(await activity('library.restored')).toEqual(['2 files were put back after a video was replaced.']);
});

it('knows a video that was moved in with an older time for another one', async () => {
  const scene = await published();
  upgrade(scene, 'Alien (1979).mkv');
  utimesSync(path.join(scene.folder, 'Alien (1979).mkv'), 1_000_000, 1_000_000);
  await test.scan();
  expect(await test.call('verify.ofItem', { item: film(scene.id) })).toMatchObject({ isVideoReplaced: true });
});

it('leaves alone by itself what a person removed while the video stayed', async () => {
  const scene = await published();
  const [library] = (await test.call('verify.overview', {})).libraries;
  await test.call('verify.setSchedule', { libraryId: library?.libraryId ?? 0, restoreAfterUpgrade: true });
  rmSync(path.join(scene.folder, 'Alien (1979)-poster.jpg'));
  await test.scan();
  await test.core.internals.runner.whenIdle();
  expect(existsSync(path.join(scene.folder, 'Alien (1979)-poster.jpg'))).toBe(false);
  expect(await kinds()).toEqual([['missing', 'Alien (1979)/Alien (1979)-poster.jpg']]);
});

it('never replaces by itself what lies there by now', async () => {
  const scene = await published();
  const [library] = (await test.call('verify.overview', {})).libraries;
  await test.call('verify.setSchedule', { libraryId: library?.libraryId ?? 0, restoreAfterUpgrade: true });
  upgrade(scene, 'Alien (1979) 2160p.mkv');
  const theirs = path.join(scene.folder, 'Alien (1979) 2160p-poster.jpg');
  writeFileSync(theirs, await picture('blue'));
  await test.scan();
  await test.core.internals.runner.whenIdle();
  expect(Object.keys(tree(scene.folder))).toContain('Alien (1979) 2160p.nfo');
  expect(tree(scene.folder)['Alien (1979) 2160p-poster.jpg']).not.toBe(scene.before['Alien (1979)-poster.jpg']);
});

it('keeps the record of a check after a scan only where it found something new', async () => {
  const scene = await published();
  const runs = (): unknown => test.core.internals.db.prepare('SELECT count(*) FROM verify_runs').pluck().get();
  expect(runs()).toBe(0);
  const { runner } = test.core.internals;
  const rescan = async (): Promise<void> => {
    await test.call('libraries.scan', { id: 1, directory: scene.folder });
    await runner.whenIdle();
  };
  await rescan();
  expect(runs()).toBe(0);
  rmSync(path.join(scene.folder, 'Alien (1979)-poster.jpg'));
  await rescan();
  expect(runs()).toBe(1);
  await rescan();
  expect(runs()).toBe(1);
  expect(await kinds()).toEqual([['missing', 'Alien (1979)/Alien (1979)-poster.jpg']]);
});
