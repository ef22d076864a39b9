import { describe, expect, it } from 'vitest';
import type { ListedFile } from '../../folder-facts.ts';
import type { EpisodeFiles, SeriesFiles } from '../../series-facts.ts';
import { classifySeriesFolder } from './classify-series-folder.ts';
import { formatSeriesFingerprint, readSeriesFingerprint } from './series-fingerprint.ts';

/** "path" or "path|size in MB". */
function classify(folderName: string, ...names: string[]): SeriesFiles {
  const files = names.map((name) => {
    const [relPath = '', size = '1'] = name.split('|');
    return { relPath, sizeBytes: Number(size) * 1_000_000, mtimeMs: 1 };
  });
  return classifySeriesFolder({ folderName, files });
}

const paths = (files: readonly ListedFile[]): string[] => files.map((file) => file.relPath);
const art = (files: readonly { type: string; index: number; relPath: string }[]): string[] =>
  files.map(({ type, index, relPath }) => `${type}${index} ${relPath}`);

/** "1x2,3" per episode; a date or "#absolute" where there is no number. */
function numbers(episodes: readonly EpisodeFiles[]): string[] {
  return episodes.map(({ season, episodes: own, absolute, airDate }) =>
    own.length > 0 ? `${String(season)}x${own.join(',')}` : (airDate ?? `#${absolute.join(',')}`),
  );
}

describe('one show in its folder', () => {
  const found = classify(
    'Lighthouse Bay (2014) {tvdb-77}',
    ...['tvshow.nfo', 'poster.jpg', 'fanart.jpg', 'fanart1.jpg', 'logo.png', 'characterart.png', 'theme.mp3'],
    ...['season01-poster.jpg', 'season-specials-poster.jpg', 'season-all-banner.jpg', '.actors/Ann_Example.jpg'],
    ...['extrafanart/x.jpg', 'release.nfo', 'trailers/Teaser.mkv', 'Extras/Making of.mkv', 'Thumbs.db', 'discart.png'],
    ...['Season 01/Bay - S01E01 - Fog.mkv', 'Season 01/Bay - S01E01 - Fog.nfo', 'Season 01/Bay - S01E01 - Fog.en.srt'],
    ...['Season 01/Bay - S01E01 - Fog-thumb.jpg', 'Season 01/Bay - S01E01-trailer.mp4', 'Season 01/season.nfo'],
    ...['Season 01/folder.jpg', 'Season 01/Deleted Scenes/one.mkv', 'Season 01/readme.txt'],
    ...['Season 01/Bay - S01E02-E03.mkv', 'Season 01/Subs/Bay - S01E02-E03/2_German.srt', 'Season 01/Bay S01E03.txt'],
    ...['Specials/Bay - S00E01.mkv', 'Specials/poster.jpg', 'S00E01.jpg'],
  );

  it('reads the show', () => {
    expect(found.name).toEqual({
      series: 'Lighthouse Bay',
      seriesYear: 2014,
      tmdbId: null,
      imdbId: null,
      tvdbId: 77,
    });
    expect(paths(found.nfos)).toEqual(['tvshow.nfo']);
    expect(art(found.artwork)).toEqual([
      'characterart0 characterart.png',
      'clearlogo0 logo.png',
      'fanart0 fanart.jpg',
      'fanart1 fanart1.jpg',
      'fanart2 extrafanart/x.jpg',
      'poster0 poster.jpg',
    ]);
    expect(art(found.allSeasonsArtwork)).toEqual(['banner0 season-all-banner.jpg']);
    expect(found.actorImages).toMatchObject([{ actorName: 'Ann Example' }]);
    expect(paths(found.themes)).toEqual(['theme.mp3']);
    expect(found.extras.map(({ relPath, extraType }) => [relPath, extraType])).toEqual([
      ['Extras/Making of.mkv', 'other'],
      ['trailers/Teaser.mkv', 'trailer'],
    ]);
    expect(paths(found.unknown)).toEqual([
      'Season 01/Bay S01E03.txt',
      'Season 01/readme.txt',
      'discart.png',
      'release.nfo',
    ]);
  });

  it('reads its seasons', () => {
    expect(found.seasons.map(({ season, folder, nfo }) => [season, folder, nfo?.relPath])).toEqual([
      [0, 'Specials', undefined],
      [1, 'Season 01', 'Season 01/season.nfo'],
    ]);
    expect(art(found.seasons[0]?.artwork ?? [])).toEqual([
      'poster0 season-specials-poster.jpg',
      'poster0 Specials/poster.jpg',
    ]);
    expect(paths(found.seasons[1]?.extras ?? [])).toEqual(['Season 01/Deleted Scenes/one.mkv']);
  });

  it('reads its episodes', () => {
    expect(numbers(found.episodes)).toEqual(['0x1', '1x1', '1x2,3']);
    const [special, fog, double] = found.episodes;
    expect(art(special?.artwork ?? [])).toEqual(['thumb0 S00E01.jpg']);
    expect(fog).toMatchObject({ title: 'Fog', subtitles: [{ language: 'eng' }], extras: [{ extraType: 'trailer' }] });
    expect(art(fog?.artwork ?? [])).toEqual(['thumb0 Season 01/Bay - S01E01 - Fog-thumb.jpg']);
    expect(paths(fog?.nfos ?? [])).toEqual(['Season 01/Bay - S01E01 - Fog.nfo']);
    expect(double?.subtitles).toMatchObject([{ language: 'ger' }]);
  });
});

