import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ItemDetail } from '../../contract/items.ts';
import { kodiImagePath } from './kodi-import.ts';
import type { KodiEpisode, KodiMovie, KodiStreams } from './kodi-library.ts';

type Facts = Record<string, unknown>;

/** An item's values by the names they have in Kodi's answers; what Kodi has a word of its own for is left to the caller. */
export function expectedOf({ type, values, artwork }: ItemDetail): Facts {
  const ids = { tmdb: values.tmdb_id, tvdb: values.tvdb_id, imdb: values.imdb_id };
  const ratings = (values.ratings ?? []) as {
    source: string;
    value: number;
    max: number;
    votes: number | null;
    isDefault: boolean;
  }[];
  const shared = {
    title: values.title,
    plot: values.plot ?? '',
    userrating: values.user_rating ?? 0,
    ids: Object.fromEntries(
      Object.entries(ids).flatMap(([of, id]) => (id == null ? [] : [[of, `${id as string | number}`]])),
    ),
    ratings: Object.fromEntries(
      ratings.map(({ source, value, max, votes, isDefault }) => [
        source,
        [((value * 10) / max).toFixed(1), votes ?? 0, isDefault],
      ]),
    ),
    cast: ((values.actors ?? []) as { name: string; role: string | null; thumbHash: string | null }[]).map(
      ({ name, role, thumbHash }) => ({ name, role: role ?? '', portrait: thumbHash }),
    ),
    art: Object.fromEntries(
      artwork
        .filter(({ isSelected }) => isSelected)
        .map(({ type: of, rank, hash }) => [`${of}${(rank ?? 0) > 0 ? String(rank) : ''}`, hash]),
    ),
  };
  if (type === 'episode')
    return { ...shared, firstaired: values.aired ?? '', director: values.directors, writer: values.writers };
  const feature = {
    ...shared,
    originaltitle: values.original_title ?? '',
    sorttitle: values.sort_title ?? '',
    year: values.year,
    premiered: values.premiered ?? '',
    mpaa: values.mpaa ?? '',
    genre: values.genres,
    studio: values.studios,
    tag: values.tags,
  };
  if (type === 'series') return { ...feature, runtime: Number(values.runtime) * 60 };
  const set = values.set_id as { name: string } | null | undefined;
  return {
    ...feature,
    tagline: values.tagline ?? '',
    plotoutline: values.outline ?? '',
    country: values.countries,
    director: values.directors,
    writer: values.writers,
    set: set?.name ?? '',
  };
}

/** What Kodi says of an item, in the same shape: exactly the properties that are expected. */
export async function importedAs(item: object, expected: Facts): Promise<Facts> {
  const { uniqueid, ratings, cast, art, ...own } = item as KodiMovie & Facts;
  const answers: Facts = {
    ...own,
    ids: uniqueid ?? {},
    ratings: Object.fromEntries(
      Object.entries(ratings).map(([of, { rating, votes, default: isDefault }]) => [
        of,
        [rating.toFixed(1), votes, isDefault],
      ]),
    ),
    cast: await Promise.all(
      [...cast]
        .sort((a, b) => a.order - b.order)
        .map(async ({ name, role, thumbnail }) => ({ name, role, portrait: await hashOf(thumbnail) })),
    ),
    art: await artOf(art),
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, answers[key]]));
}

/** The hashes of an item's own artwork, by type: without what it has of its set, season or show, and Kodi's own pictures. */
export async function artOf(art: Record<string, string>, prefix = ''): Promise<Record<string, string | null>> {
  const own = Object.entries(art).filter(
    ([type]) => type.startsWith(prefix) && !type.slice(prefix.length).includes('.') && type !== 'icon',
  );
  return Object.fromEntries(
    await Promise.all(own.map(async ([type, address]) => [type.slice(prefix.length), await hashOf(address)] as const)),
  );
}

/** The streams as Metarr knows them, by Kodi's names. */
export function expectedStreams({ video, audio, subtitles }: ItemDetail): Facts {
  return {
    video: [video?.codec, video?.width, video?.height, video?.hdrType === 'HDR10' ? 'hdr10' : ''],
    audio: audio.map(({ codec, channels }) => [codec, channels]),
    subtitles: subtitles.filter(({ isExternal }) => !isExternal).length,
  };
}

export function importedStreams({ streamdetails }: Pick<KodiMovie | KodiEpisode, 'streamdetails'>): Facts {
  const { video, audio, subtitle }: KodiStreams = streamdetails;
  const [first] = video;
  return {
    video: [first?.codec, first?.width, first?.height, first?.hdrtype],
    audio: audio.map(({ codec, channels }) => [codec, channels]),
    subtitles: subtitle.length,
  };
}

/** The hash of the file that an image's address in Kodi stands for; null for none. */
async function hashOf(address: string | undefined): Promise<string | null> {
  if (address === undefined) return null;
  return createHash('sha256')
    .update(await readFile(kodiImagePath(address)))
    .digest('hex');
}
