import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { crashingFs } from './__testing__/crashing-fs.ts';
import { CHANGES, expectedContents, type PublishScene, publishScene } from './__testing__/publish-scene.ts';
import { commitPublish, recoverPublish, stagePublish } from './apply-publish.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

const OLD = expectedContents();
const NEW = expectedContents(CHANGES);

/** What a process does until it dies; a dead one's results mean nothing. */
async function publish(scene: PublishScene, fs: FsOps): Promise<void> {
  const staged = await stagePublish(scene, fs);
  scene.isStaged = staged.ok;
  if (staged.ok) await commitPublish(scene, fs);
}

/** The last step, a removal, fails; the process dies while it undoes the others. */
async function failingPublish(scene: PublishScene, fs: FsOps): Promise<void> {
  const staged = await stagePublish(scene, { ...nodeFs, fsyncSync: () => undefined });
  if (!staged.ok) throw new Error(staged.error.message);
  scene.isStaged = true;
  const unlinkSync: FsOps['unlinkSync'] = (path) => {
    if (path === join(scene.folderPath, 'fanart.jpg')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    fs.unlinkSync(path);
  };
  await commitPublish(scene, { ...fs, unlinkSync });
}

async function expectWhole(scene: PublishScene, note: string): Promise<string> {
  const recovered = await recoverPublish(scene);
  if (!recovered.ok) throw new Error(`${note}: ${recovered.error.message}`);
  const now = scene.read();
  expect(now, note).toEqual(recovered.outcome === 'committed' ? NEW : OLD);
  expect(recovered.leftAlone, note).toEqual([]);
  expect(existsSync(join(scene.folderPath, '.actors')), note).toBe('.actors/Ian_Holm.jpg' in now);
  return recovered.outcome;
}

async function countChanges(work: (scene: PublishScene, fs: FsOps) => Promise<unknown>): Promise<number> {
  const scene = await publishScene();
  const { fs, changes } = crashingFs(Infinity);
  await work(scene, fs);
  scene.discard();
  return changes();
}

describe('a crash after any change to the disk', () => {
  it('while publishing leaves all or nothing', async () => {
    const total = await countChanges(publish);
    const outcomes = new Set<string>();
    for (let crashAt = 0; crashAt <= total; crashAt++) {
      const scene = await publishScene();
      await publish(scene, crashingFs(crashAt).fs);
      outcomes.add(await expectWhole(scene, `crash at ${String(crashAt)}`));
      scene.discard();
    }
    expect(total).toBeGreaterThan(40);
    expect(outcomes).toEqual(new Set(['untouched', 'committed']));
  }, 120_000);

  it('while rolling back leaves all or nothing', async () => {
    const total = await countChanges(failingPublish);
    const outcomes = new Set<string>();
    for (let crashAt = 0; crashAt <= total; crashAt++) {
      const scene = await publishScene();
      await failingPublish(scene, crashingFs(crashAt).fs);
      outcomes.add(await expectWhole(scene, `crash at ${String(crashAt)}`));
      scene.discard();
    }
    expect(total).toBeGreaterThan(10);
    expect(outcomes).toEqual(new Set(['untouched', 'rolled_back', 'committed']));
  }, 120_000);

  it.each([
    ['a publish', publish],
    ['a publish that fails', failingPublish],
  ])(
    'while recovering from a crash of %s leaves all or nothing',
    async (_, work) => {
      const total = await countChanges(work);
      // Every fourth place to die first; every place to die the second time.
      for (let first = 0; first < total; first += 4) {
        for (let second = 0; ; second++) {
          const scene = await publishScene();
          await work(scene, crashingFs(first).fs);
          const recovering = crashingFs(second);
          await recoverPublish(scene, recovering.fs);
          await expectWhole(scene, `crash at ${String(first)}, again at ${String(second)}`);
          scene.discard();
          if (recovering.changes() < second) break;
        }
      }
    },
    240_000,
  );
});

describe.skipIf(process.platform === 'win32')('a process killed in the middle', () => {
  it('leaves all or nothing', async () => {
    const program = join(fileURLToPath(new URL('.', import.meta.url)), '__testing__', 'publish-process.ts');
    for (let round = 0; round < 12; round++) {
      const scene = await publishScene();
      const planFile = join(scene.root, 'plan.json');
      const steps = scene.steps.map((step) => ({ ...step, source: withText(step.source) }));
      writeFileSync(planFile, JSON.stringify({ cacheDir: scene.cacheDir, folderPath: scene.folderPath, steps }));
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, planFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(child, 'exit');
      // It says when it begins; the moment of death wanders over the few milliseconds that it takes.
      await Promise.race([once(child.stdout, 'data'), gone]);
      await sleep(round);
      child.kill('SIGKILL');
      await gone;
      scene.isStaged = existsSync(`${planFile}.staged`);
      await expectWhole(scene, `killed in round ${String(round)}`);
      expect(readdirSync(scene.folderPath).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      scene.discard();
    }
  }, 120_000);
});

function withText(source: PublishScene['steps'][number]['source']): unknown {
  return source?.kind === 'bytes' ? { kind: 'bytes', text: Buffer.from(source.bytes).toString('utf8') } : source;
}
