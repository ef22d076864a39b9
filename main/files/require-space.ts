import { fileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

/**
 * Throws disk_full unless each disk has room for what goes to it plus a tenth; folders on one disk count together.
 * A disk that does not tell its free space (some network shares) is taken to have enough.
 */
export function requireSpace(needs: readonly { folder: string; bytes: number }[], fs: FsOps = nodeFs): void {
  const byDisk = new Map<number, { folder: string; bytes: number }>();
  for (const need of needs) {
    const disk = fs.statSync(need.folder).dev;
    const sum = byDisk.get(disk);
    byDisk.set(disk, { folder: sum?.folder ?? need.folder, bytes: (sum?.bytes ?? 0) + need.bytes });
  }
  for (const { folder, bytes } of byDisk.values()) {
    const free = freeBytes(folder, fs);
    if (free !== null && free < bytes * 1.1) throw fileError('disk_full', folder);
  }
}

function freeBytes(folder: string, fs: FsOps): number | null {
  try {
    const { blocks, bavail, bsize } = fs.statfsSync(folder);
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    return null;
  }
}
