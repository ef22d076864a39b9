import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../../contract/field-values.ts';
import type { MergeRules } from '../../../contract/providers.ts';
import { type FieldGuard, UNGUARDED } from '../field-guard.ts';
import { fieldsOf } from '../item-fields.ts';
import type { MetadataValues } from '../metadata-values.ts';
import { emptyMovieMetadata, type MovieMetadata } from '../movie-metadata.ts';
import { alternatives } from './candidates.ts';
import { mergeFields, type MergePlan } from './merge-fields.ts';
import { type MergeRecord, mergeRecord } from './merge-record.ts';

const RULES: MergeRules = {
  languages: ['de-DE', 'en-US'],
  imageLanguages: ['de', 'en'],
  countries: ['DE', 'US'],
  default: { providers: ['tmdb', 'tvdb', 'omdb'], languages: [], mode: 'replace' },
  fields: {},
  defaultRating: ['imdb', 'themoviedb'],
  maxActors: 20,
};

function record(
  provider: MergeRecord['provider'] & ('tmdb' | 'tvdb' | 'omdb'),
  language: string,
  metadata: Partial<MovieMetadata>,
  certifications?: Record<string, string>,
): MergeRecord {
  return mergeRecord('movie', provider, {
    language,
    metadata: { ...emptyMovieMetadata(), ...metadata },
    ...(certifications === undefined ? {} : { certifications }),
  });
}

function merge(
  records: readonly MergeRecord[],
  options: {
    rules?: Partial<MergeRules>;
    present?: MetadataValues;
    guards?: Partial<Record<FieldName, FieldGuard>>;
  } = {},
): MergePlan {
  return mergeFields({
    type: 'movie',
    records,
    rules: { ...RULES, ...options.rules },
    guardOf: (field) => options.guards?.[field] ?? UNGUARDED,
    present: (field) => options.present?.[field] ?? null,
  });
}

const valueOf = (plan: MergePlan, field: FieldName): unknown =>
  plan.changes.find((change) => change.field === field)?.value;
const credit = (name: string, more: object = {}) => ({
  name,
  role: null,
  order: 0,
  thumbUrl: null,
  tmdbId: null,
  ...more,
});

