import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { FolderClassification, ListedFile } from '../folder-facts.ts';
import { classifyMovieFolder } from './classify-movie-folder.ts';
import { isIgnorable } from './ignorable.ts';

const paths = (files: readonly ListedFile[]): string[] => files.map((file) => file.relPath);

describe('for every listing', () => {
  const stem = fc.constantFrom(
    ...[
      'Harbour',
      'Harbour (2011)',
      'Harbour (2011) cd1',
      'Harbour (2011) cd2',
      'Harbour - part1',
      'Harbour - part2',
      'sample',
    ],
    ...[
      'Other (2012)',
      'Harbour-trailer',
      'Other-short',
      'movie',
      'theme',
      'Harbour (2011) - 4K',
      '.hidden',
      'Harbour Trailer',
    ],
  );
  const suffix = fc.constantFrom(
    '.mkv',
    '.avi',
    '.nfo',
    '.jpg',
    '-poster.jpg',
    '-fanart2.png',
    '.en.srt',
    '.idx',
    '.sub',
    '.txt',
    '',
  );
  const folder = fc.constantFrom(
    '',
    '',
    '',
    '',
    'Extras/',
    'Subs/',
    '.actors/',
    'extrafanart/',
    'cd1/',
    'cd2/',
    'backdrops/',
    '@eaDir/',
  );
  const path = fc.oneof(
    fc.tuple(folder, stem, suffix).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      'poster.jpg',
      'fanart.jpg',
      'BDMV/index.bdmv',
      'VIDEO_TS/VIDEO_TS.IFO',
      'cd1/VIDEO_TS/VIDEO_TS.IFO',
    ),
  );
  const input = fc.record({
    folderName: fc.oneof(stem, fc.string()),
    isLibraryRoot: fc.boolean(),
    files: fc
      .uniqueArray(path, { maxLength: 14 })
      .map((names) => names.map((relPath, at) => ({ relPath, sizeBytes: (at * 7919) % 10_000, mtimeMs: at }))),
  });

  function placed(found: FolderClassification): string[] {
    const inGroups = found.movies.flatMap((movie) => [
      ...[movie.videos, movie.nfos, movie.artwork, movie.subtitles, movie.extras].flatMap((files) => paths(files)),
      ...[movie.externalAudio, movie.actorImages, movie.themes, movie.unknown].flatMap((files) => paths(files)),
    ]);
    return [...inGroups, ...paths(found.stray)];
  }

  it('puts each file in one place at most, and loses none but disc files and joined subtitles', () => {
    fc.assert(
      fc.property(input, (folderInput) => {
        const found = classifyMovieFolder(folderInput);
        const places = placed(found);
        expect(new Set(places).size).toBe(places.length);
        const seen = new Set(places);
        for (const { relPath } of folderInput.files) {
          const mayBeSilent = isIgnorable(relPath) || /\.sub$|VIDEO_TS|BDMV/i.test(relPath);
          expect(seen.has(relPath) || mayBeSilent).toBe(true);
          if (isIgnorable(relPath)) expect(seen.has(relPath)).toBe(false);
        }
        for (const movie of found.movies) {
          expect(movie.videos.length).toBeGreaterThan(0);
          const parts = movie.videos.flatMap(({ part }) => (part === null ? [] : [part]));
          expect(parts.every((part) => part >= 1 && part <= 99)).toBe(true);
        }
        if (found.movies.length > 1) expect(found.isFlat).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('does not depend on the order of the listing', () => {
    fc.assert(
      fc.property(input, fc.nat(), (folderInput, turn) => {
        const { files } = folderInput;
        const cut = files.length === 0 ? 0 : turn % files.length;
        const turned = [...files.slice(cut), ...files.slice(0, cut)].reverse();
        expect(classifyMovieFolder({ ...folderInput, files: turned })).toEqual(classifyMovieFolder(folderInput));
      }),
      { numRuns: 800 },
    );
  });
});
