import type { NamingProfile, ProfileFacts, PublishKinds } from '../../../contract/profiles.ts';
import { EPISODE_IMAGE_TYPES, MOVIE_IMAGE_TYPES, SEASON_IMAGE_TYPES, SERIES_IMAGE_TYPES } from '../asset-types.ts';

/** Kodi shows whatever type of artwork a skin asks for (https://kodi.wiki/view/Artwork_types). */
const KODI: PublishKinds = {
  nfo: true,
  images: {
    movie: [...MOVIE_IMAGE_TYPES],
    series: [...SERIES_IMAGE_TYPES],
    season: [...SEASON_IMAGE_TYPES],
    episode: [...EPISODE_IMAGE_TYPES],
  },
  portraits: true,
  trailers: true,
};

/**
 * Jellyfin and Emby know primary, backdrop, banner, logo, art, disc and thumb (https://jellyfin.org/docs/general/server/media/movies/#metadata-images,
 * Jellyfin's LocalImageProvider, which it has from Emby). Neither looks for portraits beside the video.
 */
const SERVER: PublishKinds = {
  nfo: true,
  images: {
    movie: ['poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape'],
    series: ['poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'landscape'],
    season: ['poster', 'fanart', 'banner', 'landscape', 'clearlogo', 'clearart'],
    episode: ['thumb'],
  },
  portraits: false,
  trailers: true,
};

/**
 * Plex reads posters, backgrounds and a show's banner, and no NFO (https://support.plex.tv/articles/200220677-local-media-assets-movies/,
 * https://support.plex.tv/articles/200220717-local-media-assets-tv-shows/).
 */
const PLEX: PublishKinds = {
  nfo: false,
  images: {
    movie: ['poster', 'fanart'],
    series: ['poster', 'fanart', 'banner'],
    season: ['poster'],
    episode: ['thumb'],
  },
  portraits: false,
  trailers: true,
};

/** What each profile's player reads, which is what is published unless the person says otherwise. */
export const PROFILE_FACTS: Readonly<Record<NamingProfile, ProfileFacts>> = {
  kodi: { profile: 'kodi', dialect: 'kodi', kinds: KODI },
  kodi_short: { profile: 'kodi_short', dialect: 'kodi', kinds: KODI },
  jellyfin: { profile: 'jellyfin', dialect: 'jellyfin', kinds: SERVER },
  emby: { profile: 'emby', dialect: 'emby', kinds: SERVER },
  plex: { profile: 'plex', dialect: 'kodi', kinds: PLEX },
};
