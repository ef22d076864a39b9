import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, fileError, toFileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { hashFile } from './hash-file.ts';
import { syncFolder } from './sync-folder.ts';
import { type BytesOrFile, writeNewFile } from './write-new-file.ts';

export interface StagedFile {
  tempPath: string;
  targetPath: string;
  /** SHA-256 of the staged bytes. */
  hash: string;
  sizeBytes: number;
}

export interface StageOptions {
  /** Where to stage; must be in the target's folder. A journal that has to find it again chooses it. */
  tempPath?: string;
  /** SHA-256 the bytes must have; other bytes are refused as `damaged`. */
  expectedHash?: string;
  fs?: FsOps;
}

const RETRY_DELAYS_MS = [10, 20, 40, 80, 160, 320];
const BUSY = new Set(['EBUSY', 'EPERM', 'EACCES']);

/**
 * A new temporary name in the target's folder. It does not contain the target's name, so a target that uses all the
 * 255 bytes a name may have works too; `*.tmp` is ignored by the players' scanners.
 */
export function newTempPath(targetPath: string): string {
  return join(dirname(targetPath), `.metarr-${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Writes the new content beside its target: flushed to the disk, read back and compared. The target is not touched.
 * Takes over the target's permission bits when it exists. Throws a FileError and leaves nothing behind.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- callers are not to rely on its blocking
export async function stageFile(
  targetPath: string,
  source: BytesOrFile,
  options: StageOptions = {},
): Promise<StagedFile> {
  const fs = options.fs ?? nodeFs;
  const tempPath = options.tempPath ?? newTempPath(targetPath);
  if (dirname(tempPath) !== dirname(targetPath)) throw new Error(`${tempPath} is not in the folder of ${targetPath}`);
  try {
    const current = fs.statSync(targetPath, { throwIfNoEntry: false });
    const mode = current === undefined ? 0o644 : current.mode & 0o777;
    const written = writeNewFile(tempPath, source, { mode, durable: true, fs });
    try {
      if (written.hash !== (options.expectedHash ?? written.hash)) {
        throw fileError('damaged', 'copyFrom' in source ? source.copyFrom : targetPath);
      }
      if (hashFile(tempPath, fs) !== written.hash) throw fileError('damaged', tempPath);
    } catch (error) {
      discardStaged(tempPath, fs);
      throw error;
    }
    return { tempPath, targetPath, ...written };
  } catch (error) {
    throw toFileError(error, targetPath);
  }
}

/**
 * Moves a staged file over its target in one step and flushes the folder. Virus scanners and indexers hold new files
 * open for a moment: busy and denied renames are tried again for about half a second. Throws a FileError.
 */
export async function commitStaged(tempPath: string, targetPath: string, fs: FsOps = nodeFs): Promise<void> {
  await retryBusy(targetPath, () => fs.renameSync(tempPath, targetPath));
  syncFolder(dirname(targetPath), fs);
}

/** Removes a file with the same patience as commitStaged; does not flush. Throws a FileError. */
export async function unlinkPatiently(path: string, fs: FsOps = nodeFs): Promise<void> {
  await retryBusy(path, () => fs.unlinkSync(path));
}

/** Removes a staged file that will not be used. Never throws: a leftover `.metarr-*.tmp` harms nobody. */
export function discardStaged(tempPath: string, fs: FsOps = nodeFs): void {
  try {
    fs.unlinkSync(tempPath);
  } catch {
    // Not there, or not removable now.
  }
}

async function retryBusy(path: string, operation: () => void): Promise<void> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      operation();
      return;
    } catch (error) {
      if (delayMs === null || !BUSY.has(errnoOf(error) ?? '')) throw toFileError(error, path);
      await sleep(delayMs);
    }
  }
}
