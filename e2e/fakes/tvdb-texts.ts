import type { Texts, WorldCredit, WorldCrew, WorldImage, WorldTrailer, World } from './world-types.ts';

type Json = Record<string, unknown>;

/** ISO 639-1 → TheTVDB's codes, of the languages of the world. */
const LANGUAGES: Record<string, string> = {
  en: 'eng',
  de: 'deu',
  fr: 'fra',
  ja: 'jpn',
  ru: 'rus',
  ko: 'kor',
  es: 'spa',
  it: 'ita',
  ar: 'ara',
};
const COUNTRIES: Record<string, string> = {
  US: 'usa',
  GB: 'gbr',
  DE: 'deu',
  FR: 'fra',
  JP: 'jpn',
  RU: 'rus',
  EG: 'egy',
  ES: 'esp',
  KR: 'kor',
};

/** deu of de and de-DE. */
export function tvdbLanguage(tag: string): string {
  const base = tag.slice(0, 2);
  return LANGUAGES[base] ?? base;
}

export function tvdbCountry(code: string): string {
  return COUNTRIES[code] ?? code.toLowerCase();
}

/** The codes of the languages that something is translated to. */
export function languagesOf(texts: Texts): string[] {
  return Object.keys(texts).map(tvdbLanguage);
}

/** The text in one of TheTVDB's languages; undefined where there is no translation. */
export function textIn(texts: Texts, code: string): { title: string; overview: string } | undefined {
  return Object.entries(texts).find(([tag]) => tvdbLanguage(tag) === code)?.[1];
}

/** What `meta=translations` adds. An alias stands among the names and is marked. */
export function translationsOf(texts: Texts, aliases: readonly { country: string; title: string }[]): Json {
  const entries = Object.entries(texts);
  return {
    nameTranslations: [
      ...aliases.map(({ title }) => ({ name: title, isAlias: true, language: 'eng' })),
      ...entries.map(([tag, text], index) => ({
        name: text!.title,
        language: tvdbLanguage(tag),
        ...(index === 0 ? { isPrimary: true } : {}),
        ...(text!.tagline === '' ? {} : { tagline: text!.tagline }),
      })),
    ],
    overviewTranslations: entries.map(([tag, text], index) => ({
      overview: text!.overview,
      language: tvdbLanguage(tag),
      ...(index === 0 ? { isPrimary: true } : {}),
    })),
    aliases: aliases.map(({ title }) => title),
  };
}

export function artworkOf(image: WorldImage, type: number, origin: string, seasonId?: number): Json {
  const { id, path } = locate(image);
  return {
    id,
    image: `${origin}${path}.${image.extension}`,
    thumbnail: `${origin}${path}_t.${image.extension}`,
    language: image.language === null ? null : tvdbLanguage(image.language),
    type,
    // Nobody knows what it counts: those that people like have more than 100,000.
    score: 100_000 + image.voteCount,
    width: image.width,
    height: image.height,
    includesText: image.language !== null,
    thumbnailWidth: 0,
    thumbnailHeight: 0,
    updatedAt: 0,
    status: { id: 0, name: null },
    tagOptions: null,
    ...(seasonId === undefined ? {} : { seasonId }),
  };
}

function locate(image: WorldImage): { id: number; path: string } {
  const id = 60_000_000 + (Number.parseInt(image.key.replace(/\D/gu, '').slice(0, 7) || '1', 10) % 9_000_000);
  return { id, path: `/banners/v4/${image.kind}/${image.key}` };
}

/** Where the first image of a kind is; '' where there is none, as records say it. */
export function firstImage(images: readonly WorldImage[], kind: WorldImage['kind'], origin: string): string {
  const image = images.find((one) => one.kind === kind && one.hosts.includes('tvdb'));
  return image === undefined ? '' : `${origin}${locate(image).path}.${image.extension}`;
}

/** Cast, and those of the crew that TheTVDB has a name for. */
export function charactersOf(
  world: World,
  cast: readonly WorldCredit[],
  crew: readonly WorldCrew[],
  origin: string,
): Json[] {
  const actors = cast.map(({ personId, character, order }) =>
    person(world, personId, 'Actor', character, order, origin),
  );
  const others = crew.flatMap(({ personId, job }) => {
    const type = JOBS[job];
    return type === undefined ? [] : [person(world, personId, type, null, 0, origin)];
  });
  return [...others, ...actors];
}

const JOBS: Record<string, string> = {
  Director: 'Director',
  Screenplay: 'Writer',
  Writer: 'Writer',
  Creator: 'Creator',
};
const PEOPLE_TYPES: Record<string, number> = { Director: 1, Writer: 2, Actor: 3, Creator: 5 };

function person(
  world: World,
  personId: number,
  peopleType: string,
  name: string | null,
  sort: number,
  origin: string,
): Json {
  const { tvdbId, name: personName, images } = world.people.get(personId)!;
  return {
    id: tvdbId * 100 + sort,
    name,
    peopleId: tvdbId,
    seriesId: null,
    series: null,
    movie: null,
    movieId: null,
    episodeId: null,
    type: PEOPLE_TYPES[peopleType] ?? 3,
    image: null,
    sort,
    isFeatured: sort < 3,
    url: `${String(tvdbId)}-${personName.toLowerCase().replaceAll(' ', '-')}`,
    nameTranslations: null,
    overviewTranslations: null,
    aliases: null,
    peopleType,
    personName,
    tagOptions: null,
    personImgURL: firstImage(images, 'profile', origin),
  };
}

export function trailersOf(trailers: readonly WorldTrailer[]): Json[] {
  return trailers
    .filter(({ site }) => site === 'YouTube')
    .map(({ key, name, language }, index) => ({
      id: 170_000 + index,
      name,
      url: `https://www.youtube.com/watch?v=${key}`,
      language: tvdbLanguage(language),
      runtime: 0,
    }));
}

/** The number of the source differs between films and shows: 10 and 12. */
export function remoteIdsOf(one: { imdbId: string; tmdbId: number }, tmdbType: 10 | 12): Json[] {
  return [
    { id: one.imdbId, type: 2, sourceName: 'IMDB' },
    { id: `https://example.org/${one.imdbId}`, type: 4, sourceName: 'Official Website' },
    { id: String(one.tmdbId), type: tmdbType, sourceName: 'TheMovieDB.com' },
  ];
}
