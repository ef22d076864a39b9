import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoreError } from '../core-error.ts';
import { type ManifestBody, manifestText, parseManifest } from './manifest.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const body = (title: string): ManifestBody => ({
  kind: 'movie',
  id: 7,
  writtenAt: '2026-11-23T09:00:00.000Z',
  library: { id: 1, name: 'Films', type: 'movies', path: '/films' },
  tables: { movies: [{ id: 7, title, user_rating: 8.5, plot: null }] },
});

function codeOf(text: string): string {
  try {
    parseManifest(text, sha256);
    return 'ok';
  } catch (error) {
    return error instanceof CoreError ? error.code : 'threw something else';
  }
}

test('what is written is read, whatever it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      expect(parseManifest(manifestText(body(title), sha256), sha256)).toEqual(body(title));
    }),
  );
});

test('a manifest with another byte anywhere is refused, or says the same', () => {
  const text = manifestText(body('Der Schuh des Manitu'), sha256);
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ by;
      const read = codeOf(damaged.toString());
      if (read === 'ok') expect(parseManifest(damaged.toString(), sha256)).toEqual(body('Der Schuh des Manitu'));
      else expect(['damaged', 'database_newer']).toContain(read);
    }),
    { numRuns: 500 },
  );
});

test('a manifest that is cut short is refused', () => {
  const text = manifestText(body('Heat'), sha256);
  for (let length = 0; length < text.length - 1; length += 7) expect(codeOf(text.slice(0, length))).toBe('damaged');
});

test('a manifest of a newer version is refused, and says what to do', () => {
  const newer = manifestText(body('Heat'), sha256).replace('"version":1', '"version":2');
  expect(() => parseManifest(newer, sha256)).toThrow(/newer Metarr.*Update Metarr/);
  expect(codeOf(newer)).toBe('database_newer');
});
