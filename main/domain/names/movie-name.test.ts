import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { NameFacts } from '../folder-facts.ts';
import { parseMovieName } from './movie-name.ts';

const NOTHING: NameFacts = {
  title: '',
  year: null,
  tmdbId: null,
  imdbId: null,
  tvdbId: null,
  edition: null,
  part: null,
  format3d: null,
  stub: null,
};

function expectFacts(name: string, kind: 'file' | 'folder', expected: Partial<NameFacts>): void {
  expect(parseMovieName(name, kind)).toEqual({ ...NOTHING, ...expected });
}

describe('parseMovieName', () => {
  it.each([
    ['The Quiet Harbour (2011).mkv', 'The Quiet Harbour', 2011],
    ['The.Quiet.Harbour.2011.1080p.BluRay.x264-GRP.mkv', 'The Quiet Harbour', 2011],
    ['the_quiet_harbour_2011_720p.mp4', 'the quiet harbour', 2011],
    ['The Quiet Harbour [2011] [1080p] [x265].mkv', 'The Quiet Harbour', 2011],
    ['The Quiet Harbour - 2011.mkv', 'The Quiet Harbour', 2011],
    ['(2011) The Quiet Harbour.mkv', 'The Quiet Harbour', 2011],
    ['[somebody] The Quiet Harbour (2011) [BD 1080p].mkv', 'The Quiet Harbour', 2011],
    ['www.example.org - The.Quiet.Harbour.2011.mkv', 'The Quiet Harbour', 2011],
    ['The Quiet Harbour (2011) (1080p BluRay x265 10bit).mkv', 'The Quiet Harbour', 2011],
    ['The Quiet Harbour (Drama, 1080p).mkv', 'The Quiet Harbour', null],
    ['The.Quiet.Harbour.MULTi.2160p.WEB-DL.DDP5.1.Atmos.DV.HDR.H.265-GRP.mkv', 'The Quiet Harbour', null],
    ['The Quiet Harbour 4K.mkv', 'The Quiet Harbour', null],
    ['The Quiet Harbour 1920x804.mkv', 'The Quiet Harbour', null],
    ['静かな港（2011）.mkv', '静かな港', 2011],
    ['Τ\u03bf ή\u03c3\u03c5\u03c7\u03bf λιμάνι (2011).mkv', 'Τ\u03bf ή\u03c3\u03c5\u03c7\u03bf λιμάνι', 2011],
    ['Ame\u0301lie\u200B (2001).mkv', 'Amélie', 2001],
    ['🎬 (2020).mkv', '🎬', 2020],
  ])('%s', (name, title, year) => {
    expectFacts(name, 'file', { title, year });
  });

  describe('numbers in titles', () => {
    it.each([
      ['2012 (2009).mkv', '2012', 2009],
      ['2012.2009.720p.mkv', '2012', 2009],
      ['1917.mkv', '1917', null],
      ['1917.2019.1080p.mkv', '1917', 2019],
      ['Blade Runner 2049 2017.mkv', 'Blade Runner 2049', 2017],
      ['Blade.Runner.2049.1080p.mkv', 'Blade Runner 2049', null],
      ['2001 A Space Odyssey 1968.mkv', '2001 A Space Odyssey', 1968],
      ['2001 A Space Odyssey.mkv', '2001 A Space Odyssey', null],
      ['Wonder Woman 1984 (2020).mkv', 'Wonder Woman 1984', 2020],
      ['Class.of.1999.1990.mkv', 'Class of 1999', 1990],
      ['Class of 1984.mkv', 'Class of 1984', null],
      ['(500) Days of Summer (2009).mkv', '(500) Days of Summer', 2009],
      ['2:22 (2017).mkv', '2:22', 2017],
      ['Harbour Collection (1979-1997)', 'Harbour Collection', null],
      ['Harbour.2010.1080p.BluRay.x264-GRP 2013.mkv', 'Harbour', 2010],
      ['(2009).mkv', '2009', null],
    ])('%s', (name, title, year) => {
      expectFacts(name, 'file', { title, year });
    });
  });

  describe('punctuation of titles', () => {
    it.each([
      ['E.T. (1982).mkv', 'E.T.'],
      ['Monsters, Inc. (2001).mkv', 'Monsters, Inc.'],
      ['S.W.A.T.2003.1080p.mkv', 'S.W.A.T.'],
      ['Living.in.L.A.1996.mkv', 'Living in L.A.'],
      ['.45 (2006).mkv', '.45'],
      ['...And Justice for All (1979).mkv', '...And Justice for All'],
      ['[REC] (2007).mkv', '[REC]'],
      ['[REC] 2 (2009).mkv', '[REC] 2'],
      ['$ (1971).mkv', '$'],
      ['Romeo + Juliet (1996).mkv', 'Romeo + Juliet'],
      ['Birdman or (The Unexpected Virtue of Ignorance) (2014).mkv', 'Birdman or (The Unexpected Virtue of Ignorance)'],
      ["Mr. Holland's Opus (1995).mkv", "Mr. Holland's Opus"],
      ['Mad Max 1080p.mkv', 'Mad Max'],
      ['The Darjeeling Limited 720p.mkv', 'The Darjeeling Limited'],
      ['Step Up 3D (2010).mkv', 'Step Up 3D'],
      ['Some Film 3D HSBS.mkv', 'Some Film'],
      ['Some Film 3D Full-OU.mkv', 'Some Film'],
      ['Some Film [3D].mkv', 'Some Film'],
    ])('%s', (name, title) => {
      expect(parseMovieName(name, 'file').title).toBe(title);
    });
  });

  it.each(['1080p', '[1080p]', 'X264-GRP', '_', 'HDTV', '{tmdb-}'])('keeps the bare name of %s', (name) => {
    expect(parseMovieName(`${name}.mkv`, 'file').title).toBe(name);
  });

  describe('ids', () => {
    it.each<[string, Partial<NameFacts>]>([
      ['Harbour (2011) {tmdb-603}', { tmdbId: 603 }],
      ['Harbour (2011) {tmdbid=603}', { tmdbId: 603 }],
      ['Harbour (2011) [tmdbid-603]', { tmdbId: 603 }],
      ['Harbour (2011) [tmdbid=603]', { tmdbId: 603 }],
      ['Harbour (2011) (tmdb=603)', { tmdbId: 603 }],
      ['Harbour (2011) tmdb-603', { tmdbId: 603 }],
      ['Harbour (2011) {imdb-tt0133093}', { imdbId: 'tt0133093' }],
      ['Harbour (2011) [imdbid-tt10985510]', { imdbId: 'tt10985510' }],
      ['Harbour (2011) [imdb-0133093]', { imdbId: 'tt0133093' }],
      ['Harbour (2011) - tt0133093', { imdbId: 'tt0133093' }],
      ['Harbour (2011) [TT0133093]', { imdbId: 'tt0133093' }],
      ['Harbour (2011) [tvdbid-77]', { tvdbId: 77 }],
      ['Harbour (2011) {tmdb-1} {imdb-tt0133093} {tvdb-2}', { tmdbId: 1, imdbId: 'tt0133093', tvdbId: 2 }],
      ['Harbour (2011) [tmdbid-5][tmdbid=6]', { tmdbId: 5 }],
      ['Harbour (2011) {tmdb-}', {}],
      ['Harbour (2011) {tmdb-0}', {}],
      ['Harbour (2011) [imdbid-tt12]', {}],
      ['Harbour (2011) {tmdb-} {tmdb-8}', { tmdbId: 8 }],
    ])('%s', (name, ids) => {
      expectFacts(name, 'folder', { title: 'Harbour', year: 2011, ...ids });
    });

    it('does not take an id for a year, nor a word for an id', () => {
      expectFacts('Harbour {tmdb-2016}', 'folder', { title: 'Harbour', tmdbId: 2016 });
      expectFacts('Scott1234567 (2011)', 'folder', { title: 'Scott1234567', year: 2011 });
    });
  });

  describe('editions', () => {
    it.each([
      ["Harbour (2011) {edition-Director's Cut}.mkv", "Director's Cut"],
      ['Harbour (2011) {edition-}.mkv', null],
      ["Harbour Director's Cut (2011).mkv", "Director's Cut"],
      ['Harbour.Directors.Cut.2011.1080p.mkv', 'Directors Cut'],
      ['Harbour.Director.s.Cut.2011.1080p.mkv', "Director's Cut"],
      ['Harbour (2011) - Extended.mkv', 'Extended'],
      ['Harbour.2011.German.DL.EXTENDED.1080p.mkv', 'EXTENDED'],
      ['Harbour.2011.UNRATED.1080p.mkv', 'UNRATED'],
      ['Harbour.Uncut.1080p.mkv', 'Uncut'],
      ['Harbour 2011 Remastered.mkv', 'Remastered'],
      ['Harbour The Final Cut (2011).mkv', 'Final Cut'],
      ['Harbour (2011) - The Final Cut.mkv', 'Final Cut'],
      ['Harbour (2011) [IMAX].mkv', 'IMAX'],
      ['Harbour 2in1 2011.mkv', '2in1'],
      ['Harbour.2011.Criterion.Collection.1080p.mkv', 'Criterion Collection'],
      ["Harbour (2011) - Ultimate Collector's Edition.mkv", "Ultimate Collector's Edition"],
      ['Harbour 30th Anniversary Edition (2011).mkv', '30th Anniversary Edition'],
      ['Harbour (2011) - Theatrical Release.mkv', 'Theatrical Release'],
      ['Harbour.2011.Blue.Moon.Edition.1080p.mkv', 'Blue Moon Edition'],
      ['Harbour (Extended) (2011).mkv', 'Extended'],
      ['Harbour.2011.LIMITED.1080p.mkv', null],
      ['Harbour.2011.German.Cutlass.1080p.mkv', null],
    ])('%s', (name, edition) => {
      const facts = parseMovieName(name, 'file');
      expect(facts.title).toBe('Harbour');
      expect(facts.edition).toBe(edition);
    });

    it.each(['The Final Cut', 'Final Cut', 'Unrated', 'Uncut Gems', 'The Christmas Edition', 'Apocalypse Now Redux'])(
      'leaves the title %s alone',
      (title) => {
        expectFacts(`${title} (2004).mkv`, 'file', { title, year: 2004 });
      },
    );
  });

  describe('parts', () => {
    it.each([
      ['Harbour (2011) part1.mkv', 1],
      ['Harbour (2011) - Part 2.mkv', 2],
      ['Harbour (2011) pt3.mkv', 3],
      ['Harbour (2011)-cd1.avi', 1],
      ['Harbour.2011.DVDRip.XviD.CD2-GRP.avi', 2],
      ['Harbour (2011) disc 1.iso', 1],
      ['Harbour (2011) [disk_2].iso', 2],
      ['Harbour (2011) dvd1.iso', 1],
      ['Harbour (2011) cd 1 of 2.avi', 1],
      ['Harbour.2011.DVD9.mkv', null],
      ['Harbour (2011) part a.mkv', 1],
      ['Harbour (2011)-disc-d.iso', 4],
      ['Harbour (2011) cdb [DVDRip].avi', 2],
      ['Harbour (2011) parta.mkv', null],
      ['Harbour (2011) cd0.avi', null],
    ])('%s', (name, part) => {
      expectFacts(name, 'file', { title: 'Harbour', year: 2011, part });
    });

    it('reads "part" in front of the year as title', () => {
      expectFacts('The Deep Part 1 (2010).mkv', 'file', { title: 'The Deep Part 1', year: 2010 });
      expectFacts('The.Deep.Part.1.2010.1080p.mkv', 'file', { title: 'The Deep Part 1', year: 2010 });
      expectFacts('The.Deep.Part.1.1080p.mkv', 'file', { title: 'The Deep Part 1' });
    });

    it('reads "part" at the end of a name without a year as the caller wishes', () => {
      expectFacts('The Deep Part 2.mkv', 'file', { title: 'The Deep', part: 2 });
      expect(parseMovieName('The Deep Part 2.mkv', 'file', { keepPartInTitle: true })).toEqual({
        ...NOTHING,
        title: 'The Deep Part 2',
      });
      expectFacts('The Deep Part 2', 'folder', { title: 'The Deep Part 2' });
      expectFacts('The Deep (2010) (Disc 01)', 'folder', { title: 'The Deep', year: 2010, part: 1 });
    });
  });

  it('takes the last segment of a path and known extensions only', () => {
    expectFacts('/films/Other (1999)/Harbour (2011).nfo', 'file', { title: 'Harbour', year: 2011 });
    expectFacts('Dr. Nobody', 'file', { title: 'Dr. Nobody' });
    expectFacts('Harbour.dvd.disc', 'file', { title: 'Harbour', stub: 'dvd' });
    expectFacts('Harbour (2011).bluray.disc', 'file', { title: 'Harbour', year: 2011, stub: 'bluray' });
    expectFacts('Harbour.disc', 'file', { title: 'Harbour' });
  });

  describe('for every name', () => {
    const word = fc.constantFrom(
      ...[
        'Harbour',
        'the',
        '2011',
        '(2011)',
        '[1080p]',
        'x264-GRP',
        'part1',
        'cd2',
        'Extended',
        "Director's Cut",
        '{tmdb-5}',
      ],
      ...[
        '[',
        ')',
        '.',
        '_',
        ' - ',
        'tt0133093',
        '{edition-',
        '}',
        '3D',
        'BluRay',
        'É',
        '港',
        '...',
        '(',
        ']',
        '\u200B',
      ],
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' ')),
      fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join('.')),
    );
    const kind = fc.constantFrom<'file' | 'folder'>('file', 'folder');

    it('answers in range and never with an empty title', () => {
      fc.assert(
        fc.property(name, kind, (text, of) => {
          const facts = parseMovieName(text, of);
          if (text !== '') expect(facts.title).not.toBe('');
          if (facts.year !== null) expect(facts.year >= 1870 && facts.year < 2040).toBe(true);
          if (facts.part !== null) expect(facts.part >= 1 && facts.part <= 99).toBe(true);
          if (facts.tmdbId !== null) expect(Number.isSafeInteger(facts.tmdbId) && facts.tmdbId > 0).toBe(true);
          if (facts.imdbId !== null) expect(facts.imdbId).toMatch(/^tt\d{7,9}$/);
          if (facts.edition !== null) expect(facts.edition.trim()).not.toBe('');
        }),
        { numRuns: 2000 },
      );
    });

    it('does not depend on the width of its spaces', () => {
      fc.assert(
        fc.property(name, kind, (text, of) => {
          fc.pre(/[^\s\p{C}]/u.test(text));
          expect(parseMovieName(`  ${text.replaceAll(' ', ' \u00A0 ')} `, of)).toEqual(parseMovieName(text.trim(), of));
        }),
        { numRuns: 2000 },
      );
    });

    it('reads a tidy name back', () => {
      const title = fc
        .array(fc.stringMatching(/^[A-Z][a-z]{2,7}$/), { minLength: 1, maxLength: 4 })
        .map((words) => words.map((text) => `X${text.toLowerCase()}`).join(' '));
      fc.assert(
        fc.property(title, fc.integer({ min: 1900, max: 2039 }), fc.nat(9_999_998), (text, year, id) => {
          expectFacts(`${text} (${year}) {tmdb-${id + 1}}`, 'folder', { title: text, year, tmdbId: id + 1 });
        }),
      );
    });
  });
});
