import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ListedFile } from '../../folder-facts.ts';
import type { EpisodeFiles, SeriesFiles } from '../../series-facts.ts';
import { isIgnorable } from '../ignorable.ts';
import { classifySeriesFolder } from './classify-series-folder.ts';

const paths = (files: readonly ListedFile[]): string[] => files.map((file) => file.relPath);

function placed(found: SeriesFiles): string[] {
  const ofEpisode = ({ videos, nfos, artwork, subtitles, externalAudio, extras, unknown }: EpisodeFiles): string[] =>
    [videos, nfos, artwork, subtitles, externalAudio, extras, unknown].flatMap((files) => paths(files));
  return [
    ...[found.nfos, found.artwork, found.allSeasonsArtwork, found.actorImages, found.themes].flatMap(paths),
    ...[found.extras, found.unknown].flatMap((files) => paths(files)),
    ...found.seasons.flatMap(({ nfo, artwork, extras }) => [
      ...paths(nfo === null ? [] : [nfo]),
      ...paths(artwork),
      ...paths(extras),
    ]),
    ...[...found.episodes, ...found.unnumbered].flatMap(ofEpisode),
  ];
}

describe('for every tree', () => {
  const stem = fc.constantFrom(
    ...[
      'Harbour S01E01',
      'Harbour - S01E02-E03 - Fog',
      'Harbour 1x04',
      'Harbour 1x04b',
      'S02E01 - part1',
      'S02E01 - part2',
    ],
    ...['[Grp] Harbour - 012', 'Harbour 2020-01-31', '05', 'E06', 'sample-Harbour S01E01', 'Harbour - S01E01-trailer'],
    ...[
      'Harbour - S01E02 - Interview',
      'Making of',
      'theme',
      'tvshow',
      'season',
      'season01-poster',
      'season-all-banner',
    ],
    ...['poster', 'folder', 'fanart3', 'S01E01', 'Season01', 'Harbour', '.hidden', 'Trailer', 'S01E99999'],
  );
  const suffix = fc.constantFrom(
    ...['.mkv', '.mkv', '.avi', '.nfo', '.jpg', '-thumb.jpg', '-poster.png', '.en.srt', '.idx', '.sub', '.txt', ''],
  );
  const folder = fc.constantFrom(
    ...['', '', 'Season 1/', 'Staffel 2/', 'Specials/', '3/', 'Season 1/Extras/', 'Subs/', 'Season 1/Subs/S01E01/'],
    ...[
      '.actors/',
      'extrafanart/',
      'Harbour.S03E01.720p-GRP/',
      'Season 2/Disc 1/',
      'trailers/',
      'backdrops/',
      '@eaDir/',
    ],
    ...['Arc One/', 'extrathumbs/', 'Season 4/Harbour.S04E02-GRP/Sample/'],
  );
  const path = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(folder, stem, suffix).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...['BDMV/index.bdmv', 'Season 5/VIDEO_TS/VIDEO_TS.IFO', 'Season 5/S05E01-E02/BDMV/index.bdmv'],
        ...['Extras/VIDEO_TS/VIDEO_TS.IFO', 'Season 5/VTS_01_1.VOB', 'Season 5/S05E01-E02/BDMV/index.nfo'],
      ),
    },
  );
  const input = fc.record({
    folderName: fc.oneof(fc.constantFrom('Harbour (2011)', 'Harbour', '24', ''), fc.string()),
    files: fc
      .uniqueArray(path, { maxLength: 24 })
      .map((names) => names.map((relPath, at) => ({ relPath, sizeBytes: (at * 7919) % 10_000, mtimeMs: at }))),
  });

  it('puts each file in one place at most, and loses none but disc files and joined subtitles', () => {
    fc.assert(
      fc.property(input, (tree) => {
        const found = classifySeriesFolder(tree);
        const places = placed(found);
        expect(new Set(places).size).toBe(places.length);
        const seen = new Set(places);
        for (const { relPath } of tree.files) {
          const mayBeSilent = isIgnorable(relPath) || /\.sub$|VIDEO_TS|BDMV|\.VOB$/i.test(relPath);
          expect(seen.has(relPath) || mayBeSilent, relPath).toBe(true);
          if (isIgnorable(relPath)) expect(seen.has(relPath)).toBe(false);
        }
        for (const episode of [...found.episodes, ...found.unnumbered]) {
          expect(episode.videos.length).toBeGreaterThan(0);
          const hasNumber = episode.episodes.length + episode.absolute.length > 0 || episode.airDate !== null;
          expect(hasNumber).toBe(found.episodes.includes(episode));
          if (episode.episodes.length > 0) expect(episode.season).not.toBeNull();
        }
        const numbers = found.seasons.map(({ season }) => season);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        for (const { season, episodes } of found.episodes) {
          if (season !== null && episodes.length > 0) expect(numbers).toContain(season);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of the listing', () => {
    fc.assert(
      fc.property(input, fc.nat(), (tree, turn) => {
        const { files } = tree;
        const cut = files.length === 0 ? 0 : turn % files.length;
        const turned = [...files.slice(cut), ...files.slice(0, cut)].reverse();
        expect(classifySeriesFolder({ ...tree, files: turned })).toEqual(classifySeriesFolder(tree));
      }),
      { numRuns: 800 },
    );
  });
});
