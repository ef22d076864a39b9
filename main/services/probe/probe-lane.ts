import { MessageChannel } from 'node:worker_threads';
import type { WriteDb } from '../../store/open-database.ts';
import type { ProbeTask } from '../../store/probe-queue.store.ts';
import type { ProbeOutcome } from '../../workers/probe.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { keepProbe } from './keep-probe.ts';
import { notifyChanged } from './notify-changed.ts';
import type { ProbeQueue } from './probe-queue.ts';

interface Dependencies {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
}

/**
 * Probes one file of the queue after the other until none is left or the signal says stop; then the running ffprobe is
 * killed and its file goes on waiting. The next ffprobe starts before the last one's answer is written, so that none waits
 * for the database.
 * @param onKept called for each file once it is in the database
 */
export async function probeLane(
  deps: Dependencies,
  queue: ProbeQueue,
  signal: AbortSignal,
  onKept: (isReadable: boolean) => void,
): Promise<void> {
  let running = startNext(deps.pool, queue, signal);
  while (running !== null) {
    const { task } = running;
    const outcome = await running.outcome;
    running = startNext(deps.pool, queue, signal);
    if (outcome !== null) {
      for (const entity of keepProbe(deps.db, task, outcome)) notifyChanged(deps.events, entity);
      onKept(outcome.ok);
    }
    queue.kept(task);
    // Only now can the queue tell that this file has changed meanwhile.
    running ??= startNext(deps.pool, queue, signal);
  }
}

function startNext(
  pool: WorkerPool,
  queue: ProbeQueue,
  signal: AbortSignal,
): { task: ProbeTask; outcome: Promise<ProbeOutcome | null> } | null {
  if (signal.aborted) return null;
  const task = queue.next();
  return task === null ? null : { task, outcome: ask(pool, task.filePath, signal) };
}

/** Null when it was cancelled. A worker that dies of a file says so of the file. */
async function ask(pool: WorkerPool, path: string, signal: AbortSignal): Promise<ProbeOutcome | null> {
  const { port1, port2 } = new MessageChannel();
  const cancel = (): void => {
    port1.postMessage('cancel');
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const outcome = await pool.run('probe', { path, cancel: port2 }, [port2]);
    return signal.aborted ? null : outcome;
  } catch (error) {
    if (signal.aborted) return null;
    return { ok: false, reason: `reading it failed (${error instanceof Error ? error.message : String(error)})` };
  } finally {
    signal.removeEventListener('abort', cancel);
    port1.close();
  }
}
