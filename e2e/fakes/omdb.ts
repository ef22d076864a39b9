import { startFakeServer } from './fake-server.ts';
import type { FakeServer } from './fake-server.ts';
import type { Fault } from './fake-faults.ts';
import type { FakeReply, FakeRequest } from './fake-http.ts';
import type { RateWindow } from './rate-watch.ts';
import { byTitleWords } from './title-words.ts';
import type { World, WorldCrew, WorldFilm, WorldRatings, WorldSeries } from './world-types.ts';

type Json = Record<string, unknown>;

/** The key that the fake takes. */
export const OMDB_KEY = '4d3c2b1a';

export interface FakeOmdbOptions {
  faults?: readonly Fault[];
  limits?: readonly RateWindow[];
  isStrict?: boolean;
  /** How many requests the key has a day: 1000 by default. */
  perDay?: number;
}

export interface FakeOmdb {
  api: FakeServer;
  /** For METARR_OMDB_URL. */
  url: string;
  close(): Promise<void>;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const COUNTRIES: Record<string, string> = {
  US: 'United States',
  GB: 'United Kingdom',
  DE: 'Germany',
  FR: 'France',
  JP: 'Japan',
};
const PER_PAGE = 10;

/**
 * OMDb over the invented world; shapes after https://www.omdbapi.com/ and answers that clients keep for their tests. Every
 * value is a text, what is unknown is N/A, and an error is an answer with 200 unless it is about the key.
 */
export async function startFakeOmdb(world: World, options: FakeOmdbOptions = {}): Promise<FakeOmdb> {
  let answered = 0;
  const api = await startFakeServer({
    name: 'OMDb',
    limits: options.limits ?? [],
    isStrict: options.isStrict ?? false,
    faults: options.faults ?? [],
    replies: {
      gone: said(200, 'Error getting data.'),
      failed: said(500, 'Internal error'),
      tooMany: said(429, 'Too many requests.'),
    },
    authorize: ({ query }) => {
      const key = query.get('apikey');
      if (key === null) return said(401, 'No API key provided.');
      if (key !== OMDB_KEY) return said(401, 'Invalid API key!');
      answered += 1;
      return answered > (options.perDay ?? 1000) ? said(401, 'Request limit reached!') : null;
    },
    handle: (request) => route(world, request),
  });
  return { api, url: api.url, close: () => api.close() };
}

function said(status: number, message: string): FakeReply {
  return { status, json: { Response: 'False', Error: message } };
}

function route(world: World, { path, query }: FakeRequest): FakeReply | null {
  if (path !== '/') return null;
  const id = query.get('i');
  const words = query.get('s');
  if (words !== null) return search(world, words, query);
  if (id === null) return said(200, 'Something went wrong.');
  if (!/^tt\d{7,10}$/u.test(id)) return said(200, 'Incorrect IMDb ID.');
  const film = world.films.find((one) => one.imdbId === id);
  if (film !== undefined) return { status: 200, json: filmOf(world, film) };
  const show = world.series.find((one) => one.imdbId === id);
  if (show !== undefined) return { status: 200, json: showOf(world, show) };
  return said(200, 'Error getting data.');
}

function search(world: World, words: string, query: URLSearchParams): FakeReply {
  const type = query.get('type');
  const found = [
    ...(type === 'series' ? [] : byTitleWords(world.films, words).map((film) => hit(film, String(film.year), 'movie'))),
    ...(type === 'movie' ? [] : byTitleWords(world.series, words).map((show) => hit(show, years(show), 'series'))),
  ];
  if (found.length === 0) return said(200, 'Movie not found!');
  if (found.length > 500) return said(200, 'Too many results.');
  const page = Number(query.get('page') ?? '1');
  const json = {
    Search: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    totalResults: String(found.length),
    Response: 'True',
  };
  return { status: 200, json };
}

function hit(one: WorldFilm | WorldSeries, year: string, type: string): Json {
  return { Title: englishTitle(one), Year: year, imdbID: one.imdbId, Type: type, Poster: 'N/A' };
}

function filmOf(world: World, film: WorldFilm): Json {
  const rated = film.releases.find(({ country, certification }) => country === 'US' && certification !== '');
  return {
    ...head(film, String(film.year), rated?.certification ?? 'N/A', film.released, `${String(film.runtime)} min`),
    ...people(world, film),
    ...ratings(film.ratings),
    imdbID: film.imdbId,
    Type: 'movie',
    DVD: 'N/A',
    BoxOffice: 'N/A',
    Production: 'N/A',
    Website: 'N/A',
    Response: 'True',
  };
}

function showOf(world: World, show: WorldSeries): Json {
  const first = show.seasons.find(({ number }) => number === 1)?.episodes[0]?.aired ?? null;
  const crew = show.creators.map((personId): WorldCrew => ({ personId, job: 'Writer', department: 'Writing' }));
  return {
    ...head(show, years(show), show.certifications['US'] ?? 'N/A', first, '45 min'),
    ...people(world, { cast: show.cast, crew }),
    ...ratings({ ...show.ratings, tomatometer: null, metacritic: null }),
    imdbID: show.imdbId,
    Type: 'series',
    totalSeasons: String(show.seasons.filter(({ number }) => number > 0).length),
    Response: 'True',
  };
}

/** With an en dash, and open at the end of a show that goes on. */
function years(show: WorldSeries): string {
  const seasons = show.seasons.filter(({ number }) => number > 0).length;
  return `${String(show.year)}–${show.status === 'Returning Series' ? '' : String(show.year + seasons - 1)}`;
}

function englishTitle(one: WorldFilm | WorldSeries): string {
  return one.texts['en-US']?.title ?? one.originalTitle;
}

function head(
  one: WorldFilm | WorldSeries,
  year: string,
  rated: string,
  released: string | null,
  runtime: string,
): Json {
  const [y = '', month = '', day = ''] = released?.split('-') ?? [];
  return {
    Title: englishTitle(one),
    Year: year,
    Rated: rated,
    Released: released === null ? 'N/A' : `${day} ${MONTHS[Number(month) - 1] ?? ''} ${y}`,
    Runtime: runtime,
    Genre: one.genres.map(({ names }) => names.en).join(', '),
    Plot: one.texts['en-US']?.overview ?? 'N/A',
    Language: 'English',
    Country: one.countries.map((code) => COUNTRIES[code] ?? code).join(', '),
    Awards: 'N/A',
    Poster: 'N/A',
  };
}

function people(world: World, { cast, crew }: Pick<WorldFilm, 'cast' | 'crew'>): Json {
  const names = (ids: readonly number[]): string =>
    ids.length === 0 ? 'N/A' : ids.map((id) => world.people.get(id)!.name).join(', ');
  return {
    Director: names(crew.filter(({ job }) => job === 'Director').map(({ personId }) => personId)),
    Writer: names(crew.filter(({ department }) => department === 'Writing').map(({ personId }) => personId)),
    Actors: names(cast.slice(0, 3).map(({ personId }) => personId)),
  };
}

function ratings({ imdb, tomatometer, metacritic }: WorldRatings): Json {
  const value = imdb.value.toFixed(1);
  return {
    Ratings: [
      { Source: 'Internet Movie Database', Value: `${value}/10` },
      ...(tomatometer === null ? [] : [{ Source: 'Rotten Tomatoes', Value: `${String(tomatometer)}%` }]),
      ...(metacritic === null ? [] : [{ Source: 'Metacritic', Value: `${String(metacritic)}/100` }]),
    ],
    Metascore: metacritic === null ? 'N/A' : String(metacritic),
    imdbRating: value,
    imdbVotes: imdb.votes.toLocaleString('en-US'),
  };
}
