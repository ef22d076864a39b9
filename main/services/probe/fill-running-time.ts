import type { EntityRef } from '../../domain/entity-ref.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { filesOf, mainFileId, type MediaFileRow } from '../../store/media-file.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { setProvenance } from '../../store/provenance.store.ts';
import { runningTimeOf, setRunningTime } from '../../store/running-time.store.ts';
import { guardOf } from '../items/item-guard.ts';

/**
 * Where nobody says how long a film or an episode is, its file does; a film in parts is as long as all of them, once all
 * are read. What an earlier file said is replaced.
 */
export function fillRunningTime(db: WriteDb, entity: EntityRef): void {
  const current = runningTimeOf(db, entity);
  if (current === null) return;
  const guard = guardOf(db, entity)('runtime');
  if (current.minutes !== null && guard.source !== 'probe') return;
  if (!mayAutomationReplace(guard)) return;
  const seconds = secondsOf(db, entity);
  if (seconds === null || seconds < 60) return;
  const minutes = Math.round(seconds / 60);
  if (minutes === current.minutes) return;
  setRunningTime(db, entity, minutes);
  setProvenance(db, entity.type, entity.id, 'runtime', 'probe');
}

function secondsOf(db: ReadDb, entity: EntityRef): number | null {
  const main = mainFileId(db, entity);
  const files = filesOf(db, entity).filter((file) => file.kind === 'main');
  const first = files.find((file) => file.id === main);
  if (first === undefined) return null;
  let sum = 0;
  for (const file of first.part === null ? [first] : partsWith(first, files)) {
    if (file.probeState !== 'done' || file.durationSeconds === null) return null;
    sum += file.durationSeconds;
  }
  return sum;
}

/** The stack that a part belongs to: other versions of the film have parts of their own. */
function partsWith(first: MediaFileRow, files: readonly MediaFileRow[]): MediaFileRow[] {
  return files.filter((file) => file.part !== null && file.edition === first.edition);
}
