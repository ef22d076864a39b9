import type { EpisodeOrder } from '../../../contract/field-values.ts';
import { emptySeasonMetadata } from '../../domain/tv-metadata.ts';
import type { SeasonAnswer } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../provider.ts';
import { mapEpisode, mapSeason } from './map-season.ts';
import type { EpisodePlace, SeasonByLanguage } from './map-season.ts';
import { KEEP_MS } from './tmdb-api.ts';
import type { TmdbApi } from './tmdb-api.ts';
import type { ImageMaker } from './tmdb-images.ts';
import { languageQuery, tmdbLanguage } from './tmdb-languages.ts';
import { episodeGroupSchema, seasonSchema } from './tmdb-schemas.ts';
import type { TmdbEpisodeGroup, TmdbSeason, TmdbSeries } from './tmdb-schemas.ts';

/** An episode of an order, with the season that it aired in, which holds its record. */
interface PlacedEpisode extends EpisodePlace {
  id: number;
  airedSeason: number;
}

/** A season in the order of airing. Null when there is none. */
export async function airedSeason(
  api: TmdbApi,
  tmdbId: number,
  season: number,
  options: AskOptions,
  images: () => Promise<ImageMaker>,
): Promise<SeasonAnswer | null> {
  const told = await seasonByLanguage(api, tmdbId, season, options);
  return told === null ? null : mapSeason(told, await images());
}

/**
 * A season of discs, or all episodes counted through: in absolute order there is one season besides the specials, whatever
 * number is asked for. Where the show has no such order, discs are as it aired, and counting is by date of airing.
 */
export async function orderedSeason(
  api: TmdbApi,
  series: TmdbSeries,
  season: number,
  order: Exclude<EpisodeOrder, 'aired'>,
  options: AskOptions,
  images: () => Promise<ImageMaker>,
): Promise<SeasonAnswer | null> {
  const group = await groupOf(api, series, order, options);
  const isSpecials = season === 0 && (order === 'absolute' || group === null);
  if (isSpecials || (group === null && order === 'dvd')) return airedSeason(api, series.id, season, options, images);
  const seasons = new Map<number, SeasonByLanguage>();
  const load = async (number: number): Promise<SeasonByLanguage | null> => {
    const known = seasons.get(number) ?? (await seasonByLanguage(api, series.id, number, options));
    if (known !== null) seasons.set(number, known);
    return known;
  };

  let places: PlacedEpisode[];
  if (group !== null) places = order === 'dvd' ? discPlaces(group, season) : countedPlaces(group);
  else places = await airedPlaces(series, load);
  const own = await load(season);
  const maker = await images();
  const base = (own === null ? null : mapSeason(own, maker)) ?? emptySeason(season);
  const episodes: SeasonAnswer['episodes'] = [];
  for (const place of places) {
    const aired = await load(place.airedSeason);
    const episode = firstOf(aired)?.episodes.find(({ id }) => id === place.id);
    if (aired !== null && episode !== undefined) episodes.push(mapEpisode(episode, aired, maker, order, place));
  }
  return episodes.length === 0 && own === null ? null : { ...base, season, episodes };
}

/** Once for each language: a season's answer holds its episodes in one. Only the first comes with all that is appended. */
async function seasonByLanguage(
  api: TmdbApi,
  tmdbId: number,
  season: number,
  options: AskOptions,
): Promise<SeasonByLanguage | null> {
  const languages = [...new Set(options.languages)];
  const told = new Map<string, TmdbSeason>();
  for (const [index, language] of (languages.length === 0 ? ['en-US'] : languages).entries()) {
    const answer = await api.ask(
      {
        path: `/tv/${String(tmdbId)}/season/${String(season)}`,
        query:
          index === 0
            ? {
                ...languageQuery({ ...options, languages: [language] }),
                append_to_response: 'credits,external_ids,images,translations',
              }
            : { language: tmdbLanguage(language) },
        schema: seasonSchema,
        keepForMs: KEEP_MS.details,
        what: 'a season',
      },
      options,
    );
    if (answer === null && index === 0) return null;
    if (answer !== null) told.set(language, answer);
  }
  return told;
}

/** TMDB's types of episode groups: https://developer.themoviedb.org/reference/tv-series-episode-groups */
const GROUP_TYPES = { absolute: 2, dvd: 3 } as const;

/** The order that people have entered for the show: of several, that which is simply called so, else the first. */
async function groupOf(
  api: TmdbApi,
  series: TmdbSeries,
  order: Exclude<EpisodeOrder, 'aired'>,
  options: AskOptions,
): Promise<TmdbEpisodeGroup | null> {
  const groups = series.episode_groups.filter(({ type }) => type === GROUP_TYPES[order]);
  const plain = order === 'dvd' ? /^dvd(?: order)?$/iu : /^absolute(?: order)?$/iu;
  const chosen = groups.find(({ name }) => plain.test(name?.trim() ?? '')) ?? groups[0];
  if (chosen === undefined) return null;
  return api.ask(
    {
      path: `/tv/episode_group/${encodeURIComponent(chosen.id)}`,
      schema: episodeGroupSchema,
      keepForMs: KEEP_MS.details,
      what: 'an order of episodes',
    },
    options,
  );
}

function discPlaces(group: TmdbEpisodeGroup, season: number): PlacedEpisode[] {
  const part = group.groups.find((one) => discSeason(one) === season);
  return (part === undefined ? [] : inOrder(part.episodes)).map((episode, index) => ({
    id: episode.id,
    airedSeason: episode.season_number,
    season,
    episode: index + 1,
  }));
}

function countedPlaces(group: TmdbEpisodeGroup): PlacedEpisode[] {
  const parts = group.groups.filter((part) => discSeason(part) !== 0);
  const episodes = inOrder(parts).flatMap((part) => inOrder(part.episodes));
  return episodes.map(({ id, season_number: airedSeason }, index) => ({
    id,
    airedSeason,
    season: 1,
    episode: index + 1,
  }));
}

async function airedPlaces(
  series: TmdbSeries,
  load: (season: number) => Promise<SeasonByLanguage | null>,
): Promise<PlacedEpisode[]> {
  const places: PlacedEpisode[] = [];
  const numbers = series.seasons.map(({ season_number: number }) => number).filter((number) => number > 0);
  for (const number of numbers.toSorted((a, b) => a - b)) {
    for (const { id } of firstOf(await load(number))?.episodes ?? []) {
      places.push({ id, airedSeason: number, season: 1, episode: places.length + 1 });
    }
  }
  return places;
}

/** The number in a part's name ("Season 2"), else its place; 0 for specials. */
function discSeason({ name, order }: TmdbEpisodeGroup['groups'][number]): number | null {
  if (/^(?:specials|extras|bonus)/iu.test(name?.trim() ?? '')) return 0;
  const number = /^[^\d]*\b(\d{1,3})$/u.exec(name?.trim() ?? '')?.[1];
  return number === undefined ? order : Number(number);
}

function inOrder<T extends { order: number | null }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0);
}

function firstOf(told: SeasonByLanguage | null): TmdbSeason | undefined {
  return told?.values().next().value;
}

/** A season that only discs have: nothing is told of it but its episodes. */
function emptySeason(season: number): SeasonAnswer {
  return {
    kind: 'season',
    provider: 'tmdb',
    providerId: '',
    ids: { tmdbId: null, tvdbId: null, imdbId: null },
    season,
    records: [{ language: '', metadata: { ...emptySeasonMetadata(), season } }],
    images: [],
    trailers: [],
    episodes: [],
  };
}
