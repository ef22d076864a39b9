import { z } from 'zod';
import { EntityType, Id } from '../../../contract/primitives.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import type { NewJob } from '../../store/job.store.ts';

export const DOWNLOAD_ASSET = 'download_asset';

/** Without entities: those with images that could not be fetched for the time being. */
const Payload = z.object({ entities: z.array(z.object({ type: EntityType, id: Id })) });

/** Chooses artwork and fetches what is chosen; repeating it after a crash fetches only what is not there yet. */
export function downloadJob(entities: readonly ArtEntity[], priority: number = PRIORITY.enrichment): NewJob {
  const [first] = entities;
  const isOne = entities.length === 1 && first !== undefined;
  return {
    type: DOWNLOAD_ASSET,
    label: isOne ? 'Fetch artwork' : `Fetch artwork of ${String(entities.length)} items`,
    priority,
    payload: { entities: entities.map(({ type, id }) => ({ type, id })) },
    ...(isOne ? { dedupeKey: `${DOWNLOAD_ASSET}:${first.type}:${String(first.id)}` } : {}),
  };
}

/** Tries again what could not be fetched for the time being: one job, however many items wait. */
export function retryDownloadsJob(): NewJob {
  return {
    type: DOWNLOAD_ASSET,
    label: 'Fetch artwork that could not be had before',
    priority: PRIORITY.enrichment,
    payload: { entities: [] },
    dedupeKey: `${DOWNLOAD_ASSET}:waiting`,
  };
}

/** Items whose artwork is chosen side by side: the downloads themselves are limited elsewhere. */
const AT_ONCE = 3;

/** What choosing the artwork of one item came to. */
interface Chosen {
  changedTypes: string[];
  problems: { message: string; retryAtMs: number | null }[];
}

/**
 * @param choose what is done for each item: throws only for what concerns all of them, such as a full disk
 * @param waiting items with images that could not be fetched for the time being
 */
export function createDownloadKind(
  choose: (entity: ArtEntity, signal: AbortSignal) => Promise<Chosen>,
  waiting: () => ArtEntity[],
): JobKind {
  return jobKind({
    type: DOWNLOAD_ASSET,
    payload: Payload,
    concurrency: 1,
    maxRetries: 5,
    run: async (payload, context) => {
      const entities: ArtEntity[] = payload.entities.length > 0 ? payload.entities : waiting();
      const left = [...entities];
      const problems: Chosen['problems'] = [];
      let done = 0;
      let changed = 0;
      const lane = async (): Promise<void> => {
        for (let entity = left.shift(); entity !== undefined; entity = left.shift()) {
          context.signal.throwIfAborted();
          const chosen = await choose(entity, context.signal);
          if (chosen.changedTypes.length > 0) changed += 1;
          problems.push(...chosen.problems);
          done += 1;
          context.progress(done, entities.length);
        }
      };
      context.progress(0, entities.length);
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, entities.length) }, lane));
      const later = problems.flatMap(({ retryAtMs }) => (retryAtMs === null ? [] : [retryAtMs]));
      if (later.length > 0) {
        const [reason = 'Some images could not be fetched.'] = problems.flatMap(({ retryAtMs, message }) =>
          retryAtMs === null ? [] : [message],
        );
        return { kind: 'retry', reason };
      }
      return { kind: 'done', result: { changed, failed: problems.length } };
    },
  });
}
