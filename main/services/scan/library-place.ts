import { realpath, stat } from 'node:fs/promises';
import { mountsBelow } from '../../files/read-mounts.ts';
import type { LibraryPlace } from '../../store/library.store.ts';

/** Which disk a library's folder lies on, and what is mounted below it, as far as the system tells. */
export async function findPlace(folder: string): Promise<LibraryPlace> {
  const [{ dev }, mounts] = await Promise.all([stat(await realpath(folder)), mountsBelow(folder)]);
  return { device: String(dev), mounts };
}

/**
 * Disks and shares that were mounted below the folder and are not any more, though the folders for them are there: what is
 * known of them is away, not gone. Take the folder away to say that it is.
 */
export async function mountsAway(before: LibraryPlace | null, now: LibraryPlace): Promise<string[]> {
  const missing = (before?.mounts ?? []).filter((point) => !now.mounts.includes(point));
  const checked = await Promise.all(missing.map(async (point) => ((await isFolder(point)) ? [point] : [])));
  return checked.flat();
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
