import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { picture } from '../__testing__/test-films.ts';
import { film, publishing } from '../__testing__/test-publishing.ts';
import { parseCommandLine } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import { VERIFY_COMMANDS } from './verify-command.ts';

let test: TestCore;
let folder: string;
const { alien, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore({ mode: 'cli' });
  const scene = await alien();
  folder = scene.folder;
  await test.call('items.setField', { item: film(scene.id), field: 'plot', value: 'Ours.' });
  await choose(scene.id, 'poster', await picture('green'));
  await publish(scene.id);
});
afterEach(() => test.discard());

async function run(...argv: string[]): Promise<{ code: number; lines: Record<string, unknown>[]; notes: string[] }> {
  const line = parseCommandLine(['verify', ...argv]);
  const lines: Record<string, unknown>[] = [];
  const notes: string[] = [];
  const code = await VERIFY_COMMANDS['verify']?.({
    core: test.core,
    line,
    print: (value) => {
      lines.push(value as Record<string, unknown>);
    },
    note: (message) => {
      notes.push(message);
    },
  });
  return { code: code ?? -1, lines, notes };
}

it('prints what is not right, and exits with 1; with 0 when all is', async () => {
  expect(await run()).toMatchObject({ code: 0, lines: [{ found: 0, left: 0 }] });
  rmSync(path.join(folder, 'Alien (1979)-poster.jpg'));
  expect(await run('--full')).toMatchObject({
    code: 1,
    lines: [
      { kind: 'missing', name: 'Alien (1979)/Alien (1979)-poster.jpg' },
      { found: 1, repaired: 0, left: 1 },
    ],
  });
});

it('puts back what is missing with --repair alone, and leaves what somebody changed', async () => {
  const poster = path.join(folder, 'Alien (1979)-poster.jpg');
  rmSync(poster);
  writeFileSync(path.join(folder, 'Alien (1979).nfo'), '<movie><title>Theirs</title></movie>');
  const { code, lines } = await run('--repair', test.libraryDir);
  expect(existsSync(poster)).toBe(true);
  expect(code).toBe(1);
  expect(lines).toMatchObject([{ kind: 'changed' }, { found: 2, repaired: 1, failed: 0, left: 1 }]);
  expect(await run('--repair', 'put_back')).toMatchObject({ code: 0, lines: [{ repaired: 1, left: 0 }] });
});

it('says that a library is away, and refuses what it does not know', async () => {
  renameSync(test.libraryDir, `${test.libraryDir}-away`);
  const { code, lines, notes } = await run();
  expect(code).toBe(1);
  expect(lines).toMatchObject([{ kind: 'offline' }, { left: 1 }]);
  expect(notes).toHaveLength(1);
  await expect(run('--repair=magic')).rejects.toThrow(UsageError);
  await expect(run('/nowhere')).rejects.toThrow('no library');
});
