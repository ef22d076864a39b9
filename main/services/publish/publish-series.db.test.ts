import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { GUIDED_NFO, SHOW_NFO } from '../../__testing__/harbour-nfo.ts';
import { publishing, tree } from '../../__testing__/test-publishing.ts';
import { findInShow, scanShows, showsDir } from '../../__testing__/test-show-items.ts';
import { writeClip, writeFiles } from '../../__testing__/test-show-files.ts';
import { examine } from '../system/doctor.ts';

const VIDEOS = {
  'Season 1/Harbour - S01E01 - Fog.mkv': 'a',
  'Season 1/Harbour - S01E02-E03 - Foam.mkv': 'b',
  'Season 2/Harbour - S02E01 - Ice.mkv': 'c',
  'Specials/Harbour - S00E01 - Making.mkv': 'd',
};

const WIDE = { width: 160, height: 90 };

let test: TestCore;
const { get, publish, choose } = publishing(() => test);
const find = (season?: number, episode?: number): ItemRef => findInShow(test, season, episode);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

/** The show with all its videos and the given files beside them, scanned; answers its folder. */
async function harbour(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const folder = path.join(showsDir(test), 'Harbour (2011)');
  writeFiles(folder, { ...VIDEOS, ...files });
  await scanShows(test);
  return folder;
}

async function edit(item: ItemRef, field: FieldName, value: FieldValue): Promise<void> {
  await test.call('items.setField', { item, field, value });
}

async function useProfile(namingProfile: 'kodi' | 'jellyfin' | 'emby' | 'plex' | 'kodi_short'): Promise<void> {
  await test.call('libraries.update', { id: (await get(find())).libraryId, namingProfile });
}

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');

/** What lies in a folder besides videos. */
const beside = (folder: string): string[] => Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'));

