import type { BridgePort, createBridgePort } from './bridge-codec.ts';
import type { decodeClone, encodeClone, Encoded } from './clone-codec.ts';

/** Messages from a preload script to the main process, as JSON through the DevTools binding. */
export type PreloadMessage =
  | { kind: 'invoke'; id: number; channel: string; args: Encoded }
  | { kind: 'send'; channel: string; args: Encoded }
  | { kind: 'preloadError'; message: string; stack: string };

export interface PreloadWorldOptions {
  token: string;
  binding: string;
  everyFrame: boolean;
  platform: string;
  arch: string;
  versions: Record<string, string>;
}

interface Codecs {
  createBridgePort: typeof createBridgePort;
  encodeClone: typeof encodeClone;
  decodeClone: typeof decodeClone;
}

type Preload = (require: (name: string) => unknown, module: object, exports: object, process: object) => void;

declare const window: object & { top: object };

/**
 * Runs in the isolated world of each new document before any of the page's scripts: builds what a sandboxed preload script
 * may require and runs it. Injected by source: refers to nothing outside itself.
 */
export function runPreloadWorld(options: PreloadWorldOptions, codecs: Codecs, preload: Preload): void {
  if (!options.everyFrame && window !== window.top) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const port: BridgePort = codecs.createBridgePort('preload', options.token);
  const toMain = world[options.binding] as (payload: string) => void;
  const post = (message: PreloadMessage): void => {
    toMain(JSON.stringify(message));
  };
  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object || key === 'then') return Reflect.get(object, key) as unknown;
        throw new Error(`The Electron stand-in has no ${name}.${key} in a preload script.`);
      },
    });

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, ((event: object, ...args: unknown[]) => void)[]>();
  let lastId = 0;
  type Listener = (event: object, ...args: unknown[]) => void;
  const ipcRenderer = strict('ipcRenderer', {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const encoded = codecs.encodeClone(args);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ kind: 'invoke', id, channel, args: encoded });
      });
    },
    send(channel: string, ...args: unknown[]): void {
      post({ kind: 'send', channel, args: codecs.encodeClone(args) });
    },
    on(channel: string, listener: Listener): unknown {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener): unknown {
      const once: Listener = (event, ...args) => {
        ipcRenderer.removeListener(channel, once);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, once);
    },
    off(channel: string, listener: Listener): unknown {
      return ipcRenderer.removeListener(channel, listener);
    },
    removeListener(channel: string, listener: Listener): unknown {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
    removeAllListeners(channel: string): unknown {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });

  world[`${options.binding}Reply`] = (id: number, error: string | null, result: Encoded | null): void => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error !== null) call?.reject(new Error(error));
    else if (result !== null) call?.resolve(codecs.decodeClone(result));
  };
  world[`${options.binding}Emit`] = (channel: string, encoded: Encoded): void => {
    const args = codecs.decodeClone(encoded) as unknown[];
    for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...args);
  };

  const exposed = new Set<string>();
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, api: unknown): void {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      port.post({ key, api: port.encode(api) });
    },
  });

  // The stand-in stops the page at the statement below, asks Chromium where the file lies, puts that into `question.path`
  // and goes on: the only way to answer synchronously. file-paths.ts knows this function by its name.
  function electronStandinFilePath(file: object): string {
    const question = { file, path: '' };
    // eslint-disable-next-line no-debugger -- see above
    debugger;
    return question.path;
  }
  const webUtils = strict('webUtils', {
    getPathForFile(file: unknown): string {
      if (Object.prototype.toString.call(file) !== '[object File]') {
        throw new TypeError("Failed to execute 'getPathForFile' on 'webUtils': parameter 1 is not of type 'File'.");
      }
      return electronStandinFilePath(file as object);
    },
  });

  const electron = strict('electron', { ipcRenderer, contextBridge, webUtils });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const process = strict('process', {
    platform: options.platform,
    arch: options.arch,
    versions: options.versions,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: window === window.top,
  });
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
    post({ kind: 'preloadError', message, stack: stack ?? '' });
  }
}

/** Runs in the page's own world: receives what the preload script exposes. Injected by source. */
export function runPageWorld(
  options: Pick<PreloadWorldOptions, 'token'>,
  codecs: Pick<Codecs, 'createBridgePort'>,
): void {
  const port = codecs.createBridgePort('page', options.token);
  port.onPost((message) => {
    const { key, api } = message as { key: string; api: unknown };
    Object.defineProperty(window, key, {
      value: port.decode(api, true),
      writable: false,
      enumerable: true,
      configurable: false,
    });
  });
}
