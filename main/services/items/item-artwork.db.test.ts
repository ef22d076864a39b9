import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';

let test: TestCore;
let id: number;

beforeAll(async () => {
  test = await startTestCore();
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo('<title>Alien</title><plot>Long.</plot>'),
    files: {
      'poster.jpg': await picture('red'),
      'fanart.jpg': await picture('green'),
      'fanart1.jpg': await picture('blue'),
    },
  });
  writeFilm(test.libraryDir, { folder: 'Aliens (1986)', nfo: movieNfo('<title>Aliens</title>') });
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  id = rows.find((row) => row.title === 'Alien')?.id ?? 0;
});
afterAll(() => test.discard());

const film = (): ItemRef => ({ type: 'movie', id });
const get = (): Promise<ItemDetail> => test.call('items.get', { item: film() });

/** What a choice of artwork may touch. */
async function state(): Promise<unknown> {
  const { values, fields, artwork, artworkLocks, completeness } = await get();
  const selected = artwork.filter((image) => image.isSelected).map((image) => [image.type, image.rank, image.hash]);
  return { values, fields, selected, artworkLocks, completeness };
}

beforeEach(async () => {
  // Each test begins with nothing chosen by hand.
  for (;;) {
    const { edit } = await test.call('items.undoEdit', { item: film() });
    if (edit === null) break;
  }
});

describe('choosing artwork', () => {
  const selected = async (type: string): Promise<string[]> =>
    (await get()).artwork.filter((image) => image.type === type && image.isSelected).map((image) => image.hash);

  it('makes an uploaded picture the poster, locks the type, and undo brings the old one back', async () => {
    const before = await state();
    const response = await test.core.handleAsset(
      new Request('http://metarr.local/assets', { method: 'POST', body: await picture('purple') }),
    );
    const { hash } = (await response.json()) as { hash: string };
    const { item: movie, editId } = await test.call('artwork.add', {
      item: film(),
      type: 'poster',
      hash,
    });
    expect(await selected('poster')).toEqual([hash]);
    expect(movie.artworkLocks.poster?.isLocked).toBe(true);
    expect(movie.hasUnpublishedChanges).toBe(true);
    expect(movie.artwork.find((image) => image.hash === hash)).toMatchObject({ selectedBy: 'manual', fileName: null });
    await test.call('items.undoEdit', { editId });
    expect(await state()).toEqual(before);
  });

  it('takes a picture from a path on the desktop', async () => {
    const file = path.join(test.root, 'own.png');
    writeFileSync(file, await picture('orange', 'png'));
    await test.call('artwork.add', { item: film(), type: 'clearlogo', path: file });
    expect(await selected('clearlogo')).toHaveLength(1);
  });

  it.each(['no such file.png', 'text.png'])('refuses %s', async (name) => {
    writeFileSync(path.join(test.root, 'text.png'), 'no picture');
    const before = await state();
    const file = path.join(test.root, name);
    expect(await test.codeOf('artwork.add', { item: film(), type: 'poster', path: file })).toBe('image_invalid');
    expect(await state()).toEqual(before);
  });

  it('puts a chosen fanart first and keeps the others', async () => {
    const [first = '', second = ''] = await selected('fanart');
    const candidate = (await get()).artwork.find((image) => image.hash === second)?.candidateId ?? 0;
    await test.call('artwork.select', { item: film(), candidateId: candidate });
    expect((await selected('fanart'))[0]).toBe(second);
    await test.call('items.undoEdit', { item: film() });
    expect(await selected('fanart')).toEqual([first, second]);
  });

  it('clears a type, and undo brings all of it back', async () => {
    const before = await state();
    const { item: movie } = await test.call('artwork.clear', { item: film(), type: 'fanart' });
    expect(await selected('fanart')).toEqual([]);
    expect(movie.artworkLocks.fanart?.isLocked).toBe(true);
    expect(movie.missing).toContain('fanart');
    await test.call('items.undoEdit', { item: film() });
    expect(await state()).toEqual(before);
  });

  it('refuses an image of another film, of nobody, and a hash that was not handed in', async () => {
    const other = (await test.call('movies.page', { filter: { search: 'Aliens' } })).rows[0]?.id ?? 0;
    const candidateId = (await get()).artwork[0]?.candidateId ?? 0;
    expect(await test.codeOf('artwork.select', { item: { type: 'movie', id: other }, candidateId })).toBe('not_found');
    expect(await test.codeOf('artwork.select', { item: film(), candidateId: 9_999 })).toBe('not_found');
    expect(await test.codeOf('artwork.add', { item: film(), type: 'poster', hash: 'f'.repeat(64) })).toBe('not_found');
    expect(await test.codeOf('artwork.add', { item: film(), type: 'poster' })).toBe('invalid_input');
  });
});
