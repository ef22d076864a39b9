import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';
import { ALIEN_NFO, film, makeOld, publishing, rewritten, tree } from '../../__testing__/test-publishing.ts';

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

describe('a first scan', () => {
  it('writes nothing to the library', async () => {
    writeFilm(test.libraryDir, {
      folder: 'Alien (1979)',
      nfo: ALIEN_NFO,
      files: { 'poster.jpg': await picture('red') },
    });
    makeOld(test.libraryDir);
    const before = tree(test.libraryDir);
    await test.scan({ probe: true });
    await test.call('publish.preview', { item: film(await onlyId()) });
    expect(tree(test.libraryDir)).toEqual(before);
    expect(rewritten(test.libraryDir)).toEqual([]);
  });
});

describe('the preview', () => {
  it('says byte for byte what is then written', async () => {
    const { folder, id } = await alien({
      'poster.jpg': await picture('red'),
      'fanart.png': await picture('blue', 'png'),
    });
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'Eine Katze ❤ & <ein> “Ding”.' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'fanart', await picture('yellow'));
    await choose(id, 'clearlogo', await picture('white', 'png'));
    const before = tree(folder);
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(tree(folder)).toEqual(before);
    const { written } = await test.call('publish.apply', { item: film(id), planHash: preview.planHash });
    const expected = { ...before };
    for (const file of preview.files) {
      expected[file.name] = file.afterHash ?? 'removed';
    }
    expect(tree(folder)).toEqual(Object.fromEntries(Object.entries(expected).filter(([, hash]) => hash !== 'removed')));
    expect(written).toBe(preview.files.filter((file) => file.op !== 'leave').length);
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toBe(preview.nfoText);
    expect(preview.files.map((file) => [file.op, file.name]).sort()).toEqual([
      ['create', 'Alien (1979)-clearlogo.png'],
      ['create', 'Alien (1979)-fanart.jpg'],
      ['remove', 'fanart.png'],
      ['replace', 'Alien (1979).nfo'],
      ['replace', 'poster.jpg'],
    ]);
  });

  it('shows the lines that come and go, and they add up to the file', async () => {
    const { id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Aliens' });
    const { nfoDiff, nfoText } = await test.call('publish.preview', { item: film(id) });
    const lines = (kinds: string[]): string =>
      nfoDiff.flatMap((line) => (kinds.includes(line.kind) ? [line.text] : [])).join('\n');
    expect(`${lines(['same', 'added'])}\n`).toBe(nfoText);
    expect(`${lines(['same', 'removed'])}\n`).toBe(ALIEN_NFO);
    expect(lines(['removed'])).toContain('<title>Alien</title>');
  });

  it('is empty for a film that is as it should be', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    await publish(id);
    const preview = await test.call('publish.preview', { item: film(id) });
    expect(preview.isUnchanged).toBe(true);
    expect(preview.files.every((file) => file.op === 'leave')).toBe(true);
    expect(preview.nfoDiff.every((line) => line.kind === 'same')).toBe(true);
  });

  it('of a film in the trash is refused, and so is publishing it', async () => {
    const { folder, id } = await alien();
    const { planHash } = await test.call('publish.preview', { item: film(id) });
    await test.call('movies.remove', { ids: [id] });
    const before = tree(folder);
    expect(await test.codeOf('publish.preview', { item: film(id) })).toBe('conflict');
    expect(await test.codeOf('publish.apply', { item: film(id), planHash })).toBe('conflict');
    expect(tree(folder)).toEqual(before);
  });
});

