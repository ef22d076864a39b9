import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEpisodeName } from '../names/episode-name.ts';
import { parseMoviePath } from '../names/movie-path.ts';
import { titleKey } from '../names/title-key.ts';
import { checkPatterns } from './check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from './default-patterns.ts';
import { planFilm } from './plan-film.ts';
import { planShow } from './plan-show.ts';
import { nameBytes } from './safe-name.ts';

const RUNS = Number(process.env['METARR_NAME_RUNS'] ?? '500');
const WORD = fc.constantFrom(
  ...[
    'Quay',
    'Harbour',
    'The',
    'of',
    'a',
    'Night',
    'Don’t',
    'Éclair',
    'Straße',
    '2',
    '1984',
    'Part',
    'II',
    'U.S.',
    'X-9',
  ],
  ...['Mr.', '100%', 'Who?', 'A/B', 'Lost:', 'Größe', '東京', 'Ночь', '*', '"So"', '&', 'No.', 'Vol.', 'Alien³', '#1'],
);
const TITLE = fc.array(WORD, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const EDITION = fc.constantFrom(null, "Director's Cut", 'Extended', 'Final Cut', 'Theatrical', 'Unrated');
const STREAMS = {
  width: 1920,
  height: 1080,
  videoCodec: 'hevc',
  hdrType: 'HDR10',
  audioCodec: 'dts',
  audioProfile: 'DTS-HD MA',
  audioChannels: 6,
};
const MOVIE_FILES = [
  DEFAULT_RENAME_PATTERNS.movieFile,
  '{Title} ({Year}) [{Resolution} {VideoCodec} {HDR} {AudioCodec} {AudioChannels}]',
  '{Title}.{Year}.{Edition}.{Resolution}',
  '{TitleThe} ({Year}) {imdb-{ImdbId}}',
  '{CleanTitle} ({Year}){ - Edition}',
];

function parsed(
  change: Partial<typeof DEFAULT_RENAME_PATTERNS>,
): NonNullable<ReturnType<typeof checkPatterns>['parsed']> {
  const { parsed: patterns } = checkPatterns({ ...DEFAULT_RENAME_PATTERNS, ...change });
  if (patterns === null) throw new Error('A pattern of the test is wrong.');
  return patterns;
}

test('what a film’s new name says is the film: title, year, edition and part, or it is not renamed', () => {
  let renamed = 0;
  fc.assert(
    fc.property(
      TITLE,
      fc.integer({ min: 1930, max: 2026 }),
      EDITION,
      fc.constantFrom(null, 1, 2),
      fc.constantFrom(...MOVIE_FILES),
      (title, year, edition, part, movieFile) => {
        const film = { title, originalTitle: null, year, imdbId: 'tt1234567', tmdbId: 5, tvdbId: null, set: null };
        const videos = [{ ...STREAMS, path: 'x/x.mkv', edition, part }];
        const plan = planFilm(
          {
            film,
            videos,
            folder: 'x',
            isOwnFolder: true,
            otherStems: [],
            entries: [{ path: 'x/x.mkv', isFolder: false }],
          },
          parsed({ movieFile }),
        );
        if (plan.problem !== null) return;
        renamed += 1;
        const path = plan.changes.at(-1)?.after ?? '';
        const read = parseMoviePath(path, 'file');
        expect(path.split('/').every((name) => nameBytes(name) <= 255 && !/[\\:*?"<>|]|[. ]$/u.test(name))).toBe(true);
        expect(read).toMatchObject({ year, part });
        expect(titleKey(read.edition ?? '')).toBe(titleKey(edition ?? ''));
        if (read.imdbId === null) expect(loose(read.title)).toBe(loose(title));
        else expect(read.imdbId).toBe('tt1234567');
      },
    ),
    { numRuns: RUNS, seed: 8 },
  );
  // The rule is no way out: nearly every film gets its name.
  expect(renamed / RUNS).toBeGreaterThan(0.85);
});

test('what an episode’s new name says is the episode: season, numbers, part and show, or it is not renamed', () => {
  let renamed = 0;
  fc.assert(
    fc.property(
      TITLE,
      TITLE,
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(null, 1, 2),
      fc.constantFrom(
        DEFAULT_RENAME_PATTERNS.episodeFile,
        '{Title} {season}x{episode:00} {EpisodeTitle}',
        '{Title}.S{season:00}E{episode:00}.{EpisodeTitle}.{Resolution}',
      ),
      (title, episodeTitle, season, first, count, part, episodeFile) => {
        const numbers = Array.from({ length: count }, (_none, at) => first + at);
        const episodes = numbers.map((number) => ({ number, title: episodeTitle }));
        const video = {
          ...STREAMS,
          path: 'x/s/x.mkv',
          edition: null,
          part,
          episode: { season, episodes, aired: null },
        };
        const plan = planShow(
          {
            show: { title, originalTitle: null, year: 2001, imdbId: null, tmdbId: null, tvdbId: null, set: null },
            folder: 'x',
            isOwnFolder: true,
            seasons: [{ number: season, folder: 'x/s' }],
            episodes: [{ id: 1, title: episodeTitle, videos: [video] }],
            entries: [
              { path: 'x/s', isFolder: true },
              { path: 'x/s/x.mkv', isFolder: false },
            ],
          },
          parsed({ episodeFile }),
        );
        const [episode] = plan.episodes;
        if (plan.folders.problem !== null || episode === undefined || episode.problem !== null) return;
        renamed += 1;
        const read = parseEpisodeName(episode.changes[0]?.after ?? '');
        expect(read).toMatchObject({ season, episodes: numbers, part, seriesYear: 2001 });
        expect(loose(read.series ?? '')).toBe(loose(title));
      },
    ),
    { numRuns: RUNS, seed: 9 },
  );
  expect(renamed / RUNS).toBeGreaterThan(0.85);
});

/** As titles are compared, whatever the signs that no file name takes became. */
function loose(title: string): string {
  const article = /^(.*), (the|an?)$/iu.exec(title);
  return titleKey((article === null ? title : `${article[2] ?? ''} ${article[1] ?? ''}`).replace(/[&]/gu, ' '));
}
