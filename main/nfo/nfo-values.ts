import type { ActorCredit, MovieSetRef, Rating, UniqueId } from '../domain/movie-metadata.ts';
import type { SeasonName } from '../domain/tv-metadata.ts';
import { inCreditOrder } from './actor-elements.ts';
import { splitEntries } from './list-elements.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { roundToSixPlaces } from './nfo-number.ts';
import { ownIds } from './own-ids.ts';
import { normalizeProvider, normalizeProviderId } from './provider-id.ts';
import { validRating } from './rating-elements.ts';
import { formatScalar, type ScalarSpec } from './scalar-elements.ts';
import { normalizeLineEnds, withoutIllegalCharacters } from './xml-text.ts';

/**
 * The values in the form in which reading the NFO gives them back: text without the characters XML cannot hold and
 * without white space around it, blank text as null, lists without repeats and with `A / B` as two entries, a year where
 * the release date gives one, actors in credit order, one rating per source with at most one default.
 */
export function normalizeNfoValues(values: NfoValues, kind: NfoKind): NfoValues {
  const normal: NfoValues = { ...values };
  for (const field of kind.fields) {
    if (field.kind === 'scalar') normal[field.field] = normalizeScalar(field, values[field.field] ?? null);
    else if (field.kind === 'list') normal[field.field] = normalizeList(values[field.field] ?? []);
    else if (field.kind === 'ids') Object.assign(normal, normalizeIds(values, kind));
    else if (field.kind === 'set') normal.set = normalizeSet(values.set ?? null);
    else if (field.kind === 'actors') normal.actors = normalizeActors(values.actors ?? []);
    else if (field.kind === 'ratings') normal.ratings = normalizeRatings(values.ratings ?? []);
    else if (field.kind === 'namedSeasons') normal.namedSeasons = normalizeSeasonNames(values.namedSeasons ?? []);
  }
  if (normal.year === null) normal.year = yearOfNfoDate(formatScalar(normal.premiered ?? ''));
  return normal;
}

function clean(text: string | null): string | null {
  return text === null ? null : withoutIllegalCharacters(normalizeLineEnds(text)).trim() || null;
}

/** A number that would not read back as itself is none. */
function normalizeScalar(spec: ScalarSpec, value: string | number | null): string | number | null {
  const text = value === null ? null : clean(formatScalar(value));
  const parsed = text === null ? null : spec.parse(text);
  return typeof value === 'number' && parsed !== roundToSixPlaces(value) ? null : parsed;
}

function normalizeList(entries: readonly string[]): string[] {
  return [...new Set(entries.flatMap((entry) => splitEntries(clean(entry) ?? '')))];
}

function normalizeIds(values: NfoValues, kind: NfoKind): NfoValues {
  const normal: NfoValues = { uniqueIds: normalizeUniqueIds(values.uniqueIds ?? []) };
  for (const [provider, id] of ownIds(values, kind)) {
    const valid = normalizeProviderId(provider, id ?? '');
    if (provider === 'imdb') normal.imdbId = valid;
    else normal[`${provider}Id`] = valid === null ? null : Number(valid);
  }
  return normal;
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

function integerWithin(value: number | null, least: number, most: number): number | null {
  return value !== null && Number.isInteger(value) && value >= least && value <= most ? value : null;
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

function normalizeSeasonNames(names: readonly SeasonName[]): SeasonName[] {
  const bySeason = new Map<number, string>();
  for (const { season, name } of names) {
    const cleaned = clean(name);
    if (cleaned === null || integerWithin(season, 0, 999_999) === null || bySeason.has(season)) continue;
    bySeason.set(season, cleaned);
  }
  return [...bySeason].map(([season, name]) => ({ season, name })).sort((a, b) => a.season - b.season);
}
