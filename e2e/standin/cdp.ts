/** A connection to Chromium over the DevTools protocol: one WebSocket, one session per window. */
export type CdpParams = Record<string, unknown>;
export type CdpListener = (params: CdpParams) => void;

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

interface Message {
  id?: number;
  method?: string;
  params?: CdpParams;
  sessionId?: string;
  result?: unknown;
  error?: { message: string };
}

export class CdpConnection {
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, CdpListener[]>();
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', (event) => {
      this.receive(JSON.parse(String(event.data)) as Message);
    });
    socket.addEventListener('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('Chromium is gone'));
      this.waiting.clear();
    });
  }

  static connect(url: string): Promise<CdpConnection> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => {
        resolve(new CdpConnection(socket));
      });
      socket.addEventListener('error', () => {
        reject(new Error(`Cannot reach Chromium at ${url}`));
      });
    });
  }

  /** Rejects with the protocol's own message when Chromium refuses the command. */
  send<T = CdpParams>(method: string, params: CdpParams = {}, sessionId?: string): Promise<T> {
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  on(method: string, listener: CdpListener, sessionId = ''): void {
    const key = `${sessionId} ${method}`;
    this.listeners.set(key, [...(this.listeners.get(key) ?? []), listener]);
  }

  session(sessionId: string): CdpSession {
    return {
      send: (method, params) => this.send(method, params, sessionId),
      on: (method, listener) => {
        this.on(method, listener, sessionId);
      },
    };
  }

  private receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
      return;
    }
    const key = `${message.sessionId ?? ''} ${message.method ?? ''}`;
    for (const listener of this.listeners.get(key) ?? []) listener(message.params ?? {});
  }
}

export interface CdpSession {
  send<T = CdpParams>(method: string, params?: CdpParams): Promise<T>;
  on(method: string, listener: CdpListener): void;
}
