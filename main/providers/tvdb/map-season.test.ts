import { describe, expect, it } from 'vitest';
import { mapSeason } from './map-season.ts';
import { KNOWN_ARTWORK_KINDS } from './tvdb-artwork.ts';
import { TvdbEpisodes, TvdbSeason } from './tvdb-schemas.ts';

const options = (languages: string[]) => ({ languages, imageLanguages: [] });

/** Shapes as in map-tvdb.test.ts. */
describe('mapSeason', () => {
  const episode = (id: number, season: number, number: number, more: object = {}): object => ({
    id,
    name: `話${String(id)}`,
    overview: '話',
    aired: '1997-10-08',
    runtime: 24,
    nameTranslations: ['jpn', 'deu'],
    overviewTranslations: ['jpn'],
    image: '/banners/episodes/73752/127396.jpg',
    imageType: 12,
    number,
    seasonNumber: season,
    absoluteNumber: 0,
    ...more,
  });
  const list = (episodes: object[]) => TvdbEpisodes.parse({ episodes }).episodes;
  const episodes = list([
    episode(2, 1, 2, { aired: '1997-00-00', runtime: 0, image: '', absoluteNumber: 2 }),
    episode(1, 1, 1),
    episode(9, 0, 1, { airsBeforeSeason: 1, airsBeforeEpisode: 2 }),
    episode(10, 0, 2, { airsAfterSeason: 1 }),
    episode(11, 1, null as unknown as number),
  ]);
  const sources = {
    order: 'aired' as const,
    episodes,
    translated: new Map([
      ['deu', list([episode(1, 1, 1, { name: 'Der Ritter', overview: '話' }), episode(2, 1, 2, { name: null })])],
    ]),
    originalLanguage: 'jpn',
  };
  const record = TvdbSeason.parse({
    id: 6365,
    number: 1,
    image: 'https://artworks.thetvdb.com/banners/seasons/24394-1.jpg',
    artwork: [
      {
        id: 1,
        image: 'https://artworks.thetvdb.com/banners/seasons/24394-1.jpg',
        thumbnail: 'https://artworks.thetvdb.com/banners/seasons/24394-1_t.jpg',
        language: 'eng',
        type: 7,
        score: 0,
        width: 400,
        height: 578,
        includesText: true,
      },
    ],
    translations: [{ language: 'deu', name: 'Anfang', overview: 'So fing es an.' }],
  });

  it('reads the episodes of one season, with texts that really are translated', () => {
    const answer = mapSeason(
      { ...sources, season: 1, record },
      KNOWN_ARTWORK_KINDS,
      options(['de-DE', 'ja-JP', 'en-US']),
    );
    expect(answer).toMatchObject({
      providerId: '6365',
      season: 1,
      records: [
        { language: '', metadata: { season: 1, tvdbId: 6365, premiered: '1997-10-08' } },
        { language: 'de-DE', metadata: { title: 'Anfang', plot: 'So fing es an.' } },
      ],
      images: [{ type: 'poster', season: 1, language: 'en' }],
    });
    expect(
      answer?.episodes.map(({ providerId, records }) => [
        providerId,
        ...records.map(({ language, metadata }) => [language, metadata.title, metadata.plot]),
      ]),
    ).toEqual([
      ['1', ['', null, null], ['de-DE', 'Der Ritter', null], ['ja-JP', '話1', '話']],
      ['2', ['', null, null], ['ja-JP', '話2', '話']],
    ]);
    expect(answer?.episodes[0]).toMatchObject({
      records: [
        { metadata: { season: 1, episode: 1, absolute: null, aired: '1997-10-08', runtime: 24, tvdbId: 1 } },
        {},
        {},
      ],
      images: [{ type: 'thumb', url: 'https://artworks.thetvdb.com/banners/episodes/73752/127396.jpg' }],
    });
    expect(answer?.episodes[1]).toMatchObject({
      records: [{ metadata: { absolute: 2, aired: null, runtime: null } }, {}],
      images: [],
    });
  });

  it('says where specials are shown', () => {
    const answer = mapSeason({ ...sources, season: 0, record: null }, KNOWN_ARTWORK_KINDS, options([]));
    expect(answer?.episodes.map(({ records }) => records[0]?.metadata)).toMatchObject([
      { displaySeason: 1, displayEpisode: 2 },
      { displaySeason: 1, displayEpisode: 4096 },
    ]);
    expect(mapSeason({ ...sources, season: 7, record: null }, KNOWN_ARTWORK_KINDS, options([]))).toBeNull();
  });
});
