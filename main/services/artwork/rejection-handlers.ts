import type { Rejection } from '../../../contract/artwork-candidates.ts';
import type { Handlers } from '../../../contract/contract.ts';
import { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { itemTitle } from '../../domain/item-title.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import { type ArtEntity, candidateRecord, writeSelection } from '../../store/candidate.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import {
  candidateOfRejection,
  deleteRejection,
  getRejection,
  insertRejection,
  listRejections,
  markRejected,
  type RejectionRecord,
} from '../../store/rejection.store.ts';
import { transaction } from '../../store/sql.ts';
import { refreshItem } from '../items/item-completeness.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { thumbPath } from './candidate-view.ts';
import { downloadJob } from './download-job.ts';
import { imagesOf, selectedOf } from './image-candidates.ts';
import { isHandsOff } from './hands-off.ts';

type RejectionMethod = `artwork.${'reject' | 'unreject' | 'rejections'}`;

/** Rejecting images, for one item or for all, and taking it back. */
export function createRejectionHandlers(deps: ArtworkDependencies): Pick<Handlers, RejectionMethod> {
  const { db, events } = deps;
  return {
    'artwork.reject': ({ candidateId, scope, reason }) => {
      const candidate = candidateRecord(db, candidateId);
      const type = ImageType.safeParse(candidate?.type);
      if (candidate === null || !type.success) throw new CoreError('not_found', 'This image is not there any more.');
      const owner = { type: candidate.entityType, id: candidate.entityId };
      const { rejectionId, changed, vacated } = transaction(db, () => {
        const rejectionId = insertRejection(db, {
          provider: candidate.provider,
          url: candidate.url,
          sourceKey: candidate.sourceKey,
          type: type.data,
          hash: candidate.hash,
          entity: scope === 'item' ? owner : null,
          reason,
        });
        const changed = markRejected(db, { sourceKey: candidate.sourceKey, type: type.data, hash: candidate.hash });
        return {
          rejectionId,
          changed,
          vacated: changed.filter((entity) => dropFromSelection(deps, entity, type.data)),
        };
      });
      for (const entity of changed) announce(entity);
      // The next best takes the place.
      if (vacated.length > 0) deps.enqueue(downloadJob(vacated, PRIORITY.user));
      return { rejectionId };
    },
    'artwork.unreject': ({ rejectionId }) => {
      const changed = transaction(db, () => {
        const rejection = getRejection(db, rejectionId);
        if (rejection === null) throw new CoreError('not_found', 'This rejection was taken back already.');
        deleteRejection(db, rejectionId);
        const { sourceKey, type, hash } = rejection;
        return sourceKey === null ? [] : markRejected(db, { sourceKey, type, hash });
      });
      for (const entity of changed) announce(entity);
      return null;
    },
    'artwork.rejections': ({ item, limit }) =>
      listRejections(db, item, limit).flatMap((rejection) => toView(rejection) ?? []),
  };

  function toView(rejection: RejectionRecord): Rejection | null {
    const type = ImageType.safeParse(rejection.type);
    if (!type.success) return null;
    const item = ItemRef.safeParse({ type: rejection.entityType, id: rejection.entityId }).data ?? null;
    const record = item === null ? null : getItem(db, item);
    const shown = candidateOfRejection(db, rejection);
    return {
      id: rejection.id,
      provider: rejection.provider,
      type: type.data,
      item,
      title: record === null ? null : itemTitle(record),
      reason: rejection.reason,
      rejectedAt: rejection.rejectedAt,
      thumbPath: shown === null ? '' : thumbPath(shown),
    };
  }

  function announce(entity: ArtEntity): void {
    const item = ItemRef.safeParse(entity);
    if (item.success) events.itemChanged(item.data);
  }
}

/**
 * Takes rejected images out of a selection that nobody made by hand. True when there was one; then the next best has to be
 * chosen.
 */
function dropFromSelection({ db, rules }: ArtworkDependencies, entity: ArtEntity, type: ImageType): boolean {
  if (isHandsOff(db, entity, type)) return false;
  const selected = selectedOf(imagesOf(db, entity, type));
  const kept = selected.filter(({ isRejected }) => !isRejected);
  if (kept.length === selected.length) return false;
  writeSelection(
    db,
    entity,
    type,
    kept.map(({ id, row }) => ({ id, selectedBy: row.selectedBy ?? 'auto' })),
  );
  const item = ItemRef.safeParse(entity);
  if (item.success) {
    updateItem(db, item.data, { has_unpublished_changes: 1 });
    refreshItem(db, item.data, rules);
  }
  return true;
}
