import { encodeClone } from './clone-codec.ts';
import type { StandinFrame } from './frame-tree.ts';
import { live } from './live.ts';
import type { PageHooks, PageSession } from './page-session.ts';
import type { PreloadMessage } from './preload-world.ts';
import type { Runtime } from './runtime.ts';
import { PreventableEvent, strict, StrictEmitter } from './strict.ts';

type WebContentsApi = Pick<
  Electron.WebContents,
  | 'id'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'isFocused'
  | 'close'
  | 'reload'
  | 'loadURL'
  | 'executeJavaScript'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'mainFrame'
  | 'session'
>;
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

const EVENTS = [
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'did-navigate-in-page',
  'dom-ready',
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-create-window',
  'destroyed',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'preload-error',
  'context-menu',
  'before-input-event',
];
let lastId = 0;

/** `webContents` of a window: navigation, messages, and the rules an application sets for its pages. */
export class StandinWebContents extends StrictEmitter implements WebContentsApi {
  readonly id = ++lastId;
  readonly api: Electron.WebContents;
  readonly session: Electron.Session;
  page: PageSession | null = null;
  readonly opened: Promise<PageSession>;
  private destroyed = false;
  private loading = false;
  private title = '';
  private zoom = 1;
  private openHandler: OpenHandler | null = null;
  private loads: { resolve: () => void; reject: (error: Error) => void }[] = [];
  private readonly runtime: Runtime;
  private readonly focusedNow: () => boolean;

  constructor(runtime: Runtime, open: (hooks: PageHooks) => Promise<PageSession>, isFocused: () => boolean) {
    super('webContents', EVENTS);
    this.runtime = runtime;
    this.focusedNow = isFocused;
    this.session = strict('session', runtime.session) as unknown as Electron.Session;
    this.api = live('webContents', this) as unknown as Electron.WebContents;
    this.opened = open(this.hooks()).then((page) => {
      this.page = page;
      return page;
    });
    // Whoever loads a URL hears of a failure; nobody else needs to.
    this.opened.catch(() => undefined);
  }

  get mainFrame(): Electron.WebFrameMain {
    const frame = this.page?.frames.asApi(this.page.frames.mainFrameId);
    if (!frame) throw new Error('The page has no frame yet');
    return frame;
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    let encoded;
    try {
      encoded = encodeClone(args);
    } catch {
      throw new Error('Failed to serialize arguments');
    }
    void this.page?.callPreload('Emit', [channel, encoded]);
  }

  getURL(): string {
    return this.page?.frames.frames.get(this.page.frames.mainFrameId)?.url ?? '';
  }

