import type { Input, Method, Output } from '../contract/contract.ts';
import { startHeadless } from './headless.ts';

/** A core without a window. */
export interface HeadlessCore {
  /** Asks it the way a page does. Throws with the error's text where it refuses. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Waits until nothing is left in the queue. Throws where a job failed. */
  whenIdle(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Starts headless mode on an empty data directory and signs in, without a browser. */
export async function startHeadlessCore(): Promise<HeadlessCore> {
  const headless = await startHeadless();
  const login = await fetch(headless.loginUrl, { redirect: 'manual' });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const address = new URL('/api/call', headless.loginUrl);
  const call = async <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ method, input }),
    });
    const reply = (await response.json()) as { ok: true; value: Output<M> } | { ok: false; error: unknown };
    if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const whenIdle = async (): Promise<void> => {
    for (;;) {
      const jobs = await call('jobs.list', { finishedLimit: 50 });
      const failed = jobs.find(({ status }) => status === 'failed');
      if (failed !== undefined) throw new Error(`${failed.label}: ${failed.errorMessage ?? 'failed'}`);
      if (jobs.every(({ status }) => status === 'completed' || status === 'cancelled')) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return { call, whenIdle, stop: () => headless.stop() };
}
