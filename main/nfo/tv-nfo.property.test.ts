import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMovieNfo, anyMovieValues, anyText, type GeneratedNfo } from './__fixtures__/arbitrary-movie-nfo.ts';
import { nfoValuesOf } from './__fixtures__/nfo-comparison.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { normalizeNfoValues } from './nfo-values.ts';
import { patchNfoFile } from './patch-nfo-file.ts';
import { EPISODE_KIND, SEASON_KIND, TVSHOW_KIND } from './tv-nfo-kinds.ts';

const anyNumber = fc.option(fc.nat(3));

const anyValues: fc.Arbitrary<NfoValues> = fc
  .record({
    movie: anyMovieValues,
    others: fc.record({
      tvdbId: fc.option(fc.integer({ min: 1, max: 20 })),
      status: fc.option(anyText),
      aired: fc.option(fc.constantFrom('1987-02-03', '2020-02-29')),
      displaySeason: anyNumber,
      displayEpisode: anyNumber,
      absolute: anyNumber,
      dvdSeason: anyNumber,
      dvdEpisode: anyNumber,
      namedSeasons: fc.array(fc.record({ season: fc.nat(5), name: anyText }), { maxLength: 4 }),
      streams: fc.constant(null),
    }),
  })
  .map(({ movie, others }) => ({ ...movie, ...others }));

const extraElements = fc.array(
  fc.constantFrom(
    '<namedseason number="1">One</namedseason>',
    '<namedseason number="3"/>',
    '<namedseason>x</namedseason>',
    '<episodeguide>{"tmdb":"1","tvmaze":"2"}</episodeguide>',
    '<episodeguide><url>http://x.example</url></episodeguide>',
    '<displayseason>-1</displayseason>',
    '<airsbefore_season>2</airsbefore_season>',
    '<DVD_episodenumber>2</DVD_episodenumber>',
    '<aired>03.02.1987</aired>',
    '<status>Ended</status>',
    '<tvdbid>3</tvdbid>',
  ),
  { maxLength: 4 },
);

/** A generated film as one of another kind, with elements that only that has. */
function anyNfoOf(kind: NfoKind, numbers = ''): fc.Arbitrary<GeneratedNfo> {
  const [name] = kind.rootNames;
  return fc.tuple(anyMovieNfo, extraElements).map(([{ text, foreign }, extras]) => ({
    text: text.replace('<movie>', `<${name}>${extras.join('')}${numbers}`).replace('</movie>', `</${name}>`),
    foreign,
  }));
}

function patched(bytes: Uint8Array | null, values: readonly NfoValues[], kind: NfoKind): Uint8Array {
  const result = patchNfoFile(bytes, values, kind);
  if ('error' in result) throw new Error(result.message);
  return result.bytes;
}

/** What a reader must find, and what it found, without the parts in which the file may say more than was wanted. */
function expectToSay(found: NfoValues | undefined, wanted: NfoValues, kind: NfoKind): void {
  const normal = normalizeNfoValues(wanted, kind);
  const bySource = ({ ratings = [] }: NfoValues): unknown[] =>
    [...ratings].sort((left, right) => (left.source < right.source ? -1 : 1));
  for (const field of kind.fields) {
    if (field.kind === 'scalar' || field.kind === 'list') {
      expect(found?.[field.field], field.field).toEqual(normal[field.field]);
    }
  }
  for (const provider of kind.providers) expect(found?.[`${provider}Id`]).toBe(normal[`${provider}Id`]);
  const has = (name: string): boolean => kind.fields.some((field) => field.kind === name);
  if (has('ratings')) expect(bySource(found ?? {})).toEqual(bySource(normal));
  if (has('namedSeasons')) expect(found?.namedSeasons).toEqual(normal.namedSeasons);
  if (has('actors')) {
    const cast = ({ actors = [] }: NfoValues): unknown[] => actors.map(({ name, role, order }) => [name, role, order]);
    expect(cast(found ?? {})).toEqual(cast(normal));
  }
}

function withoutGuide(text: string): string {
  return text.replace(/<episodeguide>\{[^<]*\}<\/episodeguide>/u, '').replaceAll(/\s+/gu, '');
}

function expectForeignKept(text: string, foreign: readonly string[]): void {
  let from = 0;
  for (const xml of foreign) {
    const at = text.indexOf(xml, from);
    expect(at, xml).toBeGreaterThanOrEqual(from);
    from = at + xml.length;
  }
}

describe.each([
  ['a series', TVSHOW_KIND],
  ['a season', SEASON_KIND],
  ['an episode', EPISODE_KIND],
])('The NFO of %s, for any values and any file', (_name, kind) => {
  it('reads as what was written, into a new file and into an existing one, and keeps what it does not know', () => {
    fc.assert(
      fc.property(fc.option(anyNfoOf(kind)), anyValues, anyNumber, anyNumber, (file, values, season, episode) => {
        const wanted = { ...values, season, episode };
        const before = file === null ? null : Buffer.from(file.text, 'utf8');
        const after = patched(before, [wanted], kind);
        expectToSay(nfoValuesOf(after, kind)[0], wanted, kind);
        expect(patched(after, [wanted], kind)).toBe(after);
        expectForeignKept(Buffer.from(after).toString('utf8'), file?.foreign ?? []);
      }),
      { numRuns: 250 },
    );
  });

  it('is left alone when it says what is wanted', () => {
    fc.assert(
      fc.property(anyNfoOf(kind), (file) => {
        const bytes = Buffer.from(file.text, 'utf8');
        const after = patched(bytes, nfoValuesOf(bytes, kind), kind);
        if (kind !== TVSHOW_KIND || file.text.includes('<episodeguide')) expect(after).toBe(bytes);
        // A series without a guide to its episodes gets one, and nothing else.
        else expect(withoutGuide(Buffer.from(after).toString('utf8'))).toBe(withoutGuide(file.text));
      }),
      { numRuns: 200 },
    );
  });
});

describe('Several episodes in one file', () => {
  const numbers = (episode: number): string => `<season>1</season><episode>${episode}</episode>`;
  const anyFile = fc.tuple(anyNfoOf(EPISODE_KIND, numbers(1)), anyNfoOf(EPISODE_KIND, numbers(2))).map((files) => ({
    text: files.map(({ text }) => text.replace(/^<\?xml[^\n]*\n/, '')).join('\n'),
    foreign: files.flatMap(({ foreign }) => foreign),
  }));

  it('are told apart, and others are added', () => {
    fc.assert(
      fc.property(
        anyFile,
        fc.array(anyValues, { minLength: 1, maxLength: 3 }),
        fc.shuffledSubarray([1, 2, 3], { minLength: 3 }),
        (file, values, order) => {
          const wanted = values.map((entry, index) => ({ ...entry, season: 1, episode: order[index] ?? null }));
          const after = patched(Buffer.from(file.text, 'utf8'), wanted, EPISODE_KIND);
          const found = nfoValuesOf(after, EPISODE_KIND);
          for (const entry of wanted) {
            expectToSay(
              found.find(({ episode }) => episode === entry.episode),
              entry,
              EPISODE_KIND,
            );
          }
          expect(found).toHaveLength(wanted.some(({ episode }) => episode === 3) ? 3 : 2);
          expect(patched(after, wanted, EPISODE_KIND)).toBe(after);
          expectForeignKept(Buffer.from(after).toString('utf8'), file.foreign);
        },
      ),
      { numRuns: 150 },
    );
  });
});
