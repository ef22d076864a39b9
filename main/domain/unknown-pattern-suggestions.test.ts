import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesIgnorePattern } from './classify/ignore-pattern.ts';
import { suggestPatterns } from './unknown-pattern-suggestions.ts';

const written = (name: string): string[] => suggestPatterns(name).map(({ pattern, kind }) => `${kind} ${pattern}`);

describe('patterns for a file’s like', () => {
  it.each([
    ['RARBG.txt', ['exact RARBG.txt', 'glob *.txt']],
    ['foo.sample.mkv', ['glob *.sample.*', 'exact foo.sample.mkv']],
    ['harbour-Proof.jpg', ['glob *-Proof.*', 'exact harbour-Proof.jpg']],
    ['sample-harbour.mkv', ['glob sample-*', 'exact sample-harbour.mkv']],
    ['screen003.png', ['exact screen003.png', 'glob screen*.png']],
    ['info.dat', ['exact info.dat', 'glob *.dat']],
    ['Harbour (2011).mkv', ['exact Harbour (2011).mkv']],
    ['README', ['exact README']],
    ['.hidden', ['exact .hidden']],
    ['a [x]*.log', ['exact a [x]*.log', 'glob *.log']],
    [' ', []],
  ])('%s: %j', (name, patterns) => {
    expect(written(name)).toEqual(patterns);
  });

  it('mean the file itself, and no film, picture or subtitle that is called otherwise', () => {
    const part = fc.stringMatching(/^[\p{L}\d[\]*?\\ ().-]{1,12}$/u);
    fc.assert(
      fc.property(part, fc.constantFrom('mkv', 'jpg', 'srt', 'txt', 'nfo', 'dat', 'mp3'), (stem, extension) => {
        for (const pattern of suggestPatterns(`${stem}.${extension}`)) {
          expect(matchesIgnorePattern(`${stem}.${extension}`, pattern)).toBe(true);
          for (const other of ['Zq (2001).mkv', 'Zq (2001)-poster.jpg', 'Zq (2001).de.srt', 'Zq (2001).nfo']) {
            if (!/^z/iu.test(stem)) expect(matchesIgnorePattern(other, pattern)).toBe(false);
          }
        }
      }),
    );
  });
});
