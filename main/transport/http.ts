import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { WebSocketServer } from 'ws';
import type { Reply } from '../../contract/reply.ts';
import type { Dispatch } from './dispatcher.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { EventListener } from './event-bus.ts';
import { HttpGuard } from './http-guard.ts';
import { createStaticFiles } from './static-files.ts';

export interface HttpCore {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
  handleAsset(request: Request): Promise<Response>;
}

export interface HttpServer {
  /** Where a browser starts: carries the one-time token. */
  loginUrl: string;
  port: number;
  close(): Promise<void>;
}

const SIGNED_OUT =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Metarr</title><main><h1>Not signed in</h1><p>Open the address that Metarr printed when it started. Each address works once; start Metarr again for a new one.</p></main></html>';

/**
 * Serves the core over HTTP and WebSocket on a loopback address: `/login?token=`, `POST /api/call`, `/api/events`,
 * `/assets/…` and the renderer. Everything but the login needs the session; every request is checked for Host and Origin.
 * Rejects when the port is taken.
 */
export async function serveHttp(
  core: HttpCore,
  options: { host: string; port: number; rendererDir: string },
): Promise<HttpServer> {
  const guard = new HttpGuard();
  const app = createHttpApp(core, guard, options.rendererDir);
  const server = await new Promise<{ server: Server; port: number }>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, (info) => {
      resolve({ server: started as Server, port: info.port });
    });
    started.once('error', reject);
  });
  guard.listenOn(server.port);
  const closeEvents = serveEvents(server.server, core, guard);
  const host = options.host === '::1' ? '[::1]' : options.host;
  return {
    loginUrl: `http://${host}:${String(server.port)}/login?token=${guard.loginToken ?? ''}`,
    port: server.port,
    close: async () => {
      closeEvents();
      await new Promise<void>((resolve) => {
        server.server.close(() => {
          resolve();
        });
        server.server.closeAllConnections();
      });
    },
  };
}

/** The routes without a socket, for tests. */
export function createHttpApp(core: HttpCore, guard: HttpGuard, rendererDir: string): Hono {
  const app = new Hono();
  const files = createStaticFiles(rendererDir);
  app.use(async (c, next) => {
    if (!guard.isAllowedHost(c.req.header('host'))) return c.text('Forbidden: unknown host.', 403);
    if (!guard.isAllowedOrigin(c.req.header('origin'), false)) return c.text('Forbidden: foreign origin.', 403);
    const site = c.req.header('sec-fetch-site');
    if (c.req.method !== 'GET' && site !== undefined && site !== 'same-origin') {
      return c.text('Forbidden: foreign site.', 403);
    }
    await next();
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('x-content-type-options', 'nosniff');
    return undefined;
  });
  app.get('/login', (c) => {
    const cookie = guard.login(c.req.query('token') ?? '');
    if (cookie === null) {
      return guard.hasSession(c.req.header('cookie')) ? c.redirect('/', 303) : c.html(SIGNED_OUT, 401);
    }
    c.header('set-cookie', cookie);
    c.header('cache-control', 'no-store');
    return c.redirect('/', 303);
  });
  app.use(async (c, next) => {
    if (guard.hasSession(c.req.header('cookie'))) {
      await next();
      return undefined;
    }
    return c.req.path.startsWith('/api/') || c.req.path.startsWith('/assets')
      ? c.json({ ok: false, error: { code: 'forbidden', message: 'Not signed in.' } } satisfies Reply, 401)
      : c.html(SIGNED_OUT, 401);
  });
  app.post(
    '/api/call',
    bodyLimit({
      maxSize: 2 * 1024 * 1024,
      onError: (c) =>
        c.json(
          { ok: false, error: { code: 'invalid_input', message: 'The request is too large.' } } satisfies Reply,
          413,
        ),
    }),
    async (c) => {
      if (!(c.req.header('content-type') ?? '').startsWith('application/json')) return c.text('JSON only.', 415);
      const body = (await c.req.json().catch(() => null)) as { method?: unknown; input?: unknown } | null;
      if (typeof body?.method !== 'string') {
        return c.json({ ok: false, error: { code: 'invalid_input', message: 'Give a method and its input.' } }, 400);
      }
      const reply = await core.dispatch(body.method, body.input, { principal: 'session', signal: c.req.raw.signal });
      return c.json(reply as never);
    },
  );
  app.all('/assets/:hash', (c) => core.handleAsset(c.req.raw).then((r) => fallThrough(r, files, c.req.path)));
  app.all('/assets/candidate/:id', (c) => core.handleAsset(c.req.raw));
  app.post('/assets', (c) => core.handleAsset(c.req.raw));
  app.get('*', async (c) => {
    const response = await files(c.req.path);
    if (response === null) return c.text('Not found.', 404);
    response.headers.set('content-security-policy', contentSecurityPolicy());
    return response;
  });
  return app;
}

/** The build puts the renderer's own chunks under /assets too; a name that is no hash is one of those. */
async function fallThrough(
  response: Response,
  files: (pathname: string) => Promise<Response | null>,
  pathname: string,
): Promise<Response> {
  return response.status === 404 ? ((await files(pathname)) ?? response) : response;
}

function serveEvents(server: Server, core: HttpCore, guard: HttpGuard): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  server.on('upgrade', (request, socket, head) => {
    const { host, origin, cookie } = request.headers;
    const isOurs = guard.isAllowedHost(host) && guard.isAllowedOrigin(origin, true) && guard.hasSession(cookie);
    if (request.url !== '/api/events' || !isOurs) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const off = core.onEvent((envelope) => {
        client.send(JSON.stringify(envelope));
      });
      client.on('close', off);
      client.on('error', off);
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}
