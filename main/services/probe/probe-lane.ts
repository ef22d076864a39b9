import { MessageChannel } from 'node:worker_threads';
import type { ProbeTask } from '../../store/probe-queue.store.ts';
import type { ProbeOutcome } from '../../workers/probe.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { ProbeKeeper } from './probe-keeper.ts';
import type { ProbeQueue } from './probe-queue.ts';

interface Dependencies {
  pool: WorkerPool;
  queue: ProbeQueue;
  keeper: ProbeKeeper;
}

/**
 * Probes one file of the queue after the other until none is left or the signal says stop; then the running ffprobe is
 * killed and its file goes on waiting. The next ffprobe starts before the last one's answer is written, so that none waits
 * for the database.
 */
export async function probeLane({ pool, queue, keeper }: Dependencies, signal: AbortSignal): Promise<void> {
  let running = startNext(pool, queue, signal);
  while (running !== null) {
    const { task } = running;
    const outcome = await running.outcome;
    running = startNext(pool, queue, signal);
    if (outcome === null) queue.kept(task);
    else keeper.add(task, outcome);
    if (running !== null) continue;
    // Only when all is written can the queue tell whether one of these files has changed meanwhile.
    keeper.flush();
    running = startNext(pool, queue, signal);
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
