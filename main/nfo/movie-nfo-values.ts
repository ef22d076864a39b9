import type { ActorCredit, MovieMetadata, MovieSetRef, Rating, UniqueId } from '../domain/movie-metadata.ts';
import type { MediaStreams } from '../domain/streams.ts';
import { inCreditOrder } from './movie-actor-elements.ts';
import { MOVIE_LISTS, splitEntries } from './movie-list-elements.ts';
import { validRating } from './movie-rating-elements.ts';
import { parseNfoDate, yearOfNfoDate } from './nfo-date.ts';
import { roundToSixPlaces } from './nfo-number.ts';
import { normalizeProvider, normalizeProviderId } from './provider-id.ts';
import { normalizeLineEnds, withoutIllegalCharacters } from './xml-text.ts';

/** All that a film's NFO is to say. */
export interface MovieNfoValues extends MovieMetadata {
  /** Null when the file has not been probed: what the NFO says of streams is then left alone. */
  streams: MediaStreams | null;
}

/**
 * The values in the form in which reading the NFO gives them back: text without the characters XML cannot hold and
 * without white space around it, blank text as null, lists without repeats and with `A / B` as two entries, a year where
 * the release date gives one, actors in credit order, one rating per source with at most one default.
 */
export function normalizeMovieNfoValues(values: MovieNfoValues): MovieNfoValues {
  const lists: Record<string, string[]> = {};
  for (const { field, isSplit } of MOVIE_LISTS) {
    lists[field] = [...new Set(values[field].flatMap((entry) => splitEntries(clean(entry) ?? '', isSplit)))];
  }
  const premiered = parseNfoDate(clean(values.premiered) ?? '');
  const tmdbId = normalizeProviderId('tmdb', String(values.tmdbId ?? ''));
  return {
    ...values,
    ...lists,
    title: clean(values.title),
    originalTitle: clean(values.originalTitle),
    sortTitle: clean(values.sortTitle),
    year: integerWithin(values.year, 1000, 9999) ?? yearOfNfoDate(premiered ?? ''),
    premiered,
    runtime: integerWithin(values.runtime, 1, 999_999_999),
    mpaa: clean(values.mpaa),
    tagline: clean(values.tagline),
    outline: clean(values.outline),
    plot: clean(values.plot),
    userRating: normalizeUserRating(values.userRating),
    tmdbId: tmdbId === null ? null : Number(tmdbId),
    imdbId: normalizeProviderId('imdb', values.imdbId ?? ''),
    uniqueIds: normalizeUniqueIds(values.uniqueIds),
    set: normalizeSet(values.set),
    actors: normalizeActors(values.actors),
    ratings: normalizeRatings(values.ratings),
  };
}

function clean(text: string | null): string | null {
  return text === null ? null : withoutIllegalCharacters(normalizeLineEnds(text)).trim() || null;
}

function integerWithin(value: number | null, least: number, most: number): number | null {
  return value !== null && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function normalizeUserRating(value: number | null): number | null {
  const rounded = roundToSixPlaces(value ?? 0);
  return rounded > 0 && rounded <= 10 ? rounded : null;
}

function normalizeUniqueIds(ids: readonly UniqueId[]): UniqueId[] {
  const byType = new Map<string, UniqueId>();
  for (const id of ids) {
    const type = normalizeProvider(clean(id.type) ?? '');
    const value = normalizeProviderId(type, clean(id.value) ?? '');
    if (type !== '' && value !== null && !byType.has(type)) byType.set(type, { ...id, type, value });
  }
  return [...byType.values()];
}

function normalizeSet(set: MovieSetRef | null): MovieSetRef | null {
  const name = clean(set?.name ?? null);
  if (set === null || name === null) return null;
  const tmdbCollectionId = integerWithin(set.tmdbCollectionId, 1, 999_999_999);
  return { name, overview: clean(set.overview), tmdbCollectionId };
}

function normalizeActors(actors: readonly ActorCredit[]): ActorCredit[] {
  const named: ActorCredit[] = [];
  for (const actor of actors) {
    const name = clean(actor.name);
    if (name === null) continue;
    named.push({
      name,
      role: clean(actor.role),
      order: integerWithin(actor.order, 0, 999_999) ?? named.length,
      thumbUrl: clean(actor.thumbUrl),
      tmdbId: integerWithin(actor.tmdbId, 1, 999_999_999),
    });
  }
  return inCreditOrder(named);
}

function normalizeRatings(ratings: readonly Rating[]): Rating[] {
  const bySource = new Map<string, Rating>();
  for (const rating of ratings) {
    const source = clean(rating.source) ?? 'default';
    const votes = integerWithin(rating.votes, 0, 999_999_999_999);
    const valid = validRating(source, rating.value, rating.max, votes, rating.isDefault);
    if (valid !== null && !bySource.has(source)) bySource.set(source, valid);
  }
  const valid = [...bySource.values()];
  const firstDefault = valid.findIndex((rating) => rating.isDefault);
  return valid.map((rating, index) => ({ ...rating, isDefault: index === firstDefault }));
}
