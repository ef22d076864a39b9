import { describe, expect, it } from 'vitest';
import { mapMovie } from './map-movie.ts';
import { isNumberOnly } from './numbered-title.ts';
import { credentialsOf } from './tmdb-api.ts';
import { imageUrl, KNOWN_SIZES, offersOf, previewSizes } from './tmdb-images.ts';
import { languageQuery, tmdbLanguage } from './tmdb-languages.ts';
import { configurationSchema, movieSchema, seriesSchema } from './tmdb-schemas.ts';
import { textsIn } from './tmdb-translations.ts';

// Shapes as https://developer.themoviedb.org/reference shows them, with made-up contents.
const maker = { baseUrl: 'https://images.example/t/p', sizes: KNOWN_SIZES };

describe('a film with next to nothing', () => {
  it.each([
    { id: 7 },
    {
      id: 7,
      title: '',
      original_title: null,
      release_date: '',
      runtime: 0,
      overview: '',
      genres: null,
      belongs_to_collection: null,
      credits: { cast: [{ id: 1, name: null }, { name: 'Ada' }, 'no person'], crew: null },
      images: { posters: [{ file_path: null }, { file_path: '/a.jpg', width: '500', iso_639_1: 'xx' }] },
      videos: { results: [{ site: 'YouTube' }] },
      imdb_id: '',
      vote_average: 0,
      vote_count: 0,
      release_dates: { results: [{ iso_3166_1: 'US', release_dates: [{ certification: '', type: 3 }] }] },
      translations: { translations: [{ iso_639_1: 'de', data: {} }] },
      softcore: false,
    },
  ])('says nothing rather than something empty', (body) => {
    const answer = mapMovie(movieSchema.parse(body), ['de-DE'], maker);
    expect(answer.ids).toEqual({ tmdbId: 7, imdbId: null, tvdbId: null });
    expect(answer.records).toHaveLength(1);
    expect(answer.records[0]).toMatchObject({
      language: '',
      certifications: {},
      metadata: { originalTitle: null, year: null, premiered: null, runtime: null, ratings: [], genres: [], set: null },
    });
    expect(answer.trailers).toEqual([]);
  });

  it('is no answer without an id', () => {
    expect(movieSchema.safeParse({ title: 'A film' }).success).toBe(false);
    expect(seriesSchema.safeParse([]).success).toBe(false);
  });
});

describe('certifications', () => {
  const certified = (releases: { type: number; certification: string }[]): Record<string, string> | undefined =>
    mapMovie(
      movieSchema.parse({ id: 7, release_dates: { results: [{ iso_3166_1: 'DE', release_dates: releases }] } }),
      [],
      maker,
    ).records[0]?.certifications;

  it('are those of the cinema, else of what came after, however they are listed', () => {
    expect(
      certified([
        { type: 5, certification: '16' },
        { type: 1, certification: '18' },
        { type: 3, certification: '12' },
      ]),
    ).toEqual({ DE: '12' });
    expect(
      certified([
        { type: 3, certification: '' },
        { type: 4, certification: '6' },
        { type: 5, certification: '12' },
      ]),
    ).toEqual({ DE: '12' });
    expect(certified([{ type: 1, certification: ' ' }])).toEqual({});
  });
});

describe('people', () => {
  const [record] = mapMovie(
    movieSchema.parse({
      id: 7,
      credits: {
        cast: [
          { id: 2, name: 'Zelda Wexcombe', character: 'The Guard', order: 4, profile_path: '/z.jpg' },
          { id: 1, name: 'Ada Ivarsson', character: 'Mara', order: 0, profile_path: null },
          { id: 1, name: 'Ada Ivarsson', character: 'Mara’s Twin', order: 9 },
          { id: 3, name: 'Ada Ivarsson', character: '', order: 5 },
        ],
        crew: [
          { id: 4, name: 'Imre Kolmorgen', job: 'Novel', department: 'Writing' },
          { id: 5, name: 'Odile Stavrakis', job: 'Screenplay', department: 'Writing' },
          { id: 5, name: 'Odile Stavrakis', job: 'Director', department: 'Directing' },
          { id: 6, name: 'Pavel Brandvold', job: 'Director of Photography', department: 'Camera' },
        ],
      },
    }),
    [],
    maker,
  ).records;

  it('stand in order, once each, with all their roles; namesakes stay apart', () => {
    expect(record?.metadata.actors).toEqual([
      { name: 'Ada Ivarsson', role: 'Mara / Mara’s Twin', order: 0, thumbUrl: null, tmdbId: 1 },
      { name: 'Zelda Wexcombe', role: 'The Guard', order: 1, thumbUrl: `${maker.baseUrl}/h632/z.jpg`, tmdbId: 2 },
      { name: 'Ada Ivarsson', role: null, order: 2, thumbUrl: null, tmdbId: 3 },
    ]);
  });

  it('are directors by that very job, and writers before those they wrote after', () => {
    expect(record?.metadata.directors).toEqual(['Odile Stavrakis']);
    expect(record?.metadata.writers).toEqual(['Odile Stavrakis', 'Imre Kolmorgen']);
  });
});

