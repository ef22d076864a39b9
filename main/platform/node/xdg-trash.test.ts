import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trash } from '../ports.ts';
import { createNodeTrash } from './node-trash.ts';
import { createXdgTrash } from './xdg-trash.ts';

const UID = process.getuid?.() ?? 0;
let root: string;
/** Everything below stands for a disk of its own, mounted there. */
let disk: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-trash-')));
  disk = path.join(root, 'disk');
  mkdirSync(path.join(disk, 'Films'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const at = (name: string): string => path.join(disk, 'Films', name);
const home = (): string => path.join(root, 'share', 'Trash');

function write(name: string, content = 'x'): string {
  writeFileSync(at(name), content);
  return at(name);
}

function trash(isOtherDisk = false): Trash {
  return createXdgTrash({
    dataHome: path.join(root, 'share'),
    uid: UID,
    now: () => new Date(2026, 10, 5, 7, 8, 9),
    deviceOf: (target) => Promise.resolve(isOtherDisk && `${target}/`.startsWith(`${disk}/`) ? 2 : 1),
  });
}

describe('the trash of the home disk', () => {
  it('keeps the file and where it came from', async () => {
    const file = write('Grüße 100%.txt', 'ahoy');
    await trash().put(file);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(path.join(home(), 'files', 'Grüße 100%.txt'), 'utf8')).toBe('ahoy');
    expect(readFileSync(path.join(home(), 'info', 'Grüße 100%.txt.trashinfo'), 'utf8')).toBe(
      `[Trash Info]\nPath=${file.split('/').map(encodeURIComponent).join('/')}\nDeletionDate=2026-11-05T07:08:09\n`,
    );
    expect(statSync(home()).mode & 0o777).toBe(0o700);
  });

  it('keeps files of one name apart', async () => {
    for (const content of ['one', 'two', 'three']) await trash().put(write('a.txt', content));
    expect(readdirSync(path.join(home(), 'files')).sort()).toEqual(['a.2.txt', 'a.3.txt', 'a.txt']);
    expect(readdirSync(path.join(home(), 'info'))).toHaveLength(3);
  });

  it('takes a link and not what it leads to, and names as long as they get', async () => {
    write('film.mkv');
    symlinkSync(at('film.mkv'), at('link.mkv'));
    await trash().put(at('link.mkv'));
    expect(existsSync(at('film.mkv'))).toBe(true);
    await trash().put(write(`${'n'.repeat(250)}.txt`));
    expect(readdirSync(disk)).toEqual(['Films']);
    expect(readdirSync(at(''))).toEqual(['film.mkv']);
  });

  it('says that a file is gone', async () => {
    await expect(trash().put(at('gone.txt'))).rejects.toMatchObject({ code: 'file_missing' });
  });

  it('keeps the file, and no note of it, when it cannot take it', async () => {
    mkdirSync(home(), { recursive: true });
    writeFileSync(path.join(home(), 'files'), 'in the way');
    await expect(trash().put(write('a.txt'))).rejects.toMatchObject({ code: 'not_available' });
    expect(existsSync(at('a.txt'))).toBe(true);
  });
});

describe('the trash of another disk', () => {
  const own = (): string => path.join(disk, `.Trash-${String(UID)}`);

  it('is at its top, with paths from there', async () => {
    await trash(true).put(write('a b.txt'));
    expect(readdirSync(path.join(own(), 'files'))).toEqual(['a b.txt']);
    expect(readFileSync(path.join(own(), 'info', 'a b.txt.trashinfo'), 'utf8')).toContain('Path=Films/a%20b.txt\n');
    expect(existsSync(path.join(home(), 'files'))).toBe(false);
  });

  it('is the one an administrator made, when it is sticky', async () => {
    mkdirSync(path.join(disk, '.Trash'));
    chmodSync(path.join(disk, '.Trash'), 0o1777);
    await trash(true).put(write('a.txt'));
    expect(readdirSync(path.join(disk, '.Trash', String(UID), 'files'))).toEqual(['a.txt']);
  });

  it.each([
    ['not sticky', (): void => mkdirSync(path.join(disk, '.Trash'))],
    ['a link', (): void => symlinkSync(root, path.join(disk, '.Trash'))],
    ['a file', (): void => writeFileSync(path.join(disk, '.Trash'), '')],
  ])('is the account’s own when that is %s', async (_what, make) => {
    make();
    await trash(true).put(write('a.txt'));
    expect(readdirSync(path.join(own(), 'files'))).toEqual(['a.txt']);
  });

  it('is none when its name is a link, and nothing is deleted', async () => {
    symlinkSync(root, own());
    await expect(trash(true).put(write('a.txt'))).rejects.toMatchObject({ code: 'not_available' });
    expect(existsSync(at('a.txt'))).toBe(true);
  });
});

it.each(['darwin', 'win32'] as const)('without a desktop on %s a file is rather kept', async (platform) => {
  await expect(createNodeTrash(platform).put(write('a.txt'))).rejects.toMatchObject({ code: 'not_available' });
  expect(existsSync(at('a.txt'))).toBe(true);
});
