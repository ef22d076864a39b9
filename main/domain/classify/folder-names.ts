import { companionOf } from './companion-folder.ts';

/** What NAS systems, operating systems and players leave behind: the lists of Jellyfin, Kodi and tinyMediaManager together. */
const IGNORED = new Set([
  ...[
    '@eadir',
    'eadir',
    '@recycle',
    '@recently-snapshot',
    '@tmp',
    '@transcode',
    '#recycle',
    '#snapshot',
    '$recycle.bin',
    'recycler',
  ],
  ...['recycled', 'lost+found', 'lost.dir', 'found.000', 'system volume information', 'plex versions', 'metadata'],
  ...['ps3_update', 'ps3_vprm', 'temprec', 'tempsbe', '__macosx', 'network trash folder', 'temporary items'],
]);
const SYSTEM_NAME = /^[.@]/u;
/** ".45 (2006)", "...And Justice for All (1979)" and "@Home (2010)" are films. */
const FILM_NAME = /\(\d{4}\)/u;

/** True for a folder that is never looked at, by its name alone. */
export function isIgnoredFolder(name: string): boolean {
  const key = name.toLowerCase();
  if (IGNORED.has(key) || key.endsWith('.trickplay')) return true;
  return SYSTEM_NAME.test(key) && key !== '.actors' && !FILM_NAME.test(key);
}

/**
 * True for a folder that belongs to the film it lies in (extras, subtitles, .actors, disc structures, cd1 …): its files are
 * listed with the film's folder instead of being walked as a film of their own. Folders inside it count as well: a disc
 * structure may lie in "disc 1".
 * @param isLibraryRoot there, "Shorts" or "Other" is a folder of films and "Disc 1" belongs to nothing
 */
export function isCompanionFolder(name: string, isLibraryRoot = false): boolean {
  const companion = companionOf(name);
  if (companion === null || (companion.kind === 'part' && companion.stem !== '')) return false;
  return !isLibraryRoot || (companion.kind !== 'extras' && companion.kind !== 'part' && companion.kind !== 'theme');
}
