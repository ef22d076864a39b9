import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { movieNfo, writeFilm } from '../__testing__/test-films.ts';
import { parseCommandLine } from './command-line.ts';
import { PUBLISH_COMMANDS } from './publish-commands.ts';

let test: TestCore;
let before: Record<string, string>;

beforeEach(async () => {
  test = await startTestCore({ mode: 'cli' });
  for (const title of ['Alien', 'Heat']) {
    const nfo = movieNfo(`  <title>${title}</title>\n  <year>1979</year>\n  <mine>kept</mine>`);
    writeFilm(test.libraryDir, { folder: `${title} (1979)`, nfo });
  }
  await test.scan();
  before = files();
});
afterEach(() => test.discard());

function files(): Record<string, string> {
  const names = readdirSync(test.libraryDir, { recursive: true, encoding: 'utf8' }).sort();
  const found = names.filter((name) => statSync(path.join(test.libraryDir, name)).isFile());
  return Object.fromEntries(found.map((name) => [name, readFileSync(path.join(test.libraryDir, name), 'utf8')]));
}

async function run(...argv: [string, ...string[]]): Promise<{ code: number | undefined; lines: unknown[] }> {
  const lines: unknown[] = [];
  const code = await PUBLISH_COMMANDS[argv[0]]?.({
    core: test.core,
    line: parseCommandLine(argv),
    print: (value) => {
      lines.push(value);
    },
    note: () => undefined,
  });
  return { code, lines };
}

async function setPlot(value: string): Promise<void> {
  await test.call('items.setField', { item: { type: 'movie', id: 1 }, field: 'plot', value });
}

it('says with each line of an NFO what would change, and writes nothing', async () => {
  await setPlot('A heist.');
  const { code, lines } = await run('publish', '1', '--dry-run', '--diff');
  expect(code).toBe(0);
  expect(lines).toMatchObject([
    {
      item: 'movie:1',
      files: [{ op: 'replace' }],
      diff: expect.arrayContaining(['+   <plot>A heist.</plot>']) as unknown,
    },
    { published: 1, unchanged: 0, leftOut: 0, failed: 0 },
  ]);
  expect(files()).toEqual(before);
});

it('takes one publication back by its number, the last first, and a whole run by its own', async () => {
  await setPlot('The first.');
  await test.call('items.setField', { item: { type: 'movie', id: 2 }, field: 'plot', value: 'Of the other.' });
  const all = await run('publish', '--all');
  expect(all.lines).toMatchObject([{ runId: 1, published: 2 }]);
  const [{ publications: both }] = all.lines as [{ publications: { id: number; item: string }[] }];
  // Two are written side by side, and either may be first.
  expect(both.map(({ item }) => item).sort()).toEqual(['movie:1', 'movie:2']);
  const first = files();
  await setPlot('The second.');
  const { lines } = await run('publish', '1');
  const [{ publications }] = lines as [{ publications: { id: number; item: string }[] }];
  const early = both.find(({ item }) => item === 'movie:1');
  await expect(run('undo', String(early?.id))).rejects.toMatchObject({ code: 'conflict' });

  expect(await run('undo', String(publications[0]?.id))).toMatchObject({ code: 0, lines: [{ restored: 1 }] });
  expect(files()).toEqual(first);
  expect(await run('undo', '--run', '1')).toMatchObject({ code: 0, lines: [{ restored: 2, failed: 0 }] });
  expect(files()).toEqual(before);
  await expect(run('undo', '--run', '1')).rejects.toMatchObject({ code: 'conflict' });
});