describe('merging what providers say of a film', () => {
  it('takes the title in the wanted language from whoever has it, and the plot from another', () => {
    const plan = merge([
      record('tmdb', 'en-US', { title: 'The Wave', plot: 'A class.' }),
      record('tvdb', 'de-DE', { title: 'Die Welle' }),
      record('tmdb', 'de-DE', {}),
    ]);
    expect(plan.changes).toContainEqual({ field: 'title', value: 'Die Welle', provider: 'tvdb', language: 'de-DE' });
    expect(plan.changes).toContainEqual({ field: 'plot', value: 'A class.', provider: 'tmdb', language: 'en-US' });
  });

  it('lets a field have an order of its own', () => {
    const rule = { providers: ['omdb', 'tmdb'] as const, languages: ['en-US'], mode: 'replace' as const };
    const plan = merge([record('tmdb', 'de-DE', { plot: 'Kurz.' }), record('omdb', 'en-US', { plot: 'Short.' })], {
      rules: { fields: { plot: { ...rule, providers: [...rule.providers] } } },
    });
    expect(valueOf(plan, 'plot')).toBe('Short.');
  });

  it('takes a certification of the first country that has one, whoever knows it', () => {
    const records = [record('tmdb', '', {}, { US: 'PG-13' }), record('omdb', '', { mpaa: 'R' }, { DE: 'FSK 12' })];
    expect(merge(records).changes).toEqual([{ field: 'mpaa', value: 'FSK 12', provider: 'omdb', language: 'und-DE' }]);
    expect(alternatives(records, 'mpaa', RULES).map(({ value }) => value)).toEqual(['FSK 12', 'PG-13', 'R']);
  });

  it('leaves alone what is locked, what was typed, and with "fill" what an NFO said; names only stand in', () => {
    const fill: MergeRules['default'] = { ...RULES.default, mode: 'fill' };
    const plan = merge([record('tmdb', 'de-DE', { title: 'A', plot: 'B', tagline: 'C', outline: 'D', year: 1999 })], {
      rules: { default: fill },
      present: { title: 'a', plot: 'b', tagline: null, outline: 'd', year: 1998 },
      guards: {
        title: { isLocked: true, source: 'nfo', isReleased: false },
        tagline: { isLocked: false, source: 'user', isReleased: false },
        plot: { isLocked: false, source: 'nfo', isReleased: false },
        outline: { isLocked: false, source: 'user', isReleased: true },
        year: { isLocked: false, source: 'name', isReleased: false },
      },
    });
    expect(plan.kept).toEqual([
      { field: 'title', reason: 'locked' },
      { field: 'tagline', reason: 'edited' },
      { field: 'outline', reason: 'fill_only' },
      { field: 'plot', reason: 'fill_only' },
    ]);
    expect(plan.changes.map(({ field }) => field)).toEqual(['year']);
  });

  it('merges ratings by source, keeps those that nobody answered, and makes the wanted one the default', () => {
    const present = [{ source: 'trakt', value: 8, max: 10, votes: null, isDefault: true }];
    const plan = merge(
      [
        record('tmdb', '', { ratings: [{ source: 'themoviedb', value: 7, max: 10, votes: 9, isDefault: true }] }),
        record('omdb', '', { ratings: [{ source: 'imdb', value: 7.5, max: 10, votes: 99, isDefault: false }] }),
      ],
      { present: { ratings: present } },
    );
    expect(valueOf(plan, 'ratings')).toEqual([
      { source: 'imdb', value: 7.5, max: 10, votes: 99, isDefault: true },
      { source: 'themoviedb', value: 7, max: 10, votes: 9, isDefault: false },
      { source: 'trakt', value: 8, max: 10, votes: null, isDefault: false },
    ]);
  });

  it('completes people by id, else by name, and keeps namesakes apart', () => {
    const plan = merge(
      [
        record('tmdb', '', {
          actors: [
            credit('Chris Evans', { tmdbId: 1, role: 'A', order: 0 }),
            credit('Chris Evans', { tmdbId: 2, role: 'B', order: 1 }),
            credit('Ann Doe', { tmdbId: 3, order: 2 }),
          ],
        }),
        record('tvdb', '', {
          actors: [
            credit('Chris Evans', { tvdbId: 10, thumbUrl: 'https://invented.example/evans.jpg' }),
            credit('ann doe', { tvdbId: 11, role: 'C', thumbUrl: 'https://invented.example/ann.jpg' }),
          ],
        }),
      ],
      { rules: { maxActors: 3 } },
    );
    expect(valueOf(plan, 'actors')).toEqual([
      expect.objectContaining({ name: 'Chris Evans', tmdbId: 1, thumbUrl: null }),
      expect.objectContaining({ name: 'Chris Evans', tmdbId: 2, thumbUrl: null }),
      { name: 'Ann Doe', tmdbId: 3, tvdbId: 11, imdbId: null, role: 'C', thumbUrl: 'https://invented.example/ann.jpg' },
    ]);
  });

  it('writes genres and countries in one spelling', () => {
    const plan = merge([
      record('tmdb', '', { genres: ['Sci-Fi', 'Drama', 'science fiction'], countries: ['USA', 'US'] }),
    ]);
    expect(valueOf(plan, 'genres')).toEqual(['Science Fiction', 'Drama']);
    expect(valueOf(plan, 'countries')).toEqual(['United States of America']);
  });

  it('completes ids, and takes a merged id only from whose it is', () => {
    const plan = merge(
      [
        record('tmdb', '', { tmdbId: 20, imdbId: 'tt0000020' }),
        record('omdb', '', { tmdbId: 30, imdbId: 'tt0000030' }),
      ],
      { present: { tmdb_id: 10, imdb_id: 'tt0000010' } },
    );
    expect(plan.changes.map(({ field, value }) => [field, value])).toEqual([['tmdb_id', 20]]);
  });

  it('takes nothing that does not fit its field', () => {
    const plan = merge([
      record('tmdb', 'de-DE', { title: '  ', year: 12, runtime: 99_999, imdbId: 'nm1', premiered: '2020-13-01' }),
      record('tvdb', 'de-DE', { title: 'Ok\u0000ay' }),
    ]);
    expect(plan.changes.map(({ field, value }) => [field, value])).toEqual([['title', 'Okay']]);
  });
});

