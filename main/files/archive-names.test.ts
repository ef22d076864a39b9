import fc from 'fast-check';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { archiveEntry } from './archive-names.ts';

const HASH = 'ab'.repeat(32);

test('the names of an export are known', () => {
  expect(archiveEntry('metarr-export.json')).toEqual({ kind: 'meta' });
  expect(archiveEntry('metarr.sqlite')).toEqual({ kind: 'database' });
  expect(archiveEntry('manifests/movie/3/3017.json')).toEqual({
    kind: 'manifest',
    path: 'movie/3/3017.json',
    of: 'movie',
  });
  expect(archiveEntry(`cache/ab/${HASH}.jpg`)).toEqual({ kind: 'cached', hash: HASH, ext: 'jpg' });
});

test.each([
  '../metarr.sqlite',
  '/metarr.sqlite',
  'manifests/movie/../../metarr.sqlite',
  'manifests/movie/3/..json',
  'manifests/actor/3/1.json',
  `cache/cd/${HASH}.jpg`,
  `cache/ab/${HASH}.jpg/x`,
  `cache/ab/${HASH}`,
  'C:\\metarr.sqlite',
  'metarr.sqlite\0.txt',
  '',
])('%j is refused', (name) => {
  expect(archiveEntry(name)).toBeNull();
});

test('no name that is known leads out of its folder', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '',
    'cache',
    'ab',
    'manifests',
    'movie',
    '3',
    '1.json',
    `${HASH}.jpg`,
    '/',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const name = parts.join('/');
      if (archiveEntry(name) !== null) expect(posix.normalize(`/x/${name}`)).toBe(`/x/${name}`);
    }),
    { numRuns: 2000 },
  );
});
