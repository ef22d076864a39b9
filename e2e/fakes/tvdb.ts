import { startFakeServer } from './fake-server.ts';
import type { FakeServer } from './fake-server.ts';
import type { Fault } from './fake-faults.ts';
import type { FakeReply, FakeRequest } from './fake-http.ts';
import type { RateWindow } from './rate-watch.ts';
import { byTitleWords } from './title-words.ts';
import { filmBase, filmExtended, searchHit } from './tvdb-films.ts';
import {
  episodeBase,
  placedIn,
  SEASON_TYPES,
  seasonEntries,
  seasonExtended,
  showBase,
  showExtended,
  typesOf,
} from './tvdb-shows.ts';
import type { SeasonType } from './tvdb-shows.ts';
import { textIn } from './tvdb-texts.ts';
import { imageBytes } from './world-image.ts';
import type { Texts, World } from './world-types.ts';

/** The key and the PIN that the fake takes. */
export const TVDB_KEY = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
export const TVDB_PIN = 'QWERTY42';

export interface FakeTvdbOptions {
  faults?: readonly Fault[];
  /** 30 in ten seconds by default; images do not count. */
  limits?: readonly RateWindow[];
  isStrict?: boolean;
  /** The key is one that needs a subscriber's PIN. */
  needsPin?: boolean;
  /** 500, as the real ones. */
  episodesPerPage?: number;
}

export interface FakeTvdb {
  api: FakeServer;
  /** For METARR_TVDB_URL. */
  url: string;
  /** Every token that was given is no longer accepted. */
  expireTokens(): void;
  close(): Promise<void>;
}

/**
 * TheTVDB's API v4 over the invented world; shapes after https://thetvdb.github.io/v4-api/ (4.7.10) and answers that clients
 * keep for their tests. Its images lie on the same server, below /banners.
 */
export async function startFakeTvdb(world: World, options: FakeTvdbOptions = {}): Promise<FakeTvdb> {
  const tokens = new Set<string>();
  let given = 0;
  let origin = '';

  function login(request: FakeRequest): FakeReply {
    const { apikey, pin } = readJson(request.body);
    if (apikey !== TVDB_KEY) return failure(401, 'InvalidAPIKey: apikey invalid');
    if (options.needsPin === true && typeof pin !== 'string') return failure(400, 'InvalidValueType: pin required');
    if (options.needsPin === true ? pin !== TVDB_PIN : pin !== undefined)
      return failure(401, 'InvalidPIN: pin invalid');
    given += 1;
    const token = `eyJhbGciOiJSUzI1NiJ9.dG9rZW4g${String(given)}.c2lnbmF0dXJl`;
    tokens.add(token);
    return success({ token });
  }

  const api = await startFakeServer({
    name: 'TheTVDB',
    limits: options.limits ?? [{ requests: 30, windowMs: 10_000 }],
    isStrict: options.isStrict ?? false,
    isLimited: ({ path }) => !path.startsWith('/banners/'),
    faults: options.faults ?? [],
    replies: {
      gone: NOT_FOUND,
      failed: failure(500, 'InternalServerError: something went wrong'),
      tooMany: failure(429, 'Too Many Requests'),
    },
    authorize: ({ path, headers }) => {
      if (path === '/v4/login' || path.startsWith('/banners/')) return null;
      const [, token = ''] = /^Bearer (.+)$/u.exec(headers['authorization'] ?? '') ?? [];
      return tokens.has(token) ? null : failure(401, 'Unauthorized');
    },
    handle: async (request) => {
      if (request.path === '/v4/login') return request.method === 'POST' ? login(request) : NOT_FOUND;
      if (request.path.startsWith('/banners/')) return imageReply(world, request.path);
      return route(world, request, origin, options.episodesPerPage ?? 500);
    },
  });
  origin = api.url;
  return {
    api,
    url: `${api.url}/v4`,
    expireTokens: () => {
      tokens.clear();
    },
    close: () => api.close(),
  };
}

