import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { CustomSchemes } from './custom-schemes.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type ProtocolApi = Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;

/** Headers that Chromium's network layer adds below the point where Electron's handlers sit. */
const BELOW_HANDLER = /^(host|connection|accept-encoding|upgrade-insecure-requests|sec-fetch-.*|cache-control|pragma)$/;
const MAPPED_REQUEST_HEADERS = new Set(['origin', 'referer']);
const MAPPED_RESPONSE_HEADERS = new Set([
  'content-security-policy',
  'content-security-policy-report-only',
  'access-control-allow-origin',
  'location',
]);

/** `protocol`, over a server on the loopback address: bodies stream both ways and an aborted request reaches the handler. */
export class StandinProtocol implements ProtocolApi {
  readonly schemes = new CustomSchemes();
  private readonly handlers = new Map<string, Handler>();
  private readonly isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.isReady = isReady;
  }

  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (this.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    this.schemes.register(customSchemes);
  }

  handle(scheme: string, handler: Handler): void {
    if (!this.isReady()) throw new Error('Session can only be received when app is ready');
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!this.schemes.isStandard(scheme))
      throw new Error(`The Electron stand-in serves standard schemes only, not ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  /** Answers the port that Chromium finds every custom scheme at. */
  listen(): Promise<number> {
    const server = createServer((request, response) => {
      void this.answer(request, response);
    });
    server.requestTimeout = 0;
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        server.unref();
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = this.schemes.toApp(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`);
    if (new URL(url).pathname === '/favicon.ico') {
      // A browser's own question, which Electron never asks.
      outgoing.writeHead(204).end();
      return;
    }
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    const aborted = new AbortController();
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) aborted.abort();
    });
    try {
      if (!handler) throw new Error(`Nothing handles ${url}`);
      const response = await handler(this.toRequest(url, incoming, aborted.signal));
      if (!(response instanceof Response) || response.type === 'error')
        throw new Error('The handler answered no response');
      await this.pour(response, outgoing);
    } catch (error) {
      if (!aborted.signal.aborted) console.error(`Error in the protocol handler for ${url}:`, error);
      // The page sees a network error, as it does with Electron.
      outgoing.destroy();
    }
  }

  private toRequest(url: string, incoming: IncomingMessage, signal: AbortSignal): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (value === undefined || BELOW_HANDLER.test(name)) continue;
      const text = Array.isArray(value) ? value.join(', ') : value;
      headers.set(name, MAPPED_REQUEST_HEADERS.has(name) ? this.schemes.toApp(text) : text);
    }
    const method = incoming.method ?? 'GET';
    if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
    const body = Readable.toWeb(incoming) as unknown as NonNullable<RequestInit['body']>;
    return new Request(url, { method, headers, signal, body, duplex: 'half' });
  }

  private async pour(response: Response, outgoing: ServerResponse): Promise<void> {
    for (const [name, value] of response.headers) {
      outgoing.appendHeader(name, MAPPED_RESPONSE_HEADERS.has(name) ? this.schemes.headerToLocal(value) : value);
    }
    outgoing.writeHead(response.status);
    outgoing.flushHeaders();
    const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
    if (!reader) {
      outgoing.end();
      return;
    }
    outgoing.on('close', () => {
      reader.cancel().catch(() => undefined);
    });
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!outgoing.write(value)) {
        await new Promise<void>((resolve) => {
          outgoing.once('drain', resolve);
          outgoing.once('close', resolve);
        });
      }
      if (outgoing.destroyed) return;
    }
    outgoing.end();
  }
}
