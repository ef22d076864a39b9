import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NamingProfile } from '../../../contract/profiles.ts';
import { type AssetImageType, imageTypesOf } from '../asset-types.ts';
import { type NamedItem, publishedImageName, publishedNfoName, publishedTrailerName } from '../publish-names.ts';
import { PROFILE_FACTS } from './profile-facts.ts';
import { readBack, type SampleFolder } from './read-back.ts';

/*
 * Where each name comes from:
 * Kodi       https://kodi.wiki/view/Movie_artwork, https://kodi.wiki/view/TV_show_artwork, https://kodi.wiki/view/NFO_files/Movies,
 *            https://kodi.wiki/view/Trailers; what it opens first for a disc or a stack: CVideoTagLoaderNFO::FindNFO and
 *            CFileItem::GetLocalArt in its sources
 * Jellyfin   https://jellyfin.org/docs/general/server/media/movies/ (#metadata-images, #multiple-versions), …/media/shows/,
 *            https://jellyfin.org/docs/general/server/metadata/nfo/; the exact words and numbers: LocalImageProvider.cs
 *            (PopulateBackdrops: "fanart-1" but "backdrop1"; PopulateSeasonImagesFromSeriesFolder) and MovieNfoSaver.cs
 * Emby       https://emby.media/support/articles/Movie-Naming.html, …/TV-Naming.html; the same sources as Jellyfin's
 * Plex       https://support.plex.tv/articles/200220677-local-media-assets-movies/,
 *            https://support.plex.tv/articles/200220717-local-media-assets-tv-shows/,
 *            https://support.plex.tv/articles/local-files-for-trailers-and-extras/
 */
const FILM = { type: 'movie', baseName: 'Alien (1979)', isFlat: false, isDisc: false } as const satisfies NamedItem;
const FLAT = { ...FILM, isFlat: true } as const;
const DISC = { ...FILM, baseName: 'index', isDisc: true } as const;
const EDITIONS = { ...FILM, baseName: 'Alien (1979) - Theatrical', hasVersions: true } as const;
const PARTS = { ...FILM, baseName: 'Alien (1979)-cd1', stackName: 'Alien (1979)' } as const;
const SHOW = { type: 'series' } as const;
const SEASON = { type: 'season', season: 1, folder: 'Season 1' } as const;
const LOOSE_SEASON = { type: 'season', season: 1, folder: null } as const;
const SPECIALS = { type: 'season', season: 0, folder: 'Specials' } as const;
const EPISODE = { type: 'episode', baseName: 'Harbour - S01E02 - Fog' } as const;

type Row = [
  item: NamedItem,
  file: string,
  kodi: string | null,
  short: string | null,
  jellyfin: string | null,
  emby: string | null,
  plex: string | null,
];

