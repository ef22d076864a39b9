import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachePath, normalizeExt, putBytes, putFile, verifyCached } from './cache-store.ts';
import { FileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

const isWindows = process.platform === 'win32';
let folder: string;
let cacheDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-cache-'));
  cacheDir = join(folder, 'cache');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function source(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('putting', () => {
  it('files bytes under their hash', async () => {
    const bytes = Buffer.from('a poster');
    const put = await putFile(cacheDir, source('Poster.JPEG', bytes));
    const hash = digest(bytes);
    const path = join(cacheDir, hash.slice(0, 2), `${hash}.jpg`);
    expect(put).toEqual({ hash, sizeBytes: 8, ext: 'jpg', path, existed: false });
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(dirname(path))).toEqual([`${hash}.jpg`]);
  });

  it('keeps the same bytes once', async () => {
    await putFile(cacheDir, source('a.jpg', 'same'));
    expect((await putFile(cacheDir, source('b.jpg', 'same'))).existed).toBe(true);
    expect((await putBytes(cacheDir, Buffer.from('same'), '.jpg', { durable: true })).existed).toBe(true);
  });

  it('flushes a new folder into the cache’s own, and no other again', async () => {
    const opened: string[] = [];
    const fs: FsOps = {
      ...nodeFs,
      openSync: (path, flags, mode) => {
        if (flags === 'r') opened.push(String(path));
        return nodeFs.openSync(path, flags, mode);
      },
    };
    const put = async (): Promise<string[]> => {
      opened.length = 0;
      const { path } = await putBytes(cacheDir, Buffer.from('to last'), 'jpg', { durable: true, fs });
      rmSync(path);
      return [...opened];
    };
    const inner = join(cacheDir, digest(Buffer.from('to last')).slice(0, 2));
    expect(await put()).toEqual([inner, cacheDir, folder]);
    expect(await put()).toEqual([inner]);
    rmSync(inner, { recursive: true });
    expect(await put()).toEqual([inner, cacheDir, folder]);
  });

  it('streams large files', async () => {
    const bytes = Buffer.alloc(17 * 1024 * 1024, 'metarr');
    const path = source('trailer.mp4', bytes);
    const put = await putFile(cacheDir, path, 'mp4', { durable: true });
    expect(put).toMatchObject({ hash: digest(bytes), sizeBytes: bytes.length, existed: false });
    expect(readFileSync(put.path).equals(bytes)).toBe(true);
    expect((await putFile(cacheDir, path)).existed).toBe(true);
    expect(readdirSync(join(cacheDir, '.tmp'))).toEqual([]);
  });

  it.skipIf(isWindows)('makes entries readable for all, whatever the source allows', async () => {
    const path = source('a.jpg', 'private');
    chmodSync(path, 0o400);
    expect(statSync((await putFile(cacheDir, path)).path).mode & 0o777).toBe(0o644);
  });

  it('replaces an entry that lost its end, and one that rotted when asked to look', async () => {
    const { path } = await putBytes(cacheDir, Buffer.from('whole'), 'nfo');
    truncateSync(path, 2);
    expect((await putBytes(cacheDir, Buffer.from('whole'), 'nfo')).existed).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('whole');
    writeFileSync(path, 'wrong');
    expect((await putBytes(cacheDir, Buffer.from('whole'), 'nfo', { verifyExisting: true })).existed).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('whole');
  });

  it('never shows half an entry, and cleans up, when the disk fills up', async () => {
    const full: FsOps = {
      ...nodeFs,
      writeSync: () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    };
    const put = putFile(cacheDir, source('a.jpg', 'bytes'), 'jpg', { fs: full });
    await expect(put).rejects.toMatchObject({ code: 'disk_full', path: cacheDir });
    await expect(put).rejects.toBeInstanceOf(FileError);
    expect(readdirSync(cacheDir, { recursive: true })).toEqual([digest(Buffer.from('bytes')).slice(0, 2)]);
  });

  it('writes into a folder that another thread made a moment ago', async () => {
    let isFirst = true;
    const meanwhile: FsOps = {
      ...nodeFs,
      openSync: (path, ...rest) => {
        if (!isFirst) return nodeFs.openSync(path, ...rest);
        isFirst = false;
        mkdirSync(dirname(String(path)), { recursive: true });
        throw Object.assign(new Error('ENOENT: no such file or directory'), { code: 'ENOENT' });
      },
    };
    const { hash } = await putBytes(cacheDir, Buffer.from('poster'), 'jpg', { fs: meanwhile });
    expect(isFirst).toBe(false);
    expect(await verifyCached(cacheDir, hash, 'jpg')).toBe('ok');
  });

  it('says which file is missing', async () => {
    const path = join(folder, 'gone.jpg');
    await expect(putFile(cacheDir, path)).rejects.toMatchObject({ code: 'not_found', path });
    expect(existsSync(cacheDir)).toBe(false);
  });
});

it('finds out whether an entry is as it should be', async () => {
  const { hash, path } = await putBytes(cacheDir, Buffer.from('bytes'), 'png');
  expect(await verifyCached(cacheDir, hash, 'png')).toBe('ok');
  writeFileSync(path, 'other');
  expect(await verifyCached(cacheDir, hash, 'png')).toBe('damaged');
  rmSync(path);
  expect(await verifyCached(cacheDir, hash, 'png')).toBe('missing');
});

it('lets nothing but a hash and a plain extension into a path', () => {
  expect(() => cachePath(cacheDir, '../../../etc/passwd', 'x')).toThrow('Not a SHA-256');
  expect(['.JPG', 'jpeg', '', '../x', 'n f', 'tar.gz'].map(normalizeExt)).toEqual([
    'jpg',
    'jpg',
    'bin',
    'bin',
    'bin',
    'bin',
  ]);
});
