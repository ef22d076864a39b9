import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { faultChooser } from './fake-faults.ts';
import type { Fault } from './fake-faults.ts';
import type { FakeReply, FakeRequest } from './fake-http.ts';
import { createRateWatch } from './rate-watch.ts';
import type { Overrun, RateWindow } from './rate-watch.ts';

export interface RecordedRequest extends FakeRequest {
  /** When it arrived: `performance.now()`. */
  atMs: number;
  /** What was answered; null while it is on its way and when the connection was cut. */
  status: number | null;
  /** The kind of fault that was played on it. */
  fault: Fault['kind'] | null;
}

/** How this provider words what any server may have to say; the generic wording is JSON with a message. */
export interface StandardReplies {
  gone?: FakeReply;
  tooMany?: FakeReply;
  failed?: FakeReply;
}

export interface FakeServerOptions {
  /** For messages: tmdb, tvdb … */
  name: string;
  /** Answers null for a path that this provider does not have. */
  handle: (request: FakeRequest) => FakeReply | null | Promise<FakeReply | null>;
  /** Refuses a request without the right key; null lets it pass. */
  authorize?: (request: FakeRequest) => FakeReply | null;
  replies?: StandardReplies;
  faults?: readonly Fault[];
  /** What may not be exceeded. A request beyond is recorded in `overruns` and, when `isStrict`, answered 429. */
  limits?: readonly RateWindow[];
  isStrict?: boolean;
  /** Which requests the limits are about; all without it. Images that lie at the same address are free. */
  isLimited?: (request: FakeRequest) => boolean;
}

export interface FakeServer {
  readonly name: string;
  /** http://127.0.0.1:PORT, without a slash at the end. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Every time a limit was exceeded. */
  readonly overruns: readonly Overrun[];
  /** The most requests that were being answered at the same time. */
  readonly mostAtOnce: number;
  /** Replaces the faults; what `every` and `times` have counted starts anew. */
  setFaults(faults: readonly Fault[]): void;
  /** The most requests that arrived within any stretch of `windowMs`. */
  mostWithin(windowMs: number): number;
  /** Requests answered by status; `cut` counts connections that were cut. */
  countByStatus(): Record<string, number>;
  /** Forgets requests, overruns and counts, keeps the faults. */
  forget(): void;
  /** Cuts what is open and stops listening. */
  close(): Promise<void>;
}

/** A real HTTP server on loopback that plays a provider, with faults on demand and a watch on how fast it is asked. */
export async function startFakeServer(options: FakeServerOptions): Promise<FakeServer> {
  const requests: RecordedRequest[] = [];
  const watch = createRateWatch(options.limits ?? []);
  const closing = new AbortController();
  let nextFault = faultChooser(options.faults ?? []);
  let atOnce = 0;
  let mostAtOnce = 0;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const atMs = performance.now();
    const request: RecordedRequest = { ...(await readRequest(incoming)), atMs, status: null, fault: null };
    const isOverrun = (options.isLimited?.(request) ?? true) && watch.arrived(atMs);
    requests.push(request);
    const fault = nextFault(request);
    request.fault = fault?.kind ?? null;
    if (fault?.kind === 'slow') await wait(fault.delayMs, undefined, { signal: closing.signal });
    if (fault?.kind === 'reset' && fault.isMidway !== true) {
      incoming.socket.destroy();
      return;
    }
    const reply = await replyFor(request, fault, isOverrun);
    send(request, reply, fault, outgoing);
  }

  async function replyFor(request: FakeRequest, fault: Fault | null, isOverrun: boolean): Promise<FakeReply> {
    const said = options.replies ?? {};
    if (fault?.kind === 'too-many') {
      return withHeader(said.tooMany ?? generic(429, 'Too many requests'), 'retry-after', String(fault.retryAfterS));
    }
    if (fault?.kind === 'error') {
      return { ...(said.failed ?? generic(fault.status, 'Internal error')), status: fault.status };
    }
    if (fault?.kind === 'gone') return said.gone ?? generic(404, 'Not found');
    if (fault?.kind === 'html') {
      return text(
        fault.status ?? 200,
        'text/html; charset=utf-8',
        '<!doctype html><title>Sign in</title><h1>Wi-Fi</h1>',
      );
    }
    if (fault?.kind === 'redirect') return { status: 302, headers: { location: fault.to } };
    if (isOverrun && options.isStrict === true) {
      return withHeader(said.tooMany ?? generic(429, 'Too many requests'), 'retry-after', '1');
    }
    const refusal = options.authorize?.(request) ?? null;
    const reply = refusal ?? (await options.handle(request)) ?? said.gone ?? generic(404, 'Not found');
    if (fault?.kind === 'bad-json')
      return text(reply.status, 'application/json', bytesOf(reply).toString().slice(0, -7));
    if (fault?.kind === 'wrong-type') return { ...reply, contentType: fault.contentType };
    if (fault?.kind === 'truncated') {
      const whole = bytesOf(reply);
      return { ...reply, json: undefined, bytes: whole.subarray(0, Math.floor(whole.length * 0.4)) };
    }
    return reply;
  }

  function send(request: RecordedRequest, reply: FakeReply, fault: Fault | null, outgoing: ServerResponse): void {
    const body = bytesOf(reply);
    const etag = `W/"${createHash('sha1').update(body).digest('hex').slice(0, 20)}"`;
    const isFound = reply.status === 200 && request.method === 'GET';
    const headers: Record<string, string> = { ...(isFound ? { etag } : {}), ...reply.headers };
    if (isFound && request.headers['if-none-match'] === headers['etag']) {
      request.status = 304;
      outgoing.writeHead(304, headers).end();
      return;
    }
    if (body.length > 0) headers['content-type'] = reply.contentType ?? 'application/json;charset=utf-8';
    headers['content-length'] = String(body.length);
    if (fault?.kind === 'reset') {
      outgoing.writeHead(reply.status, headers);
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
      return;
    }
    request.status = reply.status;
    outgoing.writeHead(reply.status, headers).end(body);
  }

  const server = createServer((incoming, outgoing) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    outgoing.once('close', () => (atOnce -= 1));
    answer(incoming, outgoing).catch((error: unknown) => {
      if (closing.signal.aborted || outgoing.destroyed) return;
      // A fault of the fake itself must not look like one that was asked for.
      console.error(`The fake ${options.name} server failed:`, error);
      outgoing.writeHead(599).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    name: options.name,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    overruns: watch.overruns,
    get mostAtOnce() {
      return mostAtOnce;
    },
    setFaults: (faults) => (nextFault = faultChooser(faults)),
    mostWithin: (windowMs) => watch.mostWithin(windowMs),
    countByStatus() {
      const counts: Record<string, number> = {};
      for (const { status } of requests) {
        const name = status === null ? 'cut' : String(status);
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    },
    forget() {
      requests.length = 0;
      watch.forget();
      mostAtOnce = atOnce;
    },
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body };
}

function bytesOf(reply: FakeReply): Buffer {
  if (reply.bytes !== undefined) return Buffer.from(reply.bytes);
  return reply.json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(reply.json));
}

function generic(status: number, message: string): FakeReply {
  return { status, json: { message } };
}

function text(status: number, contentType: string, words: string): FakeReply {
  return { status, contentType, bytes: Buffer.from(words) };
}

function withHeader(reply: FakeReply, name: string, value: string): FakeReply {
  return { ...reply, headers: { ...reply.headers, [name]: value } };
}
