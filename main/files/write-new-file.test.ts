import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { sha256 } from './hash-file.ts';
import { writeNewFile } from './write-new-file.ts';

let root: string;
let attempts: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'metarr-write-'));
  writeFileSync(join(root, 'source'), 'the bytes');
  attempts = 0;
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Everything on one disk of its own number, which refuses to share blocks with this error. */
function refusing(code: string, dev: number): FsOps {
  return {
    ...nodeFs,
    statSync: ((path: string) => Object.assign(nodeFs.statSync(path), { dev })) as FsOps['statSync'],
    copyFileSync: () => {
      attempts += 1;
      throw Object.assign(new Error(code), { code });
    },
  };
}

function copy(name: string, fs: FsOps): string {
  writeNewFile(join(root, name), { copyFrom: join(root, 'source') }, { fs });
  return readFileSync(join(root, name), 'utf8');
}

it('asks a disk that cannot share blocks for it once only', () => {
  const fs = refusing('ENOTSUP', 4711);
  expect([copy('one', fs), copy('two', fs), copy('three', fs)]).toEqual(['the bytes', 'the bytes', 'the bytes']);
  expect(attempts).toBe(1);
  copy('four', refusing('ENOTSUP', 4712));
  expect(attempts).toBe(2);
});

it('asks again where only one file could not be shared', () => {
  const fs = refusing('EINVAL', 4713);
  expect([copy('one', fs), copy('two', fs)]).toEqual(['the bytes', 'the bytes']);
  expect(attempts).toBe(2);
});

it.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 3 * 1024 * 1024 + 17])('copies %i bytes and names them right', (size) => {
  const bytes = Buffer.alloc(size, 'abcdefg');
  writeFileSync(join(root, 'large'), bytes);
  const written = writeNewFile(join(root, 'copy'), { copyFrom: join(root, 'large') });
  expect(written).toEqual({ hash: sha256(bytes), sizeBytes: size });
  expect(statSync(join(root, 'copy')).size).toBe(size);
  expect(sha256(readFileSync(join(root, 'copy')))).toBe(written.hash);
});
