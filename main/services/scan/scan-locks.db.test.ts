import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { MOVIE_FIELD_NAMES } from '../../domain/movie-fields.ts';

let test: TestCore;
let folder: string;
let id: number;
let version = 0;

beforeAll(async () => {
  test = await startTestCore();
  folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: nfoOf(++version) });
  writeFileSync(path.join(folder, 'poster.jpg'), await picture('red'));
  await test.scan();
  id = (await test.call('movies.page', {})).rows[0]?.id ?? 0;
});
afterAll(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

/** An NFO in which every field has a value of its own in every version. */
function nfoOf(n: number): string {
  const v = String(n);
  const day = String(1 + (n % 28)).padStart(2, '0');
  return movieNfo(`<title>Title ${v}</title><originaltitle>Original ${v}</originaltitle><sorttitle>Sort ${v}</sorttitle>
    <year>${String(1900 + (n % 120))}</year><premiered>${String(1900 + (n % 120))}-01-${day}</premiered>
    <runtime>${v}</runtime><mpaa>M${v}</mpaa><tagline>Tag ${v}</tagline><outline>Outline ${v}</outline><plot>Plot ${v}</plot>
    <userrating>${String(1 + (n % 9))}</userrating>
    <uniqueid type="tmdb" default="true">${String(1000 + n)}</uniqueid><uniqueid type="imdb">tt${String(1_000_000 + n)}</uniqueid>
    <set><name>Set ${v}</name><overview>Overview ${v}</overview></set>
    <genre>Genre ${v}</genre><studio>Studio ${v}</studio><country>Country ${v}</country><tag>Word ${v}</tag>
    <director>Director ${v}</director><credits>Writer ${v}</credits>
    <actor><name>Actor ${v}</name><role>Role ${v}</role></actor>
    <ratings><rating name="imdb" max="10" default="true"><value>5.${String(n % 10)}</value><votes>${v}</votes></rating></ratings>`);
}

async function scanNext(): Promise<ItemDetail> {
  writeFileSync(path.join(folder, 'Alien (1979).nfo'), nfoOf(++version));
  await test.scan();
  return get();
}

const get = (): Promise<ItemDetail> => test.call('items.get', { item: { type: 'movie', id } });
const setLock = (target: FieldName, isLocked: boolean): Promise<unknown> =>
  test.call('items.setLock', { item: { type: 'movie', id }, target, isLocked });

describe('a changed NFO', () => {
  it('changes every field that nobody has locked or edited', async () => {
    const before = await get();
    const after = await scanNext();
    for (const field of MOVIE_FIELD_NAMES) {
      expect([field, after.values[field]]).not.toEqual([field, before.values[field]]);
      expect([field, after.fields[field]]).toMatchObject([field, { isLocked: false, source: 'nfo' }]);
    }
  });

  it.each(MOVIE_FIELD_NAMES)('does not change %s while it is locked, and changes all the others', async (field) => {
    await setLock(field, true);
    const before = await get();
    for (let i = 0; i < 2; i++) {
      const after = await scanNext();
      for (const other of MOVIE_FIELD_NAMES) {
        const [was, is] = [
          [other, before.values[other]],
          [other, after.values[other]],
        ];
        if (other === field) expect(is).toEqual(was);
        else expect(is).not.toEqual(was);
      }
      expect(after.fields[field]).toEqual(before.fields[field]);
    }
    await setLock(field, false);
    expect((await scanNext()).values[field]).not.toEqual(before.values[field]);
  });

  it('keeps any mixture of locked, edited and cleared fields, and follows for the rest', async () => {
    const text: FieldName[] = ['original_title', 'sort_title', 'mpaa', 'tagline', 'outline', 'plot'];
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...MOVIE_FIELD_NAMES]),
        fc.subarray(text),
        fc.subarray(text),
        fc.boolean(),
        async (locked, edited, cleared, withRestart) => {
          for (const field of locked) await setLock(field, true);
          for (const field of edited)
            await test.call('items.setField', { item: { type: 'movie', id }, field, value: `Mine ${String(version)}` });
          for (const field of cleared)
            await test.call('items.setField', { item: { type: 'movie', id }, field, value: null });
          const kept = new Set([...locked, ...edited, ...cleared]);
          const before = await get();
          if (withRestart) await test.restart();
          const after = await scanNext();
          for (const field of MOVIE_FIELD_NAMES) {
            const isSame = JSON.stringify(after.values[field]) === JSON.stringify(before.values[field]);
            expect([field, isSame]).toEqual([field, kept.has(field)]);
          }
          for (const field of kept) await setLock(field, false);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('does not erase what it no longer mentions', async () => {
    const before = await scanNext();
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), movieNfo('<title>Only a title</title>'));
    await test.scan();
    const after = await get();
    expect(after.values).toEqual({ ...before.values, title: 'Only a title' });
  });

  it('does not touch a hand-edited value when the NFO is deleted, broken or replaced by a release’s text', async () => {
    await test.call('items.setField', { item: { type: 'movie', id }, field: 'plot', value: 'Mine.' });
    for (const nfo of ['', 'no xml here', '<movie><title>']) {
      writeFileSync(path.join(folder, 'Alien (1979).nfo'), nfo);
      await test.scan();
      expect((await get()).values.plot).toBe('Mine.');
    }
    await setLock('plot', false);
  });
});

describe('a changed poster', () => {
  it('is selected, unless the person has chosen another or none', async () => {
    const posterOf = async (): Promise<string | undefined> =>
      (await get()).artwork.find((image) => image.type === 'poster' && image.isSelected)?.hash;
    const red = await posterOf();
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('green'));
    await test.scan();
    const green = await posterOf();
    expect(green).not.toBe(red);
    const candidateId = (await get()).artwork.find((image) => image.hash === red)?.candidateId ?? 0;
    await test.call('artwork.select', { item: { type: 'movie', id }, candidateId });
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('blue'));
    await test.scan();
    expect(await posterOf()).toBe(red);
    await test.call('artwork.clear', { item: { type: 'movie', id }, type: 'poster' });
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('yellow'));
    await test.scan();
    expect(await posterOf()).toBeUndefined();
  });
});
