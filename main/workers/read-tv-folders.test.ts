import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatSeriesFingerprint } from '../domain/classify/series/series-fingerprint.ts';
import { readEpisodes, readTvFolders } from './read-tv-folders.ts';
import type { SeriesOutcome, TvFolderOutcome } from './series-scan-facts.ts';

let root: string;
let poster: Buffer;
beforeAll(async () => {
  poster = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#234' } })
    .jpeg()
    .toBuffer();
});
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'metarr-tv-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(relPath: string, content: string | Buffer = 'x'): string {
  const path = join(root, 'tv', relPath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const episodeNfo = (...roots: [season: number, episode: number, title: string][]): string =>
  roots
    .map(
      ([season, episode, title]) =>
        `<episodedetails><title>${title}</title><season>${season}</season><episode>${episode}</episode></episodedetails>`,
    )
    .join('\n');

async function read(relPath: string, known: Record<string, string> = {}): Promise<TvFolderOutcome> {
  const path = join(root, 'tv', relPath);
  const task = { path, isLibraryRoot: relPath === '', known, ignoreRules: [] };
  const [outcome] = await readTvFolders({ cacheDir: join(root, 'cache'), patterns: [], folders: [task] });
  return outcome as TvFolderOutcome;
}

async function readShow(relPath: string, known: string | null = null): Promise<SeriesOutcome> {
  const outcome = await read(relPath, known === null ? {} : { [join(root, 'tv', relPath)]: known });
  expect(outcome.status).toBe('series');
  return outcome.series[0] as SeriesOutcome;
}

function fingerprintOf({ fingerprint, parts }: SeriesOutcome): string {
  return formatSeriesFingerprint({
    tree: fingerprint,
    parts: new Map(parts.flatMap((part) => (part.fingerprint === null ? [] : [[part.key, part.fingerprint]]))),
  });
}

function writeHarbour(): void {
  write('Harbour (2011)/tvshow.nfo', '<tvshow><title>Harbour</title><tmdbid>7</tmdbid></tvshow>');
  write('Harbour (2011)/poster.jpg', poster);
  write('Harbour (2011)/season01-poster.jpg', poster);
  write('Harbour (2011)/.actors/Ann_Example.jpg', poster);
  write('Harbour (2011)/Season 01/Harbour S01E01-E02.mkv');
  write('Harbour (2011)/Season 01/Harbour S01E01-E02.nfo', episodeNfo([1, 2, 'Two'], [1, 1, 'One']));
  write('Harbour (2011)/Season 01/Harbour S01E01-E02-thumb.jpg', poster);
  write('Harbour (2011)/Season 01/Harbour S01E01-E02.en.srt');
  write('Harbour (2011)/Season 01/season.nfo', '<season><seasonnumber>1</seasonnumber><title>First</title></season>');
  write('Harbour (2011)/Season 02/Harbour S02E01.mkv');
  write('Harbour (2011)/Season 02/Harbour S02E01-thumb.jpg', 'no image');
}

describe('reading a show', () => {
  it('reads the show, its seasons and its episodes', async () => {
    writeHarbour();
    const show = await readShow('Harbour (2011)');
    expect(show).toMatchObject({ status: 'read', isLoose: false, issues: [], unknown: [], fileCount: 11 });
    expect(show.series?.nfo?.reading).toMatchObject({ outcome: 'parsed', metadata: { title: 'Harbour', tmdbId: 7 } });
    expect(show.series?.images).toMatchObject([{ type: 'poster', width: 40, height: 60 }]);
    expect(show.series?.actorImages).toMatchObject([{ actorName: 'Ann Example' }]);
    expect(show.seasons.map(({ season, images, nfo }) => [season, images.length, nfo === null])).toEqual([
      [1, 1, false],
      [2, 0, true],
    ]);
    const [double, second] = show.episodes;
    expect(double?.numbers).toMatchObject({ season: 1, episodes: [1, 2] });
    expect(double?.nfo?.byEpisode.map((episode) => episode?.title)).toEqual(['One', 'Two']);
    expect(double?.images).toMatchObject([{ type: 'thumb', index: 0 }]);
    expect(double?.subtitles).toMatchObject([{ language: 'eng', isExternal: true }]);
    expect(second?.issues).toMatchObject([{ code: 'image_invalid' }]);
    expect(show.parts.map(({ key, isChanged, episodeCount }) => [key, isChanged, episodeCount])).toEqual([
      ['season:1', true, 1],
      ['season:2', true, 1],
    ]);
  });

  it('opens nothing of an unchanged show, and of a changed one only the season that changed', async () => {
    writeHarbour();
    const known = fingerprintOf(await readShow('Harbour (2011)'));
    expect(await readShow('Harbour (2011)', known)).toMatchObject({ status: 'unchanged', series: null, episodes: [] });
    write('Harbour (2011)/Season 02/Harbour S02E02.mkv');
    const changed = await readShow('Harbour (2011)', known);
    expect(changed.parts.map(({ key, isChanged }) => [key, isChanged])).toEqual([
      ['season:1', false],
      ['season:2', true],
    ]);
    expect(changed.parts[0]?.videoPaths.map((path) => relative(root, path))).toEqual([
      join('tv', 'Harbour (2011)', 'Season 01', 'Harbour S01E01-E02.mkv'),
    ]);
    expect(changed.seasons.map(({ season }) => season)).toEqual([2]);
    expect(changed.episodes.map(({ numbers }) => numbers.episodes)).toEqual([[1], [2]]);
  });

  it('hands out the episodes of a long show in slices', async () => {
    for (let episode = 1; episode <= 30; episode++) write(`Long/Season 1/Long S01E${episode}.mkv`);
    const show = await readShow('Long');
    expect(show.episodes.length + show.deferred.groups.length).toBe(30);
    expect(show.deferred.groups.length).toBeGreaterThan(10);
    const rest = await readEpisodes({ cacheDir: join(root, 'cache'), ...show.deferred });
    const numbers = [...show.episodes, ...rest].flatMap((facts) => facts.numbers.episodes);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    expect(rest.every(({ partKey }) => partKey === 'season:1')).toBe(true);
  });

  it('numbers by the NFO what the name leaves open, and reports what nobody numbers', async () => {
    write('Daily/Daily 2020-01-31.mkv');
    write('Daily/Daily 2020-01-31.nfo', episodeNfo([3, 14, 'Guest']));
    write('Daily/Daily 2020-02-01.mkv');
    write('Daily/The Beginning.mkv');
    write('Daily/The Beginning.nfo', episodeNfo([1, 1, 'The Beginning']));
    write('Daily/Making of.mkv');
    write('Daily/Making of.txt');
    const show = await readShow('Daily');
    expect(
      show.episodes.map(({ numbers: { season, episodes, airDate }, numberedBy }) => [
        season,
        episodes,
        airDate,
        numberedBy,
      ]),
    ).toEqual([
      [1, [1], null, 'nfo'],
      [3, [14], '2020-01-31', 'nfo'],
      [null, [], '2020-02-01', 'name'],
    ]);
    expect(show.unknown.map(({ fileName }) => fileName).sort()).toEqual(['Making of.mkv', 'Making of.txt']);
    expect(show.series?.issues).toMatchObject([{ code: 'episode_unnumbered' }]);
  });

  it('reports an NFO that cannot be read, and reads the rest', async () => {
    write('Harbour/tvshow.nfo', '<tvshow><title>');
    write('Harbour/Harbour S01E01.mkv');
    write('Harbour/Harbour S01E01.nfo', 'Some.Release.Group presents');
    const show = await readShow('Harbour');
    expect(show.series?.nfo).toBeNull();
    expect(show.series?.issues[0]?.code).toMatch(/^nfo_/);
    expect(show.episodes).toMatchObject([{ nfo: null, issues: [{ code: 'nfo_not_xml' }] }]);
  });

  it('names a disc after its folder', async () => {
    write('Harbour/Season 1/Harbour S01E01-E04/BDMV/index.bdmv');
    write('Harbour/Season 1/Harbour S01E01-E04/BDMV/STREAM/00001.m2ts');
    const [disc] = (await readShow('Harbour')).episodes;
    expect(disc).toMatchObject({ baseName: 'Harbour S01E01-E04', isDisc: true, numbers: { episodes: [1, 2, 3, 4] } });
  });

  it('skips what ignore files leave out', async () => {
    writeHarbour();
    write('Harbour (2011)/Season 02/.nomedia', '');
    const show = await readShow('Harbour (2011)');
    expect(show.parts.map(({ key }) => key)).toEqual(['season:1']);
    write('Harbour (2011)/.nomedia', '');
    expect(await read('Harbour (2011)')).toMatchObject({ status: 'skipped', series: [] });
  });
});

describe('walking a library of shows', () => {
  it('walks categories, and reads loose episodes by the show they name', async () => {
    writeHarbour();
    write('Anime/Bay/Bay - 01.mkv');
    write('Lighthouse.S01E01.mkv');
    write('Lighthouse.S01.720p-GRP/lighthouse.s01e02.mkv');
    write('Subs/x.srt');
    const library = await read('');
    expect(library.status).toBe('walked');
    const inLibrary = (path: string): string => relative(join(root, 'tv'), path);
    expect(library.subfolders.map(inLibrary)).toEqual(['Anime', 'Harbour (2011)']);
    expect(library.series.map(({ path, isLoose }) => [inLibrary(path), isLoose])).toEqual([['Lighthouse', true]]);
    expect(library.series[0]?.episodes.map(({ numbers }) => numbers.episodes)).toEqual([[1], [2]]);
    const lighthouse = library.series[0] as SeriesOutcome;
    const again = await read('', { [lighthouse.path]: fingerprintOf(lighthouse) });
    expect(again.series).toMatchObject([{ status: 'unchanged' }]);
    expect((await read('Anime')).subfolders.map(inLibrary)).toEqual([join('Anime', 'Bay')]);
    expect((await read(join('Anime', 'Bay'))).status).toBe('series');
  });

  it('keeps apart the loose episodes of a show that has a folder', async () => {
    write('Harbour/Harbour S01E01.mkv');
    write('Harbour S02E01.mkv');
    const library = await read('');
    expect(library.subfolders).toHaveLength(1);
    expect(library.series.map(({ path }) => relative(join(root, 'tv'), path))).toEqual(['Harbour (loose episodes)']);
  });

  it('says so when a folder cannot be read', async () => {
    write('Harbour/Harbour S01E01.mkv');
    renameSync(join(root, 'tv', 'Harbour'), join(root, 'tv', 'Gone'));
    const gone = await read('Harbour');
    expect(gone).toMatchObject({ status: 'unreadable', issues: [{ code: 'not_found' }] });
  });
});
