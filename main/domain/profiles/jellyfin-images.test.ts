import { describe, expect, it } from 'vitest';
import type { NamingProfile } from '../../../contract/profiles.ts';
import { type AssetImageType, imageTypesOf } from '../asset-types.ts';
import { type NamedItem, publishedImageName } from '../publish-names.ts';
import { PROFILE_FACTS } from './profile-facts.ts';

/*
 * Which files Jellyfin takes for which picture of an item, after its own rules and with nothing of ours:
 * films, shows, seasons  https://github.com/jellyfin/jellyfin/blob/master/MediaBrowser.LocalMetadata/Images/LocalImageProvider.cs
 * episodes               https://github.com/jellyfin/jellyfin/blob/master/MediaBrowser.LocalMetadata/Images/EpisodeLocalImageProvider.cs
 * in words               https://jellyfin.org/docs/general/server/media/movies/#metadata-images, …/media/shows/
 * Emby's are those that Jellyfin began with (https://emby.media/support/articles/Movie-Naming.html).
 */
type Picture = 'Primary' | 'Backdrop' | 'Banner' | 'Logo' | 'Art' | 'Disc' | 'Thumb';

interface Place {
  item: NamedItem;
  /** The video's name without ending, of what has a folder the folder's. */
  base: string;
  /** Other films lie in the folder: what does not begin with the video's name is nobody's. */
  isMixed: boolean;
}

const PRIMARY = ['poster', 'folder', 'cover', 'default'];
const ONE: readonly (readonly [Picture, readonly string[]])[] = [
  ['Logo', ['logo', 'clearlogo']],
  ['Art', ['clearart']],
  ['Banner', ['banner']],
  ['Thumb', ['landscape', 'thumb']],
];
const BACKDROPS = [
  ['fanart', 'fanart-'],
  ['background', 'background-'],
  ['art', 'art-'],
  ['backdrop', 'backdrop'],
] as const;

/** The pictures of an item among files (without endings, relative to its folder, of a season to its show's), by file. */
function asJellyfinFinds({ item, base, isMixed }: Place, files: readonly string[]): Map<string, Picture> {
  const found = new Map<string, Picture>();
  const take = (name: string, picture: Picture): boolean => {
    const file = files.find((one) => one.toLowerCase() === name.toLowerCase());
    if (file === undefined) return false;
    found.set(file, picture);
    return true;
  };
  if (item.type === 'episode') {
    for (const name of [base, `${base}-thumb`]) take(name, 'Primary');
    return found;
  }
  if (item.type === 'season') takeFromShow(item.season, take);
  // A season without a folder has no place but the show's.
  if (item.type === 'season' && item.folder === null) return found;
  const own = item.type === 'season' ? `${item.folder ?? ''}/` : '';
  const prefixes = [`${own}${base}-`, ...(isMixed ? [] : [own])];
  const either = (name: string, picture: Picture): boolean =>
    prefixes.map((prefix) => take(`${prefix}${name}`, picture)).some(Boolean);
  const words = [...PRIMARY, ...(item.type === 'series' ? ['show'] : item.type === 'movie' ? ['movie'] : [])];
  if (![...found.values()].includes('Primary')) words.some((word) => either(word, 'Primary'));
  for (const [picture, names] of ONE) names.some((name) => either(name, picture));
  if (item.type === 'movie') ['disc', 'cdart', 'discart'].some((name) => either(name, 'Disc'));
  for (const [first, further] of BACKDROPS) {
    either(first, 'Backdrop');
    // It stops after three numbers in a row that are not there.
    for (let n = 1, missed = 0; n <= 20 && missed < 3; n++) if (!either(`${further}${String(n)}`, 'Backdrop')) missed++;
  }
  return found;
}

function takeFromShow(season: number, take: (name: string, picture: Picture) => boolean): void {
  const name = `season${season === 0 ? '-specials' : String(season).padStart(2, '0')}`;
  take(`${name}-poster`, 'Primary');
  take(`${name}-fanart`, 'Backdrop');
  take(`${name}-banner`, 'Banner');
  take(`${name}-landscape`, 'Thumb');
}

