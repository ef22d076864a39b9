import { live } from './live.ts';
import { PageSession } from './page-session.ts';
import type { Runtime, RuntimeWindow } from './runtime.ts';
import { WORK_AREA } from './screen.ts';
import { PreventableEvent, strict, StrictEmitter } from './strict.ts';
import { StandinWebContents } from './web-contents.ts';
import { checkOptions } from './window-options.ts';

type WindowApi = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'webContents'
  | 'loadURL'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'show'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'getBounds'
  | 'setBounds'
  | 'getNormalBounds'
  | 'getContentBounds'
  | 'getSize'
  | 'setSize'
  | 'getPosition'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'setMinimumSize'
  | 'getMinimumSize'
  | 'setTitle'
  | 'getTitle'
  | 'setBackgroundColor'
  | 'setMenuBarVisibility'
  | 'reload'
>;

const EVENTS = [
  'close',
  'closed',
  'show',
  'hide',
  'ready-to-show',
  'focus',
  'blur',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'session-end',
  'unresponsive',
  'responsive',
];
let lastId = 0;

/** Makes the BrowserWindow class of one stand-in. */
export function createBrowserWindowClass(runtime: Runtime): typeof Electron.BrowserWindow {
  class StandinBrowserWindow extends StrictEmitter implements WindowApi, RuntimeWindow {
    readonly id = ++lastId;
    readonly contents: StandinWebContents;
    readonly api: Electron.BrowserWindow;
    private bounds: Electron.Rectangle;
    private normalBounds: Electron.Rectangle;
    private minimum: [number, number];
    private destroyed = false;
    private visible: boolean;
    private maximized = false;
    private minimized = false;
    private fullScreen = false;
    private shownOnce = false;
    private title: string;

    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      super('BrowserWindow', EVENTS);
      if (!runtime.ready) throw new Error('Cannot create BrowserWindow before app is ready');
      checkOptions(options);
      const { width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
      this.minimum = [minWidth, minHeight];
      this.bounds = {
        x: options.x ?? Math.round((WORK_AREA.width - width) / 2),
        y: options.y ?? Math.round((WORK_AREA.height - height) / 2),
        width: Math.max(width, minWidth),
        height: Math.max(height, minHeight),
      };
      this.normalBounds = this.bounds;
      this.visible = options.show !== false;
      this.title = options.title ?? 'Electron';
      this.api = live('BrowserWindow', this) as unknown as Electron.BrowserWindow;
      this.contents = new StandinWebContents(
        runtime,
        (hooks) => {
          const { cdp } = runtime;
          if (!cdp) throw new Error('Chromium is not there');
          const opening = PageSession.open(
            cdp,
            {
              preload: options.webPreferences?.preload,
              everyFrame: options.webPreferences?.nodeIntegrationInSubFrames === true,
              width: this.bounds.width,
              height: this.bounds.height,
              hooks,
              schemes: runtime.protocol.schemes,
            },
            runtime.ownTargets,
          );
          runtime.track(opening);
          return opening;
        },
        () => runtime.focused === this,
      );
      this.contents.on('did-finish-load', () => {
        if (this.shownOnce || this.destroyed) return;
        this.shownOnce = true;
        this.emit('ready-to-show');
      });
      void this.contents.opened.then((page) => page.setColorScheme(runtime.colorScheme)).catch(() => undefined);
      runtime.windows.add(this);
      if (this.visible) runtime.focused = this;
      runtime.emitAppEvent('browser-window-created', new PreventableEvent(), this.api);
      runtime.emitAppEvent('web-contents-created', new PreventableEvent(), this.contents.api);
      // `new` answers the guarded object; the class itself is never seen outside.
      return this.api as unknown as StandinBrowserWindow;
    }

    static getAllWindows(): Electron.BrowserWindow[] {
      return [...runtime.windows].map((window) => window.api);
    }

    static getFocusedWindow(): Electron.BrowserWindow | null {
      return runtime.focused?.api ?? null;
    }

    static fromWebContents(webContents: Electron.WebContents): Electron.BrowserWindow | null {
      return StandinBrowserWindow.getAllWindows().find((window) => window.webContents === webContents) ?? null;
    }

    static fromId(id: number): Electron.BrowserWindow | null {
      return StandinBrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
    }

    get webContents(): Electron.WebContents {
      return this.contents.api;
    }

    get targetId(): string | null {
      return this.contents.page?.targetId ?? null;
    }

    loadURL(url: string): Promise<void> {
      return this.contents.loadURL(url);
    }

    reload(): void {
      this.contents.reload();
    }

    close(): void {
      this.tryClose();
    }

    tryClose(): boolean {
      const event = new PreventableEvent();
      this.emit('close', event);
      if (!event.defaultPrevented) this.contents.close({ waitForBeforeUnload: true });
      return !event.defaultPrevented;
    }

    destroy(): void {
      this.contents.close({ waitForBeforeUnload: false });
    }

    isDestroyed(): boolean {
      return this.destroyed;
    }

    targetGone(): void {
      if (this.destroyed) return;
      const self = runtimeWindowOf(this.api);
      this.destroyed = true;
      if (self) runtime.windows.delete(self);
      if (runtime.focused === self) runtime.focused = null;
      this.contents.die();
      this.emit('closed');
      runtime.windowClosed();
    }

    setColorScheme(scheme: 'light' | 'dark'): void {
      void this.contents.page?.setColorScheme(scheme);
    }

    show(): void {
      if (!this.visible) {
        this.visible = true;
        this.emit('show');
      }
      this.focus();
    }

    showInactive(): void {
      this.visible = true;
      this.emit('show');
    }

    hide(): void {
      this.visible = false;
      this.emit('hide');
      this.blur();
    }

    isVisible(): boolean {
      return this.visible;
    }

    focus(): void {
      const self = runtimeWindowOf(this.api);
      if (runtime.focused === self || !self) return;
      runtime.focused = self;
      this.emit('focus');
      runtime.emitAppEvent('browser-window-focus', new PreventableEvent(), this.api);
    }

    blur(): void {
      if (!this.isFocused()) return;
      runtime.focused = null;
      this.emit('blur');
      runtime.emitAppEvent('browser-window-blur', new PreventableEvent(), this.api);
    }

    isFocused(): boolean {
      return runtime.focused?.api === this.api;
    }

    getBounds(): Electron.Rectangle {
      return { ...this.bounds };
    }

    getContentBounds(): Electron.Rectangle {
      return { ...this.bounds };
    }

    getNormalBounds(): Electron.Rectangle {
      return { ...this.normalBounds };
    }

    setBounds(bounds: Partial<Electron.Rectangle>): void {
      this.maximized = false;
      this.normalBounds = { ...this.bounds, ...bounds };
      this.place(this.normalBounds);
    }

    getSize(): number[] {
      return [this.bounds.width, this.bounds.height];
    }

    setSize(width: number, height: number): void {
      this.setBounds({ width, height });
    }

    getPosition(): number[] {
      return [this.bounds.x, this.bounds.y];
    }

    setMinimumSize(width: number, height: number): void {
      this.minimum = [width, height];
    }

    getMinimumSize(): number[] {
      return [...this.minimum];
    }

    maximize(): void {
      if (this.maximized) return;
      this.maximized = true;
      this.place(WORK_AREA);
      this.emit('maximize');
    }

    unmaximize(): void {
      if (!this.maximized) return;
      this.maximized = false;
      this.place(this.normalBounds);
      this.emit('unmaximize');
    }

    isMaximized(): boolean {
      return this.maximized;
    }

    minimize(): void {
      this.minimized = true;
      this.emit('minimize');
    }

    restore(): void {
      if (!this.minimized) return;
      this.minimized = false;
      this.emit('restore');
    }

    isMinimized(): boolean {
      return this.minimized;
    }

    setFullScreen(flag: boolean): void {
      if (this.fullScreen === flag) return;
      this.fullScreen = flag;
      this.place(flag ? WORK_AREA : this.normalBounds);
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
    }

    isFullScreen(): boolean {
      return this.fullScreen;
    }

    setTitle(title: string): void {
      this.title = title;
    }

    getTitle(): string {
      return this.title;
    }

    setBackgroundColor(): void {
      // Nothing shows before the page is painted.
    }

    setMenuBarVisibility(): void {
      // There is no menu bar to show.
    }

    private place(bounds: Electron.Rectangle): void {
      const [minWidth, minHeight] = this.minimum;
      const before = this.bounds;
      this.bounds = { ...bounds, width: Math.max(bounds.width, minWidth), height: Math.max(bounds.height, minHeight) };
      const { x, y, width, height } = this.bounds;
      if (width !== before.width || height !== before.height) {
        void this.contents.opened.then((page) => page.resize(width, height));
        this.emit('resize');
        this.emit('resized');
      }
      if (x !== before.x || y !== before.y) {
        this.emit('move');
        this.emit('moved');
      }
    }
  }

  const runtimeWindowOf = (api: Electron.BrowserWindow): RuntimeWindow | undefined =>
    [...runtime.windows].find((window) => window.api === api);
  return strict('BrowserWindow', StandinBrowserWindow) as unknown as typeof Electron.BrowserWindow;
}
