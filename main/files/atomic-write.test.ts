import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitStaged, discardStaged, newTempPath, stageFile } from './atomic-write.ts';
import { toFileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { sha256 } from './hash-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-write-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytes = Buffer.from('<movie/>');
const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

it('replaces a file in two steps', async () => {
  const target = join(folder, 'movie.nfo');
  writeFileSync(target, 'old');
  const staged = await stageFile(target, { bytes });
  expect(staged).toMatchObject({ targetPath: target, hash: sha256(bytes), sizeBytes: bytes.length });
  expect(dirname(staged.tempPath)).toBe(folder);
  expect(basename(staged.tempPath)).toMatch(/^\.metarr-[0-9a-f]{12}\.tmp$/);
  expect(readFileSync(target, 'utf8')).toBe('old');
  await commitStaged(staged.tempPath, target);
  expect(readFileSync(target)).toEqual(bytes);
  expect(readdirSync(folder)).toEqual(['movie.nfo']);
});

it('copies, and leaves nothing when discarded', async () => {
  const source = join(folder, 'poster.jpg');
  writeFileSync(source, bytes);
  const staged = await stageFile(join(folder, 'copy.jpg'), { copyFrom: source });
  expect(readFileSync(staged.tempPath)).toEqual(bytes);
  discardStaged(staged.tempPath);
  discardStaged(staged.tempPath);
  expect(readdirSync(folder)).toEqual(['poster.jpg']);
});

it('works for a name of 255 bytes', async () => {
  const target = join(folder, `${'ü'.repeat(125)}a.nfo`);
  expect(Buffer.byteLength(basename(target))).toBe(255);
  await commitStaged((await stageFile(target, { bytes })).tempPath, target);
  expect(readFileSync(target)).toEqual(bytes);
});

describe.skipIf(process.platform === 'win32')('permissions', () => {
  it('are those of the file that is replaced', async () => {
    const target = join(folder, 'movie.nfo');
    writeFileSync(target, 'old');
    chmodSync(target, 0o664);
    await commitStaged((await stageFile(target, { bytes })).tempPath, target);
    expect(statSync(target).mode & 0o777).toBe(0o664);
  });

  it.each([
    [0o755, 0o644],
    [0o775, 0o664],
    [0o777, 0o666],
    [0o700, 0o600],
    [0o2770, 0o660],
  ])('of a new file follow from its folder: %o gives %o', async (ofFolder, ofFile) => {
    chmodSync(folder, ofFolder);
    expect(statSync((await stageFile(join(folder, 'new.nfo'), { bytes })).tempPath).mode & 0o777).toBe(ofFile);
  });

  it.skipIf(process.getuid?.() !== 0)('and the owner, where the account may give files away', async () => {
    chownSync(folder, 1234, 4321);
    const { tempPath } = await stageFile(join(folder, 'new.nfo'), { bytes });
    expect(statSync(tempPath)).toMatchObject({ uid: 1234, gid: 4321 });
    const target = join(folder, 'movie.nfo');
    writeFileSync(target, 'old');
    chownSync(target, 77, 88);
    await commitStaged((await stageFile(target, { bytes })).tempPath, target);
    expect(statSync(target)).toMatchObject({ uid: 77, gid: 88 });
  });

  it('that may not be given are done without', async () => {
    chmodSync(folder, 0o755);
    const denied: FsOps = { ...nodeFs, fchownSync: failing('EPERM') };
    const strange = Object.assign(nodeFs.statSync(folder), { uid: 4, gid: 5 });
    const fs: FsOps = {
      ...denied,
      statSync: ((path: string, options: object) =>
        path === folder ? strange : nodeFs.statSync(path, options)) as FsOps['statSync'],
    };
    expect(readFileSync((await stageFile(join(folder, 'new.nfo'), { bytes }, { fs })).tempPath)).toEqual(bytes);
  });
});

it('refuses bytes that are not the expected ones, and bytes the disk did not keep', async () => {
  const target = join(folder, 'movie.nfo');
  await expect(stageFile(target, { bytes }, { expectedHash: 'f'.repeat(64) })).rejects.toMatchObject({
    code: 'damaged',
  });
  const forgetful: FsOps = {
    ...nodeFs,
    writeSync: (fd, data) => nodeFs.writeSync(fd, Buffer.alloc((data as Buffer).length)),
  };
  await expect(stageFile(target, { bytes }, { fs: forgetful })).rejects.toMatchObject({ code: 'damaged' });
  expect(readdirSync(folder)).toEqual([]);
});

it('only stages beside the target', async () => {
  const tempPath = join(tmpdir(), '.metarr-1.tmp');
  await expect(stageFile(join(folder, 'a.nfo'), { bytes }, { tempPath })).rejects.toThrow('not in the folder');
  expect(dirname(newTempPath(join(folder, 'a.nfo')))).toBe(folder);
});

describe('a file held by a virus scanner', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES', 'ESTALE'])('is tried again after %s', async (code) => {
    const target = join(folder, 'movie.nfo');
    const { tempPath } = await stageFile(target, { bytes });
    let denials = 3;
    const held: FsOps = {
      ...nodeFs,
      renameSync: (from, to) => (denials-- > 0 ? failing(code)() : nodeFs.renameSync(from, to)),
    };
    await commitStaged(tempPath, target, held);
    expect(readFileSync(target)).toEqual(bytes);
  });

  it('is tried again while it is written, too', async () => {
    let denials = 2;
    const held: FsOps = {
      ...nodeFs,
      fsyncSync: (fd) => (denials-- > 0 ? failing('ESTALE')() : nodeFs.fsyncSync(fd)),
    };
    const { tempPath } = await stageFile(join(folder, 'movie.nfo'), { bytes }, { fs: held });
    expect(readFileSync(tempPath)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual([basename(tempPath)]);
  });

  it('is told from a folder that is forbidden, where waiting would not help', async () => {
    let tries = 0;
    const forbidden: FsOps = {
      ...nodeFs,
      accessSync: failing('EACCES'),
      renameSync: () => {
        tries += 1;
        failing('EACCES')();
      },
    };
    const target = join(folder, 'movie.nfo');
    await expect(commitStaged(join(folder, 'x.tmp'), target, forbidden)).rejects.toMatchObject({
      code: 'permission_denied',
    });
    expect(tries).toBe(1);
  });

  it('is given up at last', async () => {
    const held: FsOps = { ...nodeFs, renameSync: failing('EACCES') };
    const target = join(folder, 'movie.nfo');
    await expect(commitStaged(join(folder, 'x.tmp'), target, held)).rejects.toMatchObject({
      code: 'permission_denied',
      path: target,
    });
  });
});

