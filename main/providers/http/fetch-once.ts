import type { HttpTimers } from './http-timers.ts';

/** No answer of a provider comes near this; what does is none. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Empty for redirects and 304, whose bodies nobody reads. */
  text: string;
}

/** The time was up before the whole answer had come. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** The answer is larger than {@link MAX_BODY_BYTES}. */
export class OversizeError extends Error {
  override readonly name = 'OversizeError';
}

/**
 * Sends one request and reads its answer to the end, whatever its status. Follows nothing, keeps nothing, repeats nothing.
 * Throws TimeoutError, OversizeError, the signal's reason, or what `fetch` throws.
 */
export async function fetchOnce(
  request: { url: URL; method: string; headers: Headers; body: string | null; timeoutMs: number; signal: AbortSignal },
  { fetch, timers }: { fetch: typeof globalThis.fetch; timers: HttpTimers },
): Promise<RawAnswer> {
  request.signal.throwIfAborted();
  const control = new AbortController();
  const onAbort = (): void => {
    control.abort(request.signal.reason);
  };
  request.signal.addEventListener('abort', onAbort, { once: true });
  const cancelTimer = timers.after(request.timeoutMs, () => {
    control.abort(new TimeoutError());
  });
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: control.signal,
    });
    const headers = Object.fromEntries(response.headers);
    const isRead = response.status !== 304 && !(response.status >= 300 && response.status < 400);
    const text = isRead ? await readText(response) : '';
    // What is not read has to be let go, or its connection is never used again.
    if (!isRead) await response.body?.cancel();
    return { status: response.status, headers, text };
  } catch (error) {
    // Whatever fetch makes of an abort, its reason is what happened.
    if (control.signal.aborted) throw control.signal.reason;
    throw error;
  } finally {
    cancelTimer();
    request.signal.removeEventListener('abort', onAbort);
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) {
    await response.body.cancel();
    throw new OversizeError();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new OversizeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
