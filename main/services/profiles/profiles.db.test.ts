import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NamingProfile, PublishProfile } from '../../../contract/profiles.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture, writeFilm } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { findInShow, scanShows, showsDir } from '../../__testing__/test-show-items.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';
import { cachePath, putFile } from '../../files/cache-store.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import { setDownloaded, upsertOffer, candidateRecords, writeSelection } from '../../store/candidate.store.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { onlyId, alien, get, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

const libraryOf = async (item: Parameters<typeof get>[0]): Promise<number> => (await get(item)).libraryId;
const beside = (folder: string): string[] => Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'));

async function useProfile(libraryId: number, profile: NamingProfile): Promise<PublishProfile> {
  const facts = (await test.call('profiles.list', {})).find((known) => known.profile === profile);
  if (facts === undefined) throw new Error(`There is no profile ${profile}`);
  return test.call('profiles.set', { libraryId, draft: { ...facts, base: profile, names: {} } });
}

async function change(libraryId: number, changes: Partial<PublishProfile>): Promise<PublishProfile> {
  const draft = { ...(await test.call('profiles.get', { libraryId })), ...changes };
  return test.call('profiles.set', { libraryId, draft });
}

/** A film without files of its own, with a poster, two fanarts and a logo chosen, and published as Kodi has it. */
async function publishedFilm(): Promise<{ folder: string; id: number; libraryId: number }> {
  const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
  await test.scan();
  const id = await onlyId();
  await choose(id, 'poster', await picture('red'));
  await choose(id, 'fanart', await picture('blue'));
  await choose(id, 'fanart', await picture('green'));
  const fanarts = (await get(id)).artwork.filter(({ type }) => type === 'fanart').map((image) => image.candidateId);
  await test.call('artwork.choose', { item: film(id), type: 'fanart', candidateIds: fanarts.sort((a, b) => a - b) });
  await choose(id, 'clearlogo', await picture('white', 'png'));
  await publish(id);
  return { folder, id, libraryId: await libraryOf(id) };
}

const KODI = [
  'Alien (1979)-clearlogo.png',
  'Alien (1979)-fanart.jpg',
  'Alien (1979)-fanart1.jpg',
  'Alien (1979)-poster.jpg',
  'Alien (1979).nfo',
];
const SHORT = ['clearlogo.png', 'fanart.jpg', 'fanart1.jpg', 'movie.nfo', 'poster.jpg'];
const JELLYFIN = ['Alien (1979).nfo', 'backdrop.jpg', 'backdrop1.jpg', 'clearlogo.png', 'poster.jpg'];

describe('another profile', () => {
  it('renames what Metarr wrote, as the preview says, and undo brings the old names back', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    expect(beside(folder)).toEqual(KODI);
    const start = tree(folder);

    await useProfile(libraryId, 'kodi_short');
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    expect(tree(folder)).toEqual(start);
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(preview.files.map((file) => [file.op, file.fromName, file.name]).sort()).toEqual([
      ['rename', 'Alien (1979)-clearlogo.png', 'clearlogo.png'],
      ['rename', 'Alien (1979)-fanart.jpg', 'fanart.jpg'],
      ['rename', 'Alien (1979)-fanart1.jpg', 'fanart1.jpg'],
      ['rename', 'Alien (1979)-poster.jpg', 'poster.jpg'],
      ['rename', 'Alien (1979).nfo', 'movie.nfo'],
    ]);
    const { journalId } = await publish(id);
    expect(beside(folder)).toEqual(SHORT);
    expect((await publish(id)).isUnchanged).toBe(true);

    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(tree(folder)).toEqual(start);
    // What is back is still Metarr's, and goes by old names.
    await publish(id);
    expect(beside(folder)).toEqual(SHORT);
  });

  it('goes round and back again without losing a byte or a choice', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    const start = tree(folder);
    const chosen = async (): Promise<unknown> =>
      (await get(id)).artwork.filter((image) => image.isSelected).map((image) => [image.type, image.hash]);
    const before = await chosen();
    for (const [profile, names] of [
      ['jellyfin', JELLYFIN],
      ['kodi_short', SHORT],
      ['emby', ['Alien (1979).nfo', 'clearlogo.png', 'fanart-1.jpg', 'fanart.jpg', 'poster.jpg']],
      ['kodi', KODI],
    ] as const) {
      await useProfile(libraryId, profile);
      await publish(id);
      expect(beside(folder)).toEqual([...names]);
      await test.scan();
      expect(await chosen()).toEqual(before);
      expect((await publish(id)).isUnchanged).toBe(true);
    }
    expect(tree(folder)).toEqual(start);
  });

  it('leaves alone what somebody else named or wrote', async () => {
    const { folder, id } = await alien({ 'folder.jpg': await picture('red') });
    await choose(id, 'banner', await picture('blue'));
    await publish(id);
    await useProfile(await libraryOf(id), 'kodi_short');
    await publish(id);
    // The poster was never written by Metarr; the NFO and the banner were.
    expect(beside(folder)).toEqual(['banner.jpg', 'folder.jpg', 'movie.nfo']);
  });

  it('leaves a file that somebody else changed under its old name', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    writeFileSync(path.join(folder, 'Alien (1979)-poster.jpg'), await picture('orange'));
    await useProfile(libraryId, 'kodi_short');
    await publish(id);
    expect(beside(folder)).toContain('Alien (1979)-poster.jpg');
    expect(beside(folder)).toContain('poster.jpg');
  });

  it('without an NFO leaves the NFO that is there as it is', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    const nfo = readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8');
    await useProfile(libraryId, 'plex');
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Aliens' });
    await publish(id);
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toBe(nfo);
    // Plex reads no logo: its file is none of the profile's.
    expect(beside(folder)).toEqual([
      'Alien (1979)-clearlogo.png',
      'Alien (1979).nfo',
      'fanart-1.jpg',
      'fanart.jpg',
      'poster.jpg',
    ]);
  });

  it('takes a season’s NFO away that only the players of before read, and brings it again for them', async () => {
    const folder = path.join(showsDir(test), 'Harbour (2011)');
    writeFiles(folder, { 'Season 1/Harbour - S01E01 - Fog.mkv': 'a', 'Season 1/Harbour - S01E02 - Foam.mkv': 'b' });
    await scanShows(test);
    const season = findInShow(test, 1);
    const libraryId = await libraryOf(season);
    await useProfile(libraryId, 'jellyfin');
    await choose(season, 'clearlogo', await picture('white', 'png'));
    await publish(season);
    expect(beside(folder)).toEqual(['Season 1/clearlogo.png', 'Season 1/season.nfo']);
    await useProfile(libraryId, 'kodi');
    await publish(season);
    expect(beside(folder)).toEqual(['season01-clearlogo.png']);
    expect((await publish(season)).isUnchanged).toBe(true);
    await useProfile(libraryId, 'jellyfin');
    await publish(season);
    expect(beside(folder)).toEqual(['Season 1/clearlogo.png', 'Season 1/season.nfo']);
  });
});

