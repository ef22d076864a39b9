import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { inspectName } from './inspect-name.ts';

async function run(lines: readonly string[]): Promise<{ code: number; answers: unknown[] }> {
  const answers: unknown[] = [];
  const code = await inspectName([], {
    lines: (async function* () {
      await Promise.resolve();
      yield* lines;
    })(),
    print: (value) => answers.push(value),
    note: () => undefined,
  });
  return { code, answers };
}

const NO_IDS = { tmdb_id: null, imdb_id: null, tvdb_id: null };

describe('inspect name', () => {
  it.each<[object, object]>([
    [
      { path: 'Harbour (2011) {tmdb-5}/Harbour (2011) {edition-IMAX} 3D.HSBS cd2.mkv', library: 'movie' },
      {
        ...{ kind: 'movie', title: 'Harbour', year: 2011, edition: 'IMAX', part: 2, format_3d: 'hsbs', stub: null },
        ...{ ...NO_IDS, tmdb_id: '5' },
      },
    ],
    [
      { path: 'Harbour [tvdbid-7]', library: 'movie', is_folder: true },
      {
        ...{ kind: 'movie', title: 'Harbour', year: null, edition: null, part: null, format_3d: null, stub: null },
        ...{ ...NO_IDS, tvdb_id: '7' },
      },
    ],
    [
      { path: '/tv/Lighthouse (2003) [imdbid-tt0000012]/Season 2/Lighthouse - S02E03-E05.mkv', library: 'tv' },
      {
        ...{ kind: 'episode', series: 'Lighthouse', series_year: 2003, season: 2, episodes: [3, 4, 5], absolute: [] },
        ...{ air_date: null, ...NO_IDS, imdb_id: 'tt0000012' },
      },
    ],
    [
      { path: 'Lighthouse/Staffel 2', library: 'tv', is_folder: true },
      { kind: 'season_folder', season: 2 },
    ],
    [
      { path: 'Lighthouse/Season 2 [tmdbid=9]', library: 'tv', is_folder: true },
      { kind: 'season_folder', season: 2, ...NO_IDS, tmdb_id: '9' },
    ],
    [
      { path: 'Lighthouse (2003) {tvdb-8}', library: 'tv', is_folder: true },
      { kind: 'series_folder', series: 'Lighthouse', series_year: 2003, ...NO_IDS, tvdb_id: '8' },
    ],
  ])('answers %j', async (question, expected) => {
    expect(await run([JSON.stringify(question)])).toEqual({ code: 0, answers: [expected] });
  });

  it('answers bad lines in their place and goes on', async () => {
    const good = JSON.stringify({ path: 'Harbour.mkv', library: 'movie' });
    const { code, answers } = await run([
      '{',
      good,
      '',
      '[]',
      '{}',
      '7',
      '{"path":"a","library":"music"}',
      '{"path":"a","library":"tv","is_folder":1}',
    ]);
    expect(code).toBe(1);
    expect(answers.map((answer) => Object.keys(answer as object)[0])).toEqual([
      ...['error', 'kind', 'error', 'error', 'error', 'error', 'error'],
    ]);
  });

  it('takes no arguments', async () => {
    const io = { lines: (async function* () {})(), print: () => undefined, note: () => undefined };
    await expect(inspectName(['x'], io)).rejects.toThrow(UsageError);
  });
});
