import { describe, expect, it } from 'vitest';
import { isAllowedLink } from './external-links.ts';

describe('isAllowedLink', () => {
  it.each([
    'https://www.themoviedb.org/movie/348',
    'https://thetvdb.com/series/x',
    'https://www.imdb.com/title/tt0078748/',
    'https://fanart.tv/',
    'https://kodi.wiki/view/NFO_files',
    'https://jellyfin.org/docs/',
    'https://github.com/metarr/metarr/issues',
    'https://www.omdbapi.com/apikey.aspx',
    'https://www.youtube.com/watch?v=x',
    'https://vimeo.com/1',
    'HTTPS://WWW.IMDB.COM/',
  ])('allows %s', (link) => {
    expect(isAllowedLink(link)).toBe(true);
  });

  it.each([
    'http://www.imdb.com/',
    'https://imdb.com.evil.example/',
    'https://evilimdb.com/',
    'https://gist.github.com/',
    'https://www.www.imdb.com/',
    'https://imdb.com@evil.example/',
    'https://user:password@imdb.com/',
    'https://imdb.com:8443/',
    'https://imdb.com./',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://imdb.com/share',
    'ms-msdt:/id',
    'metarr://app/',
    'www.imdb.com',
    '',
  ])('refuses %s', (link) => {
    expect(isAllowedLink(link)).toBe(false);
  });
});
