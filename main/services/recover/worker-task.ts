import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { CoreError } from '../../domain/core-error.ts';
import type { FileErrorData } from '../../files/file-error.ts';

type Failure = { ok: false; error: FileErrorData } | { ok: false; isStopped: true };

/**
 * Runs a long task of a worker with a port between: what comes in is handed to `onMessage`, and an aborted signal tells the task to
 * stop. Throws what the task failed with as a CoreError, or the signal's reason.
 */
export async function runWithPort<T extends { ok: true }>(
  start: (port: MessagePort) => Promise<T | Failure>,
  signal: AbortSignal,
  onMessage: (message: unknown) => void,
): Promise<T> {
  signal.throwIfAborted();
  const { port1, port2 } = new MessageChannel();
  const stop = (): void => {
    port1.postMessage('stop');
  };
  port1.on('message', onMessage);
  signal.addEventListener('abort', stop);
  try {
    const answer = await start(port2);
    if (answer.ok) return answer;
    signal.throwIfAborted();
    if ('error' in answer) throw new CoreError(answer.error.code, answer.error.message, { path: answer.error.path });
    throw new CoreError('cancelled', 'It was stopped.');
  } finally {
    signal.removeEventListener('abort', stop);
    port1.close();
  }
}
