import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../__testing__/test-core.ts';
import { writeFilm } from '../__testing__/test-films.ts';
import { addShow, type ShowIds } from '../__testing__/test-shows.ts';
import { parseCommandLine } from './command-line.ts';
import { COMMANDS } from './commands.ts';
import { UsageError } from './usage-error.ts';

let test: TestCore;
let ids: ShowIds;

beforeAll(async () => {
  test = await startTestCore({ mode: 'cli' });
  writeFilm(test.libraryDir, { folder: 'Harbour Lights (1999)' });
  await test.scan();
  ids = addShow(test.core.internals.db, {
    title: 'Hollow Pines',
    seasons: [1],
    episodes: [
      { season: 1, episode: 1, title: 'Arrival', file: 'S1/1.mkv' },
      { season: 2, episode: 1 },
    ],
  });
});
afterAll(() => test.discard());

/** What a command prints, and its exit code. */
async function run(...argv: string[]): Promise<{ code: number; lines: Record<string, unknown>[]; notes: string[] }> {
  const line = parseCommandLine(argv);
  const lines: Record<string, unknown>[] = [];
  const notes: string[] = [];
  const command = COMMANDS[line.command];
  if (command === undefined) throw new Error(`no command ${line.command}`);
  const code = await command({
    core: test.core,
    line,
    print: (value) => {
      lines.push(value as Record<string, unknown>);
    },
    note: (message) => {
      notes.push(message);
    },
  });
  return { code, lines, notes };
}

describe('items', () => {
  it('prints what there is of a kind', async () => {
    expect((await run('items')).lines).toMatchObject([{ type: 'movie', title: 'Harbour Lights' }]);
    expect((await run('items', '--type', 'series')).lines).toMatchObject([
      { type: 'series', id: ids.series, episodeCount: 1, seasonCount: 2 },
    ]);
    expect((await run('items', '--type', 'season')).lines).toMatchObject([
      { type: 'season', id: ids.seasons[1], seriesId: ids.series, title: 'Season 1', episodeCount: 1 },
    ]);
    expect((await run('items', '--type=episode')).lines).toMatchObject([
      { type: 'episode', id: ids.episodes['1x01'], seriesId: ids.series, title: 'Arrival', isMissing: false },
      { type: 'episode', id: ids.episodes['2x01'], title: 'Episode 1', isMissing: true },
    ]);
    await expect(run('items', '--type', 'films')).rejects.toThrow(UsageError);
  });
});

describe('show, set, lock and unlock', () => {
  it('take an id with its kind, or the kind as an option', async () => {
    const episode = String(ids.episodes['1x01']);
    expect((await run('show', `episode:${episode}`)).lines).toMatchObject([
      { type: 'episode', displayTitle: 'Arrival' },
    ]);
    expect((await run('show', episode, '--type', 'episode')).lines).toMatchObject([{ displayTitle: 'Arrival' }]);
    expect((await run('show', '1')).lines).toMatchObject([{ type: 'movie', displayTitle: 'Harbour Lights' }]);
  });

  it('set a field of that kind, and lock for what is below', async () => {
    const series = `series:${String(ids.series)}`;
    const episode = `episode:${String(ids.episodes['1x01'])}`;
    expect((await run('set', episode, 'aired', '2001-02-03')).lines).toMatchObject([
      { item: { values: { aired: '2001-02-03' }, fields: { aired: { isLocked: true } } } },
    ]);
    expect((await run('set', series, 'genres', 'Drama, Mystery')).lines).toMatchObject([
      { item: { values: { genres: ['Drama', 'Mystery'] } } },
    ]);
    await run('lock', series, 'plot');
    expect((await run('show', episode)).lines).toMatchObject([
      { fields: { plot: { isLocked: true, inheritedFrom: { type: 'series', id: ids.series } } } },
    ]);
    expect((await run('unlock', episode, 'plot')).lines).toMatchObject([
      { item: { fields: { plot: { isLocked: false, isExempt: true } } } },
    ]);
    expect((await run('lock', series, 'all')).lines).toMatchObject([
      { item: { fields: { year: { isLocked: true } } } },
    ]);
  });

  it.each([
    ['set', 'season:1', 'genres', 'Drama'],
    ['set', '1', 'aired', '2001-02-03'],
    ['set', '1', 'nonsense', 'x'],
    ['set', 'actor:1', 'title', 'x'],
    ['lock', '1', 'nonsense'],
    ['show', 'series:x'],
    ['show'],
  ])('%s %s %s is a usage error', async (...argv) => {
    await expect(run(...argv)).rejects.toThrow(UsageError);
  });
});

describe('scan', () => {
  it('reads every folder again when told to, and one only of the library', async () => {
    expect((await run('scan', test.libraryDir, '--no-probe')).lines).toMatchObject([{ updated: 0 }]);
    expect((await run('scan', test.libraryDir, '--no-probe', '--full')).lines).toMatchObject([
      { added: 0, updated: 1 },
    ]);
    await expect(run('scan', test.libraryDir, '--directory', test.dataDir)).rejects.toThrow('does not lie in');
    await expect(run('scan', test.libraryDir, '--type', 'tvshows')).rejects.toThrow('library of movies already');
    await expect(run('scan', test.libraryDir, '--type', 'music')).rejects.toThrow(UsageError);
  });
});