describe('a show', () => {
  it('gets what the preview said, byte for byte, and keeps what is not Metarr’s', async () => {
    const folder = await harbour({ 'tvshow.nfo': SHOW_NFO, 'poster.jpg': await picture('red') });
    const show = find();
    await edit(show, 'plot', 'Ships & “storms” ❤.');
    await choose(show, 'poster', await picture('green'));
    await choose(show, 'clearlogo', await picture('white', 'png'));
    const before = tree(folder);
    const preview = await test.call('publish.preview', { item: show });
    expect(preview).toMatchObject({ item: show, title: 'Harbour', isUnchanged: false, problems: [] });
    expect(tree(folder)).toEqual(before);
    const { written } = await test.call('publish.apply', { item: show, planHash: preview.planHash });
    expect(written).toBe(3);
    const expected: Record<string, string> = { ...before };
    for (const file of preview.files) expected[file.name] = file.afterHash ?? '';
    expect(tree(folder)).toEqual(expected);
    expect(preview.files.map((file) => [file.op, file.name])).toEqual([
      ['replace', 'tvshow.nfo'],
      ['replace', 'poster.jpg'],
      ['create', 'clearlogo.png'],
    ]);
    expect(read(folder, 'tvshow.nfo')).toBe(preview.nfoText);
    expect(preview.nfoText).toBe(GUIDED_NFO.replace('Ships.', 'Ships &amp; “storms” ❤.'));
    expect(await get(show)).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
  });

  it('without an NFO gets one with the ids that Kodi hands to its scraper, and the names of its seasons', async () => {
    const folder = await harbour();
    await edit(find(), 'tmdb_id', 5);
    await edit(find(), 'tvdb_id', 777);
    await edit(find(1), 'title', 'Arrivals');
    await edit(find(0), 'title', 'Extras');
    await publish(find());
    const nfo = read(folder, 'tvshow.nfo');
    expect(nfo).toMatch(/<episodeguide>.*"tmdb":"5".*"tvdb":"777".*<\/episodeguide>/s);
    expect(nfo).toContain('<namedseason number="1">Arrivals</namedseason>');
    expect(nfo).toContain('<namedseason number="0">Extras</namedseason>');
    expect(nfo).not.toContain('number="2"');
  });

  it('keeps the names of seasons that Metarr knows nothing of', async () => {
    const folder = await harbour({ 'tvshow.nfo': SHOW_NFO });
    await edit(find(1), 'title', null);
    await edit(find(2), 'title', 'Winter');
    await publish(find());
    const nfo = read(folder, 'tvshow.nfo');
    expect(nfo).toContain('<namedseason number="2">Winter</namedseason>');
    expect(nfo).toContain('<namedseason number="9">Not here yet</namedseason>');
    expect(nfo).not.toContain('Arrivals');
  });

  it('whose NFO goes by the show’s name gets a tvshow.nfo out of it, which players look for', async () => {
    const folder = await harbour({ 'Harbour (2011).nfo': SHOW_NFO });
    await edit(find(), 'plot', 'Boats.');
    await publish(find());
    expect(read(folder, 'tvshow.nfo')).toBe(GUIDED_NFO.replace('Ships', 'Boats'));
    expect(read(folder, 'Harbour (2011).nfo')).toBe(SHOW_NFO);
    await scanShows(test);
    expect((await get(find())).values.plot).toBe('Boats.');
    expect((await publish(find())).isUnchanged).toBe(true);
  });

  it('is due for publishing again when a season gets another name, which its NFO holds', async () => {
    await harbour({ 'tvshow.nfo': SHOW_NFO });
    await publish(find());
    expect((await get(find())).hasUnpublishedChanges).toBe(false);
    await edit(find(1), 'title', 'Departures');
    expect((await get(find())).hasUnpublishedChanges).toBe(true);
  });

  it('whose episodes lie loose among those of others has no place to publish to, and says so', async () => {
    writeFiles(showsDir(test), { 'Quay - S01E01 - One.mkv': 'a', 'Mole - S01E01 - Two.mkv': 'b' });
    await scanShows(test);
    const { db } = test.core.internals;
    const id = db.prepare(`SELECT id FROM series WHERE title = 'Quay'`).pluck().get() as number;
    const show: ItemRef = { type: 'series', id };
    await edit(show, 'plot', 'Stones.');
    const before = tree(showsDir(test));
    const preview = await test.call('publish.preview', { item: show });
    expect(preview).toMatchObject({ isUnchanged: true, files: [], problems: [{ code: 'no_folder' }] });
    expect((await publish(show)).isUnchanged).toBe(true);
    expect(tree(showsDir(test))).toEqual(before);
    expect((await get(show)).hasUnpublishedChanges).toBe(true);
    const episode = db.prepare('SELECT id FROM episodes WHERE series_id = ?').pluck().get(id) as number;
    expect((await publish({ type: 'episode', id: episode })).isUnchanged).toBe(false);
    expect(beside(showsDir(test))).toEqual(['Quay - S01E01 - One.nfo']);
  });

  it('whose folder is gone is an error, not a show without a folder', async () => {
    const folder = await harbour({ 'tvshow.nfo': SHOW_NFO });
    await edit(find(), 'plot', 'New.');
    renameSync(folder, `${folder}-away`);
    const { planHash } = await test.call('publish.preview', { item: find() });
    expect(await test.codeOf('publish.apply', { item: find(), planHash })).toBe('not_found');
    expect((await get(find())).state).toBe('error_publish');
    renameSync(`${folder}-away`, folder);
    await publish(find());
    expect((await get(find())).state).toBe('published');
  });
});

