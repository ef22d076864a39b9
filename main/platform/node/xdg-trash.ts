import { lstat, mkdir, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import type { Trash } from '../ports.ts';

export interface XdgTrashOptions {
  /** The account's data folder; by default `$XDG_DATA_HOME`, else `~/.local/share`. */
  dataHome?: string;
  uid?: number;
  /** The device that a path lies on; by default what the system says. */
  deviceOf?: (path: string) => Promise<number>;
  now?: () => Date;
}

interface TrashFolder {
  path: string;
  /** What `Path=` in the info file is relative to; null for an absolute one. */
  topPath: string | null;
}

const STICKY = 0o1000;
const OWN = 0o700;
const MAX_NAMES = 10_000;

/**
 * The trash of freedesktop.org, version 1.0 (https://specifications.freedesktop.org/trash-spec/latest/): files of the
 * account's own disk go into its home trash, others into `.Trash/<uid>` or `.Trash-<uid>` at the top of their disk, so that
 * nothing is copied and file managers know where each came from. Where a disk has room for neither, nothing happens and
 * `not_available` is thrown; `file_missing` for a file that is gone.
 */
export function createXdgTrash(options: XdgTrashOptions = {}): Trash {
  const configured = process.env['XDG_DATA_HOME'] ?? '';
  const dataHome =
    options.dataHome ?? (path.isAbsolute(configured) ? configured : path.join(homedir(), '.local/share'));
  const uid = options.uid ?? process.getuid?.() ?? 0;
  const deviceOf = options.deviceOf ?? (async (target: string) => (await lstat(target)).dev);
  const now = options.now ?? (() => new Date());
  return {
    put: async (filePath) => {
      const real = await realPathOf(filePath);
      const folder = await findTrash(real, { home: path.join(dataHome, 'Trash'), uid, deviceOf });
      await putInto(folder, real, now());
    },
  };
}

/** Of the file itself where it is a link: the link goes, not what it leads to. */
async function realPathOf(filePath: string): Promise<string> {
  try {
    const real = path.join(await realpath(path.dirname(filePath)), path.basename(filePath));
    await lstat(real);
    return real;
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw notAvailable(filePath, error);
    throw new CoreError('file_missing', `${filePath} is not there any more.`, { path: filePath });
  }
}

async function findTrash(
  filePath: string,
  { home, uid, deviceOf }: { home: string; uid: number; deviceOf: (path: string) => Promise<number> },
): Promise<TrashFolder> {
  const device = await deviceOf(filePath);
  try {
    await mkdir(home, { recursive: true, mode: OWN });
    if ((await deviceOf(home)) === device) return { path: home, topPath: null };
  } catch {
    // No home (a service's account): the disk's own trash may still do.
  }
  const topPath = await topOf(path.dirname(filePath), device, deviceOf);
  const shared = path.join(topPath, '.Trash');
  if (await isSharedTrash(shared)) {
    const own = await ownFolder(path.join(shared, String(uid)), uid);
    if (own !== null) return { path: own, topPath };
  }
  const own = await ownFolder(path.join(topPath, `.Trash-${String(uid)}`), uid);
  if (own === null) throw notAvailable(filePath, null);
  return { path: own, topPath };
}

/** The highest folder above that lies on the same device: where the disk is mounted. */
async function topOf(folder: string, device: number, deviceOf: (path: string) => Promise<number>): Promise<string> {
  let top = folder;
  for (;;) {
    const above = path.dirname(top);
    if (above === top || (await deviceOf(above)) !== device) return top;
    top = above;
  }
}

/** An administrator's `.Trash` counts when it is no link and sticky: else others could take files out of it. */
async function isSharedTrash(folder: string): Promise<boolean> {
  try {
    const stats = await lstat(folder);
    return stats.isDirectory() && (stats.mode & STICKY) !== 0;
  } catch {
    return false;
  }
}

/** Null where it cannot be made, is a link, or is somebody else's. */
async function ownFolder(folder: string, uid: number): Promise<string | null> {
  try {
    await mkdir(folder, { mode: OWN });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') return null;
  }
  try {
    const stats = await lstat(folder);
    // Disks without owners (FAT, network shares) show every file as one account's.
    return stats.isDirectory() && (stats.uid === uid || (await hasNoOwners(folder, stats.uid))) ? folder : null;
  } catch {
    return null;
  }
}

async function hasNoOwners(folder: string, uid: number): Promise<boolean> {
  return (await stat(path.dirname(folder))).uid === uid;
}

async function putInto({ path: trash, topPath }: TrashFolder, filePath: string, date: Date): Promise<void> {
  try {
    for (const name of ['files', 'info']) await mkdir(path.join(trash, name), { recursive: true, mode: OWN });
    const info = infoText(topPath === null ? filePath : path.relative(topPath, filePath), date);
    const { name, infoPath } = await reserveName(trash, path.basename(filePath), info);
    try {
      await rename(filePath, path.join(trash, 'files', name));
    } catch (error) {
      await unlink(infoPath);
      throw error;
    }
  } catch (error) {
    throw notAvailable(filePath, error);
  }
}

/** The info file is made first, and only where there is none: that is what makes the name one's own. */
async function reserveName(trash: string, base: string, info: string): Promise<{ name: string; infoPath: string }> {
  const { name: stem, ext } = path.parse(base);
  for (let copy = 1; copy <= MAX_NAMES; copy++) {
    const name = copy === 1 ? base : `${stem}.${String(copy)}${ext}`;
    const infoPath = path.join(trash, 'info', `${name}.trashinfo`);
    if (await isThere(path.join(trash, 'files', name))) continue;
    try {
      const file = await open(infoPath, 'wx', 0o600);
      try {
        await file.writeFile(info);
        await file.sync();
      } finally {
        await file.close();
      }
      return { name, infoPath };
    } catch (error) {
      // With ".trashinfo" behind it a name may be too long: the trash calls it by another.
      if (errnoOf(error) === 'ENAMETOOLONG' && stem.length > 60) {
        return reserveName(trash, `${stem.slice(0, 60)}${ext.slice(0, 20)}`, info);
      }
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new Error('The trash has no name left for this file.');
}

function infoText(place: string, date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const encoded = place.split('/').map(encodeSegment).join('/');
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${day}T${time}\n`;
}

/** RFC 2396, as the specification asks for; half of a surrogate pair cannot be written and stands for nothing. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}

async function isThere(target: string): Promise<boolean> {
  return lstat(target).then(
    () => true,
    () => false,
  );
}

function notAvailable(filePath: string, error: unknown): CoreError {
  const reason = errnoOf(error);
  const why =
    reason === null ? 'its disk has no trash that Metarr may use' : `its disk’s trash cannot be used (${reason})`;
  return new CoreError('not_available', `${filePath} was not deleted: ${why}. Delete it in your file manager.`, {
    path: filePath,
  });
}

function errnoOf(error: unknown): string | null {
  const code: unknown = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
