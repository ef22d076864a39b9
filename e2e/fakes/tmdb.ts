import { imageBytes } from './world-image.ts';
import { startFakeServer } from './fake-server.ts';
import type { FakeServer } from './fake-server.ts';
import type { Fault } from './fake-faults.ts';
import type { FakeReply, FakeRequest } from './fake-http.ts';
import type { RateWindow } from './rate-watch.ts';
import { filmDetails, filmPart, setDetails, setPart } from './tmdb-films.ts';
import { personDetails } from './tmdb-people.ts';
import { find, search } from './tmdb-search.ts';
import { groupDetails, seasonDetails, seasonPart, showDetails, showPart } from './tmdb-shows.ts';
import { imageLists, readLanguages } from './tmdb-texts.ts';
import type { World } from './world-types.ts';

type Json = Record<string, unknown>;

/** A v3 key and a v4 token that the fake takes unless told otherwise. */
export const TMDB_KEY = '00112233445566778899aabbccddeeff';
export const TMDB_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0aGUgZmFrZSBvZiB0aGUgdGVzdHMifQ.bm90LWEtcmVhbC1zaWduYXR1cmU';

export interface FakeTmdbOptions {
  faults?: readonly Fault[];
  imageFaults?: readonly Fault[];
  /** 40 a second by default, the least that TMDB is known to answer. */
  limits?: readonly RateWindow[];
  /** Answers 429 to what is beyond the limits, besides recording it. */
  isStrict?: boolean;
  /** Answers in place of the image server: an image of a strange size, say. Null leaves it to the server. */
  image?: (request: FakeRequest) => FakeReply | null;
}

export interface FakeTmdb {
  api: FakeServer;
  images: FakeServer;
  /** For METARR_TMDB_URL. */
  url: string;
  /** For METARR_TMDB_IMAGE_URL. */
  imageUrl: string;
  close(): Promise<void>;
}

/** TMDB's API (v3) and image server over the invented world. */
export async function startFakeTmdb(world: World, options: FakeTmdbOptions = {}): Promise<FakeTmdb> {
  const images = await startFakeServer({
    name: 'TMDB images',
    faults: options.imageFaults ?? [],
    handle: async (request) => options.image?.(request) ?? (await imageReply(world, request.path)),
  });
  const api = await startFakeServer({
    name: 'TMDB',
    limits: options.limits ?? [{ requests: 40, windowMs: 1000 }],
    isStrict: options.isStrict ?? false,
    faults: options.faults ?? [],
    replies: {
      gone: NOT_FOUND,
      failed: said(500, 11, 'Internal error: Something went wrong, contact TMDb.'),
      tooMany: said(429, 25, 'Your request count is over the allowed limit.'),
    },
    authorize: (request) =>
      request.query.get('api_key') === TMDB_KEY || request.headers['authorization'] === `Bearer ${TMDB_TOKEN}`
        ? null
        : said(401, 7, 'Invalid API key: You must be granted a valid key.'),
    handle: (request) => {
      const reply = route(world, request, `${images.url}/t/p/`);
      return reply.status === 200 ? { ...reply, headers: { 'cache-control': 'public, max-age=600' } } : reply;
    },
  });
  return {
    api,
    images,
    url: `${api.url}/3`,
    imageUrl: `${images.url}/t/p`,
    async close() {
      await Promise.all([api.close(), images.close()]);
    },
  };
}

function said(status: number, code: number, message: string): FakeReply {
  return { status, json: { status_code: code, status_message: message, success: false } };
}

const NOT_FOUND: FakeReply = {
  status: 404,
  json: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
};

