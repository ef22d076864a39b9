import { expect, it } from 'vitest';
import type { NameFacts } from '../folder-facts.ts';
import { parseMoviePath } from './movie-path.ts';

it.each<[string, Partial<NameFacts>]>([
  ['Harbour (2011).mkv', { title: 'Harbour', year: 2011 }],
  ['/films/Harbour (2011) {tmdb-5}/Harbour.2011.1080p.mkv', { title: 'Harbour', year: 2011, tmdbId: 5 }],
  ['/films/Harbour (2011) {tmdb-5}/Harbour (2011) {tmdb-6}.mkv', { tmdbId: 6 }],
  ['/films/Harbour (2011)/BDMV/STREAM/00001.m2ts', { title: 'Harbour', year: 2011 }],
  ['/films/Harbour (2011)/VIDEO_TS/VTS_01_1.VOB', { title: 'Harbour', year: 2011, part: null }],
  ['/films/Harbour (2011)/CD2/harbour.avi', { title: 'Harbour', year: 2011, part: 2 }],
  ['/films/Harbour (2011)/Disc 1/VIDEO_TS/VIDEO_TS.IFO', { title: 'Harbour', year: 2011, part: 1 }],
  ['/films/Harbour.2018.DVDRip.XviD-GRP/AHFMZXGHEWD660.mkv', { title: 'Harbour', year: 2018 }],
  ['C:\\films\\Harbour (2011)\\harbour.3d.htab.mkv', { title: 'Harbour', year: 2011, format3d: 'htab' }],
  ['C:/Harbour.mkv', { title: 'Harbour' }],
  ['/films/Harbour/Harbour.bluray.disc', { title: 'Harbour', stub: 'bluray' }],
])('%s', (path, expected) => {
  expect(parseMoviePath(path, 'file')).toMatchObject(expected);
});

it('reads a folder by its own name only', () => {
  expect(parseMoviePath('/films/Harbour {tmdb-5}/Lights (2003) 3d hsbs', 'folder')).toMatchObject({
    ...{ title: 'Lights', year: 2003, tmdbId: null, format3d: 'hsbs' },
  });
});
