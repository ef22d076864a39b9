import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEFORE, CHANGES, expectedContents, type PublishScene, publishScene } from './__testing__/publish-scene.ts';
import { commitPublish, recoverPublish, stagePublish } from './apply-publish.ts';
import { cachePath } from './cache-store.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { sha256 } from './hash-file.ts';

const OLD = expectedContents();
const NEW = expectedContents(CHANGES);
const hashOf = (text: string): string => sha256(Buffer.from(text));

let scene: PublishScene;
beforeEach(async () => {
  scene = await publishScene();
});
afterEach(() => {
  scene.discard();
});

const inFolder = (name: string): string => join(scene.folderPath, name);

function failing(operation: 'renameSync' | 'unlinkSync', name: string, errno: string): FsOps {
  const original = nodeFs[operation] as (...paths: string[]) => void;
  const broken = (...paths: string[]): void => {
    if (paths.at(-1) === inFolder(name)) throw Object.assign(new Error(errno), { code: errno });
    original(...paths);
  };
  return { ...nodeFs, [operation]: broken };
}

describe('a publish', () => {
  it('changes nothing while staging, and everything when committed', async () => {
    const staged = await stagePublish(scene);
    const temps = Object.keys(scene.read()).filter((name) => name.endsWith('.tmp'));
    expect(temps).toHaveLength(3);
    expect(scene.read()).toMatchObject(OLD);
    expect(staged).toEqual({
      ok: true,
      displaced: [
        {
          seq: 0,
          path: inFolder('movie.nfo'),
          hash: hashOf('<old/>'),
          sizeBytes: 6,
          ext: 'nfo',
          cachePath: cachePath(scene.cacheDir, hashOf('<old/>'), 'nfo'),
        },
        expect.objectContaining({ seq: 3, hash: hashOf('old fanart'), ext: 'jpg' }),
      ],
      // What is written from the plan's own bytes can be put back later, too.
      kept: [expect.objectContaining({ hash: hashOf('<new/>'), ext: 'nfo', sizeBytes: 6 })],
      madeFolders: [inFolder('.actors')],
      staged: [{ seq: 0 }, { seq: 1 }, { seq: 2 }].map((mark) => expect.objectContaining(mark) as unknown),
    });
    expect(readFileSync(cachePath(scene.cacheDir, hashOf('<new/>'), 'nfo'), 'utf8')).toBe('<new/>');
    expect(readFileSync(cachePath(scene.cacheDir, hashOf('old fanart'), 'jpg'), 'utf8')).toBe('old fanart');

    const committed = await commitPublish(scene);
    expect(scene.read()).toEqual(NEW);
    const { size, mtimeMs } = statSync(inFolder('poster.jpg'));
    expect(committed).toMatchObject({
      ok: true,
      files: [
        { seq: 0, op: 'replace', hash: hashOf('<new/>') },
        { seq: 1, op: 'create', path: inFolder('poster.jpg'), hash: hashOf('new poster'), sizeBytes: size, mtimeMs },
        { seq: 2, op: 'create' },
        { seq: 3, op: 'remove', hash: null, sizeBytes: null, mtimeMs: null },
      ],
    });
    // Nothing is shared with the cache: a player that writes into the library must not reach it.
    expect(statSync(inFolder('poster.jpg')).nlink).toBe(1);
  });

  it('reads nothing a third time that is the very file it has read back', async () => {
    const staging = await stagePublish(scene);
    const opened: unknown[] = [];
    const counting: FsOps = {
      ...nodeFs,
      openSync: (...args: Parameters<FsOps['openSync']>): number => {
        if (statSync(args[0]).isFile()) opened.push(args[0]);
        return nodeFs.openSync(...args);
      },
    };
    const committed = await commitPublish({ ...scene, staged: staging.ok ? staging.staged : [] }, counting);
    // Before they go, what is replaced and what is removed are looked at.
    expect(opened).toEqual([inFolder('movie.nfo'), inFolder('fanart.jpg')]);
    expect(committed).toMatchObject({ files: [{ hash: hashOf('<new/>') }, { hash: hashOf('new poster') }, {}, {}] });
    expect(scene.read()).toEqual(NEW);
  });

  it('goes back when something else was put where the new bytes waited', async () => {
    const staging = await stagePublish(scene);
    const temp = scene.steps.find(({ path }) => path === inFolder('poster.jpg'))?.tempPath ?? '';
    writeFileSync(temp, 'her poster');
    const committed = await commitPublish({ ...scene, staged: staging.ok ? staging.staged : [] });
    expect(committed).toMatchObject({ ok: false, error: { code: 'changed_on_disk', path: inFolder('poster.jpg') } });
    expect(scene.read()).toMatchObject({ 'movie.nfo': '<old/>', 'fanart.jpg': 'old fanart' });
  });
});