const text = fc.option(fc.constantFrom('A', 'B', 'C', 'مرحبا', '🎬'), { nil: null });
const person = fc.record({
  name: fc.constantFrom('Ann', 'Bob', 'ann'),
  role: text,
  order: fc.nat(3),
  thumbUrl: text,
  tmdbId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  tvdbId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
});
const rating = fc.record({
  source: fc.constantFrom('imdb', 'themoviedb', 'metacritic'),
  value: fc.nat(10),
  max: fc.constant(10),
  votes: fc.option(fc.nat(5), { nil: null }),
  isDefault: fc.boolean(),
});
const metadata = fc
  .record({
    title: text,
    plot: text,
    year: fc.option(fc.integer({ min: 1990, max: 1992 }), { nil: null }),
    tmdbId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    genres: fc.array(fc.constantFrom('Sci-Fi', 'Science Fiction', 'Drama'), { maxLength: 3 }),
    actors: fc.array(person, { maxLength: 5 }),
    ratings: fc.array(rating, { maxLength: 3 }),
  })
  .map((said): MovieMetadata => ({ ...emptyMovieMetadata(), ...said }));
const records = fc.uniqueArray(
  fc.record({
    provider: fc.constantFrom('tmdb' as const, 'tvdb' as const, 'omdb' as const),
    language: fc.constantFrom('', 'de-DE', 'de', 'de-AT', 'en-US', 'fr-FR'),
    metadata,
  }),
  { maxLength: 8, selector: ({ provider, language }) => `${provider} ${language}` },
);
const guard = fc.record({
  isLocked: fc.boolean(),
  source: fc.constantFrom(null, 'name' as const, 'nfo' as const, 'user' as const, 'tmdb' as const),
  isReleased: fc.boolean(),
});
const world = fc.record({
  records,
  mode: fc.constantFrom('fill' as const, 'replace' as const),
  guards: fc.dictionary(fc.constantFrom(...fieldsOf('movie')), guard),
  present: metadata.map((said) => mergeRecord('movie', 'tmdb', { language: '', metadata: said }).values),
});

describe('merging anything', () => {
  const run = (
    {
      records: said,
      mode,
      guards,
    }: {
      records: { provider: 'tmdb' | 'tvdb' | 'omdb'; language: string; metadata: MovieMetadata }[];
      mode: 'fill' | 'replace';
      guards: Record<string, FieldGuard>;
    },
    present: MetadataValues,
    order: (records: MergeRecord[]) => MergeRecord[] = (all) => all,
  ): MergePlan =>
    merge(order(said.map(({ provider, language, metadata: all }) => record(provider, language, all))), {
      rules: { default: { ...RULES.default, mode } },
      guards,
      present,
    });

  it('comes to the same whatever order the answers came in', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), (given, noise) => {
        const shuffled = (all: MergeRecord[]): MergeRecord[] =>
          all
            .map((value) => ({ value, key: noise.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value);
        expect(run(given, given.present, shuffled)).toEqual(run(given, given.present));
      }),
    );
  });

  it('never touches a guarded field, never empties one, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(world, (given) => {
        const plan = run(given, given.present);
        const after: MetadataValues = { ...given.present };
        for (const { field, value } of plan.changes) {
          const known = given.guards[field] ?? UNGUARDED;
          expect(known.isLocked || (known.source === 'user' && !known.isReleased)).toBe(false);
          expect(value === null || (Array.isArray(value) && value.length === 0)).toBe(false);
          after[field] = value;
        }
        expect(run(given, after).changes).toEqual([]);
      }),
    );
  });
});
