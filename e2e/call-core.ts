import type { Input, Method, Output } from '../contract/contract.ts';
import type { LaunchedApp } from './launch.ts';

interface Bridge {
  metarr: {
    call(method: string, input: unknown): Promise<{ ok: true; value: unknown } | { ok: false; error: unknown }>;
  };
}

/** Asks the core the way the page does. Throws with the error's text where the core refuses. */
export async function callCore<M extends Method>(
  { page }: LaunchedApp,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  const reply = await page.evaluate(([name, value]) => (globalThis as unknown as Bridge).metarr.call(name, value), [
    method,
    input,
  ] as [string, unknown]);
  if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.value as Output<M>;
}