function success(data: unknown, links?: unknown): FakeReply {
  return { status: 200, json: { status: 'success', data, ...(links === undefined ? {} : { links }) } };
}

function failure(status: number, message: string): FakeReply {
  return { status, json: { status: 'failure', message, data: null } };
}

const NOT_FOUND = failure(404, 'NotFoundException: not found');

function route(world: World, request: FakeRequest, origin: string, perPage: number): FakeReply {
  const [version, kind, id = '', ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  const part = rest.join('/');
  if (version !== 'v4' || request.method !== 'GET') return NOT_FOUND;
  if (kind === 'artwork' && id === 'types') return success(ARTWORK_TYPES);
  if (kind === 'search')
    return id === 'remoteid' ? remoteHits(world, part, origin) : search(world, request.query, origin);
  if (kind === 'series') {
    const show = world.series.find((one) => String(one.tvdbId) === id);
    if (show === undefined) return NOT_FOUND;
    if (part === '') return success(showBase(show, origin));
    if (part === 'extended') return success(showExtended(world, show, request.query, origin));
    if (rest[0] === 'translations') return translation(show.texts, rest[1] ?? '');
    return rest[0] === 'episodes' ? episodes(world, request, id, rest, origin, perPage) : NOT_FOUND;
  }
  if (kind === 'seasons') {
    const entry = world.series.flatMap(seasonEntries).find((one) => String(one.id) === id);
    if (entry === undefined) return NOT_FOUND;
    if (part === 'extended') return success(seasonExtended(entry, origin));
    return rest[0] === 'translations' && entry.aired !== null
      ? translation(entry.aired.texts, rest[1] ?? '')
      : NOT_FOUND;
  }
  if (kind === 'movies') {
    const film = world.films.find((one) => one.tvdbId !== null && String(one.tvdbId) === id);
    if (film === undefined) return NOT_FOUND;
    if (part === '') return success(filmBase(film, origin));
    if (rest[0] === 'translations') return translation(film.texts, rest[1] ?? '');
    return part === 'extended' ? success(filmExtended(world, film, request.query, origin)) : NOT_FOUND;
  }
  return NOT_FOUND;
}

function translation(texts: Texts, code: string): FakeReply {
  const text = textIn(texts, code);
  return text === undefined
    ? NOT_FOUND
    : success({ name: text.title, overview: text.overview, language: code, aliases: [] });
}

function search(world: World, query: URLSearchParams, origin: string): FakeReply {
  const words = query.get('query') ?? query.get('q') ?? '';
  if (words === '') return failure(400, 'query is required');
  const type = query.get('type');
  const year = query.get('year');
  const isOfYear = (one: { year: number }): boolean => year === null || year === String(one.year);
  const films = world.films.filter((film) => film.tvdbId !== null && isOfYear(film));
  const shows = world.series.filter(isOfYear);
  const found = [
    ...(type === 'series'
      ? []
      : byTitleWords(films, words).map((film) =>
          searchHit('movie', film, { date: film.released, status: 'Released' }, origin),
        )),
    ...(type === 'movie'
      ? []
      : byTitleWords(shows, words).map((show) =>
          searchHit('series', show, { date: `${String(show.year)}-03-03`, status: 'Ended' }, origin),
        )),
  ];
  const limit = Math.min(50, Number(query.get('limit') ?? '50'));
  const offset = Number(query.get('offset') ?? '0');
  const links = { prev: null, self: '', next: null, total_items: found.length, page_size: limit };
  return success(found.slice(offset, offset + limit), links);
}

/** Numbers are looked for among the ids of every source. */
function remoteHits(world: World, id: string, origin: string): FakeReply {
  const isIt = (one: { imdbId: string; tmdbId: number }): boolean => one.imdbId === id || String(one.tmdbId) === id;
  const films = world.films.filter((film) => film.tvdbId !== null && isIt(film));
  const found = [
    ...world.series.filter(isIt).map((show) => ({ series: showBase(show, origin) })),
    ...films.map((film) => ({ movie: filmBase(film, origin) })),
    ...[...world.people.values()]
      .filter((person) => person.imdbId === id)
      .map((person) => ({
        people: { id: person.tvdbId, name: person.name, image: '/banners/person/1.jpg', score: 0 },
      })),
  ];
  return success(found.length === 0 ? null : found);
}

function episodes(
  world: World,
  request: FakeRequest,
  id: string,
  [, type = '', code]: readonly string[],
  origin: string,
  perPage: number,
): FakeReply {
  const show = world.series.find((one) => String(one.tvdbId) === id);
  if (show === undefined) return NOT_FOUND;
  const named = type === 'default' ? 'official' : type;
  if (!Object.hasOwn(SEASON_TYPES, named)) return failure(400, 'InvalidValueType: invalid season type');
  const order = named as SeasonType;
  const all = typesOf(show).includes(order) ? placedIn(show, order) : [];
  const page = Number(request.query.get('page') ?? '0');
  const onPage = all.slice(page * perPage, (page + 1) * perPage);
  const list = onPage.map((placed) => episodeBase(show, placed, code ?? null, origin));
  const at = (number: number): string => `https://api4.thetvdb.com/v4${request.path.slice(3)}?page=${String(number)}`;
  const links = {
    prev: page > 0 ? at(page - 1) : null,
    self: at(page),
    next: (page + 1) * perPage < all.length ? at(page + 1) : null,
    total_items: all.length,
    page_size: perPage,
  };
  const base = showBase(show, origin);
  return success(code === undefined ? { series: base, episodes: list } : { ...base, episodes: list }, links);
}

/** As /artwork/types has answered for years; those of people, companies and lists are of no use here. */
const ARTWORK_TYPES = [
  [1, 'Banner', 'series', 758, 140],
  [2, 'Poster', 'series', 680, 1000],
  [3, 'Background', 'series', 1920, 1080],
  [5, 'Icon', 'series', 1024, 1024],
  [6, 'Banner', 'season', 758, 140],
  [7, 'Poster', 'season', 680, 1000],
  [8, 'Background', 'season', 1920, 1080],
  [10, 'Icon', 'season', 1024, 1024],
  [11, '16:9 Screencap', 'episode', 640, 360],
  [12, '4:3 Screencap', 'episode', 640, 480],
  [13, 'Photo', 'actor', 300, 450],
  [14, 'Poster', 'movie', 680, 1000],
  [15, 'Background', 'movie', 1920, 1080],
  [16, 'Banner', 'movie', 758, 140],
  [22, 'ClearArt', 'series', 1000, 562],
  [23, 'ClearLogo', 'series', 800, 310],
  [24, 'ClearArt', 'movie', 1000, 562],
  [25, 'ClearLogo', 'movie', 800, 310],
].map(([id, name, recordType, width, height]) => ({
  id,
  name,
  recordType,
  slug: `${String(name).toLowerCase()}s`,
  imageFormat: String(name).startsWith('Clear') ? 'PNG' : 'JPG',
  width,
  height,
  thumbWidth: Math.round(Number(width) / 2),
  thumbHeight: Math.round(Number(height) / 2),
}));

async function imageReply(world: World, path: string): Promise<FakeReply> {
  const [, key = '', thumb, extension] = /^\/banners\/v4\/\w+\/([A-Za-z\d]+)(_t)?\.(jpg|png)$/u.exec(path) ?? [];
  const image = world.images.get(key);
  if (image === undefined || !image.hosts.includes('tvdb') || image.extension !== extension) return NOT_FOUND;
  return {
    status: 200,
    bytes: await imageBytes(image, thumb === undefined ? image.width : Math.round(image.width / 2)),
    contentType: extension === 'png' ? 'image/png' : 'image/jpeg',
  };
}

function readJson(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}
