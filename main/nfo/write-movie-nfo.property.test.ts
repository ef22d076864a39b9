import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MovieMetadata } from '../domain/movie-metadata.ts';
import { anyMovieNfo, anyMovieValues } from './__fixtures__/arbitrary-movie-nfo.ts';
import { MOVIE_KIND } from './movie-nfo-kind.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import { NfoDocument } from './nfo-document.ts';
import { decodeNfo, encodeNfo } from './nfo-text.ts';
import { normalizeNfoValues } from './nfo-values.ts';
import { readMovieNfo } from './read-movie-nfo.ts';
import { patchMovieNfo } from './write-movie-nfo.ts';
import { parseXml } from './xml-tree.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function patched(existing: Uint8Array | null, values: MovieNfoValues): Uint8Array {
  const result = patchMovieNfo(existing, values);
  if ('error' in result) throw new Error(result.message);
  return result.bytes;
}

function parsed(bytes: Uint8Array): Extract<ReturnType<typeof readMovieNfo>, { outcome: 'parsed' }> {
  const reading = readMovieNfo(bytes);
  if (reading.outcome !== 'parsed') throw new Error(`not parsed: ${reading.outcome}`);
  return reading;
}

/** What a reader must find, and what it found, without the parts in which the file may say more than was wanted. */
function comparable(wanted: MovieNfoValues, found: MovieMetadata): [unknown, unknown] {
  const { streams: _streams, ...metadata } = normalizeNfoValues(wanted, MOVIE_KIND) as MovieNfoValues;
  const bySource = (left: { source: string }, right: { source: string }): number =>
    left.source < right.source ? -1 : 1;
  const others = metadata.uniqueIds.filter(({ type }) => type !== 'tmdb' && type !== 'imdb');
  const ids = (list: MovieMetadata['uniqueIds']): string[] => list.map(({ type, value }) => `${type}=${value}`);
  return [
    {
      ...metadata,
      uniqueIds: ids(others),
      ratings: metadata.ratings.sort(bySource),
    },
    {
      ...found,
      uniqueIds: ids(others).filter((id) => ids(found.uniqueIds).includes(id)),
      ratings: found.ratings.sort(bySource),
      actors: found.actors.map((actor, index) => ({
        ...actor,
        thumbUrl: metadata.actors[index]?.thumbUrl === null ? null : actor.thumbUrl,
        tmdbId: metadata.actors[index]?.tmdbId === null ? null : actor.tmdbId,
      })),
    },
  ];
}

