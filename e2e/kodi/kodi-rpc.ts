import { connect, type Socket } from 'node:net';

interface Reply {
  id?: number;
  method?: string;
  result?: unknown;
  error?: { code: number; message: string };
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * Kodi's JSON-RPC over its raw TCP port, which (unlike the web server) listens on loopback only and also tells of
 * events: https://kodi.wiki/view/JSON-RPC_API. Messages come one after another without any frame between them.
 */
export class KodiRpc {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #counts = new Map<string, number>();
  #pending = '';
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.#take(text);
    });
    const fail = (): void => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Kodi closed its connection'));
      this.#waiting.clear();
    };
    socket.on('close', fail);
    socket.on('error', fail);
  }

  /** Connects to 127.0.0.1. Rejects while nothing listens there. */
  static connect(port: number): Promise<KodiRpc> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new KodiRpc(socket));
      });
    });
  }

  /** Calls a method. Rejects with Kodi's own message, or after `timeoutMs`. */
  call(method: string, params: Record<string, unknown> = {}, timeoutMs = 60_000): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`Kodi did not answer ${method} within ${String(timeoutMs)} ms`));
      }, timeoutMs);
      this.#waiting.set(id, {
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(new Error(`${method}: ${error.message}`));
        },
      });
      this.#socket.write(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** How often the event has come since the connection was made. */
  eventCount(event: string): number {
    return this.#counts.get(event) ?? 0;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#pending += text;
    for (;;) {
      const end = endOfFirstObject(this.#pending);
      if (end === -1) return;
      const reply = JSON.parse(this.#pending.slice(0, end)) as Reply;
      this.#pending = this.#pending.slice(end);
      if (reply.method !== undefined) this.#counts.set(reply.method, this.eventCount(reply.method) + 1);
      const waiting = reply.id === undefined ? undefined : this.#waiting.get(reply.id);
      if (reply.id === undefined || waiting === undefined) continue;
      this.#waiting.delete(reply.id);
      if (reply.error !== undefined) waiting.reject(new Error(JSON.stringify(reply.error)));
      else waiting.resolve(reply.result);
    }
  }
}

/** The index after the first whole JSON object of the text, or -1 while it is not complete. */
function endOfFirstObject(text: string): number {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return -1;
}