describe('staging refuses, and leaves everything as it was,', () => {
  async function expectRefusal(code: string, path: string, fs?: FsOps): Promise<void> {
    const before = scene.read();
    expect(await stagePublish(scene, fs)).toMatchObject({ ok: false, error: { code, path } });
    expect(scene.read()).toEqual(before);
    expect(existsSync(inFolder('.actors'))).toBe(false);
  }

  it('when a file to be replaced or removed was changed', async () => {
    writeFileSync(inFolder('movie.nfo'), '<edited/>');
    await expectRefusal('changed_on_disk', inFolder('movie.nfo'));
    writeFileSync(inFolder('movie.nfo'), '<old/>');
    rmSync(inFolder('fanart.jpg'));
    await expectRefusal('changed_on_disk', inFolder('fanart.jpg'));
  });

  it('when something is in the place of a new file', async () => {
    writeFileSync(inFolder('poster.jpg'), 'theirs');
    await expectRefusal('changed_on_disk', inFolder('poster.jpg'));
    rmSync(inFolder('poster.jpg'));
    mkdirSync(inFolder('poster.jpg'));
    await expectRefusal('changed_on_disk', inFolder('poster.jpg'));
  });

  it.skipIf(process.platform === 'win32')('when a dangling link is in the place of a new file', async () => {
    const elsewhere = join(scene.root, 'elsewhere');
    symlinkSync(elsewhere, inFolder('poster.jpg'));
    expect(await stagePublish(scene)).toMatchObject({ ok: false, error: { code: 'changed_on_disk' } });
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('when the cached picture is missing or damaged', async () => {
    const cached = cachePath(scene.cacheDir, hashOf('new poster'), 'jpg');
    writeFileSync(cached, 'rot');
    await expectRefusal('damaged', cached);
    rmSync(cached);
    await expectRefusal('not_found', cached);
  });

  it('when the disk does not hold what it was given, and says that of the copy', async () => {
    const steps = scene.steps.filter(({ source }) => source?.kind === 'cache');
    const flipping: FsOps = {
      ...nodeFs,
      writeSync: ((fd: number, bytes: Uint8Array, ...rest: number[]) =>
        nodeFs.writeSync(
          fd,
          bytes.map((byte) => byte ^ 1),
          ...rest,
        )) as FsOps['writeSync'],
    };
    const temp = steps[0]?.tempPath ?? '';
    expect(await stagePublish({ ...scene, steps }, flipping)).toMatchObject({
      ok: false,
      error: { code: 'damaged', path: temp },
    });
    expect(existsSync(temp)).toBe(false);
  });

  it('when there is no room', async () => {
    const full = { ...nodeFs, statfsSync: () => ({ blocks: 100, bavail: 1, bsize: 16 }) } as unknown as FsOps;
    await expectRefusal('disk_full', scene.folderPath, full);
  });

  it('when the disk fills up in the middle', async () => {
    let writes = 0;
    const filling: FsOps = {
      ...nodeFs,
      writeSync: ((...args: Parameters<typeof nodeFs.writeSync>) => {
        if (++writes > 5) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        return nodeFs.writeSync(...args);
      }) as FsOps['writeSync'],
    };
    await expectRefusal('disk_full', inFolder('.actors/Ian_Holm.jpg'), filling);
  });

  it('when the folder cannot be written, or is away', async () => {
    const denied: FsOps = {
      ...nodeFs,
      accessSync: () => {
        throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
      },
    };
    await expectRefusal('read_only', scene.folderPath, denied);
    renameSync(scene.folderPath, `${scene.folderPath}.away`);
    await expectRefusal('not_found', scene.folderPath);
    expect(existsSync(scene.folderPath)).toBe(false);
  });
});

it('refuses plans that contradict themselves or leave the folder', async () => {
  const [step] = scene.steps;
  if (step === undefined) throw new Error('no step');
  const unsound = [
    { ...step, path: join(scene.root, 'movie.nfo') },
    { ...step, path: scene.folderPath },
    { ...step, tempPath: join(scene.root, 'x.tmp') },
    { ...step, beforeHash: null },
    { ...step, op: 'remove' as const },
    { ...step, afterHash: step.beforeHash },
  ];
  for (const bad of unsound) await expect(stagePublish({ ...scene, steps: [bad] })).rejects.toThrow('Unsound');
  await expect(stagePublish({ ...scene, steps: [step, { ...step, seq: 9 }] })).rejects.toThrow('twice');
});

describe('a commit that fails', () => {
  it.each([
    ['renameSync', '.actors/Ian_Holm.jpg', 'EIO', 'io_error'],
    ['unlinkSync', 'fanart.jpg', 'EROFS', 'read_only'],
  ] as const)('at %s of %s is undone', async (operation, name, errno, code) => {
    await stagePublish(scene);
    const result = await commitPublish(scene, failing(operation, name, errno));
    expect(result).toMatchObject({ ok: false, error: { code, path: inFolder(name) }, rolledBack: true, leftAlone: [] });
    expect(scene.read()).toEqual(OLD);
    expect(existsSync(inFolder('.actors'))).toBe(false);
  });

  it('because somebody wrote meanwhile leaves their file alone', async () => {
    await stagePublish(scene);
    writeFileSync(inFolder('fanart.jpg'), 'theirs');
    expect(await commitPublish(scene)).toMatchObject({
      ok: false,
      error: { code: 'changed_on_disk', path: inFolder('fanart.jpg') },
      rolledBack: true,
    });
    expect(scene.read()).toEqual({ ...OLD, 'fanart.jpg': 'theirs' });
  });
});

describe('recovery', () => {
  async function stage(): Promise<void> {
    expect((await stagePublish(scene)).ok).toBe(true);
    scene.isStaged = true;
  }

  it('takes nothing for its own before all was staged: a plan of a disk that was away names files that are back', async () => {
    await stagePublish(scene);
    // As planned while the folder seemed empty, when in truth the poster was there all the time, and an NFO of others'.
    const poster = scene.steps.find((step) => step.path === inFolder('poster.jpg'));
    writeFileSync(inFolder('poster.jpg'), readFileSync(poster?.tempPath ?? ''));
    writeFileSync(inFolder('movie.nfo'), '<theirs/>');
    const before = scene.read();
    expect(await recoverPublish(scene)).toEqual({ ok: true, outcome: 'untouched', leftAlone: [] });
    expect(scene.read()).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => !name.endsWith('.tmp'))));
  });

  it('finishes what is completely staged', async () => {
    await stage();
    expect(await recoverPublish(scene)).toEqual({ ok: true, outcome: 'committed', leftAlone: [] });
    expect(scene.read()).toEqual(NEW);
  });

  it('finds a finished publish finished, and one that never began untouched', async () => {
    expect(await recoverPublish(scene)).toEqual({ ok: true, outcome: 'untouched', leftAlone: [] });
    expect(scene.read()).toEqual(OLD);
    await stage();
    await commitPublish(scene);
    expect(await recoverPublish(scene)).toEqual({ ok: true, outcome: 'committed', leftAlone: [] });
    expect(scene.read()).toEqual(NEW);
  });

  it('goes back when something staged is lost or incomplete', async () => {
    await stage();
    const [nfo, poster] = scene.steps;
    renameSync(nfo?.tempPath ?? '', nfo?.path ?? '');
    writeFileSync(poster?.tempPath ?? '', 'half');
    expect(await recoverPublish(scene)).toEqual({ ok: true, outcome: 'rolled_back', leftAlone: [] });
    expect(scene.read()).toEqual(OLD);
  });

  it('leaves files alone that somebody else wrote since, and says which', async () => {
    await stage();
    await commitPublish(scene);
    writeFileSync(inFolder('movie.nfo'), '<theirs/>');
    expect(await recoverPublish(scene)).toEqual({
      ok: true,
      outcome: 'committed',
      leftAlone: [inFolder('movie.nfo')],
    });
    expect(scene.read()).toEqual({ ...NEW, 'movie.nfo': '<theirs/>' });
  });

  it('goes back around a foreign file when the publish was in the middle', async () => {
    await stage();
    const [nfo, poster] = scene.steps;
    renameSync(nfo?.tempPath ?? '', nfo?.path ?? '');
    writeFileSync(poster?.path ?? '', 'theirs');
    expect(await recoverPublish(scene)).toMatchObject({ outcome: 'rolled_back', leftAlone: [inFolder('poster.jpg')] });
    expect(scene.read()).toEqual({ ...OLD, 'poster.jpg': 'theirs' });
  });

  it.each([true, false])(
    'is not done while something temporary cannot be removed (all staged: %s)',
    async (isStaged) => {
      await stage();
      scene.isStaged = isStaged;
      const [nfo, poster] = scene.steps;
      if (isStaged) writeFileSync(poster?.tempPath ?? '', 'half');
      const stuck = failing('unlinkSync', basename(nfo?.tempPath ?? ''), 'EBUSY');
      expect(await recoverPublish(scene, stuck)).toMatchObject({ ok: false, error: { path: nfo?.tempPath } });
      expect(await recoverPublish(scene)).toMatchObject({ ok: true, outcome: 'untouched' });
      expect(scene.read()).toEqual(OLD);
    },
  );

  it('goes back when it can no longer go forward', async () => {
    await stage();
    const stuck = failing('unlinkSync', 'fanart.jpg', 'EROFS');
    expect(await recoverPublish(scene, stuck)).toMatchObject({ ok: true, outcome: 'rolled_back' });
    expect(scene.read()).toEqual(OLD);
  });

  it('decides nothing while the disk is away, or while the old bytes cannot be found', async () => {
    await stage();
    const away = `${scene.folderPath}.away`;
    renameSync(scene.folderPath, away);
    expect(await recoverPublish(scene)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(existsSync(scene.folderPath)).toBe(false);
    renameSync(away, scene.folderPath);

    const [nfo, poster] = scene.steps;
    renameSync(nfo?.tempPath ?? '', nfo?.path ?? '');
    rmSync(poster?.tempPath ?? '');
    rmSync(cachePath(scene.cacheDir, hashOf('<old/>'), 'nfo'));
    expect(await recoverPublish(scene)).toMatchObject({ ok: false, error: { code: 'not_found', path: nfo?.path } });
    expect(scene.read()['movie.nfo']).toBe('<new/>');
  });

  it('keeps what a removal alone would lose', async () => {
    scene.discard();
    scene = await publishScene({ 'fanart.jpg': null });
    await stage();
    expect(await recoverPublish(scene)).toMatchObject({ outcome: 'committed' });
    expect(scene.read()).toEqual(expectedContents({ 'fanart.jpg': null }));
    expect(readFileSync(cachePath(scene.cacheDir, hashOf('old fanart'), 'jpg'), 'utf8')).toBe('old fanart');
  });
});

it.skipIf(process.platform === 'win32')('keeps the permissions of what it replaces', async () => {
  chmodSync(inFolder('movie.nfo'), 0o664);
  await stagePublish(scene);
  await commitPublish(scene);
  expect(statSync(inFolder('movie.nfo')).mode & 0o777).toBe(0o664);
  expect(Object.keys(BEFORE)).toContain('movie.nfo');
});