describe('what is written', () => {
  it('is what the person wants of it', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    const { kinds } = await test.call('profiles.get', { libraryId });
    const changed = await change(libraryId, {
      kinds: { ...kinds, nfo: false, images: { ...kinds.images, movie: ['poster'] } },
    });
    expect(changed.kinds.images.movie).toEqual(['poster']);
    await choose(id, 'fanart', await picture('pink'));
    await choose(id, 'poster', await picture('cyan'));
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Aliens' });
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(preview.files.map((file) => [file.op, file.name])).toEqual([['replace', 'Alien (1979)-poster.jpg']]);
    await publish(id);
    expect(beside(folder)).toEqual(KODI);
  });

  it('tells Jellyfin what is locked, and Kodi nothing of it', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'A ship.' });
    await test.call('items.setField', { item: film(id), field: 'tmdb_id', value: 348 });
    await publish(id);
    const nfo = (): string => readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8');
    expect(nfo()).not.toMatch(/lockedfields|<tmdbid>/);
    await useProfile(libraryId, 'jellyfin');
    await publish(id);
    expect(nfo()).toContain('<lockedfields>Overview</lockedfields>');
    expect(nfo()).toContain('<tmdbid>348</tmdbid>');
    await test.scan();
    expect((await publish(id)).isUnchanged).toBe(true);
  });

  it('includes the trailer that was chosen and downloaded, under the profile’s name', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    const { db } = test.core.internals;
    const cacheDir = path.join(test.dataDir, 'cache');
    const source = path.join(test.dataDir, 'trailer.mp4');
    writeFileSync(source, 'a trailer');
    const kept = await putFile(cacheDir, source, '.mp4');
    recordCachedFile(db, {
      contentHash: kept.hash,
      filePath: cachePath(cacheDir, kept.hash, '.mp4'),
      fileSize: kept.sizeBytes,
      assetType: 'trailer',
      mimeType: null,
      width: null,
      height: null,
    });
    upsertOffer(
      db,
      film(id),
      {
        type: 'trailer',
        provider: 'tmdb',
        sourceKey: 'tmdb:abc',
        url: 'https://www.youtube.com/watch?v=abc',
        previewUrl: null,
        language: 'en',
        voteAverage: null,
        voteCount: null,
        width: null,
        height: null,
        durationSeconds: null,
        isFromShow: false,
        metadata: null,
      },
      false,
    );
    const [row] = candidateRecords(db, film(id), 'trailer');
    setDownloaded(db, row?.id ?? 0, {
      hash: kept.hash,
      cachePath: cachePath(cacheDir, kept.hash, '.mp4'),
      sizeBytes: kept.sizeBytes,
      width: null,
      height: null,
      perceptualHash: null,
    });
    writeSelection(db, film(id), 'trailer', [{ id: row?.id ?? 0, selectedBy: 'manual' }]);
    await publish(id);
    expect(readFileSync(path.join(folder, 'Alien (1979)-trailer.mp4'), 'utf8')).toBe('a trailer');
    await test.scan();
    // The scan finds the file: it is the trailer that was chosen, and no other one.
    const trailers = await test.call('trailers.list', { item: film(id) });
    expect(trailers).toMatchObject([{ provider: 'tmdb', isSelected: true }]);
    expect((await publish(id)).isUnchanged).toBe(true);
    await useProfile(libraryId, 'kodi_short');
    await publish(id);
    expect(existsSync(path.join(folder, 'Alien (1979)-trailer.mp4'))).toBe(false);
    expect(readFileSync(path.join(folder, 'movie-trailer.mp4'), 'utf8')).toBe('a trailer');
  });
});

