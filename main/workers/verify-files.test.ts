import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../files/hash-file.ts';
import { type VerifyOutput, type VerifyTarget, verifyFiles } from './verify-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-verify-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file with its target as it is now. */
function file(name: string, text: string): VerifyTarget {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  const { size, mtimeMs } = statSync(target);
  return {
    path: target,
    hash: sha256(Buffer.from(text)),
    sizeBytes: size,
    mtimeMs: Math.floor(mtimeMs),
    isSuspect: false,
  };
}

const look = (files: VerifyTarget[], isFull = false): VerifyOutput => verifyFiles({ isFull, files, cached: [] });

it('says nothing of what is as it was', () => {
  expect(look([file('a', 'one'), file('b', 'two')])).toEqual({ files: [], cached: [], leftovers: [] });
  expect(look([file('a', 'one')], true).files).toEqual([]);
});

it('tells a new time from new bytes', () => {
  const [touched, changed] = [file('a', 'one'), file('b', 'two')];
  utimesSync(touched.path, 1_000, 1_000);
  writeFileSync(changed.path, 'TWO');
  utimesSync(changed.path, 1_000, 1_000);
  expect(look([touched, changed]).files).toEqual([
    [0, { state: 'touched', mtimeMs: 1_000_000 }],
    [1, { state: 'changed', hash: sha256(Buffer.from('TWO')), sizeBytes: 3 }],
  ]);
});

it('reads what has its size and time only when it is to, or when something was wrong with it', () => {
  const target = { ...file('a', 'one'), mtimeMs: 1_000_000 };
  writeFileSync(target.path, 'ONE');
  // Whole seconds: setting a file's own fraction of a second again may come out a millisecond off.
  utimesSync(target.path, 1_000, 1_000);
  expect(look([target]).files).toEqual([]);
  expect(look([target], true).files).toMatchObject([[0, { state: 'changed' }]]);
  expect(look([{ ...target, isSuspect: true }]).files).toMatchObject([[0, { state: 'changed' }]]);
});

it('looks for the bytes of what is missing under other names beside it', () => {
  const [gone, twin] = [file('a', 'one'), file('b', 'two')];
  renameSync(gone.path, path.join(folder, 'c'));
  writeFileSync(path.join(folder, 'd'), 'oNe');
  expect(look([gone, twin]).files).toEqual([
    [0, { state: 'missing', lookalikes: [{ path: path.join(folder, 'c'), sizeBytes: 3 }] }],
  ]);
  const away = { ...gone, path: path.join(folder, 'no', 'such', 'folder', 'a') };
  expect(look([away]).files).toEqual([[0, { state: 'missing', lookalikes: [] }]]);
  const below = { ...gone, path: path.join(twin.path, 'a') };
  expect(look([below]).files).toEqual([[0, { state: 'missing', lookalikes: [] }]]);
});

it('gives the reason for what it cannot read', () => {
  const [isFolder, isLoop] = [file('a', 'one'), file('b', 'two')];
  rmSync(isFolder.path);
  mkdirSync(isFolder.path);
  rmSync(isLoop.path);
  symlinkSync('b', isLoop.path);
  expect(look([isFolder, isLoop]).files).toMatchObject([
    [0, { state: 'unreadable' }],
    [1, { state: 'unreadable' }],
  ]);
});

it('finds what interrupted writes left beside the files, and nothing else', () => {
  const target = file('a', 'one');
  writeFileSync(path.join(folder, '.metarr-0123456789ab.tmp'), 'half');
  writeFileSync(path.join(folder, 'notes.tmp'), 'mine');
  expect(look([target]).leftovers).toEqual([{ path: path.join(folder, '.metarr-0123456789ab.tmp'), sizeBytes: 4 }]);
});

it('tells lost bytes of the cache from damaged ones', () => {
  const [lost, longer, flipped] = [file('a', 'one'), file('b', 'two'), file('c', 'six')];
  rmSync(lost.path);
  writeFileSync(longer.path, 'longer');
  writeFileSync(flipped.path, 'sIx');
  const cached = [lost, longer, flipped];
  const states = (isFull: boolean): unknown[] =>
    verifyFiles({ isFull, files: [], cached }).cached.map(([index, { state }]) => [index, state]);
  expect(states(false)).toEqual([
    [0, 'missing'],
    [1, 'damaged'],
  ]);
  expect(states(true)).toEqual([
    [0, 'missing'],
    [1, 'damaged'],
    [2, 'damaged'],
  ]);
});
