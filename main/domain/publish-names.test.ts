import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EPISODE_IMAGE_TYPES,
  MOVIE_IMAGE_TYPES,
  SEASON_IMAGE_TYPES,
  SERIES_IMAGE_TYPES,
  type AssetImageType,
} from './asset-types.ts';
import { classifyMovieFolder } from './classify/classify-movie-folder.ts';
import { readTvArtworkName } from './classify/tv-artwork-name.ts';
import { type NamedItem, type NamingProfile, publishedImageName, publishedNfoName } from './publish-names.ts';

const FILM = { type: 'movie', baseName: 'Alien (1979)', isFlat: false, isDisc: false } as const;
const SHOW = { type: 'series' } as const;
const season = (number: number, folder: string | null = null) => ({ type: 'season', season: number, folder }) as const;
const EPISODE = { type: 'episode', baseName: 'Harbour - S01E02 - Fog' } as const;
const BASE = { rank: 0, extension: '.jpg', item: FILM };
const PROFILES: NamingProfile[] = ['kodi', 'kodi_short', 'jellyfin', 'emby', 'plex'];

describe('publishedImageName of a film', () => {
  it.each([
    ['kodi', 'poster', 0, 'Alien (1979)-poster.jpg'],
    ['kodi', 'fanart', 2, 'Alien (1979)-fanart2.jpg'],
    ['kodi', 'landscape', 0, 'Alien (1979)-landscape.jpg'],
    ['kodi', 'discart', 0, 'Alien (1979)-discart.jpg'],
    ['kodi_short', 'poster', 0, 'poster.jpg'],
    ['kodi_short', 'clearlogo', 0, 'clearlogo.jpg'],
    ['jellyfin', 'poster', 0, 'poster.jpg'],
    ['jellyfin', 'fanart', 0, 'backdrop.jpg'],
    ['jellyfin', 'fanart', 1, 'backdrop1.jpg'],
    ['jellyfin', 'landscape', 0, 'thumb.jpg'],
    ['jellyfin', 'discart', 0, 'disc.jpg'],
    ['emby', 'fanart', 0, 'fanart.jpg'],
    ['emby', 'landscape', 0, 'thumb.jpg'],
    ['plex', 'poster', 0, 'poster.jpg'],
  ] as const)('%s: %s %i is %s', (profile, type, rank, expected) => {
    expect(publishedImageName({ ...BASE, profile, type, rank })).toBe(expected);
  });

  it('carries the film’s name in a folder of several films, whatever the profile', () => {
    for (const profile of PROFILES) {
      for (const type of MOVIE_IMAGE_TYPES) {
        expect(publishedImageName({ ...BASE, profile, type, item: { ...FILM, isFlat: true } })).toMatch(
          /^Alien \(1979\)-/,
        );
      }
    }
  });

  it('is that of all parts together in Kodi’s words, which looks for no other', () => {
    const item = { ...FILM, baseName: 'Alien (1979)-cd1', stackName: 'Alien (1979)' };
    const posters = PROFILES.map((profile) => publishedImageName({ ...BASE, profile, type: 'poster', item }));
    expect(posters).toEqual(['Alien (1979)-poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg']);
    const flat = PROFILES.map((profile) =>
      publishedImageName({ ...BASE, profile, type: 'poster', item: { ...item, isFlat: true } }),
    );
    expect(flat.slice(0, 2)).toEqual(['Alien (1979)-poster.jpg', 'Alien (1979)-poster.jpg']);
    expect(new Set(flat.slice(2))).toEqual(new Set(['Alien (1979)-cd1-poster.jpg']));
  });

  it('is short where several versions of the film share it', () => {
    const item = { ...FILM, baseName: 'Alien (1979) - 720p', hasVersions: true };
    expect(publishedImageName({ ...BASE, profile: 'kodi', type: 'poster', item })).toBe('poster.jpg');
    expect(publishedImageName({ ...BASE, profile: 'kodi', type: 'poster', item: { ...item, isFlat: true } })).toBe(
      'Alien (1979) - 720p-poster.jpg',
    );
  });

  it('is short beside a disc folder', () => {
    expect(publishedImageName({ ...BASE, profile: 'kodi', type: 'poster', item: { ...FILM, isDisc: true } })).toBe(
      'poster.jpg',
    );
  });

  it('gives no two images of a film the same name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROFILES),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('.jpg', '.png'),
        (profile, isFlat, isDisc, extension) => {
          const names = MOVIE_IMAGE_TYPES.flatMap((type) =>
            [0, 1, 2, 11].map((rank) =>
              publishedImageName({ profile, item: { ...FILM, isFlat, isDisc }, extension, type, rank }),
            ),
          );
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        },
      ),
    );
  });

  it('is read back by the next scan as the image that it is', () => {
    for (const profile of PROFILES) {
      for (const isFlat of [false, true]) {
        for (const type of MOVIE_IMAGE_TYPES) {
          for (const rank of type === 'fanart' ? [0, 1, 2] : [0]) {
            const name = publishedImageName({ ...BASE, profile, type, rank, item: { ...FILM, isFlat } });
            const listed = (relPath: string) => ({ relPath, sizeBytes: 10, mtimeMs: 0 });
            const { movies } = classifyMovieFolder({
              folderName: isFlat ? 'Films' : 'Alien (1979)',
              files: [listed('Alien (1979).mkv'), ...(isFlat ? [listed('Other (2001).mkv')] : []), listed(name)].sort(
                (a, b) => (a.relPath < b.relPath ? -1 : 1),
              ),
              isLibraryRoot: isFlat,
            });
            const alien = movies.find((movie) => movie.videos[0]?.relPath === 'Alien (1979).mkv');
            expect([profile, isFlat, name, alien?.artwork.map((art) => [art.relPath, art.type, art.index])]).toEqual([
              profile,
              isFlat,
              name,
              [[name, type, rank]],
            ]);
          }
        }
      }
    }
  });
});

