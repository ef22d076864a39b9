import { describe, expect, it } from 'vitest';
import type { NfoDialect } from '../../contract/profiles.ts';
import type { MovieSetRef } from '../domain/movie-metadata.ts';
import { FULL, patched, read } from './__fixtures__/patched-movie-nfo.ts';

const KODI = 'https://kodi.wiki/view/NFO_files/Movies, https://github.com/xbmc/xbmc/pull/8013';
const JELLYFIN =
  'https://github.com/jellyfin/jellyfin, MovieNfoParser (ParseSetXml), BaseNfoParser (additional mappings)';
/** Emby's source is closed: what tinyMediaManager's MovieToEmbyConnector writes for it, and Jellyfin has its parser from it. */
const EMBY = 'https://gitlab.com/tinyMediaManager/tinyMediaManager, MovieToEmbyConnector';

const ALL: MovieSetRef = { name: 'Alien & Co', overview: 'Seven films.', tmdbCollectionId: 8091 };
const OWN: MovieSetRef = { name: 'Rainy nights', overview: null, tmdbCollectionId: null };
const FULL_SET = '<set tmdbcolid="8091"><name>Alien &amp; Co</name><overview>Seven films.</overview></set>';
const NUMBER = '<collectionnumber>8091</collectionnumber>';

interface Expected {
  dialect: NfoDialect;
  source: string;
  set: MovieSetRef | null;
  /** Of the NFO before; null where there is none. */
  before: string | null;
  /** What the members' NFO says of the set, without the white space between elements. */
  says: string;
}

const TABLE: (Expected & { what: string })[] = [
  { what: 'name, text and id', dialect: 'kodi', source: KODI, set: ALL, before: null, says: FULL_SET },
  {
    what: 'a name alone',
    dialect: 'kodi',
    source: KODI,
    set: OWN,
    before: null,
    says: '<set><name>Rainy nights</name></set>',
  },
  { what: 'none', dialect: 'kodi', source: KODI, set: null, before: null, says: '' },
  {
    what: 'the old form kept',
    dialect: 'kodi',
    source: KODI,
    set: OWN,
    before: '<set>Other</set>',
    says: '<set>Rainy nights</set>',
  },
  {
    what: 'the id also by its number',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: ALL,
    before: null,
    says: `${FULL_SET}${NUMBER}`,
  },
  {
    what: 'a name alone',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: OWN,
    before: null,
    says: '<set><name>Rainy nights</name></set>',
  },
  {
    what: 'the number that is there',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: ALL,
    before:
      '<set><name>Alien &amp; Co</name><overview>Seven films.</overview></set><collectionnumber>1</collectionnumber>',
    says: `<set><name>Alien &amp; Co</name><overview>Seven films.</overview></set>${NUMBER}`,
  },
  {
    what: 'tmdbcolid as an element',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: ALL,
    before: '<set><name>Alien &amp; Co</name><overview>Seven films.</overview></set><tmdbcolid>8091</tmdbcolid>',
    says: '<set><name>Alien &amp; Co</name><overview>Seven films.</overview></set><tmdbcolid>8091</tmdbcolid>',
  },
  {
    what: 'gone with its number',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: null,
    before: `${FULL_SET}${NUMBER}`,
    says: '',
  },
  {
    what: 'another set, and no id of the one before',
    dialect: 'jellyfin',
    source: JELLYFIN,
    set: OWN,
    before: `${FULL_SET}${NUMBER}`,
    says: '<set><name>Rainy nights</name></set>',
  },
  {
    what: 'the id also by its number',
    dialect: 'emby',
    source: EMBY,
    set: ALL,
    before: null,
    says: `${FULL_SET}${NUMBER}`,
  },
  {
    what: 'a name alone',
    dialect: 'emby',
    source: EMBY,
    set: OWN,
    before: null,
    says: '<set><name>Rainy nights</name></set>',
  },
];

const SET_ELEMENTS = /<set\b[^>]*>[\s\S]*?<\/set>|<(collectionnumber|tmdbcolid)>[^<]*<\/\1>/gu;

function saidOf(text: string): string {
  const found = text.match(SET_ELEMENTS) ?? [];
  return found.map((element) => element.replace(/>\s+</gu, '><')).join('');
}

describe('a set in the NFO of its films', () => {
  it.each(TABLE)('$dialect: $what ($source)', ({ dialect, set, before, says }) => {
    const existing = before === null ? null : `<movie><title>Alien</title>${before}</movie>`;
    const text = patched(existing, { ...FULL, set, dialect });
    expect(saidOf(text)).toBe(says);
    expect(read(text).set).toEqual(set);
    expect(patched(text, { ...FULL, set, dialect })).toBe(text);
  });
});
