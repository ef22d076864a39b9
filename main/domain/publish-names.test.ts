import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVIE_IMAGE_TYPES } from './asset-types.ts';
import { classifyMovieFolder } from './classify/classify-movie-folder.ts';
import { type NamingProfile, publishedImageName, publishedNfoName } from './publish-names.ts';

const BASE = { rank: 0, baseName: 'Alien (1979)', extension: '.jpg', isFlat: false, isDisc: false };
const PROFILES: NamingProfile[] = ['kodi', 'kodi_short', 'jellyfin', 'emby', 'plex'];

describe('publishedImageName', () => {
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
        expect(publishedImageName({ ...BASE, profile, type, isFlat: true })).toMatch(/^Alien \(1979\)-/);
      }
    }
  });

  it('is short beside a disc folder', () => {
    expect(publishedImageName({ ...BASE, profile: 'kodi', type: 'poster', isDisc: true })).toBe('poster.jpg');
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
              publishedImageName({ ...BASE, profile, isFlat, isDisc, extension, type, rank }),
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
            const name = publishedImageName({ ...BASE, profile, type, rank, isFlat });
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

describe('publishedNfoName', () => {
  it.each([
    ['kodi', false, false, 'Alien (1979).nfo'],
    ['kodi_short', false, false, 'movie.nfo'],
    ['kodi_short', true, false, 'Alien (1979).nfo'],
    ['jellyfin', false, false, 'Alien (1979).nfo'],
    ['kodi', false, true, 'movie.nfo'],
  ] as const)('%s, flat %s, disc %s: %s', (profile, isFlat, isDisc, expected) => {
    expect(publishedNfoName({ profile, baseName: 'Alien (1979)', isFlat, isDisc })).toBe(expected);
  });
});
