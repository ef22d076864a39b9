import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { EventEnvelope } from '../contract/events.ts';
import type { Reply } from '../contract/reply.ts';

/** All that the page gets of the desktop: calls, events, and the paths of files that were dropped on it. */
const api = {
  /** Asks the core. Resolves with the envelope, whatever happened; see contract/reply.ts. */
  async call(method: string, input: unknown): Promise<Reply> {
    if (typeof method !== 'string') throw new TypeError('The name of a method must be a string');
    return (await ipcRenderer.invoke('metarr:call', method, input)) as Reply;
  },
  /** Hears every event until the answered function is called. */
  on(listener: (envelope: EventEnvelope) => void): () => void {
    const hear = (_event: IpcRendererEvent, envelope: EventEnvelope): void => {
      listener(envelope);
    };
    ipcRenderer.on('metarr:event', hear);
    return () => {
      ipcRenderer.off('metarr:event', hear);
    };
  },
  /** Where a dropped or chosen file lies; empty for one that is not on a disk. */
  pathForFile(file: File): string {
    return webUtils.getPathForFile(file);
  },
  platform: process.platform,
};

contextBridge.exposeInMainWorld('metarr', api);