function route(world: World, request: FakeRequest, imageBase: string): FakeReply {
  const [version, kind, id = '', ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  if (version !== '3' || request.method !== 'GET') return NOT_FOUND;
  const languages = readLanguages(request.query);
  switch (kind) {
    case 'authentication':
      return { status: 200, json: { success: true, status_code: 1, status_message: 'Success.' } };
    case 'configuration':
      return { status: 200, json: configuration(imageBase) };
    case 'search':
      return id === 'movie' || id === 'tv' ? search(world, id, request.query) : NOT_FOUND;
    case 'find':
      return find(world, id, request.query);
    case 'movie': {
      const film = filmOf(world, id);
      if (film === undefined) return NOT_FOUND;
      return record(request, rest, film.tmdbId, filmDetails(world, film, languages), (part) =>
        filmPart(world, film, part, languages),
      );
    }
    case 'collection': {
      const set = world.sets.find((one) => String(one.tmdbId) === id);
      if (set === undefined) return NOT_FOUND;
      return record(request, rest, set.tmdbId, setDetails(world, set, languages), (part) =>
        setPart(set, part, languages),
      );
    }
    case 'person': {
      const person = world.people.get(Number(id));
      if (person === undefined) return NOT_FOUND;
      return record(request, rest, person.tmdbId, personDetails(person), (part) => {
        if (part === 'images') return imageLists(person.images, ['profile'], readLanguages(new URLSearchParams()));
        return part === 'external_ids' ? { imdb_id: person.imdbId, wikidata_id: null, twitter_id: '' } : null;
      });
    }
    case 'tv':
      return id === 'episode_group'
        ? groupReply(world, rest[0], languages.language)
        : showReply(world, request, id, rest);
    default:
      return NOT_FOUND;
  }
}

function showReply(world: World, request: FakeRequest, id: string, rest: readonly string[]): FakeReply {
  const languages = readLanguages(request.query);
  const show = world.seriesById.get(Number(id));
  if (show === undefined) return NOT_FOUND;
  if (rest[0] !== 'season') {
    return record(request, rest, show.tmdbId, showDetails(world, show, languages), (part) =>
      showPart(world, show, part, languages),
    );
  }
  const season = show.seasons.find((one) => String(one.number) === rest[1]);
  if (season === undefined) return NOT_FOUND;
  const details = seasonDetails(world, show, season, languages);
  return record(request, rest.slice(2), season.tmdbId, details, (part) =>
    seasonPart(world, show, season, part, languages),
  );
}

/** A record with what is appended, or one of its parts by itself: that says whose it is, an appended one does not. */
function record(
  request: FakeRequest,
  rest: readonly string[],
  id: number,
  details: Json,
  partOf: (name: string) => Json | null,
): FakeReply {
  if (rest.length > 0) {
    const part = partOf(rest.join('/'));
    return part === null ? NOT_FOUND : { status: 200, json: { id, ...part } };
  }
  const names = (request.query.get('append_to_response') ?? '').split(',').filter((name) => name !== '');
  if (names.length > 20) {
    return said(400, 27, 'Too many append to response objects: The maximum number of remote calls is 20.');
  }
  const appended = names.map((name): [string, Json | null] => [name, partOf(name)]);
  return { status: 200, json: { ...details, ...Object.fromEntries(appended.filter(([, part]) => part !== null)) } };
}

/** By number, by IMDb id, and by the number of one that was merged into another. */
function filmOf(world: World, id: string): World['films'][number] | undefined {
  if (id.startsWith('tt')) return world.films.find((film) => film.imdbId === id);
  const number = Number(id);
  return world.filmById.get(world.mergedIds.get(number) ?? number);
}

function groupReply(world: World, id: string | undefined, language: string): FakeReply {
  for (const show of world.series) {
    const group = show.groups.find((one) => one.id === id);
    if (group !== undefined) return { status: 200, json: groupDetails(show, group, language) };
  }
  return NOT_FOUND;
}

function configuration(imageBase: string): Json {
  return {
    change_keys: ['images', 'overview', 'title'],
    images: {
      base_url: imageBase,
      secure_base_url: imageBase,
      backdrop_sizes: ['w300', 'w780', 'w1280', 'original'],
      logo_sizes: ['w45', 'w92', 'w154', 'w185', 'w300', 'w500', 'original'],
      poster_sizes: ['w92', 'w154', 'w185', 'w342', 'w500', 'w780', 'original'],
      profile_sizes: ['w45', 'w185', 'h632', 'original'],
      still_sizes: ['w92', 'w185', 'w300', 'original'],
    },
  };
}

async function imageReply(world: World, path: string): Promise<FakeReply | null> {
  const [, size, height, key, extension] = /^\/t\/p\/(?:w(\d+)|h(\d+)|original)\/(\w+)\.(jpg|png)$/.exec(path) ?? [];
  const image = world.images.get(key ?? '');
  if (image === undefined || !image.hosts.includes('tmdb') || image.extension !== extension) return null;
  const width =
    height === undefined ? Number(size ?? image.width) : Math.round((Number(height) * image.width) / image.height);
  return {
    status: 200,
    bytes: await imageBytes(image, width),
    contentType: image.extension === 'png' ? 'image/png' : 'image/jpeg',
    headers: { 'cache-control': 'public, max-age=31536000' },
  };
}
