import type { PageSession } from './page-session.ts';

type SessionApi = Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>;
type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1];

/** Electron's names of permissions, and Chromium's for the same. */
const PERMISSIONS: readonly [Permission, string[]][] = [
  ['geolocation', ['geolocation']],
  ['notifications', ['notifications']],
  ['media', ['camera', 'microphone']],
  ['midi', ['midi']],
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
  ['idle-detection', ['idle-detection']],
];

/**
 * `session.defaultSession`. Chromium takes its permissions as settings, so both handlers are asked once for each permission
 * when a page is about to load, and their answers become the settings of its origin. Without handlers all is granted, as in
 * Electron.
 */
export class StandinSession implements SessionApi {
  private onRequest: RequestHandler | null = null;
  private onCheck: CheckHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.onCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // Headless Chromium offers no device, whatever the handler would say.
  }

  /** `url` is the page's true URL; `localOrigin` is where Chromium finds it. */
  async applyTo(page: PageSession, webContents: Electron.WebContents, url: string, localOrigin: string): Promise<void> {
    for (const [permission, names] of PERMISSIONS) {
      const granted = this.checks(permission, webContents, url) && (await this.requests(permission, webContents, url));
      for (const name of names)
        await page.setPermission(name, granted ? 'granted' : 'denied', localOrigin).catch(() => undefined);
    }
  }

  private checks(permission: Permission, webContents: Electron.WebContents, url: string): boolean {
    if (!this.onCheck) return true;
    return this.onCheck(webContents, permission, url, { isMainFrame: true, requestingUrl: url });
  }

  private requests(permission: Permission, webContents: Electron.WebContents, url: string): Promise<boolean> {
    const handler = this.onRequest;
    if (!handler) return Promise.resolve(true);
    return new Promise((resolve) => {
      handler(webContents, permission, resolve, { isMainFrame: true, requestingUrl: url });
    });
  }
}
