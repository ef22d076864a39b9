import type { EntityRef } from '../../domain/entity-ref.ts';
import type { MeasuredStreams } from '../../domain/streams.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { type ProbeTask, setProbeResult } from '../../store/probe-queue.store.ts';
import { setStreams } from '../../store/stream.store.ts';
import type { ProbeOutcome } from '../../workers/probe.ts';
import { refreshItemIssues } from '../items/item-issues.ts';
import { fillRunningTime } from './fill-running-time.ts';

/** Of a file that cannot be read, nothing that an earlier one said holds. */
const NOTHING: MeasuredStreams = { video: null, audio: [], subtitles: [] };

/**
 * Takes what ffprobe said of a file into the database: streams, length and problems at every item that the file belongs to.
 * Answers those items. The caller holds the transaction.
 */
export function keepProbe(db: WriteDb, task: ProbeTask, outcome: ProbeOutcome): EntityRef[] {
  const files = setProbeResult(
    db,
    task,
    outcome.ok
      ? { state: 'done', durationSeconds: outcome.streams.video?.durationSeconds ?? null }
      : { state: 'failed', reason: outcome.reason },
  );
  for (const { id, entity } of files) {
    setStreams(db, entity, id, outcome.ok ? outcome.streams : NOTHING);
    // Of several episodes in one file nobody knows where one ends.
    if (entity.type !== 'episode' || files.length === 1) fillRunningTime(db, entity);
    refreshItemIssues(db, entity);
  }
  return files.map(({ entity }) => entity);
}
