import { isIgnoredFolder } from './folder-names.ts';

const NAMES = new Set([
  ...[
    'thumbs.db',
    'ehthumbs.db',
    'ehthumbs_vista.db',
    'desktop.ini',
    'icon\r',
    'folder.ini',
    'albumartsmall.jpg',
    'albumart.jpg',
  ],
]);
/** Unfinished downloads, temporary and backup files, players' seek images, checksums and recovery data of releases. */
const EXTENSION =
  /\.(?:tmp|temp|part|partial|filepart|!ut|!qb|!bt|bc!|crdownload|download|aria2|opdownload|nfo-orig|bif|torrent|nzb|sfv|md5|sha1|crc|srr|srs|par2|url|website|lnk|webloc|diz)$/iu;
const PATTERN =
  /^(?:~|\.metarr-|albumart_.*\.jpg$|(?:rarbg|etrg)[._]|www\.[^ ]+\.(?:txt|jpe?g|png|gif|html?)$|(?:torrent )?downloaded from)|~$|(?:^|[-_])proof\.(?:jpe?g|png)$/iu;
const HIDDEN = /^\./u;
/** ".45 (2006).mkv" is a film; AppleDouble's "._Film (2006).mkv" and rsync's ".Film (2006).mkv.Xy12Zq" are none. */
const DOTTED_FILM = /^\.(?!_).*\(\d{4}\).*\.[a-z0-9-]{2,5}$/iu;

/**
 * True for a file that nobody misses: hidden files, system files, unfinished downloads, promotion of release sites, and
 * everything in an ignored folder.
 * @param relPath file name, or path with '/' between its parts
 */
export function isIgnorable(relPath: string): boolean {
  const slash = relPath.lastIndexOf('/');
  const base = relPath.slice(slash + 1);
  if (HIDDEN.test(base) && !DOTTED_FILM.test(base)) return true;
  if (NAMES.has(base.toLowerCase()) || EXTENSION.test(base) || PATTERN.test(base)) return true;
  return slash > 0 && relPath.slice(0, slash).split('/').some(isIgnoredFolder);
}