describe('publishedImageName of a show and what is below it', () => {
  it.each<[NamingProfile, NamedItem, AssetImageType, number, string]>([
    ['kodi', SHOW, 'poster', 0, 'poster.jpg'],
    ['kodi', SHOW, 'fanart', 2, 'fanart2.jpg'],
    ['kodi', SHOW, 'landscape', 0, 'landscape.jpg'],
    ['kodi', SHOW, 'characterart', 0, 'characterart.jpg'],
    ['kodi_short', SHOW, 'keyart', 0, 'keyart.jpg'],
    ['jellyfin', SHOW, 'fanart', 0, 'backdrop.jpg'],
    ['jellyfin', SHOW, 'fanart', 1, 'backdrop1.jpg'],
    ['jellyfin', SHOW, 'landscape', 0, 'thumb.jpg'],
    ['jellyfin', SHOW, 'clearlogo', 0, 'clearlogo.jpg'],
    ['emby', SHOW, 'fanart', 0, 'fanart.jpg'],
    ['emby', SHOW, 'landscape', 0, 'thumb.jpg'],
    ['plex', SHOW, 'poster', 0, 'poster.jpg'],
    ['plex', SHOW, 'banner', 0, 'banner.jpg'],
    ['kodi', season(1), 'poster', 0, 'season01-poster.jpg'],
    ['kodi', season(0), 'poster', 0, 'season-specials-poster.jpg'],
    ['kodi', season(12), 'banner', 0, 'season12-banner.jpg'],
    ['kodi', season(2022), 'fanart', 1, 'season2022-fanart1.jpg'],
    ['kodi', season(1, 'Season 1'), 'poster', 0, 'season01-poster.jpg'],
    ['kodi_short', season(1), 'landscape', 0, 'season01-landscape.jpg'],
    ['jellyfin', season(1), 'fanart', 0, 'season01-fanart.jpg'],
    ['jellyfin', season(1), 'landscape', 0, 'season01-landscape.jpg'],
    ['emby', season(0), 'fanart', 0, 'season-specials-fanart.jpg'],
    ['plex', season(1), 'poster', 0, 'Season01.jpg'],
    ['plex', season(1), 'poster', 1, 'Season01b.jpg'],
    ['plex', season(0), 'poster', 0, 'season-specials-poster.jpg'],
    ['plex', season(1), 'fanart', 0, 'season01-fanart.jpg'],
    ['kodi', EPISODE, 'thumb', 0, 'Harbour - S01E02 - Fog-thumb.jpg'],
    ['kodi', EPISODE, 'thumb', 1, 'Harbour - S01E02 - Fog-thumb1.jpg'],
    ['kodi_short', EPISODE, 'thumb', 0, 'Harbour - S01E02 - Fog-thumb.jpg'],
    ['jellyfin', EPISODE, 'thumb', 0, 'Harbour - S01E02 - Fog-thumb.jpg'],
    ['emby', EPISODE, 'thumb', 0, 'Harbour - S01E02 - Fog-thumb.jpg'],
    ['plex', EPISODE, 'thumb', 0, 'Harbour - S01E02 - Fog.jpg'],
  ])('%s, %j: %s %i is %s', (profile, item, type, rank, expected) => {
    expect(publishedImageName({ profile, item, type, rank, extension: '.jpg' })).toBe(expected);
  });

  const below: { item: NamedItem; types: readonly AssetImageType[] }[] = [
    { item: SHOW, types: SERIES_IMAGE_TYPES },
    ...[0, 1, 2, 10, 11, 101].map((number) => ({ item: season(number), types: SEASON_IMAGE_TYPES })),
    { item: EPISODE, types: EPISODE_IMAGE_TYPES },
    { item: { type: 'episode', baseName: 'Harbour - S01E03' }, types: EPISODE_IMAGE_TYPES },
  ];

  it('gives no two images of a show with all its seasons and episodes the same name', () => {
    for (const profile of PROFILES) {
      const names = below.flatMap(({ item, types }) =>
        types.flatMap((type) =>
          [0, 1, 2, 11, 30].map((rank) => publishedImageName({ profile, item, type, rank, extension: '.jpg' })),
        ),
      );
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    }
  });

  it('is read back by the next scan as the image that it is', () => {
    for (const profile of PROFILES) {
      for (const { item, types } of below) {
        for (const type of types) {
          for (const rank of type === 'fanart' ? [0, 1, 2] : [0]) {
            const name = publishedImageName({ profile, item, type, rank, extension: '' });
            const videoStems = new Set(item.type === 'episode' ? [item.baseName] : ['Harbour - S01E02 - Fog']);
            const read = readTvArtworkName(name, { videoStems, inSeasonFolder: null, showFolder: 'Harbour (2011)' });
            expect([profile, name, read?.scope, read?.type, read?.index, read?.season]).toEqual([
              profile,
              name,
              item.type === 'series' ? 'show' : item.type,
              type,
              rank,
              item.type === 'season' ? item.season : null,
            ]);
          }
        }
      }
    }
  });
});

