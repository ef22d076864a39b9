import { filmHit } from './tmdb-films.ts';
import { showHit, firstAired, episodeHead } from './tmdb-shows.ts';
import { firstPath } from './tmdb-texts.ts';
import type { FakeReply } from './fake-http.ts';
import type { Texts, World, WorldFilm, WorldSeries } from './world-types.ts';

const PER_PAGE = 20;

/** /search/movie and /search/tv: every word of the query begins a word of one of the titles; known ones come first. */
export function search(world: World, kind: 'movie' | 'tv', query: URLSearchParams): FakeReply {
  const page = Number(query.get('page') ?? '1');
  if (!Number.isInteger(page) || page < 1 || page > 500) {
    const message = 'Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.';
    return { status: 400, json: { status_code: 22, status_message: message, success: false } };
  }
  const language = query.get('language') ?? 'en-US';
  const wanted = words(query.get('query') ?? '');
  const found =
    kind === 'movie'
      ? hits(world.films, wanted, query, filmYears).map((film) => filmHit(film, language))
      : hits(world.series, wanted, query, showYears).map((show) => showHit(show, language));
  return {
    status: 200,
    json: {
      page,
      results: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
      total_pages: Math.ceil(found.length / PER_PAGE),
      total_results: found.length,
    },
  };
}

/** /find/{id}: five lists, of which a TVDB number may fill several. */
export function find(world: World, id: string, query: URLSearchParams): FakeReply {
  const source = query.get('external_source');
  const language = query.get('language') ?? 'en-US';
  if (source !== 'imdb_id' && source !== 'tvdb_id') {
    const message = 'Invalid parameters: Your request parameters are incorrect.';
    return { status: 400, json: { status_code: 5, status_message: message, success: false } };
  }
  const isIt = (one: { imdbId?: string | null; tvdbId: number | null }): boolean =>
    source === 'imdb_id' ? one.imdbId === id : String(one.tvdbId) === id;
  const seasons = world.series.flatMap((show) => show.seasons.map((season) => ({ show, season })));
  const episodes = seasons.flatMap(({ show, season }) => season.episodes.map((episode) => ({ show, episode })));
  return {
    status: 200,
    json: {
      // Films are not known there by their TVDB numbers.
      movie_results: world.films
        .filter((film) => source === 'imdb_id' && isIt(film))
        .map((film) => ({ ...filmHit(film, language), media_type: 'movie' })),
      person_results: [],
      tv_results: world.series.filter(isIt).map((show) => ({ ...showHit(show, language), media_type: 'tv' })),
      tv_episode_results: episodes
        .filter(({ episode }) => isIt(episode))
        .map(({ show, episode }) => ({ ...episodeHead(show, episode, language), media_type: 'tv_episode' })),
      tv_season_results: seasons
        .filter(({ season }) => source === 'tvdb_id' && isIt(season))
        .map(({ show, season }) => ({
          id: season.tmdbId,
          name: season.texts['en-US']?.title ?? '',
          overview: '',
          poster_path: firstPath(season.images, 'poster', language),
          media_type: 'tv_season',
          vote_average: 0,
          air_date: season.aired,
          season_number: season.number,
          show_id: show.tmdbId,
          episode_count: season.episodes.length,
        })),
    },
  };
}

interface Titled {
  originalTitle: string;
  texts: Texts;
  alternativeTitles: { title: string }[];
  popularity: number;
}

function hits<T extends Titled>(
  all: readonly T[],
  wanted: readonly string[],
  query: URLSearchParams,
  isOfYear: (one: T, query: URLSearchParams) => boolean,
): T[] {
  if (wanted.length === 0) return [];
  const rank = (one: T): number => (titlesOf(one).some((title) => title.join(' ') === wanted.join(' ')) ? 1 : 0);
  return all
    .filter((one) => isOfYear(one, query))
    .filter((one) =>
      titlesOf(one).some((title) => wanted.every((word) => title.some((other) => other.startsWith(word)))),
    )
    .toSorted((a, b) => rank(b) - rank(a) || b.popularity - a.popularity);
}

function titlesOf(one: Titled): string[][] {
  const translated = Object.values(one.texts).map((text) => text!.title);
  return [one.originalTitle, ...translated, ...one.alternativeTitles.map(({ title }) => title)].map(words);
}

/** `primary_release_year` is that of the first release, `year` that of any. */
function filmYears(film: WorldFilm, query: URLSearchParams): boolean {
  const primary = query.get('primary_release_year');
  const any = query.get('year');
  if (primary !== null && String(film.year) !== primary) return false;
  return (
    any === null || [film.released ?? '', ...film.releases.map(({ date }) => date)].some((date) => date.startsWith(any))
  );
}

/** `first_air_date_year` is that of the first episode, `year` that of any. */
function showYears(show: WorldSeries, query: URLSearchParams): boolean {
  const first = query.get('first_air_date_year');
  const any = query.get('year');
  if (first !== null && firstAired(show)?.startsWith(first) !== true) return false;
  const episodes = show.seasons.flatMap((season) => season.episodes);
  return any === null || episodes.some((episode) => episode.aired?.startsWith(any) === true);
}

/** Without case, accents and punctuation. */
function words(title: string): string[] {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
