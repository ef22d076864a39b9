import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DiskStep, takeSteps } from './take-steps.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'metarr-steps-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string): void {
  const place = path.join(root, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, name);
}

function files(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const place = path.join(root, name);
    if (fs.statSync(place).isFile()) found[name] = readFileSync(place, 'utf8');
  }
  return found;
}

function move(from: string, to: string, isFolder = false): DiskStep {
  return { op: 'move', isFolder, from: path.join(root, from), to: path.join(root, to) };
}

function folder(op: 'make_folder' | 'remove_folder', name: string): DiskStep {
  return { op, isFolder: true, from: path.join(root, name), to: path.join(root, name) };
}

test('takes folders and files in their order', async () => {
  write('old/a.mkv');
  write('old/extras/b.mkv');
  const steps = [folder('make_folder', 'set'), move('old', 'set/new', true), move('set/new/a.mkv', 'set/new/c.mkv')];
  expect(await takeSteps(steps)).toEqual({ ok: true });
  expect(files()).toEqual({ 'set/new/c.mkv': 'old/a.mkv', 'set/new/extras/b.mkv': 'old/extras/b.mkv' });
  // Once more finds all taken.
  expect(await takeSteps(steps)).toEqual({ ok: true });
});

test('takes everything back when a step is refused, and overwrites nothing', async () => {
  write('old/a.mkv');
  write('old/b.mkv');
  write('taken.mkv');
  const before = files();
  const steps = [
    folder('make_folder', 'made'),
    move('old', 'new', true),
    move('new/a.mkv', 'made/a.mkv'),
    move('new/b.mkv', 'taken.mkv'),
  ];
  expect(await takeSteps(steps)).toMatchObject({ ok: false, isClean: true, error: { code: 'changed_on_disk' } });
  expect(files()).toEqual(before);
  expect(existsSync(path.join(root, 'made'))).toBe(false);
});

test('never renames a folder over an empty one', async () => {
  write('old/a.mkv');
  mkdirSync(path.join(root, 'new'));
  expect(await takeSteps([move('old', 'new', true)])).toMatchObject({ ok: false, isClean: true });
  expect(existsSync(path.join(root, 'old/a.mkv'))).toBe(true);
});

test('goes on from wherever a crash stopped it, also between the two names of one file', async () => {
  for (let stop = 0; stop <= 4; stop += 1) {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    write('old/a.mkv');
    write('old/b.mkv');
    const steps = [move('old', 'new', true), move('new/a.mkv', 'new/x.mkv'), move('new/b.mkv', 'new/y.mkv')];
    await takeSteps(steps.slice(0, Math.min(stop, 3)));
    if (stop === 4) fs.linkSync(path.join(root, 'new/y.mkv'), path.join(root, 'new/b.mkv'));
    expect(await takeSteps(steps)).toEqual({ ok: true });
    expect(files()).toEqual({ 'new/x.mkv': 'old/a.mkv', 'new/y.mkv': 'old/b.mkv' });
  }
});

test('says so when the way back is refused, too', async () => {
  write('a.mkv');
  write('b.mkv');
  let moves = 0;
  const ops = {
    ...fs,
    linkSync: (from: fs.PathLike, to: fs.PathLike) => {
      moves += 1;
      if (moves > 1) throw Object.assign(new Error('refused'), { code: 'EIO' });
      fs.linkSync(from, to);
    },
  };
  const steps = [move('a.mkv', 'x.mkv'), move('b.mkv', 'y.mkv')];
  expect(await takeSteps(steps, ops)).toMatchObject({ ok: false, isClean: false, error: { code: 'io_error' } });
  expect(files()).toEqual({ 'x.mkv': 'a.mkv', 'b.mkv': 'b.mkv' });
  expect(await takeSteps(steps)).toEqual({ ok: true });
});

test('leaves a folder that is not empty', async () => {
  write('old/a.mkv');
  write('old/mine.txt');
  mkdirSync(path.join(root, 'empty'));
  const steps = [folder('remove_folder', 'old'), folder('remove_folder', 'empty')];
  expect(await takeSteps(steps)).toEqual({ ok: true });
  expect(readdirSync(root)).toEqual(['old']);
});
