import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A small disk in memory. Only root on Linux can make one; ask `canMount` first. */
export function mountSmallDisk(
  folder: string,
  sizeKb: number,
): { setReadOnly(): void; setWritable(): void; unmount(): void } {
  mkdirSync(folder, { recursive: true });
  run('mount', ['-t', 'tmpfs', '-o', `size=${String(sizeKb)}k`, 'tmpfs', folder]);
  return {
    setReadOnly: () => {
      run('mount', ['-o', 'remount,ro', folder]);
    },
    setWritable: () => {
      run('mount', ['-o', 'remount,rw', folder]);
    },
    unmount: () => {
      run('umount', ['-l', folder]);
    },
  };
}

function run(program: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
}

/** True where a test may mount a disk: root on Linux with the right to do so. */
export const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'metarr-mount-'));
  try {
    mountSmallDisk(folder, 64).unmount();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();
