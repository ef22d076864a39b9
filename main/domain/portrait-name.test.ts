import { expect, it } from 'vitest';
import { portraitStem } from './portrait-name.ts';

it.each([
  ['Sigourney Weaver', 'Sigourney_Weaver'],
  ['Robert Downey Jr.', 'Robert_Downey_Jr.'],
  ['Sabu / Dastagir?', 'Sabu_Dastagir'],
  ['Björk', 'Björk'],
  ['宮崎 駿', '宮崎_駿'],
  ['..', null],
  ['/', null],
])('%s is looked for as %s', (name, stem) => {
  expect(portraitStem(name)).toBe(stem);
});
