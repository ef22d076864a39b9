import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { picture } from '../__testing__/test-films.ts';
import { film, publishing } from '../__testing__/test-publishing.ts';
import { parseCommandLine } from './command-line.ts';
import { PROFILE_COMMANDS } from './profile-commands.ts';
import { UsageError } from './usage-error.ts';

let test: TestCore;
const { alien, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore({ mode: 'cli' });
});
afterEach(() => test.discard());

async function run(...argv: string[]): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const code = await PROFILE_COMMANDS['profiles']?.({
    core: test.core,
    line: parseCommandLine(['profiles', ...argv]),
    print: (value) => {
      lines.push(value as Record<string, unknown>);
    },
    note: () => undefined,
  });
  expect(code).toBe(0);
  return lines;
}

it('says by which profile each library is published, and changes it', async () => {
  const { folder, id } = await alien();
  await choose(id, 'poster', await picture('green'));
  await publish(id);
  const at = { path: test.libraryDir };
  expect(await run()).toMatchObject([{ ...at, profile: 'kodi', dialect: 'kodi' }]);

  expect(await run('use', test.libraryDir, 'jellyfin')).toMatchObject([
    { ...at, profile: 'jellyfin', base: 'jellyfin', dialect: 'jellyfin', names: {}, kinds: { portraits: false } },
  ]);
  const [{ library = '' } = {}] = await run('list');
  expect(await run('use', String(library), 'kodi_short')).toMatchObject([{ profile: 'kodi_short', dialect: 'kodi' }]);
  expect(existsSync(path.join(folder, 'Alien (1979)-poster.jpg'))).toBe(true);
  await test.call('items.setField', { item: film(id), field: 'plot', value: 'Ours.' });
  await publish(id);
  expect([
    existsSync(path.join(folder, 'poster.jpg')),
    existsSync(path.join(folder, 'Alien (1979)-poster.jpg')),
  ]).toEqual([true, false]);
});

it('refuses what it does not know', async () => {
  await alien();
  for (const argv of [['use'], ['use', test.libraryDir], ['list', 'x'], ['use', test.libraryDir, 'custom'], ['drop']]) {
    await expect(run(...argv)).rejects.toThrow(UsageError);
  }
  await expect(run('use', '/nowhere', 'plex')).rejects.toThrow('is no library');
});
