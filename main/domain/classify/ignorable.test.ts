import { describe, expect, it } from 'vitest';
import { isIgnorable } from './ignorable.ts';

describe('isIgnorable', () => {
  it.each([
    ...[
      '.DS_Store',
      '._Harbour (2011).mkv',
      'Thumbs.db',
      'ehthumbs.db',
      'desktop.ini',
      'Desktop.ini',
      '.hidden.mp4',
      '.nomedia',
    ],
    ...[
      'Harbour.mkv.part',
      'Harbour.mkv.!ut',
      'Harbour.mkv.crdownload',
      'Harbour.mkv.!qB',
      'Harbour.mkv.aria2',
      'Harbour.tmp',
    ],
    ...['.metarr-poster.jpg', '.metarr-a1b2.tmp', 'Harbour.nfo-orig', 'Harbour.jpg~', '~$notes.docx'],
    ...[
      'RARBG.txt',
      'RARBG_DO_NOT_MIRROR.exe',
      'RARBG.com.mp4',
      'www.example.com.jpg',
      'Torrent downloaded from example.txt',
    ],
    ...[
      'Harbour.torrent',
      'Harbour.nzb',
      'Harbour.sfv',
      'harbour-proof.jpg',
      'proof.jpg',
      'Harbour-320-10.bif',
      'AlbumArtSmall.jpg',
      'Small.jpg',
      'tmmignore',
      'Harbour.mkv@SynoEAStream',
    ],
    ...[
      '.Harbour (2011).mkv.Xy12Zq8',
      '@eaDir/Harbour.mkv@SynoEAStream',
      'extras/@eaDir/x.jpg',
      'Harbour.trickplay/320/0.jpg',
    ],
  ])('%s', (path) => {
    expect(isIgnorable(path)).toBe(true);
  });

  it.each([
    ...['Harbour.mkv', 'Harbour (2011)-poster.jpg', 'readme.txt', 'movie.nfo', 'Harbour.part1.mkv', 'Harbour.mkv.bak'],
    ...[
      '.45 (2006).mkv',
      '...And Justice for All (1979)-poster.jpg',
      'Death Proof.jpg',
      'Proof (2005).mkv',
      'Proof.mkv',
    ],
    ...['.actors/Ann_Example.jpg', 'Download Zone.mkv', 'sample.mkv', 'Harbour.rar'],
  ])('not %s', (path) => {
    expect(isIgnorable(path)).toBe(false);
  });
});
