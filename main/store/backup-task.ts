import { Worker } from 'node:worker_threads';
import type { AdoptedFacts, AdoptInput } from './adopt-database.ts';
import type { CopyFacts } from './backup-copy.ts';
import type { NewJob } from './job.store.ts';

interface Tasks {
  /** A database in use into a file of its own, checked. */
  copy: { input: { source: string; target: string }; output: CopyFacts };
  /** A backup into a file that can take the database's place, checked. */
  prepare: { input: { backup: string; target: string }; output: CopyFacts };
  inspect: { input: { paths: string[] }; output: CopyFacts[] };
  /** Keys, passwords and sessions out of a copy that leaves this machine. */
  removeSecrets: { input: { path: string }; output: null };
  /** Another Metarr's database made one of this machine, in its place. */
  adopt: { input: AdoptInput; output: AdoptedFacts };
  /** That one put where it takes the database's place the next time that is opened. */
  place: { input: { path: string; target: string; jobs: NewJob[]; appVersion: string }; output: null };
  /** What is wrong with a database; null when nothing is. */
  check: { input: { path: string; isThorough: boolean }; output: string | null };
}

export type BackupTask = { [K in keyof Tasks]: { kind: K } & Tasks[K]['input'] }[keyof Tasks];

/** Work on a whole database file failed. `code` as in BackupTaskError's causes: `disk_full`, `database_damaged`, SQLITE_…. */
export class BackupTaskError extends Error {
  override readonly name = 'BackupTaskError';
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

type Message =
  { value: unknown } | { error: { code: string | null; message: string } } | { done: number; total: number };

export interface BackupTaskOptions {
  /** The built thread entry. */
  threadUrl: URL;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Does one piece of work on whole database files on a thread of its own. Rejects with a BackupTaskError, or the signal's
 * reason when aborted: then the thread is ended, and what it had begun is a `.partial` file for the next one to remove.
 */
export async function runBackupTask<K extends keyof Tasks>(
  kind: K,
  input: Tasks[K]['input'],
  options: BackupTaskOptions,
): Promise<Tasks[K]['output']> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const thread = new Worker(options.threadUrl, { workerData: { kind, ...input }, execArgv: [] });
  const stop = (): void => void thread.terminate();
  signal?.addEventListener('abort', stop);
  try {
    return await new Promise<Tasks[K]['output']>((resolve, reject) => {
      thread.on('message', (message: Message) => {
        if ('value' in message) resolve(message.value as Tasks[K]['output']);
        else if ('error' in message) reject(new BackupTaskError(message.error.message, message.error.code));
        else onProgress?.(message.done, message.total);
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        reject(new BackupTaskError('The work on the database file ended before its time.', null));
      });
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
