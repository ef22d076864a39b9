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

/**
 * @param workerUrl the built worker entry
 * @param size threads; by default one per core, two to four
 */
export function createWorkerPool(workerUrl: URL, size = Math.min(4, Math.max(2, availableParallelism()))): WorkerPool {
  const pool = new Piscina({
    filename: workerUrl.href,
    // All from the start: a scan begins at once, and a sleeping thread costs little.
    minThreads: size,
    maxThreads: size,
    idleTimeout: 30_000,
    // Nothing of the host's command line (inspectors, preloads) belongs into the threads.
    execArgv: [],
    // Bytes live outside the heap; small heaps keep what a thread reads from piling up.
    resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 },
  });
  return {
    size,
    run: (name, input, transfer) =>
      pool.run(input, {
        name,
        ...(transfer === undefined ? {} : { transferList: transfer as never }),
      }) as Promise<never>,
    close: async () => {
      await pool.close({ force: true });
    },
  };
}
