import path from 'node:path';
import type { DesiredFile } from '../../domain/publish-plan.ts';
import { publishedTrailerName } from '../../domain/publish-names.ts';
import { candidateRecords } from '../../store/candidate.store.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { PublishPlace } from './publish-place.ts';
import type { PublishUnit } from './publish-unit.ts';

/**
 * The chosen trailer, where it was downloaded: one that lies beside the film already is not written again, and a link is
 * nothing that could be.
 */
export function desiredTrailer(db: ReadDb, { owner }: PublishUnit, place: PublishPlace): DesiredFile | null {
  if (!place.rules.kinds.trailers || (owner.type !== 'movie' && owner.type !== 'series')) return null;
  const chosen = candidateRecords(db, owner, 'trailer').find((row) => row.isSelected === 1);
  if (chosen?.hash == null || chosen.cachePath === null || chosen.provider === 'local') return null;
  const name = publishedTrailerName(place, place.named, path.extname(chosen.cachePath));
  if (name === null) return null;
  return {
    kind: 'trailer',
    assetType: 'trailer',
    path: path.join(place.folderPath, name),
    contentHash: chosen.hash,
    sizeBytes: findCachedFile(db, chosen.hash)?.fileSize ?? 0,
    // Another trailer under another ending stays: players take either. One under names of before is outdated.
    supersedes: null,
  };
}
