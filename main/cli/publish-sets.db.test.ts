import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../__testing__/test-films.ts';
import { parseCommandLine } from './command-line.ts';
import { PUBLISH_COMMANDS } from './publish-commands.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore({ mode: 'cli' });
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo('  <title>Alien</title>\n  <year>1979</year>\n  <set>Alien Collection</set>'),
  });
  await test.scan();
});
afterEach(() => test.discard());

async function publish(...argv: string[]): Promise<{ code: number | undefined; notes: string[]; files: string[] }> {
  const notes: string[] = [];
  let files: string[] = [];
  const code = await PUBLISH_COMMANDS['publish']?.({
    core: test.core,
    line: parseCommandLine(['publish', ...argv]),
    print: (value) => {
      files = (value as { files: string[] }).files;
    },
    note: (message) => {
      notes.push(message);
    },
  });
  return { code, notes, files };
}

it('publishes sets with everything else where they have a folder', async () => {
  expect(await publish('--all')).toMatchObject({ code: 0, notes: [] });
  const root = path.join(test.root, 'Sets');
  mkdirSync(root);
  await test.call('setFolder.set', { path: root });
  await test.core.internals.runner.whenIdle();
  const nfo = path.join(root, 'Alien Collection', 'set.nfo');
  expect(await publish('--all', '--dry-run')).toMatchObject({ code: 0, files: [nfo] });
  expect(existsSync(nfo)).toBe(false);
  expect(await publish('--all')).toMatchObject({ code: 0, files: [nfo] });
  expect(existsSync(nfo)).toBe(true);
  expect(await publish('set:1')).toMatchObject({ code: 0, files: [] });
});
