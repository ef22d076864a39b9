import { describe, expect, it } from 'vitest';
import type { FolderClassification, ListedFile, MovieGroup } from '../folder-facts.ts';
import { classifyMovieFolder } from './classify-movie-folder.ts';

/** "name" or "name:size in MB". */
function listed(...names: string[]): ListedFile[] {
  return names.map((name) => {
    const [relPath = '', size = '1'] = name.split('|');
    return { relPath, sizeBytes: Number(size) * 1_000_000, mtimeMs: 1 };
  });
}

function classify(folderName: string, ...names: string[]): FolderClassification {
  return classifyMovieFolder({ folderName, files: listed(...names), isLibraryRoot: false });
}

function only(folderName: string, ...names: string[]): MovieGroup {
  const { movies, stray } = classify(folderName, ...names);
  expect(movies).toHaveLength(1);
  expect(stray).toEqual([]);
  return movies[0] as MovieGroup;
}

const paths = (files: readonly ListedFile[]): string[] => files.map((file) => file.relPath);
const films = (found: FolderClassification): string[][] => found.movies.map((movie) => paths(movie.videos));

describe('parts', () => {
  it.each([
    ['cd1', 'cd2'],
    ['-part1', '-part2'],
    [' - Part 1', ' - Part 2'],
    [' pt1', ' pt2'],
    ['.disc1', '.disc2'],
    [' (Disc 1)', ' (Disc 2)'],
    [' part a', ' part b'],
  ])('joins %s and %s', (one, two) => {
    const first = `Harbour (2011) ${one}`.replace('  ', ' ');
    const second = `Harbour (2011) ${two}`.replace('  ', ' ');
    const movie = only(
      'Harbour (2011)',
      `${second}.avi`,
      `${first}.avi`,
      `${first}.en.srt`,
      'Harbour (2011)-poster.jpg',
    );
    expect(movie.videos.map(({ relPath, part }) => [relPath, part])).toEqual([
      [`${first}.avi`, 1],
      [`${second}.avi`, 2],
    ]);
    expect(movie.name).toMatchObject({ title: 'Harbour', year: 2011, part: null });
    expect(movie.subtitles).toHaveLength(1);
    expect(movie.artwork).toHaveLength(1);
  });

  it('joins part folders', () => {
    const movie = only('Harbour (2011)', 'CD2/b.avi', 'CD1/a.avi', 'CD1/a.srt', 'poster.jpg');
    expect(movie.videos.map(({ relPath, part }) => [relPath, part])).toEqual([
      ['CD1/a.avi', 1],
      ['CD2/b.avi', 2],
    ]);
    expect(movie.name).toMatchObject({ title: 'Harbour', year: 2011 });
    expect(movie.subtitles).toHaveLength(1);
  });

  it('does not join what is not numbered from 1 without a gap, nor lone letters', () => {
    expect(films(classify('Saga', 'Saga part 1 (2010).mkv', 'Saga part 2 (2011).mkv'))).toHaveLength(2);
    expect(films(classify('F', 'Four Friends - A.avi', 'Four Friends - B.avi'))).toHaveLength(2);
    expect(films(classify('300', '300a.mkv', '300b.mkv', '300c.mkv'))).toHaveLength(3);
    expect(films(classify('S', 'Saga 1 - The Start.mkv', 'Saga 2 - The End.mkv'))).toHaveLength(2);
    expect(films(classify('Harbour (2011)', 'Harbour (2011) cd1.avi', 'Harbour (2011) cd3.avi'))).toHaveLength(1);
  });

  it('takes sequels called "Part" for films of their own, unless the folder has the title', () => {
    const sequels = ['The Deep Part 1.mkv', 'The Deep Part 2.mkv'];
    expect(classify('Thrillers', ...sequels).movies.map((movie) => movie.name.title)).toEqual([
      'The Deep Part 1',
      'The Deep Part 2',
    ]);
    expect(only('The Deep (1979)', ...sequels).videos.map(({ part }) => part)).toEqual([1, 2]);
  });

  it('leaves the title of a lone part whole', () => {
    expect(classify('Films', 'The Deep Part 2.mkv').movies[0]?.name).toMatchObject({
      title: 'The Deep Part 2',
      part: null,
    });
  });
});

