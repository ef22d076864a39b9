import { describe, expect, it } from 'vitest';
import { emptyMovieMetadata } from '../domain/movie-metadata.ts';
import { FULL, patched, read } from './__fixtures__/patched-movie-nfo.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import { patchMovieNfo } from './write-movie-nfo.ts';

describe('patchMovieNfo writes a new file', () => {
  it("in Kodi's order, indented, in UTF-8", () => {
    expect(patched(null, FULL)).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>Tin &amp; Thunder</title>
  <originaltitle>Blech</originaltitle>
  <sorttitle>Tin</sorttitle>
  <ratings>
    <rating name="imdb" max="10" default="true">
      <value>7.25</value>
      <votes>42</votes>
    </rating>
  </ratings>
  <userrating>7</userrating>
  <outline>Short.</outline>
  <plot>One.
Two &lt;three&gt;.</plot>
  <tagline>Loud.</tagline>
  <runtime>91</runtime>
  <mpaa>PG</mpaa>
  <uniqueid type="tmdb" default="true">900010</uniqueid>
  <uniqueid type="imdb">tt9000010</uniqueid>
  <uniqueid type="trakt">tin</uniqueid>
  <genre>Drama</genre>
  <genre>Music</genre>
  <country>Norway</country>
  <set tmdbcolid="55">
    <name>Tin Set</name>
    <overview>All tin.</overview>
  </set>
  <credits>Per Dahl</credits>
  <director>Una Holm</director>
  <premiered>2003-04-05</premiered>
  <year>2003</year>
  <studio>Tinworks</studio>
  <tag>band</tag>
  <actor>
    <name>Siv Moe</name>
    <role>Drums</role>
    <order>0</order>
    <thumb>https://img.example/siv.jpg</thumb>
    <tmdbid>77</tmdbid>
  </actor>
  <actor>
    <name>Ola Lie</name>
    <order>1</order>
  </actor>
  <fileinfo>
    <streamdetails>
      <video>
        <codec>hevc</codec>
        <aspect>2.39</aspect>
        <width>3840</width>
        <height>1606</height>
        <durationinseconds>6241</durationinseconds>
        <hdrtype>dolbyvision</hdrtype>
      </video>
      <audio>
        <codec>eac3</codec>
        <language>fre</language>
        <channels>6</channels>
      </audio>
      <subtitle>
        <language>eng</language>
      </subtitle>
    </streamdetails>
  </fileinfo>
</movie>
`);
  });

  it('of little when little is known, with IMDb as the default id when TMDB is not', () => {
    const values = { ...emptyMovieMetadata(), title: 'A', imdbId: 'tt9000010', streams: null };
    expect(patched(null, values)).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>A</title>
  <uniqueid type="imdb" default="true">tt9000010</uniqueid>
</movie>
`);
  });

  it('in place of an empty one', () => {
    expect(patched(' \n', FULL)).toBe(patched(null, FULL));
  });

  it('marks the first rating when none is the default', () => {
    const ratings = FULL.ratings.map((rating) => ({ ...rating, isDefault: false }));
    expect(patched(null, { ...FULL, ratings })).toBe(patched(null, FULL));
  });
});

describe('patchMovieNfo keeps the encoding', () => {
  const xml =
    '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<movie>\r\n  <title>Zoë</title>\r\n  <x>é</x>\r\n</movie>';
  const values = (title: string): MovieNfoValues => ({ ...emptyMovieMetadata(), title, streams: null });

  it('of a Latin-1 file while it can', () => {
    const result = patchMovieNfo(Buffer.from(xml, 'latin1'), values('Noël'));
    expect('bytes' in result && Buffer.from(result.bytes).toString('latin1')).toBe(xml.replace('Zoë', 'Noël'));
  });

  it('and turns to UTF-8, declaration too, when it cannot', () => {
    expect(patched(Buffer.from(xml, 'latin1'), values('千と'))).toBe(
      xml.replace('Zoë', '千と').replace('ISO-8859-1', 'UTF-8'),
    );
  });

  it('and the byte-order mark', () => {
    expect(patched('\uFEFF<movie><title>A</title></movie>', values('B'))).toBe('\uFEFF<movie><title>B</title></movie>');
  });
});

describe('patchMovieNfo and files that are no film NFO', () => {
  it('puts the XML before bare URLs, and keeps them', () => {
    const urls = 'https://www.themoviedb.org/movie/900010\r\nhttps://www.imdb.com/title/tt9000010\r\n';
    const after = patched(urls, { ...emptyMovieMetadata(), title: 'A', tmdbId: 900010, streams: null });
    expect(after).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<movie>\r\n  <title>A</title>\r\n' +
        `  <uniqueid type="tmdb" default="true">900010</uniqueid>\r\n</movie>\r\n${urls}`,
    );
    expect(read(after)).toMatchObject({ title: 'A', tmdbId: 900010, imdbId: 'tt9000010' });
  });

  it.each([
    ['release notes', '== A.Film.2003 ==\nIMDb: https://www.imdb.com/title/tt9000010', 'not_xml'],
    ['plain text', 'hello', 'not_xml'],
    ['binary', Uint8Array.from([1, 0, 2, 0, 3, 255]), 'not_xml'],
    ['a file cut off', '<movie><title>A', 'truncated'],
    ['a series', '<tvshow/>', 'wrong_root'],
    ['a series URL', 'https://www.themoviedb.org/tv/12', 'wrong_root'],
    ['entities', '<!DOCTYPE m [<!ENTITY a "b">]><movie/>', 'entity_declaration'],
    ['too large', Buffer.alloc(10 * 1024 * 1024 + 1, ' '), 'too_large'],
  ])('refuses %s', (_name, content, error) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const result = patchMovieNfo(bytes, FULL);
    expect(result).toMatchObject({ error });
    expect('error' in result && result.message).toMatch(/.{10}/);
  });
});
