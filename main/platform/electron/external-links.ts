/** The sites that links in Metarr lead to. Anything else is not opened, whoever asks. */
const HOSTS = new Set([
  'themoviedb.org',
  'thetvdb.com',
  'imdb.com',
  'fanart.tv',
  'kodi.wiki',
  'jellyfin.org',
  'github.com',
  'omdbapi.com',
  'youtube.com',
  'vimeo.com',
]);

/** True for https addresses of the sites above and their `www.`, without credentials and on the usual port. */
export function isAllowedLink(link: string): boolean {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return false;
  }
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false;
  return HOSTS.has(url.hostname.replace(/^www\./, ''));
}
