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

describe('one film in its folder', () => {
  const FOLDER = 'The Quiet Harbour (2011)';
  const VIDEO = 'The Quiet Harbour (2011) {tmdb-7} [1080p]';

  it('gives every file its place', () => {
    const movie = only(
      FOLDER,
      ...[
        `${VIDEO}.mkv|8000`,
        `${VIDEO}.nfo`,
        'movie.nfo',
        'release.nfo',
        'poster.jpg',
        `${VIDEO}-poster.jpg`,
        'Thumbs.db',
      ],
      ...[
        `${VIDEO}-fanart.jpg`,
        'fanart1.jpg',
        'backdrop2.jpg',
        'logo.png',
        'disc.png',
        `${VIDEO}-landscape.jpg`,
        'keyart.jpg',
      ],
      ...[
        `${VIDEO}.en.srt`,
        `${VIDEO}.ger.forced.ass`,
        'Subs/2_French.srt',
        'theme.mp3',
        'backdrops/loop.mp4',
        'notes.pdf',
      ],
      ...['trailers/Teaser.mkv', `${VIDEO}-behindthescenes.mkv`, 'Sample/harbour-sample.mkv', 'Deleted Scenes/one.mkv'],
      ...[
        '.actors/Ann_Example.jpg',
        'extrafanart/fanart1.jpg',
        'extrafanart/x.jpg',
        'extrathumbs/thumb1.jpg',
        'set.nfo',
      ],
    );
    expect(movie.name).toEqual({
      title: 'The Quiet Harbour',
      year: 2011,
      tmdbId: 7,
      imdbId: null,
      tvdbId: null,
      edition: null,
      part: null,
      format3d: null,
      stub: null,
    });
    expect(paths(movie.videos)).toEqual([`${VIDEO}.mkv`]);
    expect(movie.videos[0]).toMatchObject({ part: null, edition: null, sizeBytes: 8_000_000_000 });
    expect(paths(movie.nfos)).toEqual([`${VIDEO}.nfo`, 'movie.nfo', 'release.nfo']);
    expect(movie.artwork.map(({ type, index, relPath }) => `${type}${index} ${relPath}`)).toEqual([
      'clearlogo0 logo.png',
      'discart0 disc.png',
      `fanart0 ${VIDEO}-fanart.jpg`,
      'fanart1 fanart1.jpg',
      'fanart2 backdrop2.jpg',
      'fanart3 extrafanart/x.jpg',
      'fanart4 extrafanart/fanart1.jpg',
      'keyart0 keyart.jpg',
      `landscape0 ${VIDEO}-landscape.jpg`,
      'landscape1 extrathumbs/thumb1.jpg',
      `poster0 ${VIDEO}-poster.jpg`,
      'poster0 poster.jpg',
    ]);
    expect(
      movie.subtitles.map(({ relPath, language, isForced, codec }) => [relPath, language, isForced, codec]),
    ).toEqual([
      ['Subs/2_French.srt', 'fre', false, 'subrip'],
      [`${VIDEO}.en.srt`, 'eng', false, 'subrip'],
      [`${VIDEO}.ger.forced.ass`, 'ger', true, 'ass'],
    ]);
    expect(Object.fromEntries(movie.extras.map(({ relPath, extraType }) => [relPath, extraType]))).toEqual({
      'trailers/Teaser.mkv': 'trailer',
      [`${VIDEO}-behindthescenes.mkv`]: 'behindthescenes',
      'Sample/harbour-sample.mkv': 'sample',
      'Deleted Scenes/one.mkv': 'deleted',
    });
    expect(movie.actorImages).toMatchObject([{ relPath: '.actors/Ann_Example.jpg', actorName: 'Ann Example' }]);
    expect(paths(movie.themes).sort()).toEqual(['backdrops/loop.mp4', 'theme.mp3']);
    expect(paths(movie.unknown).sort()).toEqual(['notes.pdf', 'set.nfo']);
  });

  it.each([
    ['film-trailer.mkv'],
    ['I Live in a Trailer.mp4'],
    ['The Interview (2014).mkv'],
    ['Pulp-Short.mkv'],
    ['sample.mkv'],
    ['theme.mp4'],
    ['Harbour.strm'],
    ['Harbour.iso'],
    ['Harbour.m2ts'],
    ['.45 (2006).mkv'],
  ])('takes the only video %s for the film', (name) => {
    expect(films(classify('Some Folder', name))).toEqual([[name]]);
  });

  it('knows extras by suffix', () => {
    const movie = only(
      'Looper (2012)',
      ...[
        'Looper.bluray.720p.x264.mkv|4000',
        'Looper (2012)-trailer.mkv',
        'Looper (2012)-trailer2.mkv',
        'Looper.Sample.mkv',
      ],
      ...['trailer.mkv', 'Looper_featurette.mkv', 'A talk-interview.mkv', 'sample-lpr.mkv|20', 'theme.mp4'],
    );
    expect(paths(movie.videos)).toEqual(['Looper.bluray.720p.x264.mkv']);
    expect(movie.extras.map(({ extraType }) => extraType).sort()).toEqual(
      ['featurette', 'interview', 'sample', 'sample', 'trailer', 'trailer', 'trailer'].sort(),
    );
    expect(paths(movie.themes)).toEqual(['theme.mp4']);
    expect(movie.name).toMatchObject({ title: 'Looper', year: 2012 });
  });

  it('keeps a film whose title ends like an extra beside its trailer', () => {
    const movie = only('I Live in a Trailer (2010)', 'I Live in a Trailer.mkv|4000', 'I Live in a Trailer-trailer.mkv');
    expect(paths(movie.videos)).toEqual(['I Live in a Trailer.mkv']);
    expect(paths(movie.extras)).toEqual(['I Live in a Trailer-trailer.mkv']);
  });

  it('does not take the files of a trailer for those of the film', () => {
    const movie = only(
      'H (2011)',
      'H (2011).mkv',
      'H (2011)-trailer.mkv',
      'H (2011)-trailer.en.srt',
      'H (2011)-trailer.nfo',
    );
    expect(movie.subtitles).toEqual([]);
    expect(movie.nfos).toEqual([]);
    expect(paths(movie.unknown)).toEqual(['H (2011)-trailer.en.srt', 'H (2011)-trailer.nfo']);
  });

  it('keeps artwork of a replaced release', () => {
    const movie = only(FOLDER, `${VIDEO}.mkv`, 'The.Quiet.Harbour.2011.720p-GRP-poster.jpg', 'Other Film-poster.jpg');
    expect(paths(movie.artwork)).toEqual(['The.Quiet.Harbour.2011.720p-GRP-poster.jpg']);
    expect(paths(movie.unknown)).toEqual(['Other Film-poster.jpg']);
  });

  it('prefers the title to the word it ends with', () => {
    const movie = only(
      'The Poster (2019)',
      'The Poster.mkv',
      'The Poster.jpg',
      'The Poster-fanart.jpg',
      'The Poster.tbn',
    );
    expect(movie.artwork.map(({ type }) => type)).toEqual(['fanart', 'poster', 'poster']);
  });

  it('joins an idx and its sub', () => {
    const movie = only(
      'Harbour (2011)',
      'Harbour.mkv',
      'Harbour.en.idx',
      'Harbour.en.sub',
      'Harbour.de.sub',
      'Subs/a.idx',
      'Subs/a.sub',
    );
    expect(movie.subtitles.map(({ relPath, codec }) => [relPath, codec])).toEqual([
      ['Harbour.de.sub', 'microdvd'],
      ['Harbour.en.idx', 'vobsub'],
      ['Subs/a.idx', 'vobsub'],
    ]);
    expect(movie.unknown).toEqual([]);
  });

  it('compares names of different Unicode forms and case', () => {
    const movie = only('Amélie (2001)', 'Ame\u0301lie (2001).mkv', 'amélie (2001).EN.srt', 'AMÉLIE (2001)-POSTER.JPG');
    expect(movie.subtitles[0]).toMatchObject({ language: 'eng' });
    expect(movie.artwork[0]).toMatchObject({ type: 'poster' });
  });

  it('takes no side video for a second film', () => {
    const found = classify('Up (2009)', 'Up (2009).mkv|4000', 'Making of.mkv|300', 'poster.jpg');
    expect(found.isFlat).toBe(false);
    expect(films(found)).toEqual([['Up (2009).mkv']]);
    expect(paths(found.movies[0]?.unknown ?? [])).toEqual(['Making of.mkv']);
    expect(found.movies[0]?.artwork).toHaveLength(1);
  });
});

