import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { AssetImageType } from '../../domain/asset-types.ts';
import { selectBest } from '../../domain/artwork/select-best.ts';
import { ownTurn } from '../../providers/http/own-turn.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import { setPerceptualHash } from '../../store/candidate.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { downloadCandidate, PLAIN } from './download-candidate.ts';
import { fixedOf, imagesOf, type StoredImage } from './image-candidates.ts';

/** What kept images from being fetched that would have been chosen. */
export interface SelectProblem {
  type: AssetImageType;
  message: string;
  /** Milliseconds since the epoch from when it may work; null: it never will. */
  retryAtMs: number | null;
}

export interface TypeChoice {
  type: AssetImageType;
  /** Downloaded all, best first. */
  chosen: StoredImage[];
  problems: SelectProblem[];
}

/** What would be chosen by what is known at present, without fetching anything. */
export function choiceNow(db: ReadDb, entity: ArtEntity, config: SelectionConfig): StoredImage[] {
  const images = imagesOf(db, entity, config.type);
  return selectBest(images, config, { entity: entity.type, fixed: fixedOf(images) }).chosen;
}

export interface ChooseOptions {
  /** Also what was to be left alone for a while. */
  isRetry: boolean;
  /** Providers whose image server does not answer, until when: added to, and not asked again. */
  down: Map<string, number>;
  signal: AbortSignal;
}

/**
 * Chooses the images of one type and fetches what is chosen, best first: an image that turns out too small, broken or the
 * same as a better one makes room for the next, until there are enough or none are left. Writes no selection.
 */
export async function chooseForType(
  deps: ArtworkDependencies,
  entity: ArtEntity,
  config: SelectionConfig,
  { down, isRetry, signal }: ChooseOptions,
): Promise<TypeChoice> {
  const { db, clock } = deps;
  const { type } = config;
  const problems: SelectProblem[] = [];
  const passedOver = new Set<number>();
  for (;;) {
    await ownTurn();
    signal.throwIfAborted();
    const images = await withLooks(deps, imagesOf(db, entity, type), config);
    const fixed = fixedOf(images);
    // What could not be had just now does not stand in the way of what can.
    const able = images.filter(({ id }) => !passedOver.has(id));
    const { chosen } = selectBest(able, config, { entity: entity.type, fixed });
    const missing = chosen.filter(({ hash }) => hash === null);
    if (missing.length === 0) return { type, chosen, problems };
    await Promise.all(
      missing.map(async ({ id, row, provider }) => {
        const retryAtMs = (isRetry ? null : later(row.retryAfter, clock.now())) ?? down.get(provider) ?? null;
        if (retryAtMs !== null) {
          passedOver.add(id);
          problems.push({ type, message: row.downloadError ?? 'Its server does not answer.', retryAtMs });
          return;
        }
        const look = looksMatter(config, fixed.length) ? 'hash' : 'none';
        const outcome = await downloadCandidate(deps, row, { signal, isInteractive: false, look });
        if (outcome.ok) return;
        passedOver.add(id);
        problems.push({ type, message: outcome.message, retryAtMs: outcome.retryAtMs });
        if (outcome.isServerDown) down.set(provider, outcome.retryAtMs ?? clock.now());
      }),
    );
  }
}

/** One image is like no other. */
function looksMatter(config: SelectionConfig, fixedCount: number): boolean {
  return config.maxCount > 1 || fixedCount > 0;
}

/** Looks at images that were taken in without it, such as files of the library. */
async function withLooks(
  { db, pool }: Pick<ArtworkDependencies, 'db' | 'pool'>,
  images: StoredImage[],
  config: SelectionConfig,
): Promise<StoredImage[]> {
  if (!looksMatter(config, fixedOf(images).length)) return images;
  return Promise.all(
    images.map(async (image) => {
      const { hash, perceptualHash, row } = image;
      if (hash === null || perceptualHash !== null || row.cachePath === null) return image;
      const found = (await pool.run('hashImage', { path: row.cachePath })) ?? PLAIN;
      setPerceptualHash(db, hash, found);
      return { ...image, perceptualHash: found };
    }),
  );
}

/** The moment, when it is still to come; else null. */
function later(timestamp: string | null, nowMs: number): number | null {
  const ms = timestamp === null ? NaN : Date.parse(timestamp);
  return ms > nowMs ? ms : null;
}
