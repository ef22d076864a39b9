import type { CdpConnection } from './cdp.ts';
import type { StandinIpcMain } from './ipc-main.ts';
import type { StandinProtocol } from './protocol.ts';
import type { StandinSession } from './session.ts';

/** A window as the rest of the stand-in needs it. */
export interface RuntimeWindow {
  readonly api: Electron.BrowserWindow;
  readonly targetId: string | null;
  /** False when a listener of 'close' prevented it. */
  tryClose: () => boolean;
  /** Chromium closed the page. */
  targetGone: () => void;
  setColorScheme: (scheme: 'light' | 'dark') => void;
}

/** What the parts of the stand-in share: the browser, the windows, and the singletons that windows talk to. */
export class Runtime {
  readonly windows = new Set<RuntimeWindow>();
  readonly ownTargets = new Set<string>();
  focused: RuntimeWindow | null = null;
  colorScheme: 'light' | 'dark' = 'light';
  ready = false;
  cdp: CdpConnection | null = null;
  /** Called after a window is gone. */
  windowClosed: () => void = () => undefined;
  /** Emits an event of `app`. */
  emitAppEvent: (name: string, ...args: unknown[]) => void = () => undefined;
  readonly messages: StandinIpcMain;
  readonly protocol: StandinProtocol;
  readonly session: StandinSession;
  private readonly opening = new Set<Promise<unknown>>();

  constructor(messages: StandinIpcMain, protocol: StandinProtocol, session: StandinSession) {
    this.messages = messages;
    this.protocol = protocol;
    this.session = session;
  }

  /** Pages the application did not open (popups, dropped files) are closed: the stand-in's windows deny them all. */
  async adopt(cdp: CdpConnection): Promise<void> {
    this.cdp = cdp;
    cdp.on('Target.targetCreated', ({ targetInfo }) => {
      const { targetId, type } = targetInfo as { targetId: string; type: string };
      if (type === 'page') void this.closeUnlessOwn(targetId);
    });
    cdp.on('Target.targetDestroyed', ({ targetId }) => {
      for (const window of this.windows) if (window.targetId === targetId) window.targetGone();
    });
    await cdp.send('Target.setDiscoverTargets', { discover: true });
  }

  /** Announces a window that is being opened, so that its page is not taken for a popup. */
  track(opening: Promise<unknown>): void {
    const settled = opening.catch(() => undefined);
    this.opening.add(settled);
    void settled.then(() => this.opening.delete(settled));
  }

  private async closeUnlessOwn(targetId: string): Promise<void> {
    await Promise.all(this.opening);
    if (!this.ownTargets.has(targetId)) await this.cdp?.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }
}
