import { COUNTRY_NAMES, companies, keywords, videos } from './tmdb-films.ts';
import { aggregateCredits, credits, episodePeople, personHead } from './tmdb-people.ts';
import { filePath, firstPath, genresIn, imageLists, textIn, translations } from './tmdb-texts.ts';
import type { TmdbLanguages } from './tmdb-texts.ts';
import type { World, WorldEpisode, WorldEpisodeGroup, WorldSeason, WorldSeries } from './world-types.ts';

type Json = Record<string, unknown>;

/** A show in a list of hits. */
export function showHit(show: WorldSeries, language: string): Json {
  const text = textIn(show.texts, language, show.originalTitle);
  return {
    adult: false,
    backdrop_path: firstPath(show.images, 'backdrop', language),
    genre_ids: show.genres.map((genre) => genre.id),
    id: show.tmdbId,
    origin_country: show.countries,
    original_language: show.originalLanguage,
    original_name: show.originalTitle,
    overview: text.overview,
    popularity: show.popularity,
    poster_path: firstPath(show.images, 'poster', language),
    first_air_date: firstAired(show) ?? '',
    softcore: false,
    name: text.title,
    vote_average: show.ratings.tmdb.value,
    vote_count: show.ratings.tmdb.votes,
  };
}

export function showDetails(world: World, show: WorldSeries, languages: TmdbLanguages): Json {
  const { language } = languages;
  const { genre_ids: _, ...head } = showHit(show, language);
  const episodes = show.seasons.filter((season) => season.number > 0).flatMap((season) => season.episodes);
  const last = episodes.at(-1);
  return {
    ...head,
    created_by: show.creators.map((id) => {
      const { name, original_name, gender, profile_path } = personHead(world.people.get(id)!);
      return { id, credit_id: `5256c8c2${String(id).padStart(16, '0')}`, name, original_name, gender, profile_path };
    }),
    // What a show's episodes last has not been told of new ones for years.
    episode_run_time: show.year < 2000 ? [45] : [],
    genres: genresIn(show.genres, language),
    homepage: '',
    in_production: show.status === 'Returning Series',
    languages: [show.originalLanguage],
    last_air_date: last?.aired ?? null,
    last_episode_to_air: last === undefined ? null : episodeHead(show, last, language),
    next_episode_to_air: null,
    networks: companies(show.networks),
    number_of_episodes: episodes.length,
    number_of_seasons: show.seasons.filter((season) => season.number > 0).length,
    production_companies: [],
    production_countries: show.countries.map((code) => ({ iso_3166_1: code, name: COUNTRY_NAMES[code] ?? code })),
    seasons: show.seasons.map((season) => ({
      air_date: season.aired,
      episode_count: season.episodes.length,
      id: season.tmdbId,
      ...seasonWords(season, language),
      poster_path: firstPath(season.images, 'poster', language),
      season_number: season.number,
      vote_average: 0,
    })),
    spoken_languages: [{ english_name: 'English', iso_639_1: 'en', name: 'English' }],
    status: show.status,
    tagline: textIn(show.texts, language, show.originalTitle).tagline,
    type: 'Scripted',
  };
}

/** A part of a show's record that is asked for by itself or appended; null for one that there is not. */
export function showPart(world: World, show: WorldSeries, part: string, languages: TmdbLanguages): Json | null {
  switch (part) {
    case 'credits':
      return credits(world, show.cast, []);
    case 'aggregate_credits':
      return aggregateCredits(world, show.cast, show.seasons[0]?.episodes[0]?.crew ?? []);
    case 'images':
      return imageLists(show.images, ['backdrop', 'logo', 'poster'], languages);
    case 'videos':
      return { results: videos(show.trailers, languages) };
    case 'external_ids':
      return {
        imdb_id: show.imdbId,
        freebase_mid: null,
        freebase_id: null,
        tvdb_id: show.tvdbId,
        tvrage_id: null,
        wikidata_id: null,
        facebook_id: null,
        instagram_id: null,
        twitter_id: null,
      };
    case 'content_ratings':
      return {
        results: Object.entries(show.certifications).map(([country, rating]) => ({
          descriptors: [],
          iso_3166_1: country,
          rating,
        })),
      };
    case 'alternative_titles':
      return {
        results: show.alternativeTitles.map(({ country, title, type }) => ({ iso_3166_1: country, title, type })),
      };
    case 'translations':
      return { translations: translations(show.texts, 'name', show.originalTitle) };
    case 'keywords':
      return { results: keywords(show.keywords) };
    case 'episode_groups':
      return { results: show.groups.map(groupHead) };
    default:
      return null;
  }
}

export function seasonDetails(world: World, show: WorldSeries, season: WorldSeason, languages: TmdbLanguages): Json {
  const { language } = languages;
  return {
    _id: `52542272760ee3${String(season.tmdbId).padStart(10, '0')}`,
    air_date: season.aired,
    episodes: season.episodes.map((episode) => ({
      ...episodeHead(show, episode, language),
      ...episodePeople(world, episode.guests, episode.crew),
    })),
    ...seasonWords(season, language),
    networks: companies(show.networks),
    id: season.tmdbId,
    poster_path: firstPath(season.images, 'poster', language),
    season_number: season.number,
    vote_average: 0,
  };
}

export function seasonPart(
  world: World,
  show: WorldSeries,
  season: WorldSeason,
  part: string,
  languages: TmdbLanguages,
): Json | null {
  if (part === 'credits') return credits(world, show.cast.slice(0, 4), []);
  if (part === 'images') return imageLists(season.images, ['poster'], languages);
  if (part === 'translations') return { translations: translations(season.texts, 'name', null) };
  if (part === 'external_ids')
    return { freebase_mid: null, freebase_id: null, tvdb_id: season.tvdbId, tvrage_id: null };
  return null;
}

/** An episode without its people. One that is not translated is called by its number, in the language asked for. */
export function episodeHead(show: WorldSeries, episode: WorldEpisode, language: string): Json {
  const word = language.startsWith('fr') ? 'Épisode' : language.startsWith('de') ? 'Folge' : 'Episode';
  const text = textIn(episode.texts, language, `${word} ${String(episode.number)}`);
  return {
    air_date: episode.aired,
    episode_number: episode.number,
    episode_type: 'standard',
    id: episode.tmdbId,
    name: text.title,
    overview: text.overview,
    production_code: '',
    runtime: episode.runtime,
    season_number: episode.season,
    show_id: show.tmdbId,
    still_path: episode.images[0] === undefined ? null : filePath(episode.images[0]),
    vote_average: episode.rating.value,
    vote_count: episode.rating.votes,
  };
}

export function groupDetails(show: WorldSeries, group: WorldEpisodeGroup, language: string): Json {
  return {
    ...groupHead(group),
    groups: group.groups.map((part) => ({
      id: part.id,
      name: part.name,
      order: part.order,
      episodes: part.episodes.map((episode, order) => ({ ...episodeHead(show, episode, language), order })),
      locked: true,
    })),
  };
}

export function firstAired(show: WorldSeries): string | null {
  return show.seasons.find((season) => season.number === 1)?.aired ?? null;
}

function groupHead(group: WorldEpisodeGroup): Json {
  return {
    description: '',
    episode_count: group.groups.reduce((sum, part) => sum + part.episodes.length, 0),
    group_count: group.groups.length,
    id: group.id,
    name: group.name,
    network: null,
    type: group.type,
  };
}

function seasonWords(season: WorldSeason, language: string): Json {
  const text = textIn(season.texts, language, `Season ${String(season.number)}`);
  return { name: text.title, overview: text.overview };
}