describe('versions', () => {
  it('joins files that start with the folder name', () => {
    const folder = 'Harbour - Chapter 3 (2019) [imdbid=tt6146586]';
    const movie = only(folder, `${folder} - Version 1.mkv`, `${folder} - Version 2.mkv`, `${folder}.mkv`);
    expect(movie.videos.map(({ relPath, edition }) => [relPath, edition])).toEqual([
      [`${folder}.mkv`, null],
      [`${folder} - Version 1.mkv`, 'Version 1'],
      [`${folder} - Version 2.mkv`, 'Version 2'],
    ]);
    expect(movie.name).toMatchObject({ title: 'Harbour - Chapter 3', year: 2019, imdbId: 'tt6146586' });
  });

  it('joins labels of all kinds beside the plain name', () => {
    expect(
      only('Harbour', 'Harbour-3d.mkv', 'Harbour.mkv', 'Harbour[test].mkv', 'Harbour-bluray.mkv').videos,
    ).toHaveLength(4);
  });

  it('joins the same title and year, with a stack among them', () => {
    const movie = only(
      'Harbour (2010)',
      'Harbour (2010) - 4k part1.mkv|1',
      'Harbour (2010) - 4k part2.mkv|1',
      'Harbour (2010).mkv|9',
      'Harbour.2010.Extended.720p.mkv|5',
    );
    expect(movie.videos.map(({ part, edition }) => [part, edition])).toEqual([
      [null, null],
      [1, '4k'],
      [2, '4k'],
      [null, 'Extended'],
    ]);
  });

  it('names versions by their resolution when nothing else tells them apart', () => {
    const movie = only('Harbour (2010)', 'Harbour.2010.2160p.mkv|9', 'Harbour.2010.1080p.mkv|5');
    expect(movie.videos.map(({ edition }) => edition)).toEqual(['2160p', '1080p']);
  });

  it.each([
    ['years', '300', ['300 (2006).mkv', '300 (2007).mkv']],
    ['ids', 'H (2010)', ['H (2010) {tmdb-1}.mkv', 'H {tmdb-2} 1080p.mkv']],
    ['titles behind a folder name', 'Saga', ['Saga - First Film.mkv', 'Saga - Second Film.mkv']],
    [
      'years behind a folder name',
      'Saga',
      ['Saga.mkv', 'Saga - First Film (1979).mkv', 'Saga - Second Film (1982).mkv'],
    ],
    ['numbers', 'M', ['Movie 1.mkv', 'Movie 2.mkv', 'Movie 3.mkv']],
  ])('keeps films with different %s apart', (_what, folder, names) => {
    expect(classify(folder, ...names).movies).toHaveLength(names.length);
  });
});

describe('several films side by side', () => {
  const FILES = [
    ...[
      'Harbour (2011).mkv',
      'Harbour (2011)-poster.jpg',
      'Harbour (2011).en.srt',
      'Harbour (2011).nfo',
      'Harbour (2011).txt',
    ],
    ...[
      'Harbour 2 (2014).mkv',
      'Harbour 2 (2014)-fanart.jpg',
      'Harbour 2 (2014)-trailer.mkv',
      'Subs/Harbour 2 (2014)/2_German.srt',
    ],
    ...['poster.jpg', 'movie.nfo', 'theme.mp3', '.actors/Ann_Example.jpg', 'readme.txt', 'Harbour 3 (2016)-poster.jpg'],
    ...['Other-trailer.mkv', 'extrafanart/1.jpg', 'Subs/x.srt', 'trailers/Teaser.mkv'],
  ];

  it('gives a film only what starts with its name', () => {
    const found = classify('Harbour Collection', ...FILES);
    expect(found.isFlat).toBe(true);
    expect(films(found)).toEqual([['Harbour (2011).mkv'], ['Harbour 2 (2014).mkv']]);
    const [first, second] = found.movies;
    expect(paths(first?.artwork ?? [])).toEqual(['Harbour (2011)-poster.jpg']);
    expect(paths(first?.subtitles ?? [])).toEqual(['Harbour (2011).en.srt']);
    expect(paths(first?.nfos ?? [])).toEqual(['Harbour (2011).nfo']);
    expect(paths(first?.unknown ?? [])).toEqual(['Harbour (2011).txt']);
    expect(paths(second?.artwork ?? [])).toEqual(['Harbour 2 (2014)-fanart.jpg']);
    expect(paths(second?.extras ?? [])).toEqual(['Harbour 2 (2014)-trailer.mkv']);
    expect(second?.subtitles).toMatchObject([{ language: 'ger' }]);
    expect(paths(found.stray).sort()).toEqual(
      [
        ...[
          '.actors/Ann_Example.jpg',
          'Harbour 3 (2016)-poster.jpg',
          'Other-trailer.mkv',
          'Subs/x.srt',
          'extrafanart/1.jpg',
        ],
        ...['movie.nfo', 'poster.jpg', 'readme.txt', 'theme.mp3', 'trailers/Teaser.mkv'],
      ].sort(),
    );
  });

  it('joins versions of the same title and year there too', () => {
    const found = classify('Thrillers', 'A (2001) 720p.mkv', 'A (2001) 1080p.mkv', 'B (2002).mkv', 'B.mkv');
    expect(films(found).map((videos) => videos.length)).toEqual([2, 2]);
    const root = { folderName: 'x', files: listed('B (2002).mkv', 'B.mkv'), isLibraryRoot: true };
    expect(films(classifyMovieFolder(root))).toHaveLength(2);
  });

  it('reads nothing from the name of the library root', () => {
    const input = { folderName: 'Films (2020)', files: listed('Harbour.mkv', 'poster.jpg'), isLibraryRoot: true };
    const found = classifyMovieFolder(input);
    expect(found).toMatchObject({ isFlat: true, movies: [{ name: { title: 'Harbour', year: null } }] });
    expect(paths(found.stray)).toEqual(['poster.jpg']);
  });

  it('knows a film folder that was added as a library', () => {
    const input = { folderName: 'Harbour (2011)', files: listed('Harbour.mkv', 'poster.jpg'), isLibraryRoot: true };
    expect(classifyMovieFolder(input)).toMatchObject({ isFlat: false, movies: [{ name: { year: 2011 } }], stray: [] });
  });
});
