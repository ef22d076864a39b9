import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConflictChoice, PublishPreview } from '../../../contract/publishing.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture } from '../../__testing__/test-films.ts';
import { film, publishing } from '../../__testing__/test-publishing.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
let id: number;
let nfoPath: string;
let outside: string;
const { alien, get, publish, choose } = publishing(() => test);

/** A published film whose NFO somebody changed. */
beforeEach(async () => {
  test = await startTestCore();
  const made = await alien();
  id = made.id;
  await test.call('items.setField', { item: film(id), field: 'tagline', value: 'In space' });
  await publish(id);
  nfoPath = path.join(made.folder, 'Alien (1979).nfo');
  outside = readFileSync(nfoPath, 'utf8').replace('<title>Alien</title>', '<title>Outside</title>');
  writeFileSync(nfoPath, outside);
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

const preview = (): Promise<PublishPreview> => test.call('publish.preview', { item: film(id) });
const reasons = async (): Promise<unknown[]> => (await preview()).files.map(({ op, reasonCode }) => [op, reasonCode]);
const IN_CONFLICT = [['conflict', 'changed_outside']];

async function decide(choice: ConflictChoice): Promise<number[]> {
  const { planHash, files } = await preview();
  const choices = files.filter(({ op }) => op === 'conflict').map((file) => ({ path: file.path, choice, fields: [] }));
  return (await test.call('publish.resolve', { item: film(id), planHash, choices })).editIds;
}

describe('a decision about a conflict', () => {
  it.each(['adopt', 'merge', 'overwrite', 'keep'] as const)('to %s can be thought over', async (choice) => {
    expect(await reasons()).toEqual(IN_CONFLICT);
    const editIds = await decide(choice);
    expect(await reasons()).not.toEqual(IN_CONFLICT);
    await test.call('publish.reconsider', { item: film(id), paths: [nfoPath], editIds });
    expect((await get(id)).values['title']).toBe('Alien');
    expect(await reasons()).toEqual(IN_CONFLICT);
    expect(readFileSync(nfoPath, 'utf8')).toBe(outside);
  });

  it('is none any more when what it took in is undone, wherever that is done', async () => {
    const [editId = 0] = await decide('adopt');
    expect((await get(id)).values['title']).toBe('Outside');
    await test.call('items.undoEdit', { editId });
    expect((await get(id)).values['title']).toBe('Alien');
    expect(await reasons()).toEqual(IN_CONFLICT);
    // A publication of many leaves it out, as any conflict.
    const { jobId } = await test.call('publish.many', { items: [film(id)] });
    await test.core.internals.runner.waitFor(jobId);
    expect(readFileSync(nfoPath, 'utf8')).toBe(outside);
  });

  it('stands while later edits stand upon what it took in', async () => {
    const editIds = await decide('adopt');
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Third' });
    await test.call('publish.reconsider', { item: film(id), paths: [nfoPath], editIds });
    expect((await get(id)).values['title']).toBe('Third');
    expect(await reasons()).toEqual(IN_CONFLICT);
  });

  it('that was carried out and undone is asked for again', async () => {
    await decide('overwrite');
    const { journalId } = await publish(id);
    expect(readFileSync(nfoPath, 'utf8')).toContain('<title>Alien</title>');
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(readFileSync(nfoPath, 'utf8')).toBe(outside);
    expect(await reasons()).toEqual(IN_CONFLICT);
  });

  it('is forgotten for what is not about the item without harm', async () => {
    await test.call('publish.reconsider', { item: film(id), paths: ['/elsewhere.nfo'], editIds: [9999] });
    expect(await reasons()).toEqual(IN_CONFLICT);
    expect(await test.codeOf('publish.reconsider', { item: film(999), paths: [] })).toBe('not_found');
  });
});

it('shows an image in conflict, and opens the conflict again when its adoption is undone', async () => {
  await decide('adopt');
  const red = await choose(id, 'poster', await picture('red'));
  await publish(id);
  const poster = path.join(path.dirname(nfoPath), 'Alien (1979)-poster.jpg');
  const blue = await picture('blue');
  writeFileSync(poster, blue);
  expect((await preview()).files.find(({ kind }) => kind === 'image')).toMatchObject({
    op: 'conflict',
    beforeHash: sha256(blue),
  });
  const shown = await test.core.handleAsset(new Request(`http://x/assets/${sha256(blue)}`));
  expect(shown.status).toBe(200);
  const [editId = 0] = await decide('adopt');
  const chosen = async () => (await get(id)).artwork.find(({ isSelected }) => isSelected)?.hash;
  expect(await chosen()).toBe(sha256(blue));
  await test.call('items.undoEdit', { editId });
  expect(await chosen()).toBe(red);
  expect((await preview()).files.find(({ kind }) => kind === 'image')).toMatchObject({ op: 'conflict' });
  // No picture: there is nothing to be seen, and the plan is made all the same.
  writeFileSync(poster, movieNfo(''));
  expect((await preview()).files.find(({ kind }) => kind === 'image')).toMatchObject({ op: 'conflict' });
});
