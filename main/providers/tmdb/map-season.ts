import type { EpisodeOrder } from '../../../contract/field-values.ts';
import { emptyEpisodeMetadata, emptySeasonMetadata } from '../../domain/tv-metadata.ts';
import type { EpisodeMetadata } from '../../domain/tv-metadata.ts';
import type { EpisodeAnswer, LanguageRecord, SeasonAnswer } from '../../domain/provider-answer.ts';
import { plainText } from '../plain-text.ts';
import { actorsOf, directorsOf, writersOf } from './map-people.ts';
import { dateOf, ratingsOf, uniqueIdsOf } from './map-shared.ts';
import { isNumberOnly } from './numbered-title.ts';
import { offersOf, plainOffer } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { TmdbCast, TmdbEpisode, TmdbSeason } from './tmdb-schemas.ts';
import { translationIn } from './tmdb-translations.ts';

/** A season as TMDB tells it, once for each language (BCP 47), the first with all that is appended. */
export type SeasonByLanguage = ReadonlyMap<string, TmdbSeason>;

/** An episode's place in another order than that of airing. */
export interface EpisodePlace {
  season: number;
  episode: number;
}

/** A season with its episodes, in the order of airing. */
export function mapSeason(byLanguage: SeasonByLanguage, maker: ImageMaker): SeasonAnswer | null {
  const first = byLanguage.values().next().value;
  if (first === undefined) return null;
  const season = first.season_number;
  const ids = { tmdbId: first.id, tvdbId: first.external_ids?.tvdb_id ?? null, imdbId: null };
  const posters = offersOf(maker, first.images, season);
  return {
    kind: 'season',
    provider: 'tmdb',
    providerId: String(first.id),
    ids,
    season,
    records: [
      {
        language: '',
        metadata: {
          ...emptySeasonMetadata(),
          season,
          premiered: dateOf(first.air_date),
          tmdbId: ids.tmdbId,
          tvdbId: ids.tvdbId,
          uniqueIds: uniqueIdsOf(ids),
        },
      },
      ...[...byLanguage].flatMap(([language, told]): SeasonAnswer['records'] => {
        const translation = translationIn(language, first.translations ?? []);
        const name = plainText(translation?.data.name) ?? plainText(told.name);
        const title = isNumberOnly(name, season) ? null : name;
        const plot = plainText(translation?.data.overview) ?? plainText(told.overview);
        if (title === null && plot === null) return [];
        return [{ language, metadata: { ...emptySeasonMetadata(), title, plot } }];
      }),
    ],
    images: posters.length > 0 ? posters : plainOffer(maker, 'poster', 'poster', first.poster_path, season),
    trailers: [],
    episodes: first.episodes.map((episode) => mapEpisode(episode, byLanguage, maker, 'aired', null)),
  };
}

/**
 * An episode of a season.
 * @param place where it stands in `order`, when that is not the order of airing
 */
export function mapEpisode(
  episode: TmdbEpisode,
  byLanguage: SeasonByLanguage,
  maker: ImageMaker,
  order: EpisodeOrder,
  place: EpisodePlace | null,
): EpisodeAnswer {
  const ids = { tmdbId: episode.id, tvdbId: null, imdbId: null };
  const regulars = byLanguage.values().next().value?.credits?.cast ?? [];
  const metadata: EpisodeMetadata = {
    ...emptyEpisodeMetadata(),
    season: place?.season ?? episode.season_number,
    episode: place?.episode ?? episode.episode_number,
    absolute: order === 'absolute' ? (place?.episode ?? null) : null,
    dvdSeason: order === 'dvd' ? (place?.season ?? null) : null,
    dvdEpisode: order === 'dvd' ? (place?.episode ?? null) : null,
    aired: dateOf(episode.air_date),
    runtime: episode.runtime,
    tmdbId: ids.tmdbId,
    uniqueIds: uniqueIdsOf(ids),
    directors: directorsOf(episode.crew),
    writers: writersOf(episode.crew),
    actors: actorsOf([...inOrder(regulars, 0), ...inOrder(episode.guest_stars, regulars.length)], maker),
    ratings: ratingsOf(episode.vote_average, episode.vote_count),
  };
  return {
    kind: 'episode',
    provider: 'tmdb',
    providerId: String(episode.id),
    ids,
    records: [{ language: '', metadata }, ...textsOf(episode, byLanguage)],
    images: plainOffer(maker, 'thumb', 'still', episode.still_path),
    trailers: [],
  };
}

function textsOf(episode: TmdbEpisode, byLanguage: SeasonByLanguage): LanguageRecord<EpisodeMetadata>[] {
  return [...byLanguage].flatMap(([language, told]): LanguageRecord<EpisodeMetadata>[] => {
    const found = told.episodes.find(({ id }) => id === episode.id);
    if (found === undefined) return [];
    const title = isNumberOnly(found.name, found.episode_number) ? null : plainText(found.name);
    const plot = plainText(found.overview);
    if (title === null && plot === null) return [];
    return [{ language, metadata: { ...emptyEpisodeMetadata(), title, plot } }];
  });
}

/** Guests stand behind all of the season's cast, whatever number TMDB gives them. */
function inOrder(cast: readonly TmdbCast[], from: number): TmdbCast[] {
  return cast
    .toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)
    .map((member, index) => ({ ...member, order: from + index }));
}
