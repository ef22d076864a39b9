import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { NameFacts } from '../folder-facts.ts';
import { type EpisodeNameFacts, parseEpisodeName } from './episode-name.ts';
import { parseMovieName } from './movie-name.ts';
import { parseMoviePath } from './movie-path.ts';
import { parseSeasonFolder } from './season-folder.ts';
import { parseSeriesFolder } from './series-name.ts';

interface Ids {
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

function idTags({ tmdbId, imdbId, tvdbId }: Ids): string {
  return [
    tmdbId === null ? '' : ` {tmdb-${tmdbId}}`,
    imdbId === null ? '' : ` {imdb-${imdbId}}`,
    tvdbId === null ? '' : ` {tvdb-${tvdbId}}`,
  ].join('');
}

/** A film's file as a tidy person names it. */
function formatTidyMovieName(facts: NameFacts): string {
  return [
    facts.title,
    facts.year === null ? '' : ` (${facts.year})`,
    idTags(facts),
    facts.edition === null ? '' : ` {edition-${facts.edition}}`,
    facts.format3d === null ? '' : ` [${facts.format3d}]`,
    facts.part === null ? '' : ` cd${facts.part}`,
    facts.stub === null ? '.mkv' : `.${facts.stub}.disc`,
  ].join('');
}

/** An episode's path as a tidy person names it: show folder, season folder, numbers, title. */
function formatTidyEpisodeName(facts: EpisodeNameFacts): string {
  const show = `${facts.series ?? ''}${facts.seriesYear === null ? '' : ` (${facts.seriesYear})`}`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const list = (letter: string): string => facts.episodes.map((value) => `${letter}${two(value)}`).join('');
  const counted = facts.absolute.map((value) => String(value).padStart(3, '0')).join('-');
  const unseasoned = facts.airDate ?? (counted === '' ? list('E') : counted);
  const isNumbered = facts.season !== null && facts.episodes.length > 0;
  const numbers = isNumbered ? `S${two(facts.season ?? 0)}${list('E')}` : unseasoned;
  const title = facts.title === null ? '' : ` - ${facts.title}`;
  const edition = facts.edition === null ? '' : ` {edition-${facts.edition}}`;
  const part = facts.part === null ? '' : ` cd${facts.part}`;
  const folder = facts.season === null ? '' : `Season ${two(facts.season)}/`;
  return `${show}${idTags(facts)}/${folder}${show} - ${numbers}${title}${edition}${part}.mkv`;
}

const TITLE_WORDS = [
  ...['Harbour', 'the', 'of', 'Lights', '100', '24', 'L.A.', 'É', '港', '&', 'Room', 'Saints', 'II', "Miller's", 'Up!'],
];
const title = fc.array(fc.constantFrom(...TITLE_WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
/** One of the pieces, or none. */
const perhaps = (...pieces: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', ...pieces);
const separator = fc.constantFrom(' ', '.', '_');
/** Pieces in their usual order with one separator between all words, as renamers and releasers write them. */
const joined = (...pieces: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(separator, ...pieces).map(([between, ...chosen]) =>
    chosen
      .filter((piece) => piece !== '')
      .join(' ')
      .replaceAll(' ', between),
  );

const filmName = joined(
  title,
  perhaps('(2011)', '1999', '2017'),
  perhaps('{tmdb-5}', '[imdbid-tt0133093]', '[tvdbid=7]'),
  perhaps('Extended', "Director's Cut", '{edition-IMAX}', 'Uncut'),
  perhaps('cd1', 'pt2', '- disc 1'),
  perhaps('1080p', 'BluRay x264-GRP', '[720p]', '3D HSBS', 'German DL 1080p WEB'),
);
const episodeName = joined(
  perhaps('[Group]'),
  title,
  perhaps('(2011)', '2017'),
  fc.constantFrom(
    'S01E02',
    's2e3-e5',
    '3x04',
    'S01E01E02',
    '- 012',
    '2019.10.11',
    'Season 2 Episode 3',
    'Folge 7',
    'E05',
  ),
  perhaps('- Harbour', 'Lights', '- 24 Saints', '- The Room'),
  perhaps('cd1', '-pt2'),
  perhaps('1080p', 'BluRay x264-GRP', '[720p]'),
);
const showName = joined(
  title,
  perhaps('(2011)'),
  perhaps('{tvdb-5}', '[tmdbid=7]'),
  perhaps('S02 1080p', 'S01.720p-GRP'),
);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.string({ unit: 'grapheme', maxLength: 80 }));

describe('reading a name that was written from what a name said', () => {
  it('gives the same film', () => {
    fc.assert(
      fc.property(filmName, (name) => {
        const facts = parseMovieName(`${name}.mkv`, 'file');
        expect(parseMovieName(formatTidyMovieName(facts), 'file')).toEqual(facts);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same episode', () => {
    fc.assert(
      fc.property(episodeName, (name) => {
        const facts = parseEpisodeName(`${name}.mkv`);
        expect(facts.episodes.length + facts.absolute.length > 0 || facts.airDate !== null).toBe(true);
        fc.pre(facts.series !== null);
        expect(parseEpisodeName(formatTidyEpisodeName(facts))).toEqual(facts);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same show and season', () => {
    fc.assert(
      fc.property(showName, fc.nat(99), (name, season) => {
        const facts = parseSeriesFolder(name);
        const year = facts.seriesYear === null ? '' : ` (${facts.seriesYear})`;
        expect(parseSeriesFolder(`${facts.series}${year}${idTags(facts)}`)).toEqual(facts);
        expect(parseSeasonFolder(`Season ${season}`, name)).toEqual({ season });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any text at all', () => {
  it('is read without an error, and in range', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, filmName, episodeName), (text) => {
        const film = parseMoviePath(text, 'file');
        if (text.trim() !== '') expect(film.title).not.toBe('');
        const episode = parseEpisodeName(text);
        for (const number of [...episode.episodes, ...episode.absolute])
          expect(Number.isSafeInteger(number)).toBe(true);
        expect(new Set(episode.episodes).size).toBe(episode.episodes.length);
        if (episode.airDate !== null) expect(episode.airDate).toMatch(/^(?:19|20)\d\d-\d\d-\d\d$/u);
        expect([episode.series, episode.title, episode.edition]).not.toContain('');
        expect(typeof parseSeriesFolder(text).series).toBe('string');
        const season = parseSeasonFolder(text, text)?.season ?? 0;
        expect(Number.isSafeInteger(season) && season >= 0).toBe(true);
      }),
      { numRuns: 4000 },
    );
  });

  // A pattern that backtracks would need hours for one of these, the runner's limit is seconds.
  it.each([
    ...['a', '-', ' ', '. ', '[', '(', '{', '1', 'A.', 'é', '１', '/', '\\', 'tt', 'S01E01', 'S01E01-', '1x', 'e1 '],
    ...[
      'season ',
      '[a]',
      '2010 ',
      'a b ',
      'part ',
      'the cut ',
      '( ',
      '{tmdb-',
      '- 1',
      '1-2-',
      'S1 - ',
      'x1',
      '第',
      '第1',
    ],
  ])('reads %j repeated 200,000 times', (unit) => {
    for (const end of ['', '!x', ' (2010).mkv']) {
      const text = unit.repeat(200_000) + end;
      parseMoviePath(text, 'file');
      parseMovieName(text, 'folder');
      parseEpisodeName(text);
      parseSeasonFolder(text, text);
      parseSeriesFolder(text);
    }
    expect(unit).not.toBe('');
  });
});
