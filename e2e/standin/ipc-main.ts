import { EventEmitter } from 'node:events';
import { decodeClone, encodeClone, type Encoded } from './clone-codec.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** What a window gives with each message: who sent it. `senderFrame` is looked up when it is read, as in Electron. */
export interface IpcSender {
  sender: Electron.WebContents;
  senderFrame: () => Electron.WebFrameMain | null;
}

export interface IpcAnswer {
  error: string | null;
  result: Encoded | null;
}

type IpcApi = Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

/** `ipcMain`: handlers for `invoke`, and an emitter of the channels that `send` uses. */
export class StandinIpcMain extends EventEmitter implements IpcApi {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, listener: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Runs an `invoke`; what it throws, and what cannot be cloned, reaches the page as text only. */
  async answer(channel: string, args: Encoded, from: IpcSender): Promise<IpcAnswer> {
    try {
      const handler = this.handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const result = await handler(eventOf(from), ...(decodeClone(args) as unknown[]));
      return { error: null, result: encodeClone(result) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { error: `Error invoking remote method '${channel}': ${String(error)}`, result: null };
    }
  }

  receive(channel: string, args: Encoded, from: IpcSender): void {
    this.emit(channel, eventOf(from), ...(decodeClone(args) as unknown[]));
  }
}

function eventOf({ sender, senderFrame }: IpcSender): Electron.IpcMainInvokeEvent {
  const event = {
    sender,
    type: 'frame',
    processId: 1,
    frameId: 1,
    defaultPrevented: false,
    preventDefault: () => undefined,
    get senderFrame() {
      return senderFrame();
    },
  } satisfies Electron.IpcMainInvokeEvent;
  return event;
}