describe('names of the person’s own', () => {
  it('are used, previewed first, and replaced by others later', async () => {
    const { folder, id, libraryId } = await publishedFilm();
    const names = { 'movie.poster': 'folder', 'movie.extrafanart': 'extrafanart/fanart{n}' } as const;
    const draft: PublishProfile = { ...(await test.call('profiles.get', { libraryId })), profile: 'custom', names };
    const { items, problems } = await test.call('profiles.preview', { libraryId, draft });
    expect(problems).toEqual([]);
    const [shown] = items;
    expect(shown).toMatchObject({ item: film(id), title: 'Alien', folderPath: folder, circumstance: null });
    expect(shown?.files.filter((file) => file.isChosen).map(({ name, formerName }) => [name, formerName])).toEqual([
      ['Alien (1979).nfo', null],
      ['folder.jpg', 'Alien (1979)-poster.jpg'],
      ['Alien (1979)-fanart.jpg', null],
      ['extrafanart/fanart1.jpg', 'Alien (1979)-fanart1.jpg'],
      ['Alien (1979)-clearlogo.png', null],
    ]);
    expect(shown?.files).toContainEqual({
      kind: 'image',
      type: 'banner',
      name: 'Alien (1979)-banner.jpg',
      formerName: null,
      isChosen: false,
    });
    await test.call('profiles.set', { libraryId, draft });
    expect((await test.call('libraries.list', {})).map((library) => library.publishProfile)).toContain('custom');
    await publish(id);
    expect(beside(folder)).toEqual([
      'Alien (1979)-clearlogo.png',
      'Alien (1979)-fanart.jpg',
      'Alien (1979).nfo',
      'extrafanart/fanart1.jpg',
      'folder.jpg',
    ]);
    await test.scan();
    expect((await publish(id)).isUnchanged).toBe(true);
    await change(libraryId, { names: { 'movie.poster': 'cover' } });
    await publish(id);
    expect(beside(folder)).toEqual([
      'Alien (1979)-clearlogo.png',
      'Alien (1979)-fanart.jpg',
      'Alien (1979)-fanart1.jpg',
      'Alien (1979).nfo',
      'cover.jpg',
    ]);
  });

  it('are refused with the reason when they cannot be used, and nothing changes', async () => {
    const { libraryId } = await publishedFilm();
    const before = await test.call('profiles.get', { libraryId });
    const draft: PublishProfile = { ...before, profile: 'custom', names: { 'movie.poster': 'fanart{n}' } };
    const { problems } = await test.call('profiles.preview', { libraryId, draft });
    expect(problems.map(({ key }) => key)).toEqual(['movie.poster']);
    expect(await test.codeOf('profiles.set', { libraryId, draft })).toBe('invalid_input');
    expect(await test.call('profiles.get', { libraryId })).toEqual(before);
  });

  it('are forgotten when a profile is chosen as it is', async () => {
    const { libraryId } = await publishedFilm();
    await change(libraryId, { profile: 'custom', names: { 'movie.poster': 'folder' } });
    await test.call('libraries.update', { id: libraryId, namingProfile: 'emby' });
    expect(await test.call('profiles.get', { libraryId })).toMatchObject({
      profile: 'emby',
      names: {},
      dialect: 'emby',
    });
  });
});

