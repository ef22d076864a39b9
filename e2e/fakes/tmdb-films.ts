import { credits } from './tmdb-people.ts';
import { firstPath, genresIn, imageLists, textIn, translations } from './tmdb-texts.ts';
import type { TmdbLanguages } from './tmdb-texts.ts';
import type { World, WorldFilm, WorldSet, WorldTrailer } from './world-types.ts';

type Json = Record<string, unknown>;

export const COUNTRY_NAMES: Record<string, string> = {
  US: 'United States of America',
  GB: 'United Kingdom',
  DE: 'Germany',
  FR: 'France',
  JP: 'Japan',
  RU: 'Russia',
  EG: 'Egypt',
  ES: 'Spain',
  KR: 'South Korea',
};

/** A film in a list of hits. */
export function filmHit(film: WorldFilm, language: string): Json {
  const text = textIn(film.texts, language, film.originalTitle);
  return {
    adult: false,
    backdrop_path: firstPath(film.images, 'backdrop', language),
    genre_ids: film.genres.map((genre) => genre.id),
    id: film.tmdbId,
    original_language: film.originalLanguage,
    original_title: film.originalTitle,
    overview: text.overview,
    popularity: film.popularity,
    poster_path: firstPath(film.images, 'poster', language),
    release_date: film.released ?? '',
    softcore: false,
    title: text.title,
    video: false,
    vote_average: film.ratings.tmdb.value,
    vote_count: film.ratings.tmdb.votes,
  };
}

export function filmDetails(world: World, film: WorldFilm, languages: TmdbLanguages): Json {
  const { language } = languages;
  const text = textIn(film.texts, language, film.originalTitle);
  const { genre_ids: _, ...head } = filmHit(film, language);
  return {
    ...head,
    belongs_to_collection: setRef(world, film.setId, language),
    budget: 0,
    genres: genresIn(film.genres, language),
    homepage: '',
    imdb_id: film.imdbId,
    origin_country: film.countries,
    production_companies: companies(film.studios),
    production_countries: film.countries.map((code) => ({ iso_3166_1: code, name: COUNTRY_NAMES[code] ?? code })),
    revenue: 0,
    runtime: film.runtime,
    spoken_languages: [{ english_name: 'English', iso_639_1: 'en', name: 'English' }],
    status: 'Released',
    tagline: text.tagline,
  };
}

/** A part of a film's record that is asked for by itself or appended; null for one that there is not. */
export function filmPart(world: World, film: WorldFilm, part: string, languages: TmdbLanguages): Json | null {
  switch (part) {
    case 'credits':
      return credits(world, film.cast, film.crew);
    case 'images':
      return imageLists(film.images, ['backdrop', 'logo', 'poster'], languages);
    case 'videos':
      return { results: videos(film.trailers, languages) };
    case 'external_ids':
      return { imdb_id: film.imdbId, wikidata_id: null, facebook_id: null, instagram_id: null, twitter_id: null };
    case 'release_dates':
      return { results: releaseDates(film) };
    case 'alternative_titles':
      return {
        titles: film.alternativeTitles.map(({ country, title, type }) => ({ iso_3166_1: country, title, type })),
      };
    case 'translations':
      return { translations: translations(film.texts, 'title', film.originalTitle) };
    case 'keywords':
      return { keywords: keywords(film.keywords) };
    default:
      return null;
  }
}

export function setDetails(world: World, set: WorldSet, languages: TmdbLanguages): Json {
  const { language } = languages;
  const text = textIn(set.texts, language, set.texts['en-US']?.title ?? '');
  return {
    id: set.tmdbId,
    name: text.title,
    original_language: 'en',
    original_name: set.texts['en-US']?.title ?? '',
    overview: text.overview,
    poster_path: firstPath(set.images, 'poster', language),
    backdrop_path: firstPath(set.images, 'backdrop', language),
    parts: set.filmIds.map((id) => ({ ...filmHit(world.filmById.get(id)!, language), media_type: 'movie' })),
  };
}

export function setPart(set: WorldSet, part: string, languages: TmdbLanguages): Json | null {
  if (part === 'images') return imageLists(set.images, ['backdrop', 'poster'], languages);
  if (part === 'translations') return { translations: translations(set.texts, 'title', null) };
  return null;
}

/** Those in the language asked for and in `include_video_language`. */
export function videos(trailers: readonly WorldTrailer[], languages: TmdbLanguages): Json[] {
  const wanted = languages.videos ?? [languages.language.slice(0, 2)];
  return trailers
    .filter((trailer) => wanted.includes(trailer.language))
    .map((trailer) => ({
      iso_639_1: trailer.language,
      iso_3166_1: trailer.country,
      name: trailer.name,
      key: trailer.key,
      site: trailer.site,
      size: trailer.height,
      type: trailer.type,
      official: trailer.isOfficial,
      published_at: trailer.publishedAt,
      id: trailer.id,
    }));
}

export function keywords(words: readonly string[]): Json[] {
  return words.map((name) => ({ id: 100 + name.length * 37, name }));
}

export function companies(names: readonly string[]): Json[] {
  return names.map((name) => ({ id: 40 + name.length * 11, logo_path: null, name, origin_country: 'US' }));
}

function setRef(world: World, setId: number | null, language: string): Json | null {
  const set = world.sets.find((one) => one.tmdbId === setId);
  if (set === undefined) return null;
  return {
    id: set.tmdbId,
    name: textIn(set.texts, language, set.texts['en-US']?.title ?? '').title,
    poster_path: firstPath(set.images, 'poster', language),
    backdrop_path: firstPath(set.images, 'backdrop', language),
  };
}

function releaseDates(film: WorldFilm): Json[] {
  const countries = [...new Set(film.releases.map((release) => release.country))];
  return countries.map((country) => ({
    iso_3166_1: country,
    release_dates: film.releases
      .filter((release) => release.country === country)
      .map((release) => ({
        certification: release.certification,
        descriptors: [],
        iso_639_1: '',
        note: release.type === 1 ? 'Festival' : '',
        release_date: `${release.date}T00:00:00.000Z`,
        type: release.type,
      })),
  }));
}
