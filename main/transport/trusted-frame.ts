/** Where the window's page comes from; nothing else may call the core over IPC. */
export const APP_SCHEME = 'metarr';
export const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** What of a sender's frame decides whether it is trusted (Electron's WebFrameMain has it). */
export interface FrameFacts {
  readonly url: string;
  readonly origin: string;
  readonly parent: unknown;
}

/**
 * True only for the main frame of a page at exactly `metarr://app`: origin and URL must both say so. A frame that has
 * navigated or died since it sent its message is null, and not trusted.
 */
export function isTrustedFrame(frame: FrameFacts | null): boolean {
  if (frame === null || frame.parent !== null || frame.origin !== APP_ORIGIN) return false;
  return isAppUrl(frame.url);
}

/** True for URLs of the window's own page. Look-alikes (`metarr://app.evil`, `metarr://appx`, `metarr://x@app`) are not. */
export function isAppUrl(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}
