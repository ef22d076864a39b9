import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { addShow } from '../../__testing__/test-shows.ts';

let t: TestCore;
beforeEach(async () => {
  t = await startTestCore();
});
afterEach(async () => {
  await t.discard();
});

test('what providers are set up with outlives a restart', async () => {
  await t.call('providers.update', { name: 'fanart.tv', key: 'kept-key', secondKey: 'mine', isEnabled: false });
  await t.call('mergeRules.set', { languages: ['de-DE', 'en-US'] });
  await t.restart();
  expect((await t.call('providers.list', {})).find(({ name }) => name === 'fanart.tv')).toMatchObject({
    hasKey: true,
    hasSecondKey: true,
    isEnabled: false,
  });
  expect(await t.call('mergeRules.get', {})).toMatchObject({ languages: ['de-DE', 'en-US'], maxActors: 20 });
  expect(await t.codeOf('providers.update', { name: 'tmdb', baseUrl: 'ftp://x.example' })).toBe('invalid_input');
  expect(await t.codeOf('automation.get', { libraryId: 99 })).toBe('not_found');
  expect(t.errors).toEqual([]);
});

test('a changed rule judges the items again', async () => {
  const { db, runner } = t.core.internals;
  const ids = addShow(db, { title: 'Hollow Pines', seasons: [1], episodes: [] });
  const completenessOf = async (): Promise<number> =>
    (await t.call('items.get', { item: { type: 'series', id: ids.series } })).completeness;
  await t.call('completenessRules.set', { type: 'series', fields: ['title'], images: { poster: 0, fanart: 0 } });
  // Changed again while the first job may run: it is the only one there is.
  await t.call('completenessRules.set', { type: 'series', fields: ['title', 'tagline'], trailers: 0 });
  await runner.whenIdle();
  expect(await completenessOf()).toBe(50);
  await t.call('completenessRules.set', { type: 'series', fields: ['title'], trailers: 1 });
  await runner.whenIdle();
  expect(await completenessOf()).toBe(50);
  expect((await t.call('items.get', { item: { type: 'series', id: ids.series } })).missing).toEqual(['trailer']);
});
