import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../contract/reply.ts';
import type { Dispatch } from './dispatcher.ts';
import type { EventListener } from './event-bus.ts';
import type { FrameFacts } from './trusted-frame.ts';

export const CALL_CHANNEL = 'metarr:call';
export const EVENT_CHANNEL = 'metarr:event';

export interface IpcCore {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
}

type CallEvent = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>;
type Contents = Pick<WebContents, 'isDestroyed' | 'mainFrame' | 'send'>;

/**
 * Carries calls and events between the window and the core. Every message is checked: only a frame that `isTrustedFrame`
 * accepts is answered, and only pages whose main frame it accepts are told of events. A call's signal is aborted when its
 * window is gone. Answers a function that takes everything off again. Nothing throws towards the page: what is refused
 * gets an error envelope with the code `forbidden` or `invalid_input`.
 */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  core: IpcCore,
  isTrustedFrame: (frame: FrameFacts | null) => boolean,
  contents: () => Iterable<Contents>,
): () => void {
  const lives = new WeakMap<WebContents, AbortController>();

  const signalOf = (sender: WebContents): AbortSignal => {
    let life = lives.get(sender);
    if (life === undefined) {
      const made = new AbortController();
      life = made;
      lives.set(sender, made);
      sender.once('destroyed', () => {
        made.abort();
      });
    }
    return life.signal;
  };

  ipcMain.handle(CALL_CHANNEL, async (event: CallEvent, method: unknown, input: unknown): Promise<Reply> => {
    if (!isTrustedFrame(event.senderFrame)) return refuse('forbidden', 'This page may not call Metarr.');
    if (typeof method !== 'string') return refuse('invalid_input', 'The name of a method must be a string.');
    return core.dispatch(method, input, { principal: 'window', signal: signalOf(event.sender) });
  });

  const stopEvents = core.onEvent((envelope) => {
    for (const page of contents()) {
      if (!page.isDestroyed() && isTrustedFrame(mainFrameOf(page))) page.send(EVENT_CHANNEL, envelope);
    }
  });

  return () => {
    stopEvents();
    ipcMain.removeHandler(CALL_CHANNEL);
  };
}

/** A window that is being opened or closed has no frame, and asking it for one may throw. */
function mainFrameOf(page: Contents): FrameFacts | null {
  try {
    return page.mainFrame;
  } catch {
    return null;
  }
}

function refuse(code: 'forbidden' | 'invalid_input', message: string): Reply {
  return { ok: false, error: { code, message } };
}
