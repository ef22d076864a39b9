import { app, type Session, session, shell, type WebContents } from 'electron';
import type { Logger } from '../ports.ts';
import { isAppUrl } from '../../transport/trusted-frame.ts';
import { isAllowedLink } from './external-links.ts';

/** Copying text is the one thing a page may do that Chromium asks about. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

/**
 * Electron's security checklist as far as it is set at run time: no page navigates, opens windows, embeds others or is
 * granted a permission; links leave through the allow-list. Call it once, after `ready` and before the first window.
 */
export function lockDown(logger: Logger): void {
  denyPermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    lockDownPage(contents, logger);
  });
}

/** Opens an allowed link in the person's browser; any other is refused and logged. */
export function openLink(link: string, logger: Logger): void {
  if (!isAllowedLink(link)) {
    logger.warn({ link: link.slice(0, 200) }, 'A link outside the allow-list was not opened');
    return;
  }
  shell.openExternal(link).catch((error: unknown) => {
    logger.warn({ link, error }, 'The browser could not be opened');
  });
}

function denyPermissions(browsing: Session): void {
  browsing.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === ALLOWED_PERMISSION && isAppUrl(details.requestingUrl));
  });
  browsing.setPermissionCheckHandler((_contents, permission, origin) => {
    return permission === ALLOWED_PERMISSION && isAppUrl(origin);
  });
  browsing.setDevicePermissionHandler(() => false);
}

function lockDownPage(contents: WebContents, logger: Logger): void {
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url, logger);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    openLink(event.url, logger);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}