describe('names', () => {
  it.each([
    [
      'kodi',
      ['landscape.jpg', 'poster.jpg', 'season-specials-poster.jpg', 'season01-fanart.jpg', 'season01-poster.jpg'],
    ],
    [
      'jellyfin',
      ['poster.jpg', 'season-specials-poster.jpg', 'season01-fanart.jpg', 'season01-poster.jpg', 'thumb.jpg'],
    ],
    // Plex reads neither a show's landscape nor a season's fanart, and no NFO.
    ['plex', ['Season01.jpg', 'poster.jpg', 'season-specials-poster.jpg']],
  ] as const)('follow the library’s profile, and the next scan reads them so: %s', async (profile, images) => {
    const folder = await harbour();
    await useProfile(profile);
    await choose(find(), 'poster', await picture('red'));
    await choose(find(), 'landscape', await picture('pink', 'jpeg', WIDE));
    await choose(find(1), 'poster', await picture('green'));
    await choose(find(1), 'fanart', await picture('lime', 'jpeg', WIDE));
    await choose(find(0), 'poster', await picture('blue'));
    await choose(find(1, 1), 'thumb', await picture('gray', 'jpeg', WIDE));
    const items = [find(), find(0), find(1), find(1, 1)];
    for (const item of items) await publish(item);
    const names = beside(folder);
    expect(names.filter((name) => !name.includes('/') && name.endsWith('.jpg'))).toEqual(images);
    expect(names.filter((name) => name.includes('Fog'))).toEqual(
      profile === 'plex'
        ? ['Season 1/Harbour - S01E01 - Fog.jpg']
        : ['Season 1/Harbour - S01E01 - Fog-thumb.jpg', 'Season 1/Harbour - S01E01 - Fog.nfo'],
    );
    expect(names.filter((name) => name.endsWith('season.nfo'))).toEqual(
      profile === 'jellyfin' ? ['Season 1/season.nfo', 'Specials/season.nfo'] : [],
    );
    const before = await Promise.all(items.map(get));
    await scanShows(test);
    for (const [index, item] of items.entries()) {
      const after = await get(item);
      // The test's pictures are smaller than anybody would want them.
      expect({ ...after, updatedAt: '', issues: [] }).toEqual({ ...before[index], updatedAt: '', issues: [] });
      expect((await test.call('publish.preview', { item })).isUnchanged).toBe(true);
    }
  });

  it('stay where a season’s picture lies already: in its own folder', async () => {
    const folder = await harbour({ 'Season 1/poster.jpg': await picture('red') });
    await useProfile('jellyfin');
    await choose(find(1), 'poster', await picture('green'));
    await choose(find(1), 'banner', await picture('blue'));
    const preview = await test.call('publish.preview', { item: find(1) });
    expect(preview.files.map((file) => [file.op, file.name])).toEqual([
      ['create', 'Season 1/season.nfo'],
      ['replace', 'Season 1/poster.jpg'],
      ['create', 'season01-banner.jpg'],
    ]);
    await publish(find(1));
    expect(beside(folder)).toEqual(['Season 1/poster.jpg', 'Season 1/season.nfo', 'season01-banner.jpg']);
  });

  it('are those that Kodi looks for, whatever the pictures are called that others made', async () => {
    const made = {
      'Season 1/poster.jpg': await picture('red'),
      'season2-banner.jpg': await picture('blue'),
      'Season 1/Harbour - S01E01 - Fog.jpg': await picture('gray', 'jpeg', WIDE),
      'Specials/Harbour - S00E01 - Making-landscape.jpg': await picture('white', 'jpeg', WIDE),
    };
    const folder = await harbour(made);
    for (const item of [find(1), find(2), find(1, 1), find(0, 1)]) await publish(item);
    const pictures = beside(folder).filter((name) => name.endsWith('.jpg'));
    const added = {
      'Season 1/Harbour - S01E01 - Fog-thumb.jpg': 'Season 1/Harbour - S01E01 - Fog.jpg',
      'Specials/Harbour - S00E01 - Making-thumb.jpg': 'Specials/Harbour - S00E01 - Making-landscape.jpg',
      'season01-poster.jpg': 'Season 1/poster.jpg',
      'season02-banner.jpg': 'season2-banner.jpg',
    };
    expect(pictures).toEqual([...Object.keys(made), ...Object.keys(added)].sort());
    for (const [name, source] of Object.entries(added)) expect(tree(folder)[name]).toBe(tree(folder)[source]);
    await scanShows(test);
    for (const item of [find(1), find(2), find(1, 1), find(0, 1)]) expect((await publish(item)).isUnchanged).toBe(true);
    await useProfile('plex');
    // What Metarr named for Kodi gets Plex's names; what others named stays.
    const { files } = await test.call('publish.preview', { item: find(1) });
    expect(files.map((file) => [file.op, file.fromName, file.name])).toEqual([
      ['rename', 'season01-poster.jpg', 'Season01.jpg'],
    ]);
    await publish(find(1));
    for (const item of [find(1), find(2)]) expect((await publish(item)).isUnchanged).toBe(true);
    expect(beside(folder)).toContain('Season 1/poster.jpg');
  });

  it('of a season without a folder of its own are the show’s', async () => {
    const folder = path.join(showsDir(test), 'Quay');
    writeFiles(folder, { 'Quay S01E01.mkv': 'a', 'Quay S02E01.mkv': 'b' });
    await scanShows(test);
    await useProfile('jellyfin');
    await choose(find(2), 'poster', await picture('red'));
    await publish(find(2));
    await publish(find(2, 1));
    expect(beside(folder)).toEqual(['Quay S02E01.nfo', 'season02-poster.jpg']);
  });

  it('put no season.nfo into a folder that two seasons share', async () => {
    const folder = await harbour();
    await useProfile('jellyfin');
    const { db } = test.core.internals;
    db.prepare(`UPDATE seasons SET directory_path = ? WHERE season_number IN (1, 2)`).run(
      path.join(folder, 'Season 1'),
    );
    for (const season of [0, 1, 2]) {
      await choose(find(season), 'poster', await picture(`rgb(1, 2, ${String(season)})`));
      await publish(find(season));
    }
    expect(beside(folder)).toEqual([
      'Specials/season.nfo',
      'season-specials-poster.jpg',
      'season01-poster.jpg',
      'season02-poster.jpg',
    ]);
  });

  it('leave a season.nfo up to date that is there, whatever the profile', async () => {
    const folder = await harbour({
      'Season 1/season.nfo': '<season><title>Arrivals</title><seasonnumber>1</seasonnumber><own/></season>',
    });
    await edit(find(1), 'title', 'Departures');
    await publish(find(1));
    expect(read(folder, 'Season 1/season.nfo')).toBe(
      '<season><title>Departures</title><seasonnumber>1</seasonnumber><own/></season>',
    );
  });
});

