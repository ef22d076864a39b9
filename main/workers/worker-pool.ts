import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type * as tasks from './worker.ts';

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
type TaskOutput<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;

export interface WorkerPool {
  /** Runs a task on a worker thread. Rejects when the task throws or the worker dies (it is replaced). */
  run<N extends TaskName>(name: N, input: TaskInput<N>, transfer?: readonly Transferable[]): Promise<TaskOutput<N>>;
  /** Threads that work side by side. */
  readonly size: number;
  close(): Promise<void>;
}

type Transferable = ArrayBuffer | MessagePort;

/** What mostly waits for a disk to have written. Disks take several at once, so these may use more threads than there are cores. */
const WAITING: ReadonlySet<TaskName> = new Set(['stagePublish', 'commitPublish']);
const WAITING_THREADS = 4;

/**
 * @param workerUrl the built worker entry
 * @param size threads; by default one per core, two to four
 */
export function createWorkerPool(workerUrl: URL, size = Math.min(4, Math.max(2, availableParallelism()))): WorkerPool {
  // All from the start: a scan begins at once, and a sleeping thread costs little.
  const working = createThreads(workerUrl, { minThreads: size, maxThreads: size });
  let waiting: Piscina | null = null;
  let running = 0;
  const choose = (name: TaskName): Piscina => {
    if (!WAITING.has(name) || running < size) return working;
    return (waiting ??= createThreads(workerUrl, { minThreads: 0, maxThreads: WAITING_THREADS }));
  };
  return {
    size,
    run: async (name, input, transfer) => {
      const pool = choose(name);
      if (pool === working) running += 1;
      try {
        const options = { name, ...(transfer === undefined ? {} : { transferList: transfer as never }) };
        return (await pool.run(input, options)) as never;
      } finally {
        if (pool === working) running -= 1;
      }
    },
    close: async () => {
      await Promise.all([working.close({ force: true }), waiting?.close({ force: true })]);
    },
  };
}

function createThreads(workerUrl: URL, threads: { minThreads: number; maxThreads: number }): Piscina {
  return new Piscina({
    filename: workerUrl.href,
    ...threads,
    idleTimeout: 30_000,
    // Nothing of the host's command line (inspectors, preloads) belongs into the threads.
    execArgv: [],
    // Bytes live outside the heap; small heaps keep what a thread reads from piling up.
    resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 },
  });
}
