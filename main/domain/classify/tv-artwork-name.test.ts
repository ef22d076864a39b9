import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTvArtworkName, type TvArtworkName } from './tv-artwork-name.ts';

const VIDEO = 'Harbour Lights - S01E02 - Ebb';
const SHOW = { videoStems: new Set<string>(), inSeasonFolder: null, showFolder: 'Harbour Lights (2011)' };
const IN_SEASON = { ...SHOW, videoStems: new Set([VIDEO]), inSeasonFolder: 3 };
type Expected = Partial<TvArtworkName>;

describe('in the folder of the show', () => {
  it.each<[string, Expected]>([
    ['poster', { type: 'poster', scope: 'show', season: null, index: 0 }],
    ['folder', { type: 'poster', scope: 'show' }],
    ['show', { type: 'poster', scope: 'show' }],
    ['cover2', { type: 'poster', scope: 'show', index: 2 }],
    ['fanart', { type: 'fanart', scope: 'show' }],
    ['fanart3', { type: 'fanart', scope: 'show', index: 3 }],
    ['backdrop1', { type: 'fanart', scope: 'show', index: 1 }],
    ['background', { type: 'fanart', scope: 'show' }],
    ['banner', { type: 'banner', scope: 'show' }],
    ['logo', { type: 'clearlogo', scope: 'show' }],
    ['clearart', { type: 'clearart', scope: 'show' }],
    ['keyart', { type: 'keyart', scope: 'show' }],
    ['landscape', { type: 'landscape', scope: 'show' }],
    ['thumb', { type: 'landscape', scope: 'show' }],
    ['characterart', { type: 'characterart', scope: 'show' }],
    ['character', { type: 'characterart', scope: 'show' }],
    ['Harbour Lights (2011)-poster', { type: 'poster', scope: 'show' }],
    ['harbour lights (2011)_background', { type: 'fanart', scope: 'show' }],
    ['Harbour Lights (2011)', { type: 'poster', scope: 'show' }],
    ['movieset-poster', { type: 'poster', scope: 'set' }],
    ['set-fanart', { type: 'fanart', scope: 'set' }],
  ])('%s', (stem, expected) => {
    expect(readTvArtworkName(stem, SHOW)).toMatchObject(expected);
  });
});

describe('of a season', () => {
  it.each<[string, Expected]>([
    ['season01-poster', { type: 'poster', season: 1, index: 0 }],
    ['season1-poster', { type: 'poster', season: 1 }],
    ['Season 2-banner', { type: 'banner', season: 2 }],
    ['season_03_fanart', { type: 'fanart', season: 3 }],
    ['season04.landscape', { type: 'landscape', season: 4 }],
    ['season04-thumb', { type: 'thumb', season: 4 }],
    ['season05-fanart2', { type: 'fanart', season: 5, index: 2 }],
    ['season100-clearlogo', { type: 'clearlogo', season: 100 }],
    ['season2010-poster', { type: 'poster', season: 2010 }],
    ['season00-poster', { type: 'poster', season: 0 }],
    ['season-specials-poster', { type: 'poster', season: 0 }],
    ['specials-poster', { type: 'poster', season: 0 }],
    ['season-all-poster', { type: 'poster', season: 'all' }],
    ['season-all-fanart1', { type: 'fanart', season: 'all', index: 1 }],
    ['Season01', { type: 'poster', season: 1 }],
    ['Season01b', { type: 'poster', season: 1, index: 1 }],
    ['Season01_background', { type: 'fanart', season: 1 }],
    ['S02_logo', { type: 'clearlogo', season: 2 }],
    ['staffel2-poster', { type: 'poster', season: 2 }],
    ['Saison 3-banner', { type: 'banner', season: 3 }],
    ['Harbour Lights S02-poster', { type: 'poster', season: 2 }],
  ])('%s', (stem, expected) => {
    expect(readTvArtworkName(stem, SHOW)).toMatchObject({ ...expected, scope: 'season', videoStem: null });
    expect(readTvArtworkName(stem, IN_SEASON)).toMatchObject({ ...expected, scope: 'season' });
  });

  it.each<[string, Expected]>([
    ['poster', { type: 'poster', index: 0 }],
    ['folder', { type: 'poster' }],
    ['season', { type: 'poster' }],
    ['season-fanart', { type: 'fanart' }],
    ['fanart2', { type: 'fanart', index: 2 }],
    ['banner', { type: 'banner' }],
    ['thumb', { type: 'thumb' }],
  ])('by the folder it lies in: %s', (stem, expected) => {
    expect(readTvArtworkName(stem, IN_SEASON)).toMatchObject({ ...expected, scope: 'season', season: 3 });
  });
});

describe('of an episode', () => {
  it.each<[string, Expected]>([
    [`${VIDEO}-thumb`, { type: 'thumb', index: 0 }],
    [`${VIDEO}.thumb`, { type: 'thumb' }],
    [`${VIDEO}-landscape`, { type: 'thumb' }],
    [`${VIDEO}-fanart`, { type: 'fanart' }],
    [VIDEO, { type: 'thumb' }],
    [VIDEO.toUpperCase(), { type: 'thumb' }],
  ])('%s, beside its video', (stem, expected) => {
    expect(readTvArtworkName(stem, IN_SEASON)).toMatchObject({ ...expected, scope: 'episode', videoStem: VIDEO });
  });

  it.each<[string, Expected]>([
    ['S01E04', { type: 'thumb', season: 1, episode: 4 }],
    ['S01E04_background', { type: 'fanart', season: 1, episode: 4 }],
    ['Harbour Lights - S01E04 - Flood-thumb', { type: 'thumb', season: 1, episode: 4 }],
    ['Harbour Lights - S00E04', { type: 'thumb', season: 0, episode: 4 }],
  ])('%s, whose video is not there', (stem, expected) => {
    expect(readTvArtworkName(stem, IN_SEASON)).toMatchObject({ ...expected, scope: 'episode', videoStem: null });
  });

  it('prefers a name that says it to one that leaves the word out', () => {
    const ranks = [`${VIDEO}-thumb`, `${VIDEO}-landscape`, VIDEO].map(
      (stem) => readTvArtworkName(stem, IN_SEASON)?.rank ?? Infinity,
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });
});

it.each(['', 'IMG_0423', 'harbour', 'crew-list', '01-poster', 'proof', 'Other Show-poster'])(
  'no artwork: %j',
  (stem) => {
    expect(readTvArtworkName(stem, SHOW)).toBeNull();
  },
);

it('answers whatever the name', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('\ud800-poster', '季-第', 'İ-thumb', '\0', '😀S01E01')),
      fc.option(fc.nat(50)),
      (stem, inSeasonFolder) => {
        readTvArtworkName(stem, { ...IN_SEASON, inSeasonFolder });
      },
    ),
  );
});
