import { describe, expect, it } from 'vitest';
import { STREAMS } from './__fixtures__/patched-movie-nfo.ts';
import { nfoValuesOf, textWithout } from './__fixtures__/nfo-comparison.ts';
import { NFO_SAMPLES, type NfoSample } from './__fixtures__/nfo-samples.ts';
import type { NfoField, NfoKind, NfoValues } from './nfo-kind.ts';
import { decodeNfo, encodeNfo } from './nfo-text.ts';
import { patchNfoFile } from './patch-nfo-file.ts';

function patched(bytes: Uint8Array, values: NfoValues[], kind: NfoKind): Uint8Array {
  const result = patchNfoFile(bytes, values, kind);
  if ('error' in result) throw new Error(result.message);
  return result.bytes;
}

interface Change {
  label: string;
  /** Of the elements that may change. */
  names: RegExp[];
  change: (values: NfoValues) => NfoValues;
}

const named = (...names: string[]): RegExp[] => names.map((name) => new RegExp(`^${name}$`));
const ID_NAMES = named('uniqueid', 'id', '\\w+id', '\\w+_id', 'episodeguide');

function changesOf(field: NfoField): Change[] {
  switch (field.kind) {
    case 'scalar':
      return [
        { label: field.field, names: named(...field.elements), change: (values) => changedScalar(field.field, values) },
      ];
    case 'list': {
      const { field: list, elements } = field;
      const names = named(...elements);
      return [
        { label: `${list} grown`, names, change: (values) => ({ [list]: [...(values[list] ?? []), 'Über & Co'] }) },
        { label: `${list} cleared`, names, change: () => ({ [list]: [] }) },
      ];
    }
    case 'ids':
      return [
        { label: 'tmdbId', names: ID_NAMES, change: () => ({ tmdbId: 987 }) },
        { label: 'imdbId', names: ID_NAMES, change: () => ({ imdbId: 'tt9999999' }) },
        { label: 'tmdbId cleared', names: ID_NAMES, change: () => ({ tmdbId: null }) },
      ];
    case 'ratings':
      return [
        {
          label: 'ratings',
          names: named('ratings', 'rating', 'votes', 'criticrating', 'communityrating'),
          change: ({ ratings = [] }) => ({
            ratings: [...ratings, { source: 'trakt', value: 6.5, max: 10, votes: 3, isDefault: false }],
          }),
        },
      ];
    case 'set':
      return [
        {
          label: 'set',
          names: named('set', 'collectionnumber'),
          change: () => ({ set: { name: 'Other & More', overview: 'New', tmdbCollectionId: 12 } }),
        },
      ];
    case 'actors':
      return [
        {
          label: 'a role',
          names: named('actor'),
          change: ({ actors = [] }) => ({
            actors: actors.map((actor, i) => (i === 0 ? { ...actor, role: 'Cat' } : actor)),
          }),
        },
        {
          label: 'an actor more',
          names: named('actor'),
          change: ({ actors = [] }) => ({
            actors: [
              ...actors,
              { name: 'New', role: null, order: (actors.at(-1)?.order ?? -1) + 1, thumbUrl: null, tmdbId: null },
            ],
          }),
        },
      ];
    case 'namedSeasons':
      return [
        {
          label: 'namedSeasons',
          names: named('namedseason'),
          change: ({ namedSeasons = [] }) => ({
            namedSeasons: [
              ...namedSeasons.map((entry) => ({ ...entry, name: `${entry.name}!` })),
              { season: 5, name: 'V' },
            ],
          }),
        },
      ];
    case 'streams':
      return [{ label: 'streams', names: named('fileinfo'), change: () => ({ streams: STREAMS }) }];
    case 'episodeGuide':
      return [];
  }
}

function changedScalar(field: keyof NfoValues, values: NfoValues): NfoValues {
  const value = values[field];
  if (field === 'premiered') {
    // Of the same year, which a file without <year> would have to say otherwise.
    return { premiered: `${typeof value === 'string' ? value.slice(0, 4) : (values.year ?? 2000)}-06-30` };
  }
  if (field === 'aired') return { aired: '2001-02-03' };
  if (field === 'userRating') return { userRating: 9.5 };
  if (typeof value === 'number') return { [field]: value + 1 };
  return { [field]: typeof value === 'string' ? `${value} & <more>` : numeric.has(field) ? 7 : 'New & <here>' };
}

const numeric: ReadonlySet<string> = new Set([
  'runtime',
  'season',
  'episode',
  'displaySeason',
  'displayEpisode',
  'absolute',
  'dvdSeason',
  'dvdEpisode',
]);

const cases = NFO_SAMPLES.flatMap((sample) =>
  nfoValuesOf(sample.bytes, sample.kind).flatMap((_, root) =>
    sample.kind.fields
      .flatMap(changesOf)
      .filter(({ label }) => !(label === 'imdbId' && !sample.kind.providers.includes('imdb')))
      // The number is what tells one root from another; only a single one can change it.
      .filter(({ label }) => !((label === 'season' || label === 'episode') && sample.name.endsWith('episodes')))
      .map((change): [string, NfoSample, number, Change] => [
        `${change.label} of root ${root} of ${sample.name}`,
        sample,
        root,
        change,
      ]),
  ),
);

describe('An NFO in the layout of every writer', () => {
  it.each(NFO_SAMPLES.map((sample): [string, NfoSample] => [sample.name, sample]))(
    'stays the very bytes when nothing changes: %s',
    (_name, { bytes, kind }) => {
      expect(patched(bytes, nfoValuesOf(bytes, kind), kind)).toBe(bytes);
    },
  );

  it.each(cases)('changes nothing but %s', (_name, { bytes, kind }, rootIndex, { names, change }) => {
    const before = nfoValuesOf(bytes, kind);
    const changes = change(before[rootIndex] as NfoValues);
    const wanted = before.map((values, index) => (index === rootIndex ? { ...values, ...changes } : values));
    const after = patched(bytes, wanted, kind);
    expect(textWithout(after, kind, rootIndex, names)).toBe(textWithout(bytes, kind, rootIndex, names));
    const read = nfoValuesOf(after, kind);
    const { streams: _streams, ratings, ...expected } = changes;
    expect(read[rootIndex]).toMatchObject(expected);
    if (ratings !== undefined) {
      const sources = (read[rootIndex]?.ratings ?? []).map(({ source, value }) => `${source} ${value}`);
      expect(sources.sort()).toEqual(ratings.map(({ source, value }) => `${source} ${value}`).sort());
    }
    expect(patched(after, wanted, kind)).toBe(after);
  });

  it.each(NFO_SAMPLES.map((sample): [string, NfoSample] => [sample.name, sample]))(
    'keeps its encoding and line ends: %s',
    (_name, { bytes, kind }) => {
      const text = decodeNfo(bytes)
        .text.replaceAll('\n', '\r\n')
        .replace(/encoding="utf-8"/i, 'encoding="UTF-16"');
      const wide = encodeNfo({ text, encoding: 'utf-16le', hasBom: true });
      const [first, ...others] = nfoValuesOf(wide, kind) as [NfoValues, ...NfoValues[]];
      expect(patched(wide, [first, ...others], kind)).toBe(wide);
      const after = decodeNfo(patched(wide, [{ ...first, title: 'Ænder' }, ...others], kind));
      expect(after).toMatchObject({ encoding: 'utf-16le', hasBom: true });
      expect(after.text).toContain('<title>Ænder</title>');
      expect(after.text.replaceAll('\r\n', '')).not.toContain('\n');
    },
  );
});