describe('publishing', () => {
  it('keeps elements that are not Metarr’s, comments and order', async () => {
    const { folder, id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Alien³' });
    await publish(id);
    const text = readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8');
    expect(text).toContain('<title>Alien³</title>\n  <!-- mine -->');
    expect(text).toContain('<playcount>3</playcount>\n  <custom kept="yes"><deep>&amp; whole</deep></custom>');
  });

  it('writes a film without an NFO one that reads back the same', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Blade Runner (1982)' });
    await test.scan();
    const id = await onlyId();
    await test.call('items.setField', { item: film(id), field: 'genres', value: ['Science Fiction', 'Noir & more'] });
    await test.call('items.setField', { item: film(id), field: 'tmdb_id', value: 78 });
    await publish(id);
    expect(existsSync(path.join(folder, 'Blade Runner (1982).nfo'))).toBe(true);
    const before = (await get(id)).values;
    await test.scan();
    expect((await get(id)).values).toEqual(before);
  });

  it('the second time writes nothing at all', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    expect((await publish(id)).isUnchanged).toBe(false);
    makeOld(folder);
    expect(await publish(id)).toEqual({ journalId: null, written: 0, isUnchanged: true, editIds: [] });
    expect(rewritten(folder)).toEqual([]);
  });

  it('rewrites only what changed', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red'), 'fanart.jpg': await picture('blue') });
    await publish(id);
    makeOld(folder);
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await publish(id);
    expect(rewritten(folder)).toEqual(['Alien (1979).nfo']);
  });

  it('leaves nothing of its own behind, and touches no other file', async () => {
    const { folder, id } = await alien({ 'notes.txt': 'mine', 'poster.jpg': await picture('red') });
    const before = tree(folder);
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await publish(id);
    const after = tree(folder);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect({ ...after, 'Alien (1979).nfo': '' }).toEqual({ ...before, 'Alien (1979).nfo': '' });
  });

  it('settles the film: state, time, nothing left to publish, and an edit afterwards opens it again', async () => {
    const { id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await publish(id);
    const movie = await get(id);
    expect(movie).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
    expect(movie.lastPublishedAt).not.toBeNull();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'Newer.' });
    expect(await get(id)).toMatchObject({ state: 'published', hasUnpublishedChanges: true });
  });

  it('is no news for the next scan', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'landscape', await picture('brown'));
    await publish(id);
    const before = await get(id);
    await test.scan();
    const after = await get(id);
    // The test's pictures are smaller than anybody would want them.
    expect({ ...after, updatedAt: '', issues: [] }).toEqual({ ...before, updatedAt: '', issues: [] });
    expect((await test.call('publish.preview', { item: film(id) })).isUnchanged).toBe(true);
  });

  it('leaves pictures that are numbered with gaps where they are', async () => {
    const { folder, id } = await alien({
      'fanart1.jpg': await picture('red'),
      'fanart3.jpg': await picture('green'),
      'Alien (1979)-poster.jpg': await picture('blue'),
      'poster.jpg': await picture('gray'),
    });
    const before = tree(folder);
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    await publish(id);
    expect({ ...tree(folder), 'Alien (1979).nfo': '' }).toEqual({ ...before, 'Alien (1979).nfo': '' });
  });

  it('puts a chosen picture into first place and the one that was there back in the cache', async () => {
    const [red, green] = [await picture('red'), await picture('green')];
    const { folder, id } = await alien({ 'fanart.jpg': red, 'fanart1.jpg': green });
    const second = (await get(id)).artwork.find((image) => image.hash === sha256(green))?.candidateId ?? 0;
    await test.call('artwork.select', { item: film(id), candidateId: second });
    await publish(id);
    expect(readFileSync(path.join(folder, 'fanart.jpg')).equals(green)).toBe(true);
    expect((await test.core.handleAsset(new Request(`http://x/assets/${sha256(red)}`))).status).toBe(200);
  });

  it('of several films at once loses none of them', async () => {
    for (let i = 1; i <= 12; i++) {
      writeFilm(test.libraryDir, {
        folder: `Film ${String(i)} (2001)`,
        nfo: movieNfo(`<title>Film ${String(i)}</title>`),
      });
    }
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    for (const { id } of rows)
      await test.call('items.setField', { item: film(id), field: 'plot', value: `Plot ${String(id)}` });
    const results = await Promise.all(
      [...rows, ...rows].map(({ id }) => test.reply('publish.preview', { item: film(id) })),
    );
    expect(results.every((reply) => reply.ok)).toBe(true);
    await Promise.all(rows.map(({ id }) => publish(id)));
    for (const { id, directoryPath } of rows) {
      const name = `${path.basename(directoryPath)}.nfo`;
      expect(readFileSync(path.join(directoryPath, name), 'utf8')).toContain(`<plot>Plot ${String(id)}</plot>`);
    }
  });

  it('of one film twice at once happens once', async () => {
    const { id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'New.' });
    const { planHash } = await test.call('publish.preview', { item: film(id) });
    const codes = await Promise.all([1, 2, 3].map(() => test.codeOf('publish.apply', { item: film(id), planHash })));
    expect(codes.sort()).toEqual(['changed_on_disk', 'changed_on_disk', 'ok']);
  });

  it('notes an edit that came while it wrote as not yet published', async () => {
    const { id } = await alien();
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'First.' });
    const { planHash } = await test.call('publish.preview', { item: film(id) });
    const running = test.call('publish.apply', { item: film(id), planHash });
    const edit = test.call('items.setField', { item: film(id), field: 'plot', value: 'Second.' });
    const [applied] = await Promise.allSettled([running, edit]);
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    // Either order is right; what must not happen is that the edit passes for published.
    expect(['fulfilled', 'rejected']).toContain(applied.status);
    expect((await test.call('publish.preview', { item: film(id) })).nfoText).toContain('Second.');
  });
});