describe('an episode', () => {
  it('gets an NFO with its numbers, where it is shown, and the streams of its file', async () => {
    const folder = path.join(showsDir(test), 'Quay');
    writeClip(folder, 'Season 1/Quay - S01E01.mkv', '480p-mpeg4-mp3.mkv');
    writeFiles(folder, { 'Specials/Quay - S00E01 - Making.mkv': 'x' });
    await scanShows(test, { probe: true });
    await edit(find(0, 1), 'display_season', 2);
    await edit(find(0, 1), 'display_episode', 5);
    await publish(find(0, 1));
    await publish(find(1, 1));
    const special = read(folder, 'Specials/Quay - S00E01 - Making.nfo');
    for (const element of ['season>0', 'episode>1', 'displayseason>2', 'displayepisode>5', 'title>Making']) {
      expect(special).toContain(`<${element}<`);
    }
    const first = read(folder, 'Season 1/Quay - S01E01.nfo');
    expect(first).toContain('<season>1</season>');
    expect(first).not.toContain('displayseason');
    expect(first).toMatch(/<streamdetails>.*<codec>mpeg4<\/codec>.*<height>272<\/height>/s);
    expect(special).not.toContain('streamdetails');
  });

  it('without a file has nowhere to publish to, says so, and stays unpublished', async () => {
    await harbour();
    const { db } = test.core.internals;
    const series = find().id;
    db.prepare('INSERT INTO episodes (series_id, season_number, episode_number) VALUES (?, 2, 2)').run(series);
    await edit(find(2, 2), 'title', 'Thaw');
    const preview = await test.call('publish.preview', { item: find(2, 2) });
    expect(preview).toMatchObject({ isUnchanged: true, files: [], problems: [{ code: 'no_file' }] });
    expect(await publish(find(2, 2))).toMatchObject({ journalId: null, isUnchanged: true });
    expect((await get(find(2, 2))).hasUnpublishedChanges).toBe(true);
  });

  it('of a show in the trash is refused', async () => {
    await harbour();
    const episode = find(1, 1);
    const { planHash } = await test.call('publish.preview', { item: episode });
    await test.call('series.remove', { ids: [find().id] });
    expect(await test.codeOf('publish.preview', { item: episode })).toBe('conflict');
    expect(await test.codeOf('publish.apply', { item: episode, planHash })).toBe('conflict');
  });

  it('does not overwrite a text file under the name of its NFO', async () => {
    const scene = '░▒▓ RELEASED BY NOBODY ▓▒░ no url < here\n';
    const folder = await harbour({ 'Season 1/Harbour - S01E01 - Fog.nfo': scene });
    await edit(find(1, 1), 'plot', 'Grey.');
    const preview = await test.call('publish.preview', { item: find(1, 1) });
    expect(preview.files).toMatchObject([{ op: 'conflict', kind: 'nfo' }]);
    expect(await test.codeOf('publish.apply', { item: find(1, 1), planHash: preview.planHash })).toBe('conflict');
    expect(read(folder, 'Season 1/Harbour - S01E01 - Fog.nfo')).toBe(scene);
    expect((await get(find(1, 1))).state).toBe('error_publish');
  });

  it('whose video was replaced gets its files under the new name; what Metarr wrote under the old one goes', async () => {
    const folder = await harbour();
    const thumb = await picture('gray', 'jpeg', WIDE);
    await edit(find(1, 1), 'plot', 'Grey.');
    await choose(find(1, 1), 'thumb', thumb);
    await publish(find(1, 1));
    const nfo = path.join(folder, 'Season 1/Harbour - S01E01 - Fog.nfo');
    writeFileSync(nfo, readFileSync(nfo, 'utf8').replace('<plot>', '<playcount>2</playcount><plot>'));
    await publish(find(1, 1));
    renameSync(
      path.join(folder, 'Season 1/Harbour - S01E01 - Fog.mkv'),
      path.join(folder, 'Season 1/Harbour - S01E01 - Fog 1080p.mkv'),
    );
    await scanShows(test);
    const preview = await test.call('publish.preview', { item: find(1, 1) });
    expect(preview.files.map((file) => [file.op, file.name]).sort()).toEqual([
      // The NFO holds what somebody else wrote since: it stays, and its elements come along.
      ['create', 'Harbour - S01E01 - Fog 1080p.nfo'],
      ['rename', 'Harbour - S01E01 - Fog 1080p-thumb.jpg'],
    ]);
    expect(preview.nfoText).toContain('<playcount>2</playcount>');
    const before = tree(folder);
    const { journalId } = await publish(find(1, 1));
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(tree(folder)).toEqual(before);
    expect((await get(find(1, 1))).nfoPath).toBeNull();
    await publish(find(1, 1));
    await scanShows(test);
    expect((await publish(find(1, 1))).isUnchanged).toBe(true);
  });

  it('leaves what others named after a video that is gone', async () => {
    const old = await picture('gray', 'jpeg', WIDE);
    const folder = await harbour({
      'Season 2/Harbour - S02E01 - Ice 720p.nfo':
        '<episodedetails><title>Ice</title><playcount>4</playcount></episodedetails>',
      'Season 2/Harbour - S02E01 - Ice 720p-thumb.jpg': old,
    });
    await publish(find(2, 1));
    const names = beside(folder);
    expect(names).toEqual([
      'Season 2/Harbour - S02E01 - Ice 720p-thumb.jpg',
      'Season 2/Harbour - S02E01 - Ice 720p.nfo',
      'Season 2/Harbour - S02E01 - Ice-thumb.jpg',
      'Season 2/Harbour - S02E01 - Ice.nfo',
    ]);
    expect(read(folder, 'Season 2/Harbour - S02E01 - Ice.nfo')).toContain('<playcount>4</playcount>');
    await scanShows(test);
    expect((await publish(find(2, 1))).isUnchanged).toBe(true);
  });
});
