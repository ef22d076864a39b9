import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { conventionFor } from './file-convention.ts';
import { fileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { hashFile } from './hash-file.ts';
import { patiently } from './patience.ts';
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

/**
 * A new temporary name in the target's folder. It does not contain the target's name, so a target that uses all the
 * 255 bytes a name may have works too; `*.tmp` is ignored by the players' scanners.
 */
export function newTempPath(targetPath: string): string {
  return join(dirname(targetPath), `.metarr-${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Writes the new content beside its target: flushed to the disk, read back and compared. The target is not touched.
 * Takes over the permissions and owner of the target when it exists, else those its folder suggests. Throws a FileError and
 * leaves nothing behind.
 */
export async function stageFile(
  targetPath: string,
  source: BytesOrFile,
  options: StageOptions = {},
): Promise<StagedFile> {
  const fs = options.fs ?? nodeFs;
  const tempPath = options.tempPath ?? newTempPath(targetPath);
  if (dirname(tempPath) !== dirname(targetPath)) throw new Error(`${tempPath} is not in the folder of ${targetPath}`);
  return patiently(targetPath, () => stageOnce(targetPath, tempPath, source, options.expectedHash ?? null, fs), fs);
}

function stageOnce(
  targetPath: string,
  tempPath: string,
  source: BytesOrFile,
  expectedHash: string | null,
  fs: FsOps,
): StagedFile {
  const owner = conventionFor(targetPath, fs);
  const written = writeNewFile(tempPath, source, { mode: owner.mode, owner, durable: true, fs });
  try {
    // A copy was read back already.
    const lies = 'bytes' in source ? hashFile(tempPath, fs) : written.hash;
    if (lies !== (expectedHash ?? written.hash)) throw fileError('damaged', damagedOf(source, lies, tempPath, fs));
  } catch (error) {
    discardStaged(tempPath, fs);
    throw error;
  }
  return { tempPath, targetPath, ...written };
}

/** Which of the two it is: what was copied, or what came of it. */
function damagedOf(source: BytesOrFile, writtenHash: string, tempPath: string, fs: FsOps): string {
  return 'copyFrom' in source && hashFile(source.copyFrom, fs) === writtenHash ? source.copyFrom : tempPath;
}

/** Moves a staged file over its target in one step and flushes the folder. Patient with locked files. Throws a FileError. */
export async function commitStaged(tempPath: string, targetPath: string, fs: FsOps = nodeFs): Promise<void> {
  await renamePatiently(tempPath, targetPath, fs);
  syncFolder(dirname(targetPath), fs);
}

/** As commitStaged, for who flushes the folder once after several. */
export async function renamePatiently(tempPath: string, targetPath: string, fs: FsOps = nodeFs): Promise<void> {
  await patiently(targetPath, () => fs.renameSync(tempPath, targetPath), fs);
}

/** Removes a file with the same patience as commitStaged; does not flush. Throws a FileError. */
export async function unlinkPatiently(path: string, fs: FsOps = nodeFs): Promise<void> {
  await patiently(path, () => fs.unlinkSync(path), fs);
}

/** Removes a staged file that will not be used. Never throws: a leftover `.metarr-*.tmp` harms nobody. */
export function discardStaged(tempPath: string, fs: FsOps = nodeFs): void {
  try {
    fs.unlinkSync(tempPath);
  } catch {
    // Not there, or not removable now.
  }
}