describe('texts by language', () => {
  const source = {
    language: 'de-DE',
    title: '静かな灯台守',
    overview: '',
    tagline: '',
    originalTitle: '静かな灯台守',
    originalLanguage: 'ja',
    translations: [
      {
        iso_639_1: 'en',
        iso_3166_1: 'US',
        data: { title: 'The Quiet Keeper', name: null, overview: '<b>A</b>', tagline: '' },
      },
      { iso_639_1: 'pt', iso_3166_1: 'PT', data: { title: 'O faroleiro', name: null, overview: '', tagline: null } },
      { iso_639_1: 'pt', iso_3166_1: 'BR', data: { title: 'O guardião', name: null, overview: '', tagline: null } },
    ],
  };

  it('are not the original title where nobody has translated it', () => {
    expect(textsIn('de-DE', source)).toEqual({ title: null, overview: null, tagline: null });
    expect(textsIn('ja-JP', source).title).toBe('静かな灯台守');
    expect(textsIn('en-GB', source)).toEqual({ title: 'The Quiet Keeper', overview: 'A', tagline: null });
  });

  it('are those of the country, when there are several', () => {
    expect(textsIn('pt-BR', source).title).toBe('O guardião');
    expect(textsIn('pt', source).title).toBe('O faroleiro');
  });

  it('are the answer’s own when it has no translations', () => {
    expect(textsIn('de-DE', { ...source, translations: null }).title).toBe('静かな灯台守');
  });
});

describe('names that say no more than a number', () => {
  it.each(['Episode 5', 'Folge 5', 'Épisode 5', '第 5 集', '第5話', 'Эпизод 5', '5. bölüm', '5'.concat('화')])(
    '%s',
    (name) => {
      expect(isNumberOnly(name, 5)).toBe(true);
    },
  );
  it.each(['Episode 6', '5', 'Room 5', 'Part 5', 'Episode 5: The Key', '', 'Fünf'])('but not %j', (name) => {
    expect(isNumberOnly(name, 5)).toBe(false);
  });
  it('specials', () => {
    expect(isNumberOnly('Specials', 0)).toBe(true);
    expect(isNumberOnly('Specials', 1)).toBe(false);
    expect(isNumberOnly('Staffel 2', 2)).toBe(true);
  });
});

describe('images', () => {
  it('are shown in the smallest size that is large enough', () => {
    const sizes = (poster_sizes: string[]): string =>
      previewSizes(configurationSchema.parse({ images: { poster_sizes } })).poster;
    expect(sizes(['w92', 'w500', 'w400', 'original'])).toBe('w400');
    expect(sizes([])).toBe('w342');
  });

  it('are fetched as PNG where they were drawn as SVG, and known by their own name', () => {
    expect(imageUrl(maker.baseUrl, 'original', '/logo.svg')).toBe(`${maker.baseUrl}/original/logo.png`);
    const logo = { file_path: '/logo.svg', width: 500, height: 200, iso_639_1: 'de', vote_average: 10, vote_count: 0 };
    const none = { posters: [], backdrops: [], stills: [], profiles: [] };
    expect(offersOf(maker, { ...none, logos: [logo, logo] })).toEqual([
      {
        type: 'clearlogo',
        url: `${maker.baseUrl}/original/logo.png`,
        previewUrl: `${maker.baseUrl}/w300/logo.png`,
        sourceKey: '/logo.svg',
        width: 500,
        height: 200,
        language: 'de',
        voteAverage: null,
        voteCount: 0,
        season: null,
      },
    ]);
  });
});

describe('requests', () => {
  it('name languages as TMDB does', () => {
    expect(['de-DE', 'en', 'zh-Hans', 'pt-br', 'zh-Hant-TW'].map(tmdbLanguage)).toEqual([
      'de-DE',
      'en',
      'zh',
      'pt-BR',
      'zh-TW',
    ]);
    expect(languageQuery({ languages: ['de-DE', 'fr-FR'], imageLanguages: ['de', 'en'] })).toEqual({
      language: 'de-DE',
      include_image_language: 'de,en,null',
      include_video_language: 'de,fr,en',
    });
  });

  it('carry keys by their form', () => {
    expect(credentialsOf('A'.repeat(32))).toEqual({ secretQuery: { api_key: 'A'.repeat(32) } });
    expect(credentialsOf(' Bearer eyJ.a.b ')).toEqual({ headers: { authorization: 'Bearer eyJ.a.b' } });
  });
});
