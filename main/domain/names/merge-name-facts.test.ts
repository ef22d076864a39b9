import { describe, expect, it } from 'vitest';
import { mergeNameFacts } from './merge-name-facts.ts';
import { parseMovieName } from './movie-name.ts';

function merge(folder: string, file: string): ReturnType<typeof mergeNameFacts> {
  return mergeNameFacts(parseMovieName(file, 'file'), parseMovieName(folder, 'folder'));
}

describe('mergeNameFacts', () => {
  it.each([
    ['spelling', "The Miller's Bride (2001)", 'The.Millers.Bride.2001.1080p.mkv', "The Miller's Bride", 2001],
    ['a file without a year', 'Harbour (2012)', 'Harbour.bluray.720p.mkv', 'Harbour', 2012],
    ['an obfuscated file', 'Harbour.2018.DVDRip.XviD-GRP', 'AHFMZXGHEWD660.mkv', 'Harbour', 2018],
    ['a generic file', 'Harbour (1984)', 'movie.mp4', 'Harbour', 1984],
    ['a number at the end of the title', 'Harbour 1984 (2020)', 'Harbour.1984.mkv', 'Harbour 1984', 2020],
    ['no years, obfuscated', 'Harbour', 'a1b2c3d4e5f6.mkv', 'Harbour', null],
    ['no years, a number', 'Harbour', '123.mkv', 'Harbour', null],
    ['no years, a label', 'Harbour', 'Harbour-test.mkv', 'Harbour', null],
    ['a film whose title is a generic word', 'Film (1965)', 'abc.mkv', 'Film', 1965],
  ])('takes title and year of the folder: %s', (_why, folder, file, title, year) => {
    expect(merge(folder, file)).toMatchObject({ title, year });
  });

  it.each([
    ['other year', 'Harbour (2007)', 'Harbour (2006).mkv', 'Harbour', 2006],
    ['folder without a year', 'Harbour Collection', 'Harbour Lights (2004).mkv', 'Harbour Lights', 2004],
    ['neither has a year', 'Thrillers', 'Harbour Lights.mkv', 'Harbour Lights', null],
    ['a folder of many films', 'Movies 2010', 'Harbour.mkv', 'Harbour', null],
    ['a title that is one long word', 'Thrillers', 'Schicksalsjahre.mkv', 'Schicksalsjahre', null],
  ])('takes title and year of the file: %s', (_why, folder, file, title, year) => {
    expect(merge(folder, file)).toMatchObject({ title, year });
  });

  it('takes each id of the file, else of the folder', () => {
    expect(merge('Harbour (2011) {tmdb-1} {imdb-tt0000001}', 'Harbour (2011) {tmdb-2} {tvdb-3}.mkv')).toMatchObject({
      tmdbId: 2,
      imdbId: 'tt0000001',
      tvdbId: 3,
    });
  });

  it('takes edition and part of the file, else of the folder', () => {
    expect(merge('Harbour (2011) {edition-IMAX} (Disc 2)', 'Harbour.mkv')).toMatchObject({ edition: 'IMAX', part: 2 });
    expect(merge('Harbour (2011) {edition-IMAX}', 'Harbour (2011) Extended cd1.mkv')).toMatchObject({
      edition: 'Extended',
      part: 1,
    });
  });
});