  getTitle(): string {
    return this.title;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isLoading(): boolean {
    return this.loading;
  }

  isCrashed(): boolean {
    return false;
  }

  isFocused(): boolean {
    return this.focusedNow();
  }

  close(options?: Electron.CloseOpts): void {
    void this.opened.then((page) => page.close(options?.waitForBeforeUnload === true));
  }

  reload(): void {
    void this.opened.then((page) => page.reload(false));
  }

  reloadIgnoringCache(): void {
    void this.opened.then((page) => page.reload(true));
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.opened;
    const { schemes } = this.runtime.protocol;
    const local = schemes.toLocal(url);
    await this.runtime.session.applyTo(page, this.api, url, new URL(local).origin);
    this.loading = true;
    this.emit('did-start-loading');
    const loaded = new Promise<void>((resolve, reject) => {
      this.loads.push({ resolve, reject });
    });
    loaded.catch(() => undefined);
    const errorText = await page.navigate(local);
    if (errorText !== null) {
      const description = errorText.replace(/^net::/, '');
      this.emit('did-fail-load', new PreventableEvent(), -2, description, url, true);
      this.settleLoads(new Error(`${description} (-2) loading '${url}'`));
    }
    await loaded;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.opened).execute(code);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  setZoomFactor(factor: number): void {
    this.zoom = factor;
    void this.opened.then((page) => page.setZoom(factor));
  }

  getZoomFactor(): number {
    return this.zoom;
  }

  /** Chromium closed the page. */
  die(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.settleLoads(new Error('ERR_FAILED (-2): the page was closed while it loaded'));
    this.emit('destroyed');
  }

  private settleLoads(error: Error | null): void {
    this.loading = false;
    this.emit('did-stop-loading');
    for (const { resolve, reject } of this.loads) {
      if (error) reject(error);
      else resolve();
    }
    this.loads = [];
  }

  private hooks(): PageHooks {
    return {
      message: (message, contextId) => {
        this.receive(message, contextId);
      },
      open: (url, frameName, features, disposition) => {
        const referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' } as const;
        const answer = this.openHandler?.({ url, frameName, features, disposition, referrer });
        if (answer?.action !== 'deny') {
          throw new Error(
            'The Electron stand-in opens no second windows: setWindowOpenHandler must answer { action: "deny" }.',
          );
        }
      },
      mayNavigate: (url, frameId) => this.mayNavigate('will-navigate', url, frameId),
      mayRedirect: (url, frameId) => this.mayNavigate('will-redirect', url, frameId),
      load: (url) => {
        this.loadURL(url).catch(() => undefined);
      },
      event: (name, params) => {
        this.pageEvent(name, params);
      },
      wrapFrame: (frame: StandinFrame) => strict('WebFrameMain', frame) as unknown as Electron.WebFrameMain,
    };
  }

  private mayNavigate(name: 'will-navigate' | 'will-redirect', url: string, frameId: string): boolean {
    const isMainFrame = frameId === this.page?.frames.mainFrameId;
    const event = Object.assign(new PreventableEvent(), {
      url,
      isSameDocument: false,
      isMainFrame,
      frame: this.page?.frames.asApi(frameId) ?? null,
      initiator: null,
    });
    if (name === 'will-navigate') this.emit('will-frame-navigate', event, url, false, isMainFrame);
    if (name === 'will-redirect' || isMainFrame) this.emit(name, event, url, false, isMainFrame);
    return !event.defaultPrevented;
  }

  private receive(message: PreloadMessage, contextId: number): void {
    const page = this.page;
    if (!page) return;
    if (message.kind === 'preloadError') {
      const error = Object.assign(new Error(message.message), { stack: message.stack });
      console.error('Unable to load preload script:', error);
      this.emit('preload-error', new PreventableEvent(), '', error);
      return;
    }
    const from = {
      sender: this.api,
      senderFrame: () => {
        const frame = page.frames.frameOfContext(contextId);
        return frame && page.frames.asApi(frame.id);
      },
    };
    if (message.kind === 'send') this.runtime.messages.receive(message.channel, message.args, from);
    else {
      void this.runtime.messages.answer(message.channel, message.args, from).then(({ error, result }) => {
        void page.callPreload('Reply', [message.id, error, result], contextId);
      });
    }
  }

  private pageEvent(name: string, params: Record<string, unknown>): void {
    if (name === 'Page.domContentEventFired') this.emit('dom-ready', new PreventableEvent());
    else if (name === 'Page.loadEventFired') {
      this.emit('did-finish-load');
      this.settleLoads(null);
    } else if (name === 'Page.navigatedWithinDocument') {
      this.emit(
        'did-navigate-in-page',
        new PreventableEvent(),
        this.runtime.protocol.schemes.toApp(String(params['url'])),
        true,
      );
    } else if (name === 'Inspector.targetCrashed') {
      this.emit('render-process-gone', new PreventableEvent(), { reason: 'crashed', exitCode: 1 });
    } else {
      const { parentId, url } = params['frame'] as { parentId?: string; url: string };
      if (parentId !== undefined) return;
      // Playwright sets a colour scheme of its own when it attaches; the application's comes last.
      void this.page?.setColorScheme(this.runtime.colorScheme);
      this.emit('did-navigate', new PreventableEvent(), this.runtime.protocol.schemes.toApp(url), 200, 'OK');
    }
  }
}
