import type { CdpSession } from './cdp.ts';
import type { CustomSchemes } from './custom-schemes.ts';

export interface NavigationHooks {
  /** A page (or a person in it) wants to go to `url`; answers whether the application lets it. */
  mayNavigate: (url: string, frameId: string) => boolean;
  mayRedirect: (url: string, frameId: string) => boolean;
  /** Goes somewhere that Chromium would not reach by itself: another custom-scheme page, a dropped file. */
  load: (url: string) => void;
}

interface PausedRequest {
  requestId: string;
  frameId: string;
  redirectedRequestId?: string;
  request: { url: string };
}

/** Schemes whose navigations pass the network layer, where they can be held until the application has decided. */
const HELD = /^https?:/i;
const LOCAL = /^(about|blob|data|javascript):/i;

/**
 * `will-navigate`, `will-frame-navigate` and `will-redirect` with a true preventDefault: document requests are held until the
 * application's listeners have run. Navigations that the main process starts are not asked about, as in Electron.
 */
export async function guardNavigation(
  session: CdpSession,
  schemes: CustomSchemes,
  hooks: NavigationHooks,
): Promise<void> {
  const requestedByPage = new Map<string, string>();

  session.on('Page.frameRequestedNavigation', (params) => {
    const { frameId, url, disposition } = params as { frameId: string; url: string; disposition: string };
    if (disposition === 'newTab' || disposition === 'newWindow') {
      // A file dropped where nothing takes it: Chromium opens a tab, which the stand-in closes; Electron navigates.
      if (url.startsWith('file:') && hooks.mayNavigate(url, frameId)) hooks.load(url);
    } else if (HELD.test(url)) requestedByPage.set(frameId, url);
    else if (!LOCAL.test(url) && hooks.mayNavigate(url, frameId)) hooks.load(url);
  });

  session.on('Fetch.requestPaused', (params) => {
    void decide(params as unknown as PausedRequest).catch(() => undefined);
  });

  async function decide({ requestId, frameId, redirectedRequestId, request }: PausedRequest): Promise<void> {
    // The page's own announcement travels another way than the request; a round trip to the page lets it arrive first.
    await Promise.race([
      session.send('Runtime.getIsolateId').catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 200)),
    ]);
    const url = schemes.toApp(request.url);
    let allowed = true;
    if (redirectedRequestId !== undefined) allowed = hooks.mayRedirect(url, frameId);
    else if (requestedByPage.get(frameId) !== undefined) {
      requestedByPage.delete(frameId);
      allowed = hooks.mayNavigate(url, frameId);
    }
    if (allowed) await session.send('Fetch.continueRequest', { requestId });
    else await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
  }

  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
}
