import { startFakeServer } from './fake-server.ts';
import type { FakeServer } from './fake-server.ts';
import type { Fault } from './fake-faults.ts';
import type { FakeReply, FakeRequest } from './fake-http.ts';
import type { RateWindow } from './rate-watch.ts';
import { imageBytes } from './world-image.ts';
import type { World, WorldImage } from './world-types.ts';

type Json = Record<string, unknown>;

/** A project's key and a person's that the fake takes. */
export const FANART_KEY = '6fa42b0ef3b5f3aab6a7edaa78675ac2';
export const FANART_PERSONAL_KEY = '1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f';

export interface FakeFanartOptions {
  faults?: readonly Fault[];
  /** Ten a second by default; images do not count. */
  limits?: readonly RateWindow[];
  isStrict?: boolean;
  /** Says "Not found" with 200, as it did for years. */
  isNotFoundOk?: boolean;
}

export interface FakeFanart {
  api: FakeServer;
  /** For METARR_FANART_URL. */
  url: string;
  close(): Promise<void>;
}

const MOVIE_KINDS: Partial<Record<WorldImage['kind'], string>> = {
  poster: 'movieposter',
  backdrop: 'moviebackground',
  logo: 'hdmovielogo',
  clearart: 'hdmovieclearart',
  disc: 'moviedisc',
  banner: 'moviebanner',
  landscape: 'moviethumb',
};
const SERIES_KINDS: Partial<Record<WorldImage['kind'], string>> = {
  poster: 'tvposter',
  backdrop: 'showbackground',
  logo: 'hdtvlogo',
  clearart: 'hdclearart',
  banner: 'tvbanner',
  landscape: 'tvthumb',
  character: 'characterart',
};

/**
 * fanart.tv's API over the invented world, in its versions v3 and v3.2; shapes after https://fanart.tv/api-docs/api-v3/ and
 * answers that clients keep for their tests. Its images lie on the same server, below /fanart and, small, below /preview.
 */
export async function startFakeFanart(world: World, options: FakeFanartOptions = {}): Promise<FakeFanart> {
  let origin = '';
  const notFound = said(options.isNotFoundOk === true ? 200 : 404, 'Not found');
  const api = await startFakeServer({
    name: 'fanart.tv',
    limits: options.limits ?? [{ requests: 10, windowMs: 1000 }],
    isStrict: options.isStrict ?? false,
    isLimited: ({ path }) => !isImage(path),
    faults: options.faults ?? [],
    replies: {
      gone: notFound,
      failed: said(500, 'Internal error'),
      tooMany: said(429, 'Rate limit exceeded'),
    },
    authorize: ({ path, query, headers }) => {
      if (isImage(path)) return null;
      const key = query.get('api_key') ?? headers['api-key'];
      const personal = query.get('client_key') ?? headers['client-key'] ?? null;
      const isKnown = key === FANART_KEY || key === FANART_PERSONAL_KEY;
      return isKnown && (personal === null || personal === FANART_PERSONAL_KEY) ? null : said(401, 'Invalid API key');
    },
    handle: async (request) => {
      if (isImage(request.path)) return imageReply(world, request.path);
      const answer = answerOf(world, request, origin);
      return answer === null ? notFound : { status: 200, json: answer };
    },
  });
  origin = api.url;
  return { api, url: `${api.url}/v3.2`, close: () => api.close() };
}

function isImage(path: string): boolean {
  return path.startsWith('/fanart/') || path.startsWith('/preview/');
}

/** The message's name has a space in it. */
function said(status: number, message: string): FakeReply {
  return { status, json: { status: 'error', 'error message': message } };
}

function answerOf(world: World, { path, method }: FakeRequest, origin: string): Json | null {
  const [, version = '', kind, id = ''] = /^\/(v3(?:\.2)?)\/(movies|tv)\/(\w+)$/u.exec(path) ?? [];
  if (method !== 'GET') return null;
  const isSized = version === 'v3.2';
  if (kind === 'movies') {
    const film = world.films.find((one) => String(one.tmdbId) === id || one.imdbId === id);
    if (film === undefined) return null;
    const images = byKind(film.images, MOVIE_KINDS, (image, name) =>
      entry(image, `${origin}/fanart/movies/${String(film.tmdbId)}/${name}`, isSized),
    );
    const head = { name: film.originalTitle, tmdb_id: String(film.tmdbId), imdb_id: film.imdbId };
    return withCount(head, images, isSized);
  }
  const show = world.series.find((one) => kind === 'tv' && String(one.tvdbId) === id);
  if (show === undefined) return null;
  const base = `${origin}/fanart/tv/${String(show.tvdbId)}`;
  const images = byKind(show.images, SERIES_KINDS, (image, name) => ({
    ...entry(image, `${base}/${name}`, isSized),
    ...(name === 'showbackground' ? { season: 'all' } : {}),
  }));
  const posters = show.seasons.flatMap((season) =>
    season.images
      .filter((image) => image.kind === 'poster' && image.hosts.includes('fanart'))
      .map((image) => ({ ...entry(image, `${base}/seasonposter`, isSized), season: String(season.number) })),
  );
  // One that is meant for the view of all seasons.
  const [first] = posters;
  if (first !== undefined) images['seasonposter'] = [...posters, { ...first, id: `${first.id}0`, season: 'all' }];
  return withCount({ name: show.originalTitle, thetvdb_id: String(show.tvdbId) }, images, isSized);
}

interface Entry {
  id: string;
  url: string;
  lang: string;
  likes: string;
}

/** Kinds that there is no image of are left out, an empty answer has none. */
function byKind(
  images: readonly WorldImage[],
  kinds: Partial<Record<WorldImage['kind'], string>>,
  make: (image: WorldImage, name: string) => Entry,
): Record<string, Entry[]> {
  const found: Record<string, Entry[]> = {};
  for (const image of images) {
    const name = kinds[image.kind];
    if (name === undefined || !image.hosts.includes('fanart')) continue;
    (found[name] ??= []).push(make(image, name));
  }
  return found;
}

function withCount(head: Json, images: Record<string, Entry[]>, isSized: boolean): Json | null {
  const count = Object.values(images).reduce((sum, list) => sum + list.length, 0);
  if (count === 0) return null;
  return { ...head, ...(isSized ? { image_count: count } : {}), ...images };
}

/** Numbers are texts. Textless is '00' of posters and '' of what never has text. */
function entry(image: WorldImage, base: string, isSized: boolean): Entry {
  return {
    id: String(100_000 + image.variant),
    url: `${base}/${image.key}.${image.extension}`,
    lang: image.language ?? (image.kind === 'poster' ? '00' : ''),
    likes: String(image.voteCount),
    ...(image.kind === 'disc' ? { disc: '1', disc_type: 'bluray' } : {}),
    ...(isSized ? { added: '2021-04-05 12:00:00', width: String(image.width), height: String(image.height) } : {}),
  };
}

async function imageReply(world: World, path: string): Promise<FakeReply | null> {
  const [, size, key = '', extension] = /^\/(fanart|preview)\/.+\/([A-Za-z\d]+)\.(jpg|png)$/u.exec(path) ?? [];
  const image = world.images.get(key);
  if (image === undefined || !image.hosts.includes('fanart') || image.extension !== extension) return null;
  return {
    status: 200,
    bytes: await imageBytes(image, size === 'preview' ? 200 : image.width),
    contentType: extension === 'png' ? 'image/png' : 'image/jpeg',
  };
}
