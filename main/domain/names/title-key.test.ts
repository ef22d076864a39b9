import { expect, it } from 'vitest';
import { titleKey } from './title-key.ts';

it.each([
  ["The Miller's Bride", 'the.millers.bride'],
  ['Amélie', 'Ame\u0301lie'],
  ['Cut & Run', 'Cut and Run'],
  ['Spider-Man', 'spider man'],
  ['Alien³', 'Alien 3'],
])('%s and %s are one title', (a, b) => {
  expect(titleKey(a)).toBe(titleKey(b));
});

it.each([
  ['Alien', 'Aliens'],
  ['$', '!'],
  ['Harbour', 'Harbour 2'],
])('%s and %s are two titles', (a, b) => {
  expect(titleKey(a)).not.toBe(titleKey(b));
});
