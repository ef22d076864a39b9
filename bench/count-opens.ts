import { BroadcastChannel } from 'node:worker_threads';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type * as fsModule from 'node:fs';

/** By this name the threads tell which files they open. */
const CHANNEL = 'metarr-bench-opens';

const OPENERS = [
  'open',
  'openSync',
  'readFile',
  'readFileSync',
  'createReadStream',
  'copyFile',
  'copyFileSync',
] as const;

/** Makes this thread tell of every file that it opens through Node, whichever way; the calls do what they did. */
export function tellOpens(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.unref();
  const fs = createRequire(import.meta.url)('node:fs') as typeof fsModule;
  for (const target of [fs, fs.promises] as unknown as Record<string, unknown>[]) {
    for (const name of OPENERS) {
      const original = target[name];
      if (typeof original !== 'function') continue;
      target[name] = function told(this: unknown, ...args: unknown[]): unknown {
        if (typeof args[0] === 'string') channel.postMessage(args[0]);
        return Reflect.apply(original, this, args) as unknown;
      };
    }
  }
  syncBuiltinESMExports();
}

/** Hears which files below a folder any thread opens, this one included once it tells, too. */
export function hearOpens(folder: string): { take(): Promise<Set<string>>; close(): void } {
  let heard = new Set<string>();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => {
    const { data } = event as { data: string };
    if (data.startsWith(folder)) heard.add(data);
  };
  return {
    /** What was opened since the last time. */
    async take() {
      // Messages of other threads are on their way for a moment.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const taken = heard;
      heard = new Set();
      return taken;
    },
    close: () => {
      channel.close();
    },
  };
}
