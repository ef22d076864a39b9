import { describe, expect, it } from 'vitest';
import { groupLooseEpisodes } from './loose-episodes.ts';
import { showOfPackFolder } from './pack-folder.ts';
import { tvFolderKind } from './tv-folder-kind.ts';

describe('tvFolderKind', () => {
  it.each([
    ['Harbour (2011)', [], ['Season 1', 'Season 2'], 'series'],
    ['Harbour', ['poster.jpg'], ['Staffel 1', 'Extras'], 'series'],
    ['Harbour', [], ['1', '2', 'Specials'], 'series'],
    ['Harbour', [], ['Harbour S01', 'Harbour S02'], 'series'],
    ['Harbour', ['tvshow.nfo'], [], 'series'],
    ['Harbour', ['Harbour S01E01.mkv'], [], 'series'],
    ['Harbour', ['01 - Pilot.mkv', '02.mkv'], ['Extras'], 'series'],
    ['Harbour', ['Harbour 01.mkv'], ['Arc 1', 'Arc 2'], 'series'],
    ['Harbour', ['Some pilot.mkv'], [], 'series'],
    ['Harbour', [], ['Harbour.S01E01.720p-GRP', 'Harbour.S01E02.720p-GRP'], 'series'],
    ['Harbour', [], ['Disc 1', 'Disc 2'], 'series'],
    ['Harbour', [], ['Specials'], 'series'],
    ['Anime', [], ['Some Show', 'Other Show'], 'category'],
    ['Anime', ['notes.txt'], ['24', 'Other Show'], 'category'],
    ['Kids', ['First Show S01E01.mkv', 'Second Show S02E03.mkv'], [], 'category'],
    ['Kids', ['First Show S01E01.mkv'], ['Second Show'], 'category'],
    ['Nothing', ['readme.txt'], ['Subs'], 'empty'],
  ] as const)('%s with %j and %j is %s', (name, files, subfolders, kind) => {
    expect(tvFolderKind({ name, isLibraryRoot: false, files, subfolders })).toBe(kind);
  });

  it.each([
    [['Harbour', 'Lighthouse'], [], 'category'],
    [['24', '1883'], [], 'category'],
    [[], ['Harbour S01E01.mkv'], 'category'],
    [['Season 1', 'Season 2'], [], 'series'],
    [['Season 1', 'Extras'], ['tvshow.nfo'], 'series'],
    [['Harbour', 'Lighthouse', 'Season 1'], [], 'category'],
    [[], [], 'empty'],
  ] as const)('takes a library with %j and %j for %s', (subfolders, files, kind) => {
    expect(tvFolderKind({ name: 'Series', isLibraryRoot: true, files, subfolders })).toBe(kind);
  });
});

describe('showOfPackFolder', () => {
  it.each([
    ['Harbour.S01.1080p.WEB-GRP', 'Harbour'],
    ['Harbour.S01E02.720p-GRP', 'Harbour'],
    ['Harbour Season 2', 'Harbour'],
    ['Harbour', null],
    ['Harbour (2011)', null],
    ['Season 1', null],
    ['Harbour S01-S05 1080p', null],
    ['Harbour Complete Series', null],
  ])('reads %s as %s', (folder, series) => {
    expect(showOfPackFolder(folder)?.series ?? null).toBe(series);
  });
});

describe('groupLooseEpisodes', () => {
  it('sorts by show, with what belongs to the videos, and joins a name without its year', () => {
    const { shows, stray } = groupLooseEpisodes(
      [
        ...['Harbour S01E01.mkv', 'Harbour S01E01.en.srt', 'Harbour (2011) S01E02.mkv', 'Harbour S01E01-thumb.jpg'],
        ...['Harbour.S02.720p-GRP/harbour.s02e01.mkv', 'Other.Show.S01E01.mkv', 'Other.Show.S01E01.nfo', 'poster.jpg'],
        ...['Random film.mkv', 'Lone.S03E01.1080p-GRP/x.nfo', '.hidden.mkv'],
      ].map((relPath) => ({ relPath, sizeBytes: 1, mtimeMs: 1 })),
    );
    expect(shows.map(({ name, files }) => [name, files.map(({ relPath }) => relPath)])).toEqual([
      [
        'Harbour (2011)',
        [
          ...['Harbour (2011) S01E02.mkv', 'Harbour S01E01-thumb.jpg', 'Harbour S01E01.en.srt', 'Harbour S01E01.mkv'],
          'Harbour.S02.720p-GRP/harbour.s02e01.mkv',
        ],
      ],
      ['Other Show', ['Other.Show.S01E01.mkv', 'Other.Show.S01E01.nfo']],
    ]);
    expect(stray.map(({ relPath }) => relPath)).toEqual([
      'Random film.mkv',
      'poster.jpg',
      'Lone.S03E01.1080p-GRP/x.nfo',
    ]);
  });
});
