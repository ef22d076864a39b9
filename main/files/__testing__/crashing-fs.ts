import { type FsOps, nodeFs } from '../fs-ops.ts';

/** What a process that is no more would throw if it still could. */
export class Crash extends Error {}

/**
 * A file system whose process dies at its n-th change, counting from 0, and from then on does nothing at all.
 * A write that is hit is left half done. Flushing is counted but not done, for speed.
 */
export function crashingFs(crashAt: number): { fs: FsOps; changes: () => number } {
  let count = 0;
  let isDead = false;
  const step = (half?: () => void): void => {
    if (isDead) throw new Crash();
    if (count === crashAt) {
      isDead = true;
      half?.();
      throw new Crash();
    }
    count++;
  };
  const fs: FsOps = {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (flags !== 'r') step();
      else if (isDead) throw new Crash();
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((fd: number, bytes: Uint8Array, offset: number, length: number) => {
      step(() => nodeFs.writeSync(fd, bytes, offset, Math.floor(length / 2)));
      return nodeFs.writeSync(fd, bytes, offset, length);
    }) as FsOps['writeSync'],
    fsyncSync: () => step(),
    fchmodSync: (fd, mode) => {
      step();
      nodeFs.fchmodSync(fd, mode);
    },
    renameSync: (from, to) => {
      step();
      nodeFs.renameSync(from, to);
    },
    unlinkSync: (path) => {
      step();
      nodeFs.unlinkSync(path);
    },
    mkdirSync: ((path: string, options?: { recursive: true }) => {
      step();
      return nodeFs.mkdirSync(path, options);
    }) as FsOps['mkdirSync'],
    rmdirSync: (path) => {
      step();
      nodeFs.rmdirSync(path);
    },
    copyFileSync: (from, to, mode) => {
      step();
      nodeFs.copyFileSync(from, to, mode);
    },
  };
  return { fs, changes: () => count };
}
