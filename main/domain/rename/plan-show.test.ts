import { expect, test } from 'vitest';
import type { RenamePatterns } from '../../../contract/renaming.ts';
import { checkPatterns, type ParsedPatterns } from './check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from './default-patterns.ts';
import { planShow } from './plan-show.ts';
import type { VideoFacts } from './rename-facts.ts';
import type { EpisodeToRename, ShowToRename } from './show-to-rename.ts';

const NO_STREAMS = {
  edition: null,
  part: null,
  width: null,
  height: null,
  videoCodec: null,
  hdrType: null,
  audioCodec: null,
  audioProfile: null,
  audioChannels: null,
};

function patterns(change: Partial<RenamePatterns> = {}): ParsedPatterns {
  const { parsed, problems } = checkPatterns({ ...DEFAULT_RENAME_PATTERNS, ...change });
  if (parsed === null) throw new Error(JSON.stringify(problems));
  return parsed;
}

type Number = number | number[];

function episode(
  id: number,
  path: string,
  [season, numbers]: [number, Number],
  title: string,
  change: Partial<VideoFacts> = {},
): EpisodeToRename {
  const episodes = [numbers].flat().map((number) => ({ number, title }));
  return {
    id,
    title,
    videos: [{ ...NO_STREAMS, path, episode: { season, episodes, aired: '2011-04-17' }, ...change }],
  };
}

function show(paths: readonly string[], change: Partial<ShowToRename>): ShowToRename {
  const files = paths.map((path) => ({ path: `harbour/${path}`, isFolder: false }));
  const folders = [...new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))]
    .filter((path) => path !== 'harbour')
    .map((path) => ({ path, isFolder: true }));
  return {
    show: { title: 'Harbour', originalTitle: null, year: 2011, imdbId: null, tmdbId: 7, tvdbId: 8, set: null },
    folder: 'harbour',
    isOwnFolder: true,
    seasons: [],
    episodes: [],
    entries: [...folders, ...files],
    ...change,
  };
}

function changes(plan: { changes: { before: string; after: string }[] }): Record<string, string> {
  return Object.fromEntries(plan.changes.map(({ before, after }) => [before, after]));
}

test('renames the folders of a show and its seasons, then each episode with what is named after it', () => {
  const input = show(['s1/h.s01e01.mkv', 's1/h.s01e01-thumb.jpg', 's1/h.s01e01.nfo', 's1/h.s01e02.mkv', 'tvshow.nfo'], {
    seasons: [{ number: 1, folder: 'harbour/s1' }],
    episodes: [
      episode(1, 'harbour/s1/h.s01e01.mkv', [1, 1], 'Half a Bridge'),
      episode(2, 'harbour/s1/h.s01e02.mkv', [1, 2], 'Pilot (2)'),
    ],
  });
  const plan = planShow(input, patterns());
  expect(changes(plan.folders)).toEqual({
    harbour: 'Harbour (2011)',
    'harbour/s1': 'Harbour (2011)/Season 01',
  });
  expect(plan.episodes.map(changes)).toEqual([
    {
      'harbour/s1/h.s01e01.mkv': 'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge.mkv',
      'harbour/s1/h.s01e01-thumb.jpg': 'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge-thumb.jpg',
      'harbour/s1/h.s01e01.nfo': 'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge.nfo',
    },
    { 'harbour/s1/h.s01e02.mkv': 'Harbour (2011)/Season 01/Harbour - S01E02 - Pilot (2).mkv' },
  ]);
  expect(plan.episodes.every(({ problem }) => problem === null)).toBe(true);
});

test('puts loose episodes into their seasons, and specials into theirs', () => {
  const input = show(['h.1x01.mkv', 'h.1x01.en.srt', 'h.0x01.mkv'], {
    seasons: [
      { number: 0, folder: null },
      { number: 1, folder: null },
    ],
    episodes: [episode(1, 'harbour/h.1x01.mkv', [1, 1], 'One'), episode(2, 'harbour/h.0x01.mkv', [0, 1], 'Making of')],
  });
  const { episodes } = planShow(input, patterns({ showFolder: '' }));
  expect(changes(episodes[0] ?? { changes: [] })).toEqual({
    'harbour/h.1x01.mkv': 'harbour/Season 01/Harbour - S01E01 - One.mkv',
    'harbour/h.1x01.en.srt': 'harbour/Season 01/Harbour - S01E01 - One.en.srt',
  });
  expect(episodes[0]?.steps[0]).toMatchObject({ op: 'make_folder', to: 'harbour/Season 01' });
  expect(episodes[0]?.seasonFolders).toEqual([{ season: 1, from: 'harbour', to: 'harbour/Season 01' }]);
  expect(episodes[1]?.changes[0]?.after).toBe('harbour/Specials/Harbour - S00E01 - Making of.mkv');
});