describe('names', () => {
  it.each([
    ['kodi', ['Alien (1979)-fanart.jpg', 'Alien (1979)-landscape.jpg', 'Alien (1979)-poster.jpg', 'Alien (1979).nfo']],
    ['kodi_short', ['fanart.jpg', 'landscape.jpg', 'movie.nfo', 'poster.jpg']],
    ['jellyfin', ['Alien (1979).nfo', 'backdrop.jpg', 'poster.jpg', 'thumb.jpg']],
    ['emby', ['Alien (1979).nfo', 'fanart.jpg', 'poster.jpg', 'thumb.jpg']],
    ['plex', ['fanart.jpg', 'poster.jpg']],
  ] as const)('follow the library’s profile: %s', async (namingProfile, expected) => {
    const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
    await test.scan();
    const id = await onlyId();
    await test.call('libraries.update', { id: (await get(id)).libraryId, namingProfile });
    for (const type of ['poster', 'fanart', 'landscape'] as const)
      await choose(id, type, await picture(type === 'poster' ? 'red' : type === 'fanart' ? 'blue' : 'green'));
    await publish(id);
    expect(Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'))).toEqual(expected);
    const selected = (await get(id)).artwork
      .filter((image) => image.isSelected)
      .map((image) => [image.type, image.hash]);
    await test.scan();
    expect((await test.call('publish.preview', { item: film(id) })).isUnchanged).toBe(true);
    expect(
      (await get(id)).artwork.filter((image) => image.isSelected).map((image) => [image.type, image.hash]),
    ).toEqual(selected);
  });

  it('carry the film’s own in a folder of several films', async () => {
    writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Alien (1979)' });
    const folder = writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Blade Runner (1982)' });
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    expect(rows).toHaveLength(2);
    for (const { id, title } of rows) {
      await choose(id, 'poster', await picture(title === 'Alien' ? 'red' : 'blue'));
      await publish(id);
    }
    expect(Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'))).toEqual([
      'Alien (1979)-poster.jpg',
      'Alien (1979).nfo',
      'Blade Runner (1982)-poster.jpg',
      'Blade Runner (1982).nfo',
    ]);
  });

  it('go around a text file of a release under the usual name, and replace an empty one', async () => {
    const scene = '░▒▓ RELEASED BY NOBODY ▓▒░ no url < here\n';
    const [first, second] = [
      writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: scene }),
      writeFilm(test.libraryDir, { folder: 'Blade Runner (1982)', nfo: '' }),
    ];
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    for (const { id } of rows) await publish(id);
    expect(readFileSync(path.join(first, 'Alien (1979).nfo'), 'utf8')).toBe(scene);
    expect(readFileSync(path.join(first, 'movie.nfo'), 'utf8')).toContain('<title>Alien</title>');
    expect(Object.keys(tree(second))).toEqual(['Blade Runner (1982).mkv', 'Blade Runner (1982).nfo']);
    expect(readFileSync(path.join(second, 'Blade Runner (1982).nfo'), 'utf8')).toContain('<title>Blade Runner</title>');
  });
});
