import type { EntityType } from '../../../contract/primitives.ts';
import { type AssetImageType, imageTypesOf } from '../../domain/asset-types.ts';
import type { ImageOffer, ProviderName, TrailerOffer } from '../../domain/provider-answer.ts';
import {
  type ArtEntity,
  type CandidateRecord,
  candidateRecords,
  type OfferedCandidate,
  removeUnusedCandidates,
  upsertOffer,
} from '../../store/candidate.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { rejectedKeys } from '../../store/rejection.store.ts';
import { findSeason } from '../../store/season.store.ts';
import { transaction } from '../../store/sql.ts';

/** Of a famous film a provider has hundreds of a type; nobody looks at more than these, best first. */
const MAX_OF_TYPE = 60;

/**
 * Makes what a provider offers for an item its candidates: each once, however often it is offered. Offers of earlier that
 * are no longer made go, unless somebody has fetched, chosen or rejected them. A show's images of a season go to the
 * season's row; of a season that is not there they are left out until it is. Call it for every answer, also for one
 * without images. Synchronous, in one transaction.
 */
export function storeImageOffers(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  images: readonly ImageOffer[],
  trailers: readonly TrailerOffer[],
): void {
  transaction(db, () => {
    const isOwn = (image: ImageOffer): boolean => image.season === null || entity.type !== 'series';
    storeOf(db, entity, provider, false, [
      ...imageOffers(entity.type, provider, images.filter(isOwn)),
      ...(entity.type === 'movie' || entity.type === 'series' ? trailerOffers(provider, trailers) : []),
    ]);
    if (entity.type !== 'series') return;
    for (const [number, ofSeason] of bySeason(images)) {
      const season = findSeason(db, entity.id, number);
      if (season === null) continue;
      const ref = { type: 'season', id: season.id } as const;
      storeOf(db, ref, provider, true, imageOffers('season', provider, ofSeason));
    }
  });
}

/** Writes what changed of one item's offers. */
function storeOf(
  db: WriteDb,
  entity: ArtEntity,
  provider: ProviderName,
  isFromShow: boolean,
  offers: readonly OfferedCandidate[],
): void {
  const known = candidateRecords(db, entity).filter((row) => row.provider === provider);
  const byKey = new Map(known.map((row) => [keyOf(row), row]));
  const rejected = rejectedKeys(db, entity, provider);
  const offered = new Set<string>();
  for (const offer of offers) {
    const key = keyOf(offer);
    if (offered.has(key)) continue;
    offered.add(key);
    const next = { ...offer, isFromShow };
    const isRejected = rejected.has(key);
    if (!isUnchanged(byKey.get(key), next, isRejected)) upsertOffer(db, entity, next, isRejected);
  }
  const gone = known.filter((row) => (row.isFromShow === 1) === isFromShow && !offered.has(keyOf(row)));
  removeUnusedCandidates(
    db,
    gone.map(({ id }) => id),
  );
}

function keyOf({ type, sourceKey }: { type: string; sourceKey: string }): string {
  return `${type} ${sourceKey}`;
}

/** Most of what a refresh brings is what is there: a row that stays as it is costs nothing. */
function isUnchanged(row: CandidateRecord | undefined, offer: OfferedCandidate, isRejected: boolean): boolean {
  return (
    row !== undefined &&
    row.url === offer.url &&
    row.previewUrl === offer.previewUrl &&
    row.language === offer.language &&
    row.voteAverage === offer.voteAverage &&
    row.voteCount === offer.voteCount &&
    (row.hash !== null || (row.width === offer.width && row.height === offer.height)) &&
    row.durationSeconds === offer.durationSeconds &&
    (offer.metadata === null || row.metadata === offer.metadata) &&
    (row.isFromShow === 1) === offer.isFromShow &&
    (row.isRejected === 1) === isRejected
  );
}

function imageOffers(entity: EntityType, provider: ProviderName, images: readonly ImageOffer[]): OfferedCandidate[] {
  const byType = new Map<AssetImageType, ImageOffer[]>();
  for (const image of images) {
    const type = typeFor(entity, image.type);
    if (type !== null) byType.set(type, [...(byType.get(type) ?? []), image]);
  }
  return [...byType].flatMap(([type, ofType]) =>
    mostWanted(ofType).map((image) => ({
      type,
      provider,
      sourceKey: `${provider}:${image.sourceKey}`,
      url: image.url,
      previewUrl: image.previewUrl,
      language: image.language,
      voteAverage: image.voteAverage,
      voteCount: image.voteCount,
      width: image.width,
      height: image.height,
      durationSeconds: null,
      isFromShow: false,
      metadata: null,
    })),
  );
}

/** A person has portraits and nothing else. */
function typeFor(entity: EntityType, type: AssetImageType): AssetImageType | null {
  if (entity === 'actor') return 'thumb';
  return imageTypesOf(entity).includes(type) ? type : null;
}

function mostWanted(images: readonly ImageOffer[]): readonly ImageOffer[] {
  if (images.length <= MAX_OF_TYPE) return images;
  const weight = (image: ImageOffer): number => (image.voteAverage ?? 0) * Math.min(image.voteCount ?? 0, 20);
  const pixels = (image: ImageOffer): number => (image.width ?? 0) * (image.height ?? 0);
  const order = (a: ImageOffer, b: ImageOffer): number =>
    weight(b) - weight(a) || pixels(b) - pixels(a) || (a.sourceKey < b.sourceKey ? -1 : 1);
  return [...images].sort(order).slice(0, MAX_OF_TYPE);
}

/** What a trailer's row holds in `provider_metadata`. */
export interface TrailerMetadata {
  site: string;
  name: string;
  isOfficial: boolean;
  kind: TrailerOffer['kind'];
  publishedAt: string | null;
}

function trailerOffers(provider: ProviderName, trailers: readonly TrailerOffer[]): OfferedCandidate[] {
  return trailers.slice(0, MAX_OF_TYPE).map((trailer) => {
    const { site, name, isOfficial, kind, publishedAt } = trailer;
    const metadata: TrailerMetadata = { site, name, isOfficial, kind, publishedAt };
    return {
      type: 'trailer',
      provider,
      sourceKey: `${provider}:${trailer.sourceKey}`,
      url: trailer.url,
      previewUrl: null,
      language: trailer.language,
      voteAverage: null,
      voteCount: null,
      width: null,
      height: trailer.height,
      durationSeconds: trailer.durationSeconds,
      isFromShow: false,
      metadata: JSON.stringify(metadata),
    };
  });
}

function bySeason(images: readonly ImageOffer[]): Map<number, ImageOffer[]> {
  const seasons = new Map<number, ImageOffer[]>();
  for (const image of images) {
    if (image.season !== null) seasons.set(image.season, [...(seasons.get(image.season) ?? []), image]);
  }
  return seasons;
}
