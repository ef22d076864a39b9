import { describe, expect, it } from 'vitest';
import type { CustomNames, NamingProfile } from '../../../contract/profiles.ts';
import { checkNames } from './check-names.ts';
import { profileAsItIs } from './publish-rules.ts';

const check = (names: CustomNames, base: NamingProfile = 'kodi'): [string, string][] =>
  checkNames({ ...profileAsItIs(base), profile: 'custom', names }).map(({ key, message }) => [key, message]);

describe('checkNames', () => {
  it.each<[string, CustomNames]>([
    ['nothing at all', {}],
    ['folder.jpg as the poster', { 'movie.poster': 'folder', 'series.poster': 'folder' }],
    [
      'further fanarts in extrafanart',
      { 'movie.extrafanart': 'extrafanart/fanart{n}', 'series.extrafanart': 'extrafanart/fanart{n}' },
    ],
    ['long names of films', { 'movie.poster': '{video}-poster', 'movie.clearlogo': '{video}-logo' }],
    [
      'a season’s pictures in its folder',
      { 'season.poster': '{folder}/poster', 'season.fanart': '{folder}/backdrop{n}' },
    ],
    ['seasons by number', { 'season.poster': 'season{season}-poster', 'season.banner': '{season name}-banner' }],
    ['movie.nfo', { 'movie.nfo': 'movie' }],
    ['trailers in a folder', { 'movie.trailer': 'trailers/{video}', 'series.trailer': 'trailers/trailer' }],
    ['an episode’s picture by the video’s name alone', { 'episode.thumb': '{video}' }],
    ['a pattern that is blank', { 'movie.poster': '  ' }],
  ])('has nothing against %s', (_what, names) => {
    expect(check(names)).toEqual([]);
    expect(check(names, 'jellyfin')).toEqual([]);
  });

  it.each<[string, CustomNames, string, RegExp]>([
    [
      'a placeholder that is none',
      { 'movie.poster': '{title}-poster' },
      'movie.poster',
      /\{title\} stands for nothing here.*\{video\}, \{n\}/,
    ],
    ['half a placeholder', { 'movie.poster': '{video-poster' }, 'movie.poster', /no other half/],
    ['a forbidden character', { 'movie.poster': 'poster: main' }, 'movie.poster', /cannot hold “:”/],
    ['an ending', { 'movie.poster': 'poster.jpg' }, 'movie.poster', /ending/],
    ['a way out of the folder', { 'movie.poster': '../poster' }, 'movie.poster', /stay in the item’s folder/],
    ['a path from the root', { 'movie.poster': '/poster' }, 'movie.poster', /both sides/],
    ['a name that Windows cuts', { 'movie.poster': 'poster.' }, 'movie.poster', /end with/],
    ['a season’s name without the season', { 'season.poster': 'poster' }, 'season.poster', /which season/],
    ['an episode’s name without the video', { 'episode.thumb': 'thumb' }, 'episode.thumb', /which episode/],
    ['an NFO that no player looks for', { 'movie.nfo': 'info' }, 'movie.nfo', /Players look for/],
    [
      'two types under one name',
      { 'movie.banner': 'poster' },
      'movie.banner',
      /two files: also of the poster of a film/,
    ],
    [
      'one name for two',
      { 'movie.poster': 'folder', 'movie.keyart': 'folder' },
      'movie.poster',
      /two files: also of the keyart/,
    ],
    ['a name of the profile’s own', { 'series.banner': 'fanart1' }, 'series.banner', /two files: also of the fanart 2/],
    [
      'a word that means another type',
      { 'movie.fanart': 'cover{n}' },
      'movie.fanart',
      /“cover.jpg” would be taken for the poster of the item/,
    ],
    ['a word that means nothing', { 'movie.clearart': 'picture' }, 'movie.clearart', /taken for nothing that is known/],
    [
      'a trailer that would be a film',
      { 'movie.trailer': '{video} teaserfilm' },
      'movie.trailer',
      /not for the trailer of a film/,
    ],
  ])('says what is wrong with %s', (_what, names, key, message) => {
    const problems = check(names);
    expect(problems.map(([name]) => name)).toContain(key);
    expect(problems.find(([name]) => name === key)?.[1]).toMatch(message);
  });

  it('looks at names only when they are the person’s own', () => {
    expect(checkNames({ ...profileAsItIs('plex'), names: { 'movie.poster': ':' } })).toEqual([]);
  });
});
