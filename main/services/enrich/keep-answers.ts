import type { ItemRef } from '../../../contract/primitives.ts';
import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import {
  type ItemAnswer,
  type LanguageRecord,
  type ProviderIds,
  type ProviderName,
  PROVIDERS,
} from '../../domain/provider-answer.ts';
import {
  emptyEpisodeMetadata,
  emptySeasonMetadata,
  emptySeriesMetadata,
  emptySetMetadata,
} from '../../domain/tv-metadata.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import {
  asksOf,
  forgetAsk,
  forgetOffers,
  forgetRecords,
  noteAnswer,
  noteProblem,
  putRecords,
  recordIdsOf,
} from '../../store/provider-record.store.ts';
import { isHandsOff } from '../artwork/hands-off.ts';
import type { Asked } from './ask-providers.ts';
import type { ArtworkForEnrichment, EnrichDependencies } from './enrich-types.ts';
import { inSlices } from './in-slices.ts';
import { isAboutAnother } from './item-identity.ts';

const EMPTY = {
  movie: emptyMovieMetadata,
  series: emptySeriesMetadata,
  season: emptySeasonMetadata,
  episode: emptyEpisodeMetadata,
  set: emptySetMetadata,
} as const;

/** Keeps what providers said of an item, or that they did not, with their images, inside the caller's transaction. */
export function keepAnswers(
  db: WriteDb,
  artwork: Pick<ArtworkForEnrichment, 'storeOffers'>,
  item: ItemRef,
  asked: readonly Asked<ItemAnswer<unknown>>[],
): void {
  keepRecords(db, item, asked);
  for (const { provider, answer, error } of asked) {
    if (error === null) artwork.storeOffers(db, item, provider, answer?.images ?? [], answer?.trailers ?? []);
  }
}

/** The same without images, of which a famous film has hundreds; see keepOffers. */
export function keepRecords(db: WriteDb, item: ItemRef, asked: readonly Asked<ItemAnswer<unknown>>[]): void {
  for (const { provider, askedWith, answer, error } of asked) {
    if (error !== null) {
      noteProblem(db, item, provider, askedWith, error.code, error.message);
      continue;
    }
    noteAnswer(db, item, provider, askedWith, answer !== null);
    if (answer === null) forgetRecords(db, item, provider);
    else putRecords(db, item, provider, answer.providerId, recordsToKeep(item, answer));
  }
}

/** Makes what providers offer candidates, each provider's in a transaction of its own. Throws the signal's reason. */
export async function keepOffers(
  { db, artwork }: Pick<EnrichDependencies, 'db' | 'artwork'>,
  item: ItemRef,
  asked: readonly Asked<ItemAnswer<unknown>>[],
  signal: AbortSignal,
): Promise<void> {
  for (const result of asked) {
    if (result.error !== null) continue;
    const { provider, answer } = result;
    await inSlices(
      db,
      [answer],
      () => {
        if (getItem(db, item) === null) return;
        artwork.storeOffers(db, item, provider, answer?.images ?? [], answer?.trailers ?? []);
      },
      signal,
    );
  }
}

/** Keeps only who does not know an item or did not answer: what the others say is about something else. */
export function keepDenials(
  db: WriteDb,
  artwork: Pick<ArtworkForEnrichment, 'storeOffers'>,
  item: ItemRef,
  asked: readonly Asked<ItemAnswer<unknown>>[],
): void {
  keepAnswers(
    db,
    artwork,
    item,
    asked.filter(({ answer }) => answer === null),
  );
}

/** The records with the answer's ids in the one that holds for all languages. */
function recordsToKeep({ type }: ItemRef, answer: ItemAnswer<unknown>): LanguageRecord<unknown>[] {
  // Who only has images says nothing of the item: the ids are those it was asked with.
  if (answer.records.length === 0) return [];
  const neutral = answer.records.find(({ language }) => language === '');
  const metadata: object = (neutral?.metadata as object | undefined) ?? EMPTY[type]();
  const ids = Object.fromEntries(Object.entries(answer.ids).filter(([, id]) => id !== null));
  return [
    { ...neutral, language: '', metadata: { ...metadata, ...ids } },
    ...answer.records.filter((record) => record !== neutral),
  ];
}

/**
 * Whose answers are about something else than what the item is now said to be.
 * @param ids of the film, or of the show for what is below it
 * @param top the film or show itself: under another id than it was asked with it is still the same thing
 */
export function staleProviders(db: ReadDb, item: ItemRef, ids: ProviderIds, top: ItemRef = item): Set<ProviderName> {
  const asks = asksOf(db, item);
  const records = asks.length === 0 ? new Map<ProviderName, string>() : recordIdsOf(db, top);
  const stale = asks.filter(({ provider, askedWith }) => isAboutAnother(askedWith, records.get(provider) ?? null, ids));
  // Below a show that has become another one, the values are all that is left of what was forgotten.
  const known = new Set(asks.map(({ provider }) => provider));
  const forgotten = item === top ? [] : sourcesOf(db, item).filter((provider) => !known.has(provider));
  return new Set([...stale.map(({ provider }) => provider), ...forgotten]);
}

/** The providers whose values an item has. */
function sourcesOf(db: ReadDb, { type, id }: ItemRef): ProviderName[] {
  const sources = new Set<string>([...provenanceOf(db, type, id).values()].map(({ source }) => source));
  return PROVIDERS.filter((provider) => provider !== 'local' && sources.has(provider));
}

/** Forgets what providers said of an item, and their images, but for those that a person has chosen. */
export function forgetProviders(db: WriteDb, entity: ArtEntity, providers: ReadonlySet<ProviderName>): void {
  for (const provider of providers) {
    forgetRecords(db, entity, provider);
    forgetAsk(db, entity, provider);
    forgetOffers(db, entity, provider, (type) => isHandsOff(db, entity, type));
  }
}
