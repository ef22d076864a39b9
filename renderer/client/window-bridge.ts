import type { EventEnvelope } from '../../contract/events.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Bridge } from './bridge.ts';

/** What the preload script puts on the window of the desktop application. */
export interface PreloadApi {
  call(method: string, input: unknown): Promise<Reply>;
  on(listener: (envelope: EventEnvelope) => void): () => void;
  pathForFile(file: File): string;
  platform: string;
}

/** The bridge of the desktop window: the core is in the same application, so the connection is never lost. */
export function createWindowBridge(api: PreloadApi): Bridge {
  return {
    call: (method, input) => api.call(method, input),
    on: (listener) => api.on(listener),
    onConnection: () => () => undefined,
    pathForFile: (file) => api.pathForFile(file) || null,
    platform: api.platform,
  };
}