test('goes on with episodes one by one where a folder of the season’s new name is there', () => {
  const input = show(['Season 1/h.s01e01.mkv', 'Season 01/h.s01e02.mkv'], {
    seasons: [{ number: 1, folder: 'harbour/Season 1' }],
    episodes: [
      episode(1, 'harbour/Season 1/h.s01e01.mkv', [1, 1], 'One'),
      episode(2, 'harbour/Season 01/h.s01e02.mkv', [1, 2], 'Two'),
    ],
  });
  const plan = planShow(input, patterns({ showFolder: '' }));
  expect(plan.folders.changes).toEqual([]);
  expect(plan.episodes[0]?.steps.map(({ op, to }) => [op, to])).toEqual([
    ['make_folder', 'harbour/Season 01'],
    ['move', 'harbour/Season 01/Harbour - S01E01 - One.mkv'],
    ['remove_folder', 'harbour/Season 1'],
  ]);
});

test.each([
  ['S{season:00}E{episode:00}', [1, 2, 3], 'S01E01-E03'],
  ['{season}x{episode:00}', [1, 2], '1x01-x02'],
  ['S{season:00}E{episode:00}', [1, 3], 'S01E01E03'],
] as const)('writes several episodes of one file as %s', (form, numbers, name) => {
  const input = show(['s1/a.mkv'], {
    seasons: [{ number: 1, folder: 'harbour/s1' }],
    episodes: [episode(1, 'harbour/s1/a.mkv', [1, [...numbers]], '')],
  });
  const plan = planShow(input, patterns({ episodeFile: `{Title} - ${form}` }));
  expect(plan.episodes[0]?.problem).toBeNull();
  expect(plan.episodes[0]?.changes[0]?.after).toContain(`/Harbour - ${name}.mkv`);
});

test('names daily shows by their date', () => {
  const input = show(['a.mkv'], { episodes: [episode(1, 'harbour/a.mkv', [1, 1], 'News')] });
  const { episodes } = planShow(
    input,
    patterns({ episodeFile: '{Title} - {AirDate} - {EpisodeTitle}', seasonFolder: '' }),
  );
  expect(episodes[0]).toMatchObject({ problem: null });
  expect(episodes[0]?.changes[0]?.after).toBe('Harbour (2011)/Harbour - 2011-04-17 - News.mkv');
});

test('cuts an episode’s title that is too long, and keeps parts', () => {
  const input = show(['a.mkv', 'a-poster-of-it.jpg'], {
    episodes: [episode(1, 'harbour/a.mkv', [1, 1], 'Long '.repeat(80), { part: 2 })],
  });
  const { episodes } = planShow(input, patterns());
  const name = episodes[0]?.changes[0]?.after.split('/').at(-1) ?? '';
  expect(episodes[0]?.problem).toBeNull();
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^Harbour - S01E01 - Long Long .*-part2\.mkv$/u);
});

test('renames neither of two episodes that would get one name', () => {
  const input = show(['a.mkv', 'b.mkv'], {
    episodes: [episode(1, 'harbour/a.mkv', [1, 1], 'One'), episode(2, 'harbour/b.mkv', [1, 1], 'One')],
  });
  const { episodes } = planShow(input, patterns());
  expect(episodes.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('Another episode'),
    expect.stringContaining('Another episode'),
  ]);
});

test('leaves a folder of several seasons its name, and takes the episodes out of it', () => {
  const input = show(['Season 1/a.mkv', 'Season 1/b.mkv'], {
    seasons: [
      { number: 1, folder: 'harbour/Season 1' },
      { number: 2, folder: 'harbour/Season 1' },
    ],
    episodes: [
      episode(1, 'harbour/Season 1/a.mkv', [1, 1], 'One'),
      episode(2, 'harbour/Season 1/b.mkv', [2, 1], 'Two'),
    ],
  });
  const plan = planShow(input, patterns({ showFolder: '' }));
  expect(plan.folders.changes).toEqual([]);
  expect(plan.episodes.map(({ changes: [first] }) => first?.after)).toEqual([
    'harbour/Season 01/Harbour - S01E01 - One.mkv',
    'harbour/Season 02/Harbour - S02E01 - Two.mkv',
  ]);
});