describe('names', () => {
  // prettier-ignore
  it.each<Row>([
    [FILM, 'nfo', 'Alien (1979).nfo', 'movie.nfo', 'Alien (1979).nfo', 'Alien (1979).nfo', 'Alien (1979).nfo'],
    [FILM, 'poster', 'Alien (1979)-poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg'],
    [FILM, 'fanart', 'Alien (1979)-fanart.jpg', 'fanart.jpg', 'backdrop.jpg', 'fanart.jpg', 'fanart.jpg'],
    [FILM, 'fanart 2', 'Alien (1979)-fanart1.jpg', 'fanart1.jpg', 'backdrop1.jpg', 'fanart-1.jpg', 'fanart-1.jpg'],
    [FILM, 'clearlogo', 'Alien (1979)-clearlogo.jpg', 'clearlogo.jpg', 'clearlogo.jpg', 'clearlogo.jpg', 'clearlogo.jpg'],
    [FILM, 'discart', 'Alien (1979)-discart.jpg', 'discart.jpg', 'disc.jpg', 'disc.jpg', 'disc.jpg'],
    [FILM, 'landscape', 'Alien (1979)-landscape.jpg', 'landscape.jpg', 'thumb.jpg', 'thumb.jpg', 'thumb.jpg'],
    [FILM, 'trailer', 'Alien (1979)-trailer.mp4', 'movie-trailer.mp4', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4'],
    [FLAT, 'nfo', 'Alien (1979).nfo', 'Alien (1979).nfo', 'Alien (1979).nfo', 'Alien (1979).nfo', 'Alien (1979).nfo'],
    [FLAT, 'poster', 'Alien (1979)-poster.jpg', 'Alien (1979)-poster.jpg', 'Alien (1979)-poster.jpg', 'Alien (1979)-poster.jpg', 'Alien (1979)-poster.jpg'],
    [FLAT, 'fanart 2', 'Alien (1979)-fanart1.jpg', 'Alien (1979)-fanart1.jpg', 'Alien (1979)-backdrop1.jpg', 'Alien (1979)-fanart-1.jpg', 'Alien (1979)-fanart-1.jpg'],
    [FLAT, 'trailer', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4', 'Alien (1979)-trailer.mp4'],
    [DISC, 'nfo', 'movie.nfo', 'movie.nfo', 'movie.nfo', 'movie.nfo', 'movie.nfo'],
    [DISC, 'poster', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg'],
    [DISC, 'trailer', 'movie-trailer.mp4', 'movie-trailer.mp4', 'movie-trailer.mp4', 'movie-trailer.mp4', 'movie-trailer.mp4'],
    [EDITIONS, 'nfo', 'Alien (1979) - Theatrical.nfo', 'Alien (1979) - Theatrical.nfo', 'movie.nfo', 'movie.nfo', 'Alien (1979) - Theatrical.nfo'],
    [EDITIONS, 'poster', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg'],
    [PARTS, 'nfo', 'Alien (1979)-cd1.nfo', 'movie.nfo', 'Alien (1979)-cd1.nfo', 'Alien (1979)-cd1.nfo', 'Alien (1979)-cd1.nfo'],
    [PARTS, 'poster', 'Alien (1979)-poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg'],
    [SHOW, 'nfo', 'tvshow.nfo', 'tvshow.nfo', 'tvshow.nfo', 'tvshow.nfo', 'tvshow.nfo'],
    [SHOW, 'poster', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg', 'poster.jpg'],
    [SHOW, 'banner', 'banner.jpg', 'banner.jpg', 'banner.jpg', 'banner.jpg', 'banner.jpg'],
    [SHOW, 'fanart 2', 'fanart1.jpg', 'fanart1.jpg', 'backdrop1.jpg', 'fanart-1.jpg', 'fanart-1.jpg'],
    [SHOW, 'trailer', 'tvshow-trailer.mp4', 'tvshow-trailer.mp4', 'tvshow-trailer.mp4', 'tvshow-trailer.mp4', 'tvshow-trailer.mp4'],
    [SEASON, 'nfo', null, null, 'Season 1/season.nfo', 'Season 1/season.nfo', null],
    [SEASON, 'poster', 'season01-poster.jpg', 'season01-poster.jpg', 'season01-poster.jpg', 'season01-poster.jpg', 'Season01.jpg'],
    [SEASON, 'landscape', 'season01-landscape.jpg', 'season01-landscape.jpg', 'season01-landscape.jpg', 'season01-landscape.jpg', 'season01-landscape.jpg'],
    [SEASON, 'fanart 2', 'season01-fanart1.jpg', 'season01-fanart1.jpg', 'Season 1/backdrop1.jpg', 'Season 1/backdrop1.jpg', 'season01-fanart1.jpg'],
    [SEASON, 'clearlogo', 'season01-clearlogo.jpg', 'season01-clearlogo.jpg', 'Season 1/clearlogo.jpg', 'Season 1/clearlogo.jpg', 'season01-clearlogo.jpg'],
    [LOOSE_SEASON, 'nfo', null, null, null, null, null],
    [LOOSE_SEASON, 'poster', 'season01-poster.jpg', 'season01-poster.jpg', 'season01-poster.jpg', 'season01-poster.jpg', 'Season01.jpg'],
    [LOOSE_SEASON, 'clearlogo', 'season01-clearlogo.jpg', 'season01-clearlogo.jpg', 'season01-clearlogo.jpg', 'season01-clearlogo.jpg', 'season01-clearlogo.jpg'],
    [SPECIALS, 'nfo', null, null, 'Specials/season.nfo', 'Specials/season.nfo', null],
    [SPECIALS, 'poster', 'season-specials-poster.jpg', 'season-specials-poster.jpg', 'season-specials-poster.jpg', 'season-specials-poster.jpg', 'season-specials-poster.jpg'],
    [EPISODE, 'nfo', 'Harbour - S01E02 - Fog.nfo', 'Harbour - S01E02 - Fog.nfo', 'Harbour - S01E02 - Fog.nfo', 'Harbour - S01E02 - Fog.nfo', 'Harbour - S01E02 - Fog.nfo'],
    [EPISODE, 'thumb', 'Harbour - S01E02 - Fog-thumb.jpg', 'Harbour - S01E02 - Fog-thumb.jpg', 'Harbour - S01E02 - Fog-thumb.jpg', 'Harbour - S01E02 - Fog-thumb.jpg', 'Harbour - S01E02 - Fog.jpg'],
  ])('of %j: %s', (item, file, ...expected) => {
    const [word = '', number] = file.split(' ');
    const rank = number === undefined ? 0 : Number(number) - 1;
    const names = NamingProfile.options.map((profile) => {
      if (word === 'nfo') return publishedNfoName({ profile }, item);
      if (word === 'trailer') return publishedTrailerName({ profile }, item, '.mp4');
      return publishedImageName({ profile, item, type: word as AssetImageType, rank, extension: '.jpg' });
    });
    expect(names).toEqual(expected);
  });
});

describe('what is written unless the person says otherwise', () => {
  it.each([
    ['kodi', 'kodi', true, true],
    ['kodi_short', 'kodi', true, true],
    ['jellyfin', 'jellyfin', true, false],
    ['emby', 'emby', true, false],
    // https://support.plex.tv/articles/200220677-local-media-assets-movies/ names artwork, subtitles and extras, and no NFO.
    ['plex', 'kodi', false, false],
  ] as const)('%s: the NFO of %s (%s), portraits %s', (profile, dialect, nfo, portraits) => {
    const facts = PROFILE_FACTS[profile];
    expect([facts.dialect, facts.kinds.nfo, facts.kinds.portraits, facts.kinds.trailers]).toEqual([
      dialect,
      nfo,
      portraits,
      true,
    ]);
    for (const type of ['movie', 'series', 'season', 'episode'] as const) {
      for (const image of facts.kinds.images[type]) expect(imageTypesOf(type)).toContain(image);
    }
  });
});

const anyWord = fc.constantFrom(
  'Alien',
  'Brazil',
  'Thumb',
  'Der Himmel',
  'Ål',
  '2001',
  'Logo',
  'The Disc',
  'Season',
  'Poster Girl',
  'ヤマト',
);
const anyProfile = fc.constantFrom(...NamingProfile.options);
const anyEnding = fc.constantFrom('.jpg', '.png', '.webp');
const anyYear = fc.integer({ min: 1920, max: 2030 });

describe('any name that a profile gives', () => {
  const anyFilm = fc
    .record({
      word: anyWord,
      other: anyWord,
      year: anyYear,
      layout: fc.constantFrom('own', 'flat', 'disc', 'versions', 'parts'),
    })
    .map(({ word, other, year, layout }): { item: NamedItem & { type: 'movie' }; folder: SampleFolder } => {
      const base = `${word} (${String(year)})`;
      const folder = { folderName: base, videos: [`${base}.mkv`], isLibraryRoot: false };
      const item = { type: 'movie', baseName: base, isFlat: false, isDisc: false } as const;
      switch (layout) {
        case 'own':
          return { item, folder };
        case 'flat': {
          const second = `${other} (${String(year + 1)})`;
          const videos = [`${base}.mkv`, `${second}.mkv`];
          return { item: { ...item, isFlat: true }, folder: { folderName: 'Films', videos, isLibraryRoot: true } };
        }
        case 'disc':
          return {
            item: { ...item, baseName: 'index', isDisc: true },
            folder: { ...folder, videos: ['BDMV/index.bdmv', 'BDMV/STREAM/00001.m2ts'] },
          };
        case 'versions':
          return {
            item: { ...item, baseName: `${base} - 1080p`, hasVersions: true },
            folder: { ...folder, videos: [`${base} - 1080p.mkv`, `${base} - 720p.mkv`] },
          };
        case 'parts':
          return {
            item: { ...item, baseName: `${base}-cd1`, stackName: base },
            folder: { ...folder, videos: [`${base}-cd1.mkv`, `${base}-cd2.mkv`] },
          };
      }
    });

  it('is read back as the same file of the same film', () => {
    fc.assert(
      fc.property(
        anyFilm,
        anyProfile,
        anyEnding,
        fc.integer({ min: 0, max: 4 }),
        ({ item, folder }, profile, extension, rank) => {
          for (const type of imageTypesOf('movie')) {
            const index = type === 'fanart' ? rank : 0;
            const name = publishedImageName({ profile, item, type, rank: index, extension });
            expect([name, readBack(folder, item, name)]).toEqual([
              name,
              { kind: 'image', type, index, season: null, isOfEpisode: false },
            ]);
          }
          const nfo = publishedNfoName({ profile }, item) ?? '';
          expect([nfo, readBack(folder, item, nfo)]).toEqual([nfo, { kind: 'nfo' }]);
          const trailer = publishedTrailerName({ profile }, item, '.mp4') ?? '';
          expect([trailer, readBack(folder, item, trailer)]).toEqual([trailer, { kind: 'trailer' }]);
        },
      ),
      { numRuns: 300 },
    );
  });

  const anyShow = fc.record({
    title: anyWord,
    year: anyYear,
    season: fc.integer({ min: 0, max: 30 }),
    hasFolder: fc.boolean(),
    folderWord: fc.constantFrom('Season', 'Staffel', 'Series'),
  });

  it('is read back as the same file of the same show, season or episode', () => {
    fc.assert(
      fc.property(anyShow, anyProfile, anyEnding, fc.integer({ min: 0, max: 3 }), (show, profile, extension, rank) => {
        const { season, title } = show;
        const own = season === 0 ? 'Specials' : `${show.folderWord} ${String(season)}`;
        const folder = show.hasFolder ? own : null;
        const prefix = folder === null ? '' : `${folder}/`;
        const episodes = [1, 2].map(
          (number) => `${title} - S${String(season).padStart(2, '0')}E0${String(number)} - Part`,
        );
        const sample = {
          folderName: `${title} (${String(show.year)})`,
          videos: episodes.map((name) => `${prefix}${name}.mkv`),
          isLibraryRoot: false,
        };
        const items: NamedItem[] = [
          { type: 'series' },
          { type: 'season', season, folder },
          { type: 'episode', baseName: episodes[1] ?? '' },
        ];
        for (const item of items) {
          const within = (name: string): string => (item.type === 'episode' ? `${prefix}${name}` : name);
          for (const type of imageTypesOf(item.type)) {
            const index = type === 'fanart' ? rank : 0;
            const name = within(publishedImageName({ profile, item, type, rank: index, extension }));
            expect([name, readBack(sample, item, name)]).toEqual([
              name,
              {
                kind: 'image',
                type,
                index,
                season: item.type === 'series' ? null : season,
                isOfEpisode: item.type === 'episode',
              },
            ]);
          }
          const nfo = publishedNfoName({ profile }, item);
          if (nfo !== null) expect([nfo, readBack(sample, item, within(nfo))]).toEqual([nfo, { kind: 'nfo' }]);
        }
        const trailer = publishedTrailerName({ profile }, { type: 'series' }, '.mp4') ?? '';
        expect([trailer, readBack(sample, { type: 'series' }, trailer)]).toEqual([trailer, { kind: 'trailer' }]);
      }),
      { numRuns: 300 },
    );
  });
});
