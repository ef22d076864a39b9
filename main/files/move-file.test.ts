import fs, {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveFile, type MoveOps, settleMove } from './move-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-move-'));
  writeFileSync(at('old.txt'), 'old');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);
const fails = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};
const noLinks: MoveOps = { ...fs, linkSync: () => fails('EPERM') };

describe.each([
  ['a disk with links', fs as MoveOps],
  ['a disk without', noLinks],
])('on %s', (_name, ops) => {
  it('a file gets its new name, and its folder when there is none', async () => {
    expect(await moveFile(at('old.txt'), at('extras/new.txt'), ops)).toEqual({ hasMadeFolder: true });
    expect(readFileSync(at('extras/new.txt'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['extras']);
    expect(await moveFile(at('extras/new.txt'), at('old.txt'), ops)).toEqual({ hasMadeFolder: false });
  });

  it('none is ever put over another', async () => {
    writeFileSync(at('new.txt'), 'new');
    await expect(moveFile(at('old.txt'), at('new.txt'), ops)).rejects.toMatchObject({
      code: 'changed_on_disk',
      path: at('new.txt'),
    });
    expect([readFileSync(at('old.txt'), 'utf8'), readFileSync(at('new.txt'), 'utf8')]).toEqual(['old', 'new']);
  });

  it('nor over one that is the same file by a second name', async () => {
    linkSync(at('old.txt'), at('new.txt'));
    await expect(moveFile(at('old.txt'), at('new.txt'), ops)).rejects.toMatchObject({ code: 'changed_on_disk' });
    expect(readdirSync(folder)).toEqual(['new.txt', 'old.txt']);
  });

  it('one that is gone is said to be, and no folder stays behind', async () => {
    await expect(moveFile(at('gone.txt'), at('extras/gone.txt'), ops)).rejects.toMatchObject({ code: 'not_found' });
    expect(readdirSync(folder)).toEqual(['old.txt']);
  });
});

it('a name that is taken at the last moment is left alone', async () => {
  const ops: MoveOps = {
    ...fs,
    linkSync: (from, to) => {
      writeFileSync(to, 'new');
      linkSync(from, to);
    },
  };
  await expect(moveFile(at('old.txt'), at('new.txt'), ops)).rejects.toMatchObject({ code: 'changed_on_disk' });
  expect([readFileSync(at('old.txt'), 'utf8'), readFileSync(at('new.txt'), 'utf8')]).toEqual(['old', 'new']);
});

it('a file that cannot lose its old name keeps it, and has no other', async () => {
  const ops: MoveOps = {
    ...fs,
    unlinkSync: (target) => {
      if (target === at('old.txt')) fails('EROFS');
      fs.unlinkSync(target);
    },
  };
  await expect(moveFile(at('old.txt'), at('new.txt'), ops)).rejects.toMatchObject({ code: 'read_only' });
  expect(readdirSync(folder)).toEqual(['old.txt']);
});

it('another disk is refused in words', async () => {
  const ops: MoveOps = { ...fs, linkSync: () => fails('EXDEV') };
  await expect(moveFile(at('old.txt'), at('extras/new.txt'), ops)).rejects.toThrow(/is on another disk/);
  expect(readdirSync(folder)).toEqual(['old.txt']);
});

describe('after a crash', () => {
  it.each<[string, string, () => unknown]>([
    ['before the move', 'old', () => undefined],
    ['after it', 'new', () => fs.renameSync(at('old.txt'), at('new.txt'))],
    ['between both names', 'new', () => linkSync(at('old.txt'), at('new.txt'))],
    ['with another file there', 'old', () => writeFileSync(at('new.txt'), 'x')],
    ['with nothing left', 'unknown', () => rmSync(at('old.txt'))],
    ['with a folder there', 'old', () => mkdirSync(at('new.txt'))],
  ])('%s the file has its %s name', (_when, name, happen) => {
    happen();
    expect(settleMove(at('old.txt'), at('new.txt'))).toBe(name);
    if (name === 'new') expect(existsSync(at('old.txt'))).toBe(false);
  });
});
