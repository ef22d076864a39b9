/**
 * Carries values between a page and its preload script as Electron's contextBridge does: plain data is copied, functions
 * and promises become proxies, prototypes are lost, anything else is refused. One source, run once in each world; the
 * worlds share no objects and meet only in synchronous DOM events whose details Chromium clones.
 */
export interface BridgePort {
  encode: (value: unknown) => unknown;
  decode: (value: unknown, freeze: boolean) => unknown;
  /** Sends a message that is neither a call nor an answer. */
  post: (message: unknown) => void;
  onPost: (listener: (message: unknown) => void) => void;
}

interface PageEvent {
  detail: unknown;
}

declare const window: {
  addEventListener: (name: string, listener: (event: PageEvent) => void) => void;
  dispatchEvent: (event: object) => boolean;
};
declare const CustomEvent: new (name: string, init: { detail: unknown }) => object;

/** Injected by source: refers to nothing outside itself but the page's globals, which it keeps before scripts run. */
export function createBridgePort(side: 'page' | 'preload', token: string): BridgePort {
  type Wire = { t: string; v?: unknown; id?: number };
  type Message = { kind: 'call' | 'answer' | 'settle' | 'post'; id: number; ok?: boolean; body: unknown };
  const other = side === 'page' ? 'preload' : 'page';
  const Custom = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const clone = structuredClone;
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const answers: Message[] = [];
  const postListeners: ((message: unknown) => void)[] = [];
  let lastId = 0;
  const send = (message: Message): void => {
    dispatch(new Custom(`${token}-${other}`, { detail: message }));
  };
  const messageOf = (error: unknown): string =>
    error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error);

  const encode = (value: unknown, depth = 0): Wire => {
    if (depth > 1000) {
      throw new TypeError(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    }
    if (typeof value === 'function') {
      const id = ++lastId;
      functions.set(id, value as (...args: unknown[]) => unknown);
      return { t: 'function', id };
    }
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return { t: 'value', v: value };
    if (value instanceof Promise) {
      const id = ++lastId;
      value.then(
        (result) => {
          settle(id, result);
        },
        (error: unknown) => {
          send({ kind: 'settle', id, ok: false, body: messageOf(error) });
        },
      );
      return { t: 'promise', id };
    }
    if (value instanceof Error) return { t: 'error', v: value.message };
    if (Array.isArray(value)) return { t: 'array', v: value.map((entry) => encode(entry, depth + 1)) };
    if (Object.prototype.toString.call(value) === '[object Object]') {
      return { t: 'object', v: Object.entries(value).map(([key, entry]) => [key, encode(entry, depth + 1)]) };
    }
    try {
      return { t: 'value', v: clone(value) };
    } catch {
      throw new TypeError('An object could not be cloned.');
    }
  };

  const settle = (id: number, result: unknown): void => {
    let body: unknown;
    try {
      body = encode(result);
    } catch (error) {
      send({ kind: 'settle', id, ok: false, body: messageOf(error) });
      return;
    }
    send({ kind: 'settle', id, ok: true, body });
  };

  const call = (id: number, args: unknown[]): unknown => {
    const body = args.map((arg) => encode(arg));
    send({ kind: 'call', id, body });
    const answer = answers.pop();
    if (!answer) throw new Error('The other side of the context bridge is gone');
    if (answer.ok !== true) throw new Error(String(answer.body));
    return decode(answer.body, false);
  };

  const decode = (wire: unknown, freeze: boolean): unknown => {
    const { t, v, id = 0 } = wire as Wire;
    if (t === 'function') {
      const proxy = (...args: unknown[]): unknown => call(id, args);
      return freeze ? Object.freeze(proxy) : proxy;
    }
    if (t === 'promise') {
      return new Promise((resolve, reject) => {
        promises.set(id, { resolve, reject });
      });
    }
    if (t === 'error') return new Error(String(v));
    if (t === 'array') {
      const list = (v as unknown[]).map((entry) => decode(entry, freeze));
      return freeze ? Object.freeze(list) : list;
    }
    if (t === 'object') {
      const object: Record<string, unknown> = {};
      for (const [key, entry] of v as [string, unknown][]) {
        Object.defineProperty(object, key, {
          value: decode(entry, freeze),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return freeze ? Object.freeze(object) : object;
    }
    return v;
  };

  window.addEventListener(`${token}-${side}`, (event) => {
    const { kind, id, ok, body } = event.detail as Message;
    if (kind === 'answer') answers.push(event.detail as Message);
    else if (kind === 'post') for (const listener of postListeners) listener(body);
    else if (kind === 'settle') {
      const promise = promises.get(id);
      promises.delete(id);
      if (ok === true) promise?.resolve(decode(body, false));
      else promise?.reject(new Error(String(body)));
    } else {
      let answer: Message;
      try {
        const run = functions.get(id);
        if (!run) throw new Error('The function is gone');
        answer = {
          kind: 'answer',
          id,
          ok: true,
          body: encode(run(...(body as unknown[]).map((arg) => decode(arg, false)))),
        };
      } catch (error) {
        answer = { kind: 'answer', id, ok: false, body: messageOf(error) };
      }
      send(answer);
    }
  });

  return {
    encode: (value) => encode(value),
    decode,
    post: (message) => {
      send({ kind: 'post', id: 0, body: message });
    },
    onPost: (listener) => {
      postListeners.push(listener);
    },
  };
}
