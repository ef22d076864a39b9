import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createBridgePort } from './bridge-codec.ts';
import type { CdpConnection, CdpSession } from './cdp.ts';
import { decodeClone, encodeClone } from './clone-codec.ts';
import type { CustomSchemes } from './custom-schemes.ts';
import { answerFilePaths } from './file-paths.ts';
import { FrameTree, type StandinFrame } from './frame-tree.ts';
import { guardNavigation, type NavigationHooks } from './navigation-guard.ts';
import { runPageWorld, runPreloadWorld, type PreloadMessage, type PreloadWorldOptions } from './preload-world.ts';

const WORLD = 'Electron Isolated Context';
const OPEN_BINDING = 'electronStandinOpen';

export interface PageHooks extends NavigationHooks {
  message: (message: PreloadMessage, contextId: number) => void;
  /** The page called window.open or a person opened a link in a new window. */
  open: (url: string, frameName: string, features: string, disposition: 'foreground-tab' | 'new-window') => void;
  /** DevTools events the window turns into its own: their names are those of the protocol. */
  event: (name: string, params: Record<string, unknown>) => void;
  wrapFrame: (frame: StandinFrame) => Electron.WebFrameMain;
}

export interface PageOptions {
  preload: string | undefined;
  everyFrame: boolean;
  width: number;
  height: number;
  hooks: PageHooks;
  schemes: CustomSchemes;
}

const FORWARDED = [
  'Page.domContentEventFired',
  'Page.loadEventFired',
  'Page.frameNavigated',
  'Page.navigatedWithinDocument',
  'Inspector.targetCrashed',
];

/** One Chromium page with everything attached that makes it behave like a sandboxed Electron renderer. */
export class PageSession {
  readonly targetId: string;
  readonly frames: FrameTree;
  private readonly session: CdpSession;
  private readonly cdp: CdpConnection;
  private readonly binding = `electronStandin${randomUUID().replaceAll('-', '')}`;

  private constructor(cdp: CdpConnection, session: CdpSession, targetId: string, options: PageOptions) {
    this.cdp = cdp;
    this.session = session;
    this.targetId = targetId;
    this.frames = new FrameTree(options.schemes, options.hooks.wrapFrame);
  }

  static async open(cdp: CdpConnection, options: PageOptions, ownTargets: Set<string>): Promise<PageSession> {
    const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
    });
    ownTargets.add(targetId);
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const page = new PageSession(cdp, cdp.session(sessionId), targetId, options);
    await page.prepare(options);
    return page;
  }

  async navigate(localUrl: string): Promise<string | null> {
    const { errorText } = await this.session.send<{ errorText?: string }>('Page.navigate', { url: localUrl });
    return errorText ?? null;
  }

  async reload(ignoreCache: boolean): Promise<void> {
    await this.session.send('Page.reload', { ignoreCache });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
    });
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  async setZoom(factor: number): Promise<void> {
    await this.session.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor });
  }

  async setPermission(name: string, setting: 'granted' | 'denied', origin: string): Promise<void> {
    await this.cdp.send('Browser.setPermission', { permission: { name }, setting, origin });
  }

  /** Runs a function of the preload world by the name it was given there; lost when there is no document, as in Electron. */
  async callPreload(suffix: 'Reply' | 'Emit', args: unknown[], contextId?: number): Promise<void> {
    const context = contextId ?? this.frames.mainFrameContext(WORLD);
    if (context === null) return;
    const expression = `globalThis[${JSON.stringify(this.binding + suffix)}]?.(${args.map((arg) => JSON.stringify(arg)).join(',')})`;
    await this.session.send('Runtime.evaluate', { contextId: context, expression }).catch(() => undefined);
  }

  /** Runs code in the page's own world. Rejects with what it throws. */
  async execute(code: string): Promise<unknown> {
    const answer = await this.session.send<{
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? 'Script failed to execute');
    return answer.result.value;
  }

  /** Closes the page; with `ask`, its beforeunload listeners may refuse. */
  async close(ask: boolean): Promise<void> {
    if (ask) await this.session.send('Page.close').catch(() => undefined);
    else await this.cdp.send('Target.closeTarget', { targetId: this.targetId }).catch(() => undefined);
  }

  private async prepare({ preload, everyFrame, width, height, hooks, schemes }: PageOptions): Promise<void> {
    const { session } = this;
    session.on('Runtime.bindingCalled', (params) => {
      const { name, payload, executionContextId } = params as {
        name: string;
        payload: string;
        executionContextId: number;
      };
      if (name === this.binding) hooks.message(JSON.parse(payload) as PreloadMessage, executionContextId);
      else if (name === OPEN_BINDING) {
        const [url, frameName, features] = JSON.parse(payload) as [string, string, string];
        hooks.open(schemes.toApp(url), frameName, features, features === '' ? 'foreground-tab' : 'new-window');
      }
    });
    session.on('Page.windowOpen', ({ url, windowName }) => {
      hooks.open(schemes.toApp(String(url)), String(windowName), '', 'foreground-tab');
    });
    for (const name of FORWARDED) {
      session.on(name, (params) => {
        hooks.event(name, params);
      });
    }
    await this.frames.start(session);
    await session.send('Page.enable');
    await session.send('Inspector.enable');
    await session.send('Runtime.enable');
    // A popup is held before it asks for anything, and then closed: see windows.ts.
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }],
    });
    await session.send('Runtime.addBinding', { name: this.binding, executionContextName: WORLD });
    await session.send('Runtime.addBinding', { name: OPEN_BINDING });
    const token = randomUUID();
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource(token) });
    if (preload !== undefined) {
      const options: PreloadWorldOptions = {
        token,
        binding: this.binding,
        everyFrame,
        platform: process.platform,
        arch: process.arch,
        versions: { ...process.versions } as Record<string, string>,
      };
      await session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadSource(options, preload),
        worldName: WORLD,
      });
    }
    await answerFilePaths(session);
    await guardNavigation(session, schemes, hooks);
    await this.resize(width, height);
  }
}

function pageSource(token: string): string {
  return `(() => {
    const createBridgePort = ${createBridgePort.toString()};
    (${runPageWorld.toString()})(${JSON.stringify({ token })}, { createBridgePort });
    const tell = globalThis[${JSON.stringify(OPEN_BINDING)}];
    delete globalThis[${JSON.stringify(OPEN_BINDING)}];
    const nativeOpen = window.open.bind(window);
    // Every window a page asks for is the application's to decide, and so far each of them denies: the page gets null.
    window.open = (url = '', target = '_blank', features = '') => {
      if (/^_(self|top|parent)$/i.test(target)) return nativeOpen(url, target, features);
      tell(JSON.stringify([new URL(url || 'about:blank', document.baseURI).href, target, features]));
      return null;
    };
  })();`;
}

function preloadSource(options: PreloadWorldOptions, preload: string): string {
  return `(() => {
    const codecs = {
      createBridgePort: ${createBridgePort.toString()},
      encodeClone: ${encodeClone.toString()},
      decodeClone: ${decodeClone.toString()},
    };
    (${runPreloadWorld.toString()})(${JSON.stringify(options)}, codecs, function (require, module, exports, process) {
${readFileSync(preload, 'utf8')}
    });
  })();`;
}
