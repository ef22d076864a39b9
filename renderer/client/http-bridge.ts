import type { EventEnvelope } from '../../contract/events.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Bridge, Connection } from './bridge.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/** Milliseconds to wait before trying to reach the core again: doubles from half a second to ten. */
export function retryDelayMs(attempt: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempt));
}

function unreachable(message: string): Reply<never> {
  return { ok: false, error: { code: 'not_available', message } };
}

/**
 * The bridge of a browser: calls are POST /api/call, events come over a WebSocket that reconnects by itself.
 * A failed request is a reply with `not_available`, never an exception.
 */
export function createHttpBridge(messages: { offline: string; signedOut: string }): Bridge {
  const eventListeners = new Set<(envelope: EventEnvelope) => void>();
  const connectionListeners = new Set<(connection: Connection) => void>();
  let connection: Connection = 'connected';
  let attempt = 0;

  function setConnection(next: Connection): void {
    if (connection === next || connection === 'signed-out') return;
    connection = next;
    for (const listener of connectionListeners) listener(next);
  }

  function connect(): void {
    if (connection === 'signed-out') return;
    const url = new URL('/api/events', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      attempt = 0;
      setConnection('connected');
    });
    socket.addEventListener('message', (message: MessageEvent<unknown>) => {
      if (typeof message.data !== 'string') return;
      const envelope = JSON.parse(message.data) as EventEnvelope;
      for (const listener of eventListeners) listener(envelope);
    });
    socket.addEventListener('close', () => {
      setConnection('lost');
      setTimeout(() => void reconnect(), retryDelayMs(attempt));
      attempt += 1;
    });
  }

  /** A refused socket does not say why; an ordinary call does, when the session has ended (after a restart). */
  async function reconnect(): Promise<void> {
    await call('system.info', {});
    connect();
  }

  async function call(method: string, input: unknown): Promise<Reply> {
    let response: Response;
    try {
      response = await fetch('/api/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method, input }),
        credentials: 'same-origin',
      });
    } catch {
      return unreachable(messages.offline);
    }
    if (response.status === 401) {
      setConnection('signed-out');
      return unreachable(messages.signedOut);
    }
    try {
      return (await response.json()) as Reply;
    } catch {
      return unreachable(messages.offline);
    }
  }

  connect();
  return {
    call,
    on(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    pathForFile: () => null,
    platform: 'browser',
  };
}
