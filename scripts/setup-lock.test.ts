import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const lockModule = new URL('./setup-lock.mjs', import.meta.url).href;
const WRITER = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { withSetupLock } from '${lockModule}';
  const [root, name] = process.argv.slice(1);
  await withSetupLock(root, () => {}, async () => {
    appendFileSync(root + '/log', name + ' in\\n');
    await sleep(150);
    appendFileSync(root + '/log', name + ' out\\n');
  });
`;

describe('withSetupLock', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'metarr-lock-'));
    await mkdir(join(root, '.cache'));
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  async function runWriter(name: string): Promise<void> {
    const env = { ...process.env };
    // `npm test` may itself run under the lock.
    delete env['METARR_SETUP_LOCK_HELD'];
    const child = spawn(process.execPath, ['--input-type=module', '--eval', WRITER, root, name], {
      env,
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
  }

  async function log(): Promise<string[]> {
    return (await readFile(join(root, 'log'), 'utf8')).trim().split('\n');
  }

  it('lets one in at a time', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map(runWriter));
    const lines = await log();
    expect(lines).toHaveLength(8);
    for (let index = 0; index < lines.length; index += 2) {
      const name = lines[index]?.split(' ')[0] ?? '';
      expect(lines.slice(index, index + 2)).toEqual([`${name} in`, `${name} out`]);
    }
  });

  it('takes over from a holder that died, however many find it', async () => {
    const child = spawn(process.execPath, ['--eval', '']);
    await new Promise((resolve) => child.once('close', resolve));
    const dead = { token: 'dead', pid: child.pid, host: hostname() };
    await writeFile(join(root, '.cache', 'setup.lock'), JSON.stringify(dead));
    await Promise.all(['a', 'b', 'c'].map(runWriter));
    const lines = await log();
    expect(lines.filter((line) => line.endsWith('in'))).toHaveLength(3);
    for (let index = 0; index < lines.length; index += 2) {
      expect(lines[index + 1]).toBe(lines[index]?.replace(' in', ' out'));
    }
  });

  it('takes over a lock of another machine that nobody touches any more', async () => {
    const path = join(root, '.cache', 'setup.lock');
    await writeFile(path, JSON.stringify({ token: 'far', pid: 1, host: 'elsewhere' }));
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(path, longAgo, longAgo);
    await runWriter('a');
    expect(await log()).toEqual(['a in', 'a out']);
  });

  it('leaves nothing behind', async () => {
    await runWriter('a');
    await expect(stat(join(root, '.cache', 'setup.lock'))).rejects.toThrow('ENOENT');
  });
});
