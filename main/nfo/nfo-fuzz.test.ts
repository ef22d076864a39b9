import { describe, expect, it } from 'vitest';
import { mutatedNfo } from './__fixtures__/mutated-nfo.ts';
import type { NfoSample } from './__fixtures__/nfo-samples.ts';
import { nfoValuesOf, textWithout } from './__fixtures__/nfo-comparison.ts';
import { openNfo } from './open-nfo.ts';
import { patchNfoFile } from './patch-nfo-file.ts';
import { readMovieNfo } from './read-movie-nfo.ts';
import { readNfoItems } from './read-nfo-items.ts';
import { readSetNfo } from './read-set-nfo.ts';
import { readEpisodeNfo, readSeasonNfo, readTvshowNfo } from './read-tv-nfo.ts';

/** How many mutated files, and the seed of the first: `NFO_FUZZ=20000 npm run unit -- main/nfo/nfo-fuzz.test.ts`. */
const RUNS = Number(process.env['NFO_FUZZ'] ?? 2_000);
const FIRST_SEED = Number(process.env['NFO_FUZZ_SEED'] ?? 1);
const BATCH = 500;

const READERS = [readNfoItems, readMovieNfo, readTvshowNfo, readSeasonNfo, readEpisodeNfo, readSetNfo];

/** What became of one file; throws what is wrong. */
function tryFile({ kind, bytes }: NfoSample): 'refused' | 'empty' | 'urls' | 'patched' {
  for (const read of READERS) read(bytes);
  const opened = openNfo(bytes, kind);
  const wanted = { ...(opened.kind === 'document' ? {} : { plot: 'P' }), title: 'Another title' };
  if (opened.kind === 'problem') {
    const result = patchNfoFile(bytes, [wanted], kind);
    if (opened.reason === 'empty') expect(result).toHaveProperty('bytes');
    else expect(result).toHaveProperty('error', opened.reason);
    return opened.reason === 'empty' ? 'empty' : 'refused';
  }
  if (opened.kind === 'urls') {
    const result = patchNfoFile(bytes, [wanted], kind);
    if ('bytes' in result) expect(Buffer.from(result.bytes).subarray(-bytes.length).equals(bytes)).toBe(true);
    return 'urls';
  }
  const values = nfoValuesOf(bytes, kind);
  const unchanged = patchNfoFile(bytes, values, kind);
  expect('bytes' in unchanged && unchanged.bytes).toBe(bytes);

  const last = values.length - 1;
  const changed = values.map((entry, index) => (index === last ? { ...entry, ...wanted } : entry));
  const result = patchNfoFile(bytes, changed, kind);
  if ('error' in result) throw new Error(`A readable file was refused: ${result.message}`);
  const rest = (file: Uint8Array): string => undeclared(textWithout(file, kind, last, [/^title$/]));
  expect(rest(result.bytes)).toBe(rest(bytes));
  expect(nfoValuesOf(result.bytes, kind)[last]?.title).toBe('Another title');
  return 'patched';
}

/**
 * Without the encoding, which changes with the first patch of a file in Shift_JIS and its like, and without the white space
 * that stays where one of several titles on one line goes.
 */
function undeclared(text: string): string {
  return text.replace(/encoding="Shift_JIS"|encoding="UTF-8"/i, '').replace(/>\s+/g, '>');
}

describe('A broken NFO', () => {
  const outcomes = new Map<string, number>();

  it.each(Array.from({ length: Math.ceil(RUNS / BATCH) }, (_, batch) => FIRST_SEED + batch * BATCH))(
    'is read without harm, refused or patched without loss: seeds from %i',
    (first) => {
      for (let seed = first; seed < Math.min(first + BATCH, FIRST_SEED + RUNS); seed++) {
        const sample = mutatedNfo(seed);
        try {
          const outcome = tryFile(sample);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        } catch (error) {
          throw new Error(`Seed ${sample.name}`, { cause: error });
        }
      }
    },
    120_000,
  );

  it('comes in all kinds', () => {
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(RUNS);
    for (const outcome of ['refused', 'patched']) expect(outcomes.get(outcome)).toBeGreaterThan(RUNS / 10);
  });
});
