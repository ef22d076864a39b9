import type { Handlers } from '../../../contract/contract.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { findProgram } from '../../media/find-program.ts';
import { candidateRecord, setTrailerLocked, writeSelection } from '../../store/candidate.store.ts';
import { transaction } from '../../store/sql.ts';
import { requireItem } from '../items/require-item.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { downloadTrailerJob, isVideoSite } from './download-trailer.job.ts';
import { followLocalTrailers, hasTrailers, trailersOf } from './trailers.ts';

/** Trailers: links of providers, files beside the film, and what the person's own yt-dlp has fetched. */
export function createTrailerHandlers(
  deps: ArtworkDependencies,
): Pick<Handlers, `trailers.${'list' | 'choose' | 'download'}`> {
  const { db, events } = deps;
  return {
    'trailers.list': ({ item }) => {
      requireItem(db, item);
      if (!hasTrailers(item)) return [];
      transaction(db, () => {
        followLocalTrailers(db, item);
      });
      return trailersOf(db, item);
    },
    'trailers.choose': ({ item, candidateId }) => {
      requireItem(db, item);
      if (!hasTrailers(item)) throw new CoreError('invalid_input', 'Only films and shows have trailers.');
      transaction(db, () => {
        if (candidateId !== null) requireTrailer(item, candidateId);
        writeSelection(db, item, 'trailer', candidateId === null ? [] : [{ id: candidateId, selectedBy: 'manual' }]);
        setTrailerLocked(db, item, true);
      });
      events.itemChanged(item);
      return trailersOf(db, item);
    },
    'trailers.download': async ({ candidateId }) => {
      const candidate = candidateRecord(db, candidateId);
      if (candidate?.type !== 'trailer') throw new CoreError('not_found', 'This trailer is not there any more.');
      if (candidate.url === null || !isVideoSite(candidate.url)) {
        throw new CoreError('invalid_input', 'Trailers are downloaded from YouTube, Vimeo and Dailymotion.');
      }
      if ((await findProgram('yt-dlp')) === null) {
        const message = 'Downloading trailers needs yt-dlp. Install it, so that “yt-dlp” can be run, and try again.';
        throw new CoreError('not_available', message, { program: 'yt-dlp' });
      }
      return { jobId: deps.enqueue(downloadTrailerJob(candidateId)).id };
    },
  };

  function requireTrailer(item: ItemRef, id: number): void {
    const candidate = candidateRecord(db, id);
    const isOwn = candidate?.entityType === item.type && candidate.entityId === item.id && candidate.type === 'trailer';
    if (!isOwn) throw new CoreError('not_found', 'This trailer is not among the item’s any more.');
  }
}
