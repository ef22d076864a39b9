import type { Method, Output } from '../../contract/contract.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Core } from '../core.ts';
import { CoreError } from '../domain/core-error.ts';

/** Calls a method of the boundary as the command line. Throws a CoreError with the error's code. */
export async function call<M extends Method>(core: Core, method: M, input: unknown): Promise<Output<M>> {
  const reply = await core.dispatch(method, input, { principal: 'cli', signal: new AbortController().signal });
  if (!reply.ok) throw new CoreError(reply.error.code, reply.error.message, reply.error.details);
  return reply.value as Output<M>;
}

/** Waits until a job has ended; throws a CoreError when it did not complete. */
export async function finished(core: Core, jobId: number): Promise<Job> {
  const job = await core.internals.runner.waitFor(jobId);
  if (job.status !== 'completed') {
    throw new CoreError('conflict', job.errorMessage ?? `The job “${job.label}” was ${job.status}.`);
  }
  return job;
}