describe('numbers', () => {
  it.each([
    ['season folders in several languages', ['Staffel 1/B S01E01.mkv', 'Saison 2/B S02E01.mkv'], ['1x1', '2x1']],
    ['no season folders', ['B S01E01.mkv', 'B S02E01.mkv'], ['1x1', '2x1']],
    ['bare numbers in season folders', ['1/01 - One.mkv', 'Season 2/E03.mkv'], ['1x1', '2x3']],
    ['seasons of a pack', ['B.S01-S02.1080p-GRP/B.S01E01.mkv', 'B.S01-S02.1080p-GRP/B.S02E01.mkv'], ['1x1', '2x1']],
    ['season folders with the name of the show', ['B S03 1080p/B.S03E01.mkv', 'B Season 4/E02.mkv'], ['3x1', '4x2']],
    ['a release folder per episode', ['B.S01E02.720p-GRP/abc.mkv', 'Season 2/B.S02E01-GRP/x.mkv'], ['1x2', '2x1']],
    ['numbers through all seasons', ['[G] B - 001 [1080p].mkv', '[G] B - 012v2.mkv'], ['1x1', '1x12']],
    ['such numbers beside seasons', ['Season 2/B S02E01.mkv', '[G] B - 053 [1080p].mkv'], ['2x1', '#53']],
    ['days', ['B 2020-01-31 Guest.mkv', '2021/B.2021.02.03.mkv'], ['2020-01-31', '2021-02-03']],
    ['parts of a season', ['Season 1/Disc 1/B S01E01.mkv', 'Season 1/Disc 2/B S01E05.mkv'], ['1x1', '1x5']],
  ])('reads %s', (_what, files, expected) => {
    expect(numbers(classify('B', ...files).episodes)).toEqual(expected);
  });

  it('keeps the absolute number', () => {
    expect(classify('B', '[G] B - 012 [1080p].mkv').episodes[0]).toMatchObject({ episodes: [12], absolute: [12] });
  });

  it('leaves what no name numbers to the NFO', () => {
    const { unnumbered, episodes } = classify('B', 'Season 1/Making of.mkv', 'Season 1/Making of.nfo');
    expect(episodes).toEqual([]);
    expect(unnumbered).toMatchObject([{ season: 1, episodes: [], nfos: [{ relPath: 'Season 1/Making of.nfo' }] }]);
  });

  it('reads discs of a season, numbered where their folder says so', () => {
    const found = classify(
      'B',
      ...['Season 1/B S01E01-E04/BDMV/index.bdmv', 'Season 1/B S01E01-E04/BDMV/STREAM/1.m2ts'],
      'Season 2 Disc 1/VIDEO_TS/VIDEO_TS.IFO',
    );
    expect(numbers(found.episodes)).toEqual(['1x1,2,3,4']);
    expect(found.episodes[0]).toMatchObject({ disc: 'bluray' });
    expect(found.unnumbered).toMatchObject([{ season: 2, disc: 'dvd' }]);
  });

  it('tells an id of the show in file names from those of episodes', () => {
    const shows = classify('B', 'B S01E01 {tvdb-7}.mkv', 'B S01E02 {tvdb-7}.mkv');
    expect(shows.name.tvdbId).toBe(7);
    expect(shows.episodes.map(({ tvdbId }) => tvdbId)).toEqual([null, null]);
    const own = classify('B {tvdb-7}', 'B S01E01 {tvdb-71}.mkv', 'B S01E02 {tvdb-72}.mkv');
    expect(own.episodes.map(({ tvdbId }) => tvdbId)).toEqual([71, 72]);
  });
});