describe('discs', () => {
  it('reads a Blu-ray structure as one film', () => {
    const movie = only(
      'Harbour (2011)',
      ...['BDMV/index.bdmv', 'BDMV/MovieObject.bdmv', 'BDMV/STREAM/00000.m2ts|900', 'BDMV/STREAM/00001.m2ts|20000'],
      ...['BDMV/BACKUP/index.bdmv', 'BDMV/index.nfo', 'CERTIFICATE/id.bdmv', 'poster.jpg', 'movie.nfo', 'extras/x.mkv'],
    );
    expect(movie.disc).toBe('bluray');
    expect(paths(movie.videos)).toEqual(['BDMV/index.bdmv']);
    expect(movie.name).toMatchObject({ title: 'Harbour', year: 2011 });
    expect(paths(movie.nfos)).toEqual(['movie.nfo', 'BDMV/index.nfo']);
    expect(paths(movie.artwork)).toEqual(['poster.jpg']);
    expect(paths(movie.extras)).toEqual(['extras/x.mkv']);
    expect(movie.unknown).toEqual([]);
  });

  it('reads a DVD structure, its files loose or its index lost', () => {
    const dvd = only(
      'Harbour',
      'VIDEO_TS/VIDEO_TS.IFO',
      'VIDEO_TS/VTS_01_1.VOB|1000',
      'VIDEO_TS/VIDEO_TS.nfo',
      'AUDIO_TS/x',
    );
    expect(dvd).toMatchObject({ disc: 'dvd', videos: [{ relPath: 'VIDEO_TS/VIDEO_TS.IFO' }] });
    expect(paths(dvd.nfos)).toEqual(['VIDEO_TS/VIDEO_TS.nfo']);
    const loose = only('Harbour', 'VIDEO_TS.IFO', 'VIDEO_TS.BUP', 'VTS_01_1.VOB', 'folder.jpg');
    expect(loose).toMatchObject({ disc: 'dvd', videos: [{ relPath: 'VIDEO_TS.IFO' }], unknown: [] });
    const lost = only('Harbour', 'VIDEO_TS/VTS_01_1.VOB|1000', 'VIDEO_TS/VTS_02_1.VOB|3000');
    expect(lost).toMatchObject({ disc: 'dvd', videos: [{ relPath: 'VIDEO_TS/VTS_02_1.VOB' }] });
  });

  it('stacks the discs of one film', () => {
    const movie = only(
      'Harbour (1965)',
      'Disc 2/VIDEO_TS/VIDEO_TS.IFO',
      'Disc 1/VIDEO_TS/VIDEO_TS.IFO',
      'Disc 1/VIDEO_TS/VTS_01_1.VOB',
    );
    expect(movie.videos.map(({ relPath, part }) => [relPath, part])).toEqual([
      ['Disc 1/VIDEO_TS/VIDEO_TS.IFO', 1],
      ['Disc 2/VIDEO_TS/VIDEO_TS.IFO', 2],
    ]);
  });

  it('takes a trailer beside a disc for one, and keeps what is no disc', () => {
    expect(only('Harbour', 'BDMV/index.bdmv', 'Harbour-trailer.mkv').extras).toMatchObject([{ extraType: 'trailer' }]);
    expect(classify('Harbour', 'CERTIFICATE/id.bdmv')).toMatchObject({
      movies: [],
      stray: [{ relPath: 'CERTIFICATE/id.bdmv' }],
    });
  });
});

describe('folders without a film', () => {
  it('gives everything back', () => {
    const found = classify('Harbour (2011)', 'poster.jpg', 'trailers/Teaser.mkv', 'movie.nfo', 'a.srt', '.DS_Store');
    expect(found.movies).toEqual([]);
    expect(found.isFlat).toBe(false);
    expect(paths(found.stray).sort()).toEqual(['a.srt', 'movie.nfo', 'poster.jpg', 'trailers/Teaser.mkv']);
    expect(classify('Empty')).toEqual({ movies: [], isFlat: false, stray: [] });
  });
});