describe('publishedNfoName', () => {
  it.each<[NamingProfile, NamedItem, string | null]>([
    ['kodi', FILM, 'Alien (1979).nfo'],
    ['kodi_short', FILM, 'movie.nfo'],
    ['kodi_short', { ...FILM, isFlat: true }, 'Alien (1979).nfo'],
    ['jellyfin', FILM, 'Alien (1979).nfo'],
    ['kodi', { ...FILM, isDisc: true }, 'movie.nfo'],
    ['kodi', SHOW, 'tvshow.nfo'],
    ['plex', SHOW, 'tvshow.nfo'],
    ['kodi', season(1, 'Season 1'), null],
    ['kodi_short', season(1, 'Season 1'), null],
    ['plex', season(1, 'Season 1'), null],
    ['jellyfin', season(1, 'Season 1'), 'Season 1/season.nfo'],
    ['emby', season(0, 'Specials'), 'Specials/season.nfo'],
    ['jellyfin', season(1), null],
    ['kodi', EPISODE, 'Harbour - S01E02 - Fog.nfo'],
    ['kodi_short', EPISODE, 'Harbour - S01E02 - Fog.nfo'],
    ['emby', EPISODE, 'Harbour - S01E02 - Fog.nfo'],
  ])('%s, %j: %s', (profile, item, expected) => {
    expect(publishedNfoName({ profile }, item)).toBe(expected);
  });
});
