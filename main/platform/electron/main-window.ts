import { BrowserWindow, Menu, nativeTheme, screen, type WebContents } from 'electron';
import { APP_ORIGIN } from '../../transport/trusted-frame.ts';
import type { Logger } from '../ports.ts';
import { MINIMUM_SIZE, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface MainWindowOptions {
  /** Absolute path of the built preload script. */
  preload: string;
  /** Where the window's place is remembered. */
  stateFile: string;
  logger: Logger;
}

/** The window's ground before the page is painted, as the page has it. */
const GROUND = { light: '#fafafa', dark: '#18181b' };

/**
 * Opens the window where it last was, sandboxed and isolated, and loads the page. It shows itself when there is something
 * to see. Its place is remembered when it closes. Rejects when the page cannot be loaded.
 */
export async function openMainWindow({ preload, stateFile, logger }: MainWindowOptions): Promise<BrowserWindow> {
  const [primary, others] = [screen.getPrimaryDisplay(), screen.getAllDisplays()];
  const areas = [primary, ...others.filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
  const place = placeWindow(readWindowState(stateFile), areas);
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Metarr',
    backgroundColor: GROUND[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
    },
  });
  if (place.isMaximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  recoverFromCrashes(window, logger);
  offerTextMenu(window.webContents);
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** Brings the window to the front, wherever it was put. */
export function bringToFront(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The core lives outside the page, so a page that crashed loses nothing and is loaded again; not a second time at once. */
function recoverFromCrashes(window: BrowserWindow, logger: Logger): void {
  let hasJustReloaded = false;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    logger.error({ reason, exitCode }, 'The page crashed');
    if (hasJustReloaded) return;
    hasJustReloaded = true;
    window.webContents.reload();
    window.webContents.once('did-finish-load', () => {
      setTimeout(() => {
        hasJustReloaded = false;
      }, 10_000).unref();
    });
  });
}

/** Cut, copy and paste where text is edited or selected; everywhere else the page shows menus of its own. */
function offerTextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { type: 'separator' },
        { role: 'selectAll' },
      ]).popup();
    } else if (selectionText.trim() !== '') Menu.buildFromTemplate([{ role: 'copy' }]).popup();
  });
}
