import type { ProfileName, ProfilePreview } from '../../../contract/profiles.ts';
import type { LibraryType } from '../../../contract/libraries.ts';

const names: Record<ProfileName, string> = {
  kodi: 'Kodi',
  kodi_short: 'Kodi, short names',
  jellyfin: 'Jellyfin',
  emby: 'Emby',
  plex: 'Plex',
  custom: 'Names of your own',
};

const texts: Record<ProfileName, string> = {
  kodi: 'Files carry the video’s name: Alien (1979)-poster.jpg, Alien (1979).nfo.',
  kodi_short: 'poster.jpg and movie.nfo where a film has its folder to itself; the video’s name elsewhere.',
  jellyfin: 'poster.jpg, backdrop.jpg, season.nfo; the NFO tells Jellyfin ids and locks in its own words.',
  emby: 'poster.jpg, fanart.jpg, season.nfo; the NFO tells Emby ids, locks and ratings in its own words.',
  plex: 'poster.jpg, fanart.jpg, Season01.jpg. Plex reads no NFO: write one only if something else does.',
  custom: 'A pattern for each type of file, on top of one of the others.',
};

const circumstances: Record<NonNullable<ProfilePreview['items'][number]['circumstance']>, string> = {
  flat: 'Several films share this folder, so every name begins with the video’s.',
  disc: 'A disc’s files have names that say nothing, so names are short and lie beside its folder.',
  versions: 'The film is here in several versions, so artwork has names that count for all of them.',
  parts: 'The film is in parts, so artwork goes by the name they share.',
};

/** What is published under which names. */
export const profiles = {
  title: 'Publishing',
  text: 'Which files Metarr writes into a library, and what they are called. Nothing is renamed here: the next publication of each item does it, and its preview shows it first.',
  library: 'Library',
  noLibraries: 'Add a library to say how it is published.',
  profile: 'Names for',
  names,
  texts,
  base: 'Where no name is given, as',
  unsaved: 'Not saved',
  save: 'Save',
  discard: 'Discard',
  saved: (library: string) => `${library} is published that way from now on.`,
  saveFailed: 'The profile was not saved.',
  kinds: 'What is written',
  kindsText: 'What is not written stays as it is where it lies already.',
  nfo: 'NFO files',
  dialect: 'NFO for',
  dialects: { kodi: 'Kodi', jellyfin: 'Jellyfin', emby: 'Emby' },
  portraits: 'Portraits of the cast, in .actors',
  trailers: 'Downloaded trailers',
  asUsual: (name: string) => `What ${name} reads`,
  artworkOf: {
    movie: 'Artwork of films',
    series: 'Artwork of shows',
    season: 'Artwork of seasons',
    episode: 'Artwork of episodes',
  },
  patterns: 'Your names',
  patternsText:
    'Without the ending. {video} is the video’s name, {n} the number of a further image, {season} 01 or 00, {season name} season01 or season-specials, {folder} the season’s own folder. Empty: as above.',
  patternOf: {
    movie: 'Films',
    series: 'Shows',
    season: 'Seasons',
    episode: 'Episodes',
  },
  patternWords: { nfo: 'NFO', trailer: 'Trailer', extrafanart: 'Further fanarts' },
  patternLabel: (group: string, what: string) => `${group}: ${what}`,
  preview: 'Names',
  previewOf: (title: string) => `of ${title}`,
  previewFind: (type: LibraryType) => (type === 'movies' ? 'Try it on another film' : 'Try it on another show'),
  previewNext: (type: LibraryType) => (type === 'movies' ? 'Next film' : 'Next show'),
  previewPrevious: (type: LibraryType) => (type === 'movies' ? 'Previous film' : 'Previous show'),
  previewNone: 'The library has nothing yet to show names of.',
  previewFails: 'Names cannot be shown.',
  notChosen: 'none chosen',
  was: (name: string) => `now ${name}`,
  kindNames: { nfo: 'NFO', portrait: 'Portrait', trailer: 'Trailer' },
  circumstances,
  filesOf: (title: string) => `Files of ${title}`,
  inLibrary: 'Published as',
};
