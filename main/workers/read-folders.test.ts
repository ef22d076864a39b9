import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import { readFolders } from './read-folders.ts';
import type { FolderOutcome } from './scan-facts.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'metarr-read-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(relPath: string, content = 'x'): void {
  const file = path.join(root, relPath);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function read(
  folder: string,
  ignoreRules: IgnoreRules,
  patterns: readonly IgnorePattern[] = [],
): Promise<FolderOutcome> {
  const task = { path: folder, isLibraryRoot: folder === root, knownFingerprint: null, ignoreRules };
  const [outcome] = await readFolders({ cacheDir: path.join(root, '.cache'), patterns, folders: [task] });
  return outcome as FolderOutcome;
}

it('hands the rules of a folder on to those below', async () => {
  write('.ignore', 'Harbour 2*/\n*.avi\n');
  write('Harbour (2011)/Harbour (2011).mkv');
  write('Harbour (2011)/Harbour (2011).avi');
  write('Harbour 2 (2013)/Harbour 2 (2013).mkv');
  const top = await read(root, []);
  expect(top.subfolders.map((folder) => path.basename(folder))).toEqual(['Harbour (2011)']);
  const [film] = (await read(top.subfolders[0] ?? '', top.ignoreRules)).movies;
  expect(film?.files.map((file) => path.basename(file.filePath))).toEqual(['Harbour (2011).mkv']);
});

it('leaves out what the person’s patterns name, folders too', async () => {
  write('Harbour (2011)/Harbour (2011).mkv');
  write('Harbour (2011)/Harbour (2011).en.srt');
  write('Watched/Old (1999)/Old (1999).mkv');
  const patterns: IgnorePattern[] = [
    { pattern: 'watched', kind: 'exact' },
    { pattern: '*.srt', kind: 'glob' },
  ];
  const top = await read(root, [], patterns);
  expect(top.subfolders.map((folder) => path.basename(folder))).toEqual(['Harbour (2011)']);
  expect((await read(top.subfolders[0] ?? '', [], patterns)).movies[0]?.subtitles).toEqual([]);
});
