import { expect, it } from 'vitest';
import { parseSeriesFolder, type SeriesNameFacts } from './series-name.ts';

const NO_IDS = { tmdbId: null, imdbId: null, tvdbId: null };

it.each<[string, string, number | null, Partial<SeriesNameFacts>]>([
  ['Harbour', 'Harbour', null, {}],
  ['Harbour (2003)', 'Harbour', 2003, {}],
  ['Harbour (US) (2003) {tvdb-5}', 'Harbour (US)', 2003, { tvdbId: 5 }],
  ['Harbour [tvdbid=5][tmdbid=7]', 'Harbour', null, { tvdbId: 5, tmdbId: 7 }],
  ['Harbour [imdbid-tt1234567]', 'Harbour', null, { imdbId: 'tt1234567' }],
  ['The.Harbour.S01', 'The Harbour', null, {}],
  ['The.Harbour.S01.1080p.WEB-DL.x264-GRP', 'The Harbour', null, {}],
  ['The Harbour s02e10 720p hdtv', 'The Harbour', null, {}],
  ['[Group] Harbour [1080p]', 'Harbour', null, {}],
  ['24', '24', null, {}],
  ['1923 (2022)', '1923', 2022, {}],
  ['Room 104', 'Room 104', null, {}],
  ['9-1-1', '9-1-1', null, {}],
  ['/tv/Shōgun (2024)', 'Shōgun', 2024, {}],
  ['Harbour.2003.Complete.Season.1.720p', 'Harbour', 2003, {}],
])('%s', (name, series, seriesYear, ids) => {
  expect(parseSeriesFolder(name)).toEqual({ series, seriesYear, ...NO_IDS, ...ids });
});