describe('several files for one episode', () => {
  it.each([
    [
      'parts',
      ['B S01E01 part1.mkv', 'B S01E01 part2.mkv'],
      [
        [1, null],
        [2, null],
      ],
    ],
    [
      'letters',
      ['B 1x01a.avi', 'B 1x01b.avi'],
      [
        [1, null],
        [2, null],
      ],
    ],
    [
      'versions',
      ['B - S01E01 - Aired.mkv', 'B - S01E01 - Uncut.mkv'],
      [
        [null, 'Aired'],
        [null, 'Uncut'],
      ],
    ],
    [
      'resolutions',
      ['B.S01E01.2160p-G.mkv|9', 'B.S01E01.720p-G.mkv|3'],
      [
        [null, '2160p'],
        [null, '720p'],
      ],
    ],
    [
      'parts of a version',
      ['B - S01E01 - 4K part1.mkv|9', 'B - S01E01 - 4K part2.mkv|9', 'B - S01E01.mkv|1'],
      [
        [null, null],
        [1, '4K'],
        [2, '4K'],
      ],
    ],
    [
      'versions in two folders',
      ['Season 1/B S01E01 1080p.mkv|5', 'Old/B S01E01 480p.mkv'],
      [
        [null, '1080p'],
        [null, '480p'],
      ],
    ],
  ])('joins %s', (_what, files, expected) => {
    const { episodes } = classify('B', ...files);
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.videos.map(({ part, edition }) => [part, edition])).toEqual(expected);
  });

  it('takes "Part 2" for a title where it has no sibling', () => {
    const { episodes } = classify('B', 'B S01E01 - The Storm Part 1.mkv', 'B S01E02 - The Storm Part 2.mkv');
    expect(episodes.flatMap(({ videos }) => videos.map(({ part }) => part))).toEqual([null, null]);
  });

  it('gives both versions what is named after either', () => {
    const [episode] = classify('B', 'B S01E01 720p.mkv', 'B S01E01 1080p.mkv', 'B S01E01 720p.nfo').episodes;
    expect(paths(episode?.nfos ?? [])).toEqual(['B S01E01 720p.nfo']);
  });
});

describe('extras', () => {
  it.each([
    ['B - S01E03 - The Interview.mkv', null],
    ['B - S01E03 - Deleted.mkv', null],
    ['B - S01E03-behindthescenes.mkv', 'behindthescenes'],
    ['B.S01E01.sample.mkv', 'sample'],
    ['sample-B.S01E01.mkv', 'sample'],
    ['B - S01E01 - Interview.mkv', 'interview'],
    ['trailer.mkv', 'trailer'],
    ['B Trailer.mkv', 'trailer'],
    ['Featurettes/How we did it.mkv', 'featurette'],
  ])('takes %s beside S01E01 for %s', (file, type) => {
    const found = classify('B', 'B - S01E01.mkv|900', file);
    const extras = [...found.extras, ...found.episodes.flatMap((episode) => episode.extras)];
    expect(extras.map(({ extraType }) => extraType)).toEqual(type === null ? [] : [type]);
  });
});

describe('the fingerprint of a show', () => {
  it('comes back as it was written, and as nothing when it is something else', () => {
    const fingerprint = {
      tree: 'abc',
      parts: new Map([
        ['other', '1'],
        ['season:1', '2'],
      ]),
    };
    expect(readSeriesFingerprint(formatSeriesFingerprint(fingerprint))).toEqual(fingerprint);
    expect(readSeriesFingerprint(formatSeriesFingerprint({ ...fingerprint, tree: null })).tree).toBeNull();
    for (const text of [null, '', 'd41d8cd98f00b204']) expect(readSeriesFingerprint(text).parts.size).toBe(0);
  });
});