describe('patchMovieNfo, for any values and any file', () => {
  it('writes a new file that reads as the wanted values', () => {
    fc.assert(
      fc.property(anyMovieValues, (values) => {
        const [wanted, found] = comparable(values, parsed(patched(null, values)).metadata);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 400 },
    );
  });

  it('patches an existing file so that it reads as the wanted values', () => {
    fc.assert(
      fc.property(anyMovieNfo, anyMovieValues, (file, values) => {
        const [wanted, found] = comparable(values, parsed(patched(bytesOf(file.text), values)).metadata);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.option(anyMovieNfo), anyMovieValues, (file, values) => {
        const once = patched(file === null ? null : bytesOf(file.text), values);
        expect(decodeNfo(patched(once, values)).text).toBe(decodeNfo(once).text);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every foreign element and comment byte for byte, in their order', () => {
    fc.assert(
      fc.property(anyMovieNfo, anyMovieValues, (file, values) => {
        const { text } = decodeNfo(patched(bytesOf(file.text), values));
        let from = 0;
        for (const xml of file.foreign) {
          const at = text.indexOf(xml, from);
          expect(at, xml).toBeGreaterThanOrEqual(from);
          from = at + xml.length;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves a file alone that already says what it reads as', () => {
    fc.assert(
      fc.property(anyMovieNfo, (file) => {
        const bytes = bytesOf(file.text);
        expect(patched(bytes, { ...parsed(bytes).metadata, streams: null })).toBe(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('touches no element of another field than the one that changed', () => {
    const elementsOf = {
      title: ['title'],
      plot: ['plot'],
      runtime: ['runtime'],
      premiered: ['premiered', 'releasedate', 'year'],
      tmdbId: ['tmdbid', 'uniqueid', 'id'],
      imdbId: ['imdbid', 'uniqueid', 'id'],
      set: ['set', 'collectionnumber'],
      genres: ['genre'],
      writers: ['credits', 'writer'],
      actors: ['actor'],
      ratings: ['ratings', 'rating', 'votes', 'criticrating', 'communityrating'],
      streams: ['fileinfo'],
    } as const;
    const fields = fc.constantFrom(...(Object.keys(elementsOf) as (keyof typeof elementsOf)[]));
    fc.assert(
      fc.property(anyMovieNfo, anyMovieValues, fields, (file, values, field) => {
        const bytes = bytesOf(file.text);
        const wanted = { ...parsed(bytes).metadata, streams: null, [field]: values[field] };
        const text = decodeNfo(patched(bytes, wanted)).text;
        const [root] = parseXml(file.text);
        let from = 0;
        for (const element of root?.children ?? []) {
          if ((elementsOf[field] as readonly string[]).includes(element.name)) continue;
          const source = file.text.slice(element.start, element.end);
          const at = text.indexOf(source, from);
          expect(at, source).toBeGreaterThanOrEqual(from);
          from = at + source.length;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('writes streams that read as those probed', () => {
    fc.assert(
      fc.property(fc.option(anyMovieNfo), anyMovieValues, (file, values) => {
        fc.pre(values.streams !== null);
        const { streamDetails } = parsed(patched(file === null ? null : bytesOf(file.text), values));
        const { video, audio, subtitles } = values.streams;
        expect(streamDetails?.audio.map(({ codec, language, channels }) => [codec, language, channels]) ?? []).toEqual(
          audio.map(({ codec, language, channels }) => [codec, language, channels]),
        );
        expect(streamDetails?.subtitles.map(({ language }) => language) ?? []).toEqual(
          subtitles.map(({ language }) => language).filter((language) => language !== null),
        );
        if (video === null) return;
        expect(streamDetails?.video?.hdrType ?? null).toBe(video.hdrType);
        if (video.codec !== null) expect(streamDetails?.video?.codec?.toLowerCase()).toBe(video.codec);
        if (video.width !== null) expect(streamDetails?.video?.width).toBe(video.width);
        if (video.aspectRatio !== null) expect(streamDetails?.video?.aspectRatio).toBeCloseTo(video.aspectRatio, 1);
      }),
      { numRuns: 600 },
    );
  });

  it('works the same in every encoding', () => {
    const forms = [
      { encoding: 'utf-8', hasBom: true },
      { encoding: 'utf-16le', hasBom: true },
      { encoding: 'utf-16be', hasBom: true },
      { encoding: 'utf-16le', hasBom: false },
    ] as const;
    fc.assert(
      fc.property(anyMovieNfo, anyMovieValues, fc.constantFrom(...forms), (file, values, form) => {
        const plain = decodeNfo(patched(bytesOf(file.text), values)).text;
        const result = decodeNfo(patched(encodeNfo({ text: file.text, ...form }), values));
        expect(result).toMatchObject({ ...form, text: plain });
      }),
      { numRuns: 300 },
    );
  });
});

describe('NfoDocument', () => {
  it('gives back the very bytes of an unedited file', () => {
    fc.assert(
      fc.property(anyMovieNfo, (file) => {
        const bytes = bytesOf(file.text);
        const document = NfoDocument.parse(bytes);
        expect(document.toBytes()).toBe(bytes);
        expect(document.toText()).toBe(file.text);
      }),
    );
  });
});

describe('readMovieNfo', () => {
  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '<movie>',
      '</movie>',
      '<title>',
      '</title>',
      '<',
      '>',
      '/',
      '"',
      "='",
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml ',
      '?>',
      '<!DOCTYPE',
      '[',
      ']',
      '&',
      '\n',
      'a',
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readMovieNfo(bytes)));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const bytes = bytesOf(parts.join(''));
        const reading = readMovieNfo(bytes);
        if (reading.outcome === 'parsed') expect(patched(bytes, { ...reading.metadata, streams: null })).toBe(bytes);
      }),
      { numRuns: 3000 },
    );
  });
});
