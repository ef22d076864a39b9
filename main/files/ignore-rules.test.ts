import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuleTest, readIgnoreFiles } from './ignore-rules.ts';
import { listFilmFolder, listFolder } from './list-folder.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'metarr-ignore-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(relPath: string, content = 'x'): void {
  const path = join(root, relPath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const names = (listing: { files: readonly { relPath: string }[] }): string[] =>
  listing.files.map((file) => file.relPath);
const NOBODY = (): boolean => false;

describe('a folder is left alone', () => {
  it.each([
    ['.nomedia', ''],
    ['.nomedia', 'anything'],
    ['.tmmignore', ''],
    ['tmmignore', ''],
    ['.ignore', ''],
    ['.ignore', '\uFEFF \r\n\n'],
  ])('with %s holding %j', async (name, content) => {
    write('film.mkv');
    write(name, content);
    expect(await listFolder(root)).toMatchObject({ files: [], subfolders: [], skipped: true });
  });

  it('not with an empty .plexignore, nor with a folder of that name', () => {
    write('.plexignore', '');
    expect(readIgnoreFiles(root, ['.plexignore'])).toEqual({ isSkipped: false, rules: [], errors: [] });
    mkdirSync(join(root, '.ignore'));
    expect(readIgnoreFiles(root, ['.ignore'])).toEqual({ isSkipped: false, rules: [], errors: [] });
  });

  it('and a rule file that cannot be read is told of', () => {
    expect(readIgnoreFiles(root, ['.ignore']).errors).toMatchObject([{ code: 'not_found' }]);
  });
});

describe('rules', () => {
  const isIgnored = (text: string, path: string, isFolder = false): boolean =>
    createRuleTest([{ basePath: '/films', text }])(`/films/${path}`, isFolder);

  it.each<[string, string, boolean]>([
    ['*.avi', 'a/b/c.avi', false],
    ['*.avi', 'c.AVI', false],
    ['/c.avi', 'c.avi', false],
    ['extras/', 'a/Extras', true],
    ['a/*.mkv', 'a/x.mkv', false],
    ['a/**/x.mkv', 'a/b/c/x.mkv', false],
    ['*\n!keep.mkv', 'drop.mkv', false],
    ['# note\r\nfilm [[]2010].mkv\r\n', 'film [2010].mkv', false],
    ['\\#1.mkv', '#1.mkv', false],
  ])('%j mean %s', (text, path, isFolder) => {
    expect(isIgnored(text, path, isFolder)).toBe(true);
  });

  it.each<[string, string, boolean]>([
    ['/c.avi', 'a/c.avi', false],
    ['extras/', 'extras', false],
    ['a/*.mkv', 'a/b/x.mkv', false],
    ['*\n!keep.mkv', 'keep.mkv', false],
    ['# *.mkv', 'x.mkv', false],
    ['*.avi', '...', false],
  ])('%j do not mean %s', (text, path, isFolder) => {
    expect(isIgnored(text, path, isFolder)).toBe(false);
  });

  it('of a folder below decide before those of one above', () => {
    const test = createRuleTest([
      { basePath: '/films', text: '*.avi' },
      { basePath: '/films/old', text: '!*.avi' },
    ]);
    expect(test('/films/a.avi', false)).toBe(true);
    expect(test('/films/old/a.avi', false)).toBe(false);
  });
});

it('rules of a folder hold in those below, level by level', async () => {
  write('.ignore', '*.avi\nseen/\n');
  write('.plexignore', '# globs\n\nsecret*\nold/*.mkv\n!odd.mkv\n');
  write('a.mkv');
  write('a.avi');
  write('!odd.mkv');
  write('secret film.mkv');
  write('seen/b.mkv');
  write('old/c.mkv');
  write('old/c.nfo');
  write('new/c.avi');
  write('new/c.mkv');
  write('new/.ignore', 'c.*\n!c.avi\n');
  const top = await listFolder(root);
  expect(names(top)).toEqual(['.ignore', '.plexignore', 'a.mkv']);
  expect(top.subfolders).toEqual(['new', 'old']);
  const filter = { ignoreRules: top.ignoreRules, isIgnoredName: NOBODY };
  expect(names(await listFolder(join(root, 'old'), filter))).toEqual(['c.nfo']);
  expect(names(await listFolder(join(root, 'new'), filter))).toEqual(['.ignore', 'c.avi']);
  expect(structuredClone(top.ignoreRules)).toEqual(top.ignoreRules);
});

it('rules and the person’s patterns hold in companion folders', async () => {
  write('film.mkv');
  write('film.bak');
  write('.ignore', 'extras/*.txt');
  write('extras/a.txt');
  write('extras/b.mkv');
  write('extras/c.bak');
  write('extras/deep/.ignore', '*.mkv');
  write('extras/deep/d.mkv');
  write('extras/deep/d.srt');
  const filter = { ignoreRules: [], isIgnoredName: (name: string) => name.endsWith('.bak') };
  const listing = await listFilmFolder(root, (name) => name === 'extras', NOBODY, filter);
  expect(names(listing)).toEqual(['.ignore', 'extras/b.mkv', 'extras/deep/.ignore', 'extras/deep/d.srt', 'film.mkv']);
});
