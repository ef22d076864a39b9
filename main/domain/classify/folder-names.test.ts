import { describe, expect, it } from 'vitest';
import { isCompanionFolder, isIgnoredFolder } from './folder-names.ts';

describe('isIgnoredFolder', () => {
  it.each([
    ...[
      '@eaDir',
      '@Recycle',
      '#recycle',
      '$RECYCLE.BIN',
      'RECYCLER',
      '.Trash-1000',
      '.Trashes',
      'lost+found',
      'LOST.DIR',
    ],
    ...[
      'System Volume Information',
      'Harbour (2011).trickplay',
      '.snapshots',
      '.zfs',
      '.git',
      '.@__thumb',
      'Plex Versions',
    ],
  ])('%s', (name) => {
    expect(isIgnoredFolder(name)).toBe(true);
  });

  it.each([
    '.actors',
    'Harbour (2011)',
    '.45 (2006)',
    '...And Justice for All (1979)',
    '@Home (2010)',
    'Recycled Love',
    'Subs',
  ])('not %s', (name) => {
    expect(isIgnoredFolder(name)).toBe(false);
  });
});

describe('isCompanionFolder', () => {
  it.each([
    ...[
      'Behind The Scenes',
      'Deleted Scenes',
      'Featurettes',
      'Interviews',
      'Scenes',
      'Shorts',
      'Trailers',
      'Other',
      'extras',
    ],
    ...[
      'clips',
      'samples',
      'Sample',
      'theme-music',
      'backdrops',
      'Subs',
      'Subtitles',
      '.actors',
      'extrafanart',
      'extrafanarts',
    ],
    ...[
      'extrathumbs',
      'BDMV',
      'VIDEO_TS',
      'CERTIFICATE',
      'AUDIO_TS',
      'cd1',
      'CD 2',
      'disc 1',
      'Disc01',
      'dvd_2',
      'part 1',
    ],
  ])('%s', (name) => {
    expect(isCompanionFolder(name)).toBe(true);
  });

  it.each([
    'Harbour (2011)',
    'actors',
    'Extras (2005)',
    'Dune Part 2',
    'cd',
    'disc 0',
    'Harbour (2011) (Disc 01)',
    'Shorts 2010',
  ])('not %s', (name) => {
    expect(isCompanionFolder(name)).toBe(false);
  });

  it('takes "Shorts" or "Disc 1" in the library root for ordinary folders', () => {
    expect(
      ['Shorts', 'Other', 'Samples', 'Trailers', 'cd1', 'backdrops'].some((name) => isCompanionFolder(name, true)),
    ).toBe(false);
    expect(['.actors', 'BDMV', 'VIDEO_TS', 'Subs'].every((name) => isCompanionFolder(name, true))).toBe(true);
  });
});
