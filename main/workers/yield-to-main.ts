import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** Nice value of a worker thread: the window and the database come first when cores are short. */
const WORKER_NICENESS = 10;

/**
 * Lets the main thread go first. Only on Linux, where a thread has a priority of its own; elsewhere the call would slow
 * down the whole process. Programs that the thread starts (ffprobe) inherit it.
 */
export function yieldToMain(): void {
  if (isMainThread || process.platform !== 'linux') return;
  try {
    setPriority(WORKER_NICENESS);
  } catch {
    // Not allowed in some containers: then threads share evenly.
  }
}
