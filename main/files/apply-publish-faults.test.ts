import { existsSync, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANGES, expectedContents, type PublishScene, publishScene } from './__testing__/publish-scene.ts';
import { commitPublish, recoverPublish, stagePublish } from './apply-publish.ts';
import { withFaults } from './faulty-fs.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

const OLD = expectedContents();
const NEW = expectedContents(CHANGES);

/** A disk whose n-th call fails with an error, and, when it vanishes, every one after it as well. */
function failingAt(at: number, errno: string, vanishes: boolean): { fs: FsOps; calls: () => number } {
  let calls = 0;
  const fs = Object.fromEntries(
    Object.entries(nodeFs).map(([name, original]) => {
      if (typeof original !== 'function' || !name.endsWith('Sync') || name === 'closeSync') return [name, original];
      const wrapped = (...args: unknown[]): unknown => {
        const now = calls++;
        if (now === at || (vanishes && now > at)) throw Object.assign(new Error(errno), { code: errno });
        return (original as (...args: unknown[]) => unknown)(...args);
      };
      return [name, wrapped];
    }),
  ) as unknown as FsOps;
  return { fs, calls: () => calls };
}

async function publish(scene: PublishScene, fs: FsOps): Promise<'published' | 'refused' | 'open'> {
  const staged = await stagePublish(scene, fs);
  scene.isStaged = staged.ok;
  if (!staged.ok) return staged.isClean ? 'refused' : 'open';
  const committed = await commitPublish(scene, fs);
  if (committed.ok) return 'published';
  return committed.rolledBack ? 'refused' : 'open';
}

describe.each([
  ['ENOSPC', false],
  ['EIO', false],
  ['EACCES', false],
  ['ENOTCONN', true],
] as const)('%s (gone for good: %s) at any call to the disk', (errno, vanishes) => {
  it('leaves all or nothing, and what is left open is settled once the disk is back', async () => {
    const counting = await publishScene();
    const { fs, calls } = failingAt(Infinity, errno, false);
    expect(await publish(counting, fs)).toBe('published');
    counting.discard();
    const outcomes = new Set<string>();
    // Every third place, each time another one, is enough to meet every call.
    for (let at = 0; at < calls(); at += 3) {
      const scene = await publishScene();
      const note = `${errno} at call ${String(at)}`;
      const outcome = await publish(scene, failingAt(at, errno, vanishes).fs);
      outcomes.add(outcome);
      if (outcome === 'open') {
        const recovered = await recoverPublish(scene);
        if (!recovered.ok) throw new Error(`${note}: ${recovered.error.message}`);
        expect(recovered.leftAlone, note).toEqual([]);
        expect(scene.read(), note).toEqual(recovered.outcome === 'committed' ? NEW : OLD);
      } else {
        expect(scene.read(), note).toEqual(outcome === 'published' ? NEW : OLD);
      }
      scene.discard();
    }
    expect(outcomes).toContain('refused');
  }, 120_000);
});

describe('a disk that is unplugged', () => {
  it('between staging and committing keeps the journal open; afterwards all is new, with nothing left behind', async () => {
    const scene = await publishScene();
    expect((await stagePublish(scene)).ok).toBe(true);
    scene.isStaged = true;
    const away = `${scene.folderPath}.away`;
    renameSync(scene.folderPath, away);
    expect(await commitPublish(scene)).toMatchObject({ ok: false, rolledBack: false, error: { code: 'not_found' } });
    // An empty place to mount to is no film's folder.
    expect(await recoverPublish(scene)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    renameSync(away, scene.folderPath);
    expect(await recoverPublish(scene)).toMatchObject({ ok: true, outcome: 'committed', leftAlone: [] });
    expect(scene.read()).toEqual(NEW);
    scene.discard();
  });
});

describe('folders', () => {
  it.skipIf(process.platform === 'win32')('that have to be made are as the one around them', async () => {
    const scene = await publishScene();
    const { fs } = failingAt(Infinity, '', false);
    nodeFs.chmodSync(scene.folderPath, 0o2775);
    expect(await publish(scene, fs)).toBe('published');
    expect(statSync(join(scene.folderPath, '.actors')).mode & 0o7777).toBe(0o2775);
    expect(statSync(join(scene.folderPath, '.actors', 'Ian_Holm.jpg')).mode & 0o777).toBe(0o664);
    scene.discard();
  });

  it('that an undone publication had made go when they are empty, and only then', async () => {
    const scene = await publishScene();
    const made = join(scene.folderPath, 'extrafanart');
    mkdirSync(made);
    expect(await stagePublish(scene)).toMatchObject({ ok: true });
    expect(await commitPublish({ ...scene, emptied: [made, join(scene.folderPath, '.actors')] })).toMatchObject({
      ok: true,
    });
    expect(existsSync(made)).toBe(false);
    expect(scene.read()).toEqual(NEW);
    expect(() => rmdirSync(join(scene.folderPath, '.actors'))).toThrow('ENOTEMPTY');
    scene.discard();
  });
});

describe('a disk made to fail for a torture run', () => {
  const faults = { roots: ['/nowhere'], seed: 7, failEvery: 1, errnos: ['EIO'], vanishAt: 0, slowMs: 0 };

  it('fails below its roots only, and is the real one when nothing is asked for', async () => {
    expect(withFaults(nodeFs, undefined)).toBe(nodeFs);
    const scene = await publishScene();
    expect(await publish(scene, withFaults(nodeFs, JSON.stringify(faults)))).toBe('published');
    scene.discard();
    const other = await publishScene();
    const failing = withFaults(nodeFs, JSON.stringify({ ...faults, roots: [other.root] }));
    expect(await stagePublish(other, failing)).toMatchObject({ ok: false, error: { code: 'io_error' } });
    expect(() => failing.openSync(join(other.folderPath, 'movie.nfo'), 'r')).toThrow('EIO');
    other.discard();
  });

  it('goes away at the call it is told to', async () => {
    const scene = await publishScene();
    const vanishing = withFaults(
      nodeFs,
      JSON.stringify({ ...faults, roots: [scene.folderPath], failEvery: 0, vanishAt: 12 }),
    );
    expect(await publish(scene, vanishing)).not.toBe('published');
    expect(() => vanishing.statSync(scene.folderPath)).toThrow('ENOTCONN');
    const recovered = await recoverPublish(scene);
    expect(recovered.ok).toBe(true);
    expect(scene.read()).toEqual(OLD);
    scene.discard();
  });
});
