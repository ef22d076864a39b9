import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, FileError, toFileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

const RETRY_DELAYS_MS = [10, 20, 40, 80, 160, 320, 640];
/** Somebody holds the file, or a network share handed out an address that has moved: both pass. */
const PASSING = new Set(['EBUSY', 'ETXTBSY', 'EAGAIN', 'ESTALE']);
/** Windows says so of a file that a virus scanner holds open as well as of one that is forbidden for good. */
const AMBIGUOUS = new Set(['EPERM', 'EACCES']);

/**
 * Does what may fail for a moment, and tries it again for little more than a second. Virus scanners and indexers hold new
 * files open, players hold what they show. What fails for good (a full disk, a forbidden folder) is told at once.
 * @param path the file the person knows about
 * @throws FileError
 */
export async function patiently<T>(path: string, operation: () => T | Promise<T>, fs: FsOps = nodeFs): Promise<T> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      return await operation();
    } catch (error) {
      if (delayMs === null || !mayPass(error, path, fs)) throw toFileError(error, path);
      await sleep(delayMs);
    }
  }
  throw new Error('unreachable');
}

function mayPass(error: unknown, path: string, fs: FsOps): boolean {
  const errno = errnoOf(error instanceof FileError ? error.cause : error) ?? '';
  if (PASSING.has(errno)) return true;
  return AMBIGUOUS.has(errno) && isWritable(dirname(path), fs);
}

function isWritable(folder: string, fs: FsOps): boolean {
  try {
    fs.accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
