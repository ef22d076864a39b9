import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../../contract/items.ts';
import type { EpisodeRow, SeriesTree } from '../../../../contract/series.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { startTestCore, type TestCore } from '../../../__testing__/test-core.ts';
import { picture } from '../../../__testing__/test-films.ts';
import { episodeNfo, tvshowNfo, writeFiles } from '../../../__testing__/test-show-files.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});

afterEach(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

const scan = async (): Promise<Record<string, number>> => {
  const job: Job = await test.scan({ type: 'tvshows' });
  expect(job.errorMessage).toBeNull();
  return job.result as Record<string, number>;
};

async function show(title: string): Promise<{ id: number; detail: ItemDetail; tree: SeriesTree }> {
  const { rows } = await test.call('series.page', { limit: 500 });
  const row = rows.find((one) => one.title === title);
  if (row === undefined) throw new Error(`no show ${title} among ${rows.map((one) => one.title).join(', ')}`);
  const detail = await test.call('items.get', { item: { type: 'series', id: row.id } });
  return { id: row.id, detail, tree: await test.call('series.tree', { id: row.id }) };
}

const numbers = (tree: SeriesTree): string[] =>
  tree.seasons.flatMap((season) =>
    season.episodes.map((episode) => `${String(season.seasonNumber)}x${String(episode.episodeNumber)}`),
  );

function episodeOf(tree: SeriesTree, season: number, episode: number): EpisodeRow {
  const row = tree.seasons
    .find((one) => one.seasonNumber === season)
    ?.episodes.find((one) => one.episodeNumber === episode);
  if (row === undefined) throw new Error(`no episode ${String(season)}x${String(episode)}`);
  return row;
}

const LIGHT = {
  'Harbour Light (2011)/tvshow.nfo': tvshowNfo(
    '<title>Harbour Light</title><plot>A keeper.</plot><uniqueid type="tvdb" default="true">9001</uniqueid><namedseason number="1">The Lamp</namedseason>',
  ),
  'Harbour Light (2011)/Season 01/Harbour Light S01E01.mkv': null,
  'Harbour Light (2011)/Season 01/Harbour Light S01E01.nfo': episodeNfo(1, 1, '<title>Fog</title><plot>Grey.</plot>'),
  'Harbour Light (2011)/Season 01/Harbour Light S01E02-E03.mkv': null,
  'Harbour Light (2011)/Season 01/Harbour Light S01E02-E03.nfo':
    episodeNfo(1, 2, '<title>Ebb</title>') + episodeNfo(1, 3, '<title>Flow</title><displayseason>1</displayseason>'),
  'Harbour Light (2011)/Specials/Harbour Light S00E01.mkv': null,
};

describe('what lies in a library of shows', () => {
  it('shows with seasons, specials, double episodes, their NFO and their artwork', async () => {
    const jpeg = await picture('#336699');
    writeFiles(test.libraryDir, {
      ...LIGHT,
      'Harbour Light (2011)/poster.jpg': jpeg,
      'Harbour Light (2011)/season01-poster.jpg': await picture('#663399'),
      'Harbour Light (2011)/season-specials-poster.jpg': await picture('#669933'),
      'Harbour Light (2011)/Season 01/Harbour Light S01E01-thumb.jpg': await picture('#993366', 'jpeg', {
        width: 160,
        height: 90,
      }),
    });
    expect(await scan()).toMatchObject({ added: 5, updated: 0, removed: 0, failed: 0 });
    const { detail, tree } = await show('Harbour Light');
    expect(detail.values).toMatchObject({ title: 'Harbour Light', year: 2011, plot: 'A keeper.', tvdb_id: 9001 });
    expect(detail.state).toBe('identified');
    expect(detail.artwork.filter((image) => image.isSelected).map((image) => image.type)).toEqual(['poster']);
    expect(numbers(tree)).toEqual(['1x1', '1x2', '1x3', '0x1']);
    expect(tree.seasons.map((season) => season.title)).toEqual(['The Lamp', 'Specials']);
    expect(tree.seasons.map((season) => season.posterHash === null)).toEqual([false, false]);
    expect(episodeOf(tree, 1, 2).title).toBe('Ebb');
    expect(episodeOf(tree, 1, 3).title).toBe('Flow');
    expect(episodeOf(tree, 1, 3).fileHolds).toEqual([
      { seasonNumber: 1, episodeNumber: 2 },
      { seasonNumber: 1, episodeNumber: 3 },
    ]);
    expect(episodeOf(tree, 1, 1).thumbHash).not.toBeNull();
    const second = await test.call('items.get', { item: { type: 'episode', id: episodeOf(tree, 1, 2).id } });
    expect(second.placement?.sharesFileWith).toMatchObject([{ seasonNumber: 1, episodeNumber: 3 }]);
    expect(second.nfoPath?.endsWith('S01E02-E03.nfo')).toBe(true);
  });

  it('a show without season folders, one named by days, and one counted through', async () => {
    writeFiles(test.libraryDir, {
      'Flat/Flat S01E01.mkv': null,
      'Flat/Flat S02E01.mkv': null,
      'Evening News/Evening News 2020-01-31.mkv': null,
      'Evening News/Evening News 2020-02-01.mkv': null,
      'Sky Riders/[Grp] Sky Riders - 012 [1080p].mkv': null,
      'Sky Riders/[Grp] Sky Riders - 013 [1080p].mkv': null,
    });
    await scan();
    expect(numbers((await show('Flat')).tree)).toEqual(['1x1', '2x1']);
    expect(numbers((await show('Evening News')).tree)).toEqual(['2020x131', '2020x201']);
    const riders = await show('Sky Riders');
    expect(numbers(riders.tree)).toEqual(['1x12', '1x13']);
    expect(riders.tree.orders).toContain('absolute');
  });

  it('versions and parts of one episode as files of one episode', async () => {
    writeFiles(test.libraryDir, {
      'Two/Season 1/Two - S01E01 - 1080p.mkv': null,
      'Two/Season 1/Two - S01E01 - 720p.mkv': null,
      'Two/Season 1/Two S01E02 part1.mkv': null,
      'Two/Season 1/Two S01E02 part2.mkv': null,
    });
    await scan();
    const { tree } = await show('Two');
    expect(numbers(tree)).toEqual(['1x1', '1x2']);
    const second = await test.call('items.get', { item: { type: 'episode', id: episodeOf(tree, 1, 2).id } });
    expect(second.files.map((file) => file.part)).toEqual([1, 2]);
  });
});

describe('a scan after a scan', () => {
  it('opens nothing and changes nothing when nothing changed', async () => {
    writeFiles(test.libraryDir, LIGHT);
    await scan();
    const before = await show('Harbour Light');
    expect(await scan()).toMatchObject({ added: 0, updated: 0, removed: 0 });
    expect((await show('Harbour Light')).detail.updatedAt).toBe(before.detail.updatedAt);
  });

  it('adds what came, trashes what went, and brings it back with its locks', async () => {
    writeFiles(test.libraryDir, LIGHT);
    await scan();
    const { tree } = await show('Harbour Light');
    const fog = { type: 'episode', id: episodeOf(tree, 1, 1).id } as const;
    await test.call('items.setField', { item: fog, field: 'title', value: 'Mist' });
    const file = path.join(test.libraryDir, 'Harbour Light (2011)', 'Season 01', 'Harbour Light S01E01.mkv');
    renameSync(file, path.join(test.root, 'away.mkv'));
    writeFiles(test.libraryDir, { 'Harbour Light (2011)/Season 01/Harbour Light S01E04.mkv': null });
    expect(await scan()).toMatchObject({ added: 1, removed: 1 });
    expect(numbers((await show('Harbour Light')).tree)).toEqual(['1x2', '1x3', '1x4', '0x1']);
    renameSync(path.join(test.root, 'away.mkv'), file);
    await scan();
    const back = await show('Harbour Light');
    expect(numbers(back.tree)).toEqual(['1x1', '1x2', '1x3', '1x4', '0x1']);
    expect(episodeOf(back.tree, 1, 1)).toMatchObject({ id: fog.id, title: 'Mist', isLocked: true });
  });

  it('keeps a file of another release as the same episode', async () => {
    writeFiles(test.libraryDir, LIGHT);
    await scan();
    const folder = path.join(test.libraryDir, 'Harbour Light (2011)', 'Season 01');
    const before = episodeOf((await show('Harbour Light')).tree, 1, 1);
    rmSync(path.join(folder, 'Harbour Light S01E01.mkv'));
    writeFileSync(path.join(folder, 'Harbour.Light.S01E01.2160p.WEB.mkv'), 'better');
    await scan();
    const after = episodeOf((await show('Harbour Light')).tree, 1, 1);
    expect(after.id).toBe(before.id);
    const detail = await test.call('items.get', { item: { type: 'episode', id: after.id } });
    expect(detail.filePath).toContain('2160p');
  });

  it('trashes a show whose folder is gone, never one whose library is', async () => {
    writeFiles(test.libraryDir, { ...LIGHT, 'Flat/Flat S01E01.mkv': null });
    await scan();
    rmSync(path.join(test.libraryDir, 'Flat'), { recursive: true });
    expect(await scan()).toMatchObject({ removed: 1 });
    expect(await test.call('series.count', {})).toEqual({ matching: 1, total: 1 });
    const away = `${test.libraryDir}-away`;
    renameSync(test.libraryDir, away);
    const job = await test.scan({ type: 'tvshows', path: test.libraryDir }).catch(() => null);
    expect(job?.status ?? 'failed').toBe('failed');
    test.errors.length = 0;
    expect(existsSync(away)).toBe(true);
    expect(await test.call('series.count', {})).toEqual({ matching: 1, total: 1 });
    renameSync(away, test.libraryDir);
    expect(await scan()).toMatchObject({ added: 0, removed: 0 });
  });

  it('holds a lock of the show for what is found later', async () => {
    writeFiles(test.libraryDir, LIGHT);
    await scan();
    const { id } = await show('Harbour Light');
    await test.call('items.setLock', { item: { type: 'series', id }, target: 'plot', isLocked: true });
    writeFiles(test.libraryDir, {
      'Harbour Light (2011)/Season 02/Harbour Light S02E01.mkv': null,
      'Harbour Light (2011)/Season 02/Harbour Light S02E01.nfo': episodeNfo(
        2,
        1,
        '<title>Return</title><plot>Written.</plot>',
      ),
      'Harbour Light (2011)/Season 01/Harbour Light S01E01.nfo': episodeNfo(
        1,
        1,
        '<title>Haze</title><plot>White.</plot>',
      ),
    });
    await scan();
    const { tree } = await show('Harbour Light');
    const first = await test.call('items.get', { item: { type: 'episode', id: episodeOf(tree, 1, 1).id } });
    expect(first.values).toMatchObject({ title: 'Haze', plot: 'Grey.' });
    const later = await test.call('items.get', { item: { type: 'episode', id: episodeOf(tree, 2, 1).id } });
    expect(later.values).toMatchObject({ title: 'Return', plot: null });
  });
});
