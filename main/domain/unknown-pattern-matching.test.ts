import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { matchesIgnorePattern } from './classify/ignore-pattern.ts';

/** A name is one piece of a path: what picomatch knows of folders, braces and negation has no meaning in it. */
const OPTIONS = { nocase: true, dot: true, nobrace: true, noextglob: true, noglobstar: true, nonegate: true };

const piece = fc.constantFrom(
  'a',
  'B',
  'c',
  '1',
  '-',
  '_',
  '.',
  'mkv',
  '*',
  '*',
  '?',
  '[ab]',
  '[^a]',
  '[a-c]',
  '[^0-9]',
  '\\*',
);
const letters = fc.constantFrom('a', 'A', 'b', 'c', '1', '2', '-', '_', '.', 'mkv', '*', '?');
const joined = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join(''));

it('means the names that picomatch means', () => {
  fc.assert(
    fc.property(joined(piece, 7), joined(letters, 9), (pattern, name) => {
      // "." and ".." are folders to picomatch, and behind the dot of `*.*` it wants something; a shell does not.
      fc.pre(!name.endsWith('.'));
      expect(matchesIgnorePattern(name, { pattern, kind: 'glob' })).toBe(picomatch.isMatch(name, pattern, OPTIONS));
    }),
    { numRuns: 5_000 },
  );
});