describe('a preview', () => {
  it('of a show has a season, the specials and an episode of it', async () => {
    const folder = path.join(showsDir(test), 'Harbour (2011)');
    writeFiles(folder, { 'Season 1/Harbour - S01E01 - Fog.mkv': 'a', 'Specials/Harbour - S00E01 - Making.mkv': 'd' });
    await scanShows(test);
    const libraryId = await libraryOf(findInShow(test));
    const draft = await useProfile(libraryId, 'jellyfin');
    const { items } = await test.call('profiles.preview', { libraryId, draft });
    expect(items.map(({ item, title }) => [item.type, title])).toEqual([
      ['series', 'Harbour'],
      ['season', 'Harbour: Season 1'],
      ['season', 'Harbour: Specials'],
      ['episode', 'Harbour: S01E01 Fog'],
    ]);
    const names = items.map(({ files }) => files.find((file) => file.type === 'poster' || file.type === 'thumb')?.name);
    expect(names).toEqual([
      'poster.jpg',
      'season01-poster.jpg',
      'season-specials-poster.jpg',
      'Harbour - S01E01 - Fog-thumb.jpg',
    ]);
  });

  it('says why a film in a folder of several has long names whatever the profile', async () => {
    writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Alien (1979)' });
    writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Brazil (1985)' });
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    const id = rows[0]?.id ?? 0;
    const libraryId = await libraryOf(id);
    const draft = await useProfile(libraryId, 'kodi_short');
    const { items } = await test.call('profiles.preview', { libraryId, draft, item: film(id) });
    expect(items[0]?.circumstance).toBe('flat');
    expect(items[0]?.files.map(({ name }) => name)).toContain('Alien (1979)-poster.jpg');
    expect(await test.codeOf('profiles.preview', { libraryId, draft, item: film(9999) })).toBe('not_found');
  });

  it('of a library with nothing in it is empty', async () => {
    const { libraryId, id } = await publishedFilm();
    await test.call('movies.remove', { ids: [id] });
    const draft = await test.call('profiles.get', { libraryId });
    expect(await test.call('profiles.preview', { libraryId, draft })).toEqual({ problems: [], items: [] });
  });
});