describe('errors', () => {
  it.each([
    ['ENOSPC', 'disk_full', 'Free some space'],
    ['EDQUOT', 'disk_full', 'quota'],
    ['EROFS', 'read_only', 'read-only'],
    ['EACCES', 'permission_denied', 'permission'],
    ['EPERM', 'permission_denied', 'permission'],
    ['ENOENT', 'not_found', 'connected'],
    ['ENAMETOOLONG', 'name_too_long', 'Shorten'],
    ['EIO', 'io_error', 'EIO'],
    ['EBUSY', 'file_busy', 'in use'],
    ['ENOTCONN', 'library_offline', 'Connect'],
    ['ESTALE', 'library_offline', 'Connect'],
  ])('%s is %s and says what to do', async (errno, code, hint) => {
    const broken: FsOps = { ...nodeFs, writeSync: failing(errno) };
    const target = join(folder, 'movie.nfo');
    const error = await stageFile(target, { bytes }, { fs: broken }).catch((thrown: unknown) =>
      toFileError(thrown, ''),
    );
    expect(error).toMatchObject({ code, path: target });
    expect('message' in error && error.message).toContain(hint);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tell a real name that is too long, and a missing folder', async () => {
    await expect(stageFile(join(folder, 'gone', 'a.nfo'), { bytes })).rejects.toMatchObject({ code: 'not_found' });
    const { tempPath } = await stageFile(join(folder, 'a.nfo'), { bytes });
    await expect(commitStaged(tempPath, join(folder, 'x'.repeat(256)))).rejects.toMatchObject({
      code: 'name_too_long',
    });
  });
});
