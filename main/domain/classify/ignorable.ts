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
    'small.jpg',
    'tmmignore',
  ],
]);
/** Unfinished downloads, temporary files, players' seek images, checksums and recovery data of releases. */
const EXTENSIONS = new Set([
  ...['tmp', 'temp', 'part', 'partial', 'filepart', '!ut', '!qb', '!bt', 'bc!', 'crdownload', 'download', 'aria2'],
  ...['opdownload', 'nfo-orig', 'bif', 'torrent', 'nzb', 'sfv', 'md5', 'sha1', 'crc', 'srr', 'srs', 'par2'],
  ...['url', 'website', 'lnk', 'webloc', 'diz', 'bts', 'sync'],
]);
/** First letters of what START finds: most names need no pattern. */
const STARTS = '~.arewtd';
const START =
  /^(?:~|\.metarr-|albumart_.*\.jpg$|(?:rarbg|etrg)[._]|www\.[^ ]+\.(?:txt|jpe?g|png|gif|html?)$|(?:torrent )?downloaded from)/i;
/** What Synology's indexer puts beside a file: "Film.mkv@SynoEAStream". */
const SYNOLOGY = /@syno(?:eastream|resource)$/;
const PROOF = /(?:^|[-_])proof\.(?:jpe?g|png)$/i;
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
  if (base.startsWith('.') && !DOTTED_FILM.test(base)) return true;
  const name = base.toLowerCase();
  if (NAMES.has(name) || EXTENSIONS.has(name.slice(name.lastIndexOf('.') + 1)) || name.endsWith('~')) return true;
  if (name.includes('@syno') && SYNOLOGY.test(name)) return true;
  if ((STARTS.includes(name.charAt(0)) && START.test(name)) || (name.includes('proof.') && PROOF.test(name)))
    return true;
  return slash > 0 && relPath.slice(0, slash).split('/').some(isIgnoredFolder);
}
