import type { RenamePatterns } from '../../../contract/renaming.ts';

/** What Kodi, Jellyfin, Emby and Plex all read (https://kodi.wiki/view/Naming_video_files, https://jellyfin.org/docs/general/server/media/movies/). */
export const DEFAULT_RENAME_PATTERNS: RenamePatterns = {
  movieFolder: '{Title} ({Year})',
  movieFile: '{Title} ({Year})< {edition-{Edition}}>< - {Version}>< - {3D}><-part{Part}>',
  showFolder: '{Title} ({Year})',
  seasonFolder: 'Season {season:00}',
  specialsFolder: 'Specials',
  episodeFile:
    '{Title} - S{season:00}E{episode:00}< - {EpisodeTitle}>< {edition-{Edition}}>< - {Version}><-part{Part}>',
  colon: 'smart',
  allowed: 'everywhere',
  place: 'keep',
};