const PICTURES: Readonly<Partial<Record<AssetImageType, Picture>>> = {
  poster: 'Primary',
  fanart: 'Backdrop',
  banner: 'Banner',
  clearlogo: 'Logo',
  clearart: 'Art',
  discart: 'Disc',
  landscape: 'Thumb',
  thumb: 'Primary',
};

const FILM = { type: 'movie', baseName: 'Alien (1979)', isFlat: false, isDisc: false } as const;
const PLACES: readonly (readonly [string, Place])[] = [
  ['a film in its folder', { item: FILM, base: 'Alien (1979)', isMixed: false }],
  ['a film among others', { item: { ...FILM, isFlat: true }, base: 'Alien (1979)', isMixed: true }],
  ['a disc', { item: { ...FILM, baseName: 'index', isDisc: true }, base: 'Alien (1979)', isMixed: false }],
  [
    'a film in versions',
    {
      item: { ...FILM, baseName: 'Alien (1979) - Theatrical', hasVersions: true },
      base: 'Alien (1979) - Director’s Cut',
      isMixed: false,
    },
  ],
  [
    'a film in parts',
    {
      item: { ...FILM, baseName: 'Alien (1979)-cd1', stackName: 'Alien (1979)' },
      base: 'Alien (1979)-cd1',
      isMixed: false,
    },
  ],
  ['a show', { item: { type: 'series' }, base: 'Harbour (2011)', isMixed: false }],
  ['a season', { item: { type: 'season', season: 1, folder: 'Season 1' }, base: 'Season 1', isMixed: false }],
  ['the specials', { item: { type: 'season', season: 0, folder: 'Specials' }, base: 'Specials', isMixed: false }],
  ['an episode', { item: { type: 'episode', baseName: 'Harbour S01E02' }, base: 'Harbour S01E02', isMixed: false }],
];

/** The files that a profile has written of an item, without endings, with what each is; three of the fanart. */
function filesOf(profile: NamingProfile, item: NamedItem): Map<string, AssetImageType> {
  const written = item.type === 'set' ? imageTypesOf('set') : PROFILE_FACTS[profile].kinds.images[item.type];
  return new Map(
    written.flatMap((type) =>
      (type === 'fanart' ? [0, 1, 2] : [0]).map(
        (rank) => [publishedImageName({ profile, item, type, rank, extension: '' }), type] as const,
      ),
    ),
  );
}

describe('what Jellyfin finds of the artwork', () => {
  it.each(PLACES)('of %s under the names of Jellyfin and Emby is all of it, each for what it is', (_what, place) => {
    for (const profile of ['jellyfin', 'emby'] as const) {
      const files = filesOf(profile, place.item);
      const expected = new Map([...files].map(([name, type]) => [name, PICTURES[type]]));
      expect([profile, asJellyfinFinds(place, [...files.keys()])]).toEqual([profile, expected]);
    }
  });

  it.each(PLACES)('of %s under Kodi’s names is at least the first of each type that it has', (_what, place) => {
    for (const profile of ['kodi', 'kodi_short'] as const) {
      // Parts have a name together only in Kodi.
      if (profile === 'kodi' && place.base.endsWith('-cd1')) continue;
      const files = filesOf(profile, place.item);
      const found = asJellyfinFinds(place, [...files.keys()]);
      const isSeason = place.item.type === 'season';
      for (const [name, type] of files) {
        const isKnown = isSeason ? ['poster', 'fanart', 'banner', 'landscape'].includes(type) : type in PICTURES;
        if (isKnown && !/fanart\d$/.test(name))
          expect([profile, name, found.get(name)]).toEqual([profile, name, PICTURES[type]]);
        else expect([profile, name, found.get(name)]).toEqual([profile, name, undefined]);
      }
    }
  });
});
