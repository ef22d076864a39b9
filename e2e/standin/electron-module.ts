// Brings the types of the real Electron into scope, which every part of the stand-in is held against.
import type {} from 'electron';
import { StandinApp } from './app.ts';
import { createBrowserWindowClass } from './browser-window.ts';
import { createDialog, createShell } from './desktop.ts';
import { StandinIpcMain } from './ipc-main.ts';
import { createMenuClass } from './menu.ts';
import { StandinNativeTheme } from './native-theme.ts';
import { StandinProtocol } from './protocol.ts';
import { Runtime } from './runtime.ts';
import { createSafeStorage } from './safe-storage.ts';
import { StandinScreen } from './screen.ts';
import { StandinSession } from './session.ts';
import { strict } from './strict.ts';
import { join } from 'node:path';

type ElectronName = keyof typeof Electron.CrossProcessExports;

/** Every name the main process can import. Those the stand-in lacks are there, and throw when they are used. */
export const EXPORTED_NAMES = [
  'app',
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'BrowserWindow',
  'clipboard',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'ipcMain',
  'Menu',
  'MenuItem',
  'MessageChannelMain',
  'nativeImage',
  'nativeTheme',
  'net',
  'netLog',
  'Notification',
  'powerMonitor',
  'powerSaveBlocker',
  'protocol',
  'pushNotifications',
  'safeStorage',
  'screen',
  'session',
  'ShareMenu',
  'shell',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'utilityProcess',
  'View',
  'webContents',
  'WebContentsView',
  'webFrameMain',
] as const satisfies readonly ElectronName[];

export interface Standin {
  electron: Record<string, unknown>;
  app: StandinApp;
  runtime: Runtime;
  protocol: StandinProtocol;
}

export function createStandin(switches: Map<string, string>): Standin {
  const protocol: StandinProtocol = new StandinProtocol(() => runtime.ready);
  const ipcMain = new StandinIpcMain();
  const session = new StandinSession();
  const runtime: Runtime = new Runtime(ipcMain, protocol, session);
  const app = new StandinApp(runtime, switches);
  const userData = (): string => app.getPath('userData');
  const BrowserWindow = createBrowserWindowClass(runtime);
  const made: Partial<Record<(typeof EXPORTED_NAMES)[number], object>> = {
    app: strict('app', app),
    BrowserWindow,
    dialog: strict('dialog', createDialog()),
    ipcMain: strict('ipcMain', ipcMain),
    Menu: createMenuClass(runtime, () => {
      app.quit();
    }),
    nativeTheme: strict('nativeTheme', new StandinNativeTheme(runtime)),
    protocol: strict('protocol', protocol),
    safeStorage: strict(
      'safeStorage',
      createSafeStorage(
        userData,
        () => runtime.ready,
        () => switches.get('password-store') ?? '',
      ),
    ),
    screen: strict('screen', new StandinScreen()),
    session: strict('session', {
      get defaultSession() {
        if (!runtime.ready) throw new Error('Session can only be received when app is ready');
        return strict('session.defaultSession', session);
      },
    }),
    shell: strict(
      'shell',
      createShell(() => join(userData(), 'StandinTrash')),
    ),
    webContents: strict('webContents', {
      getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
      getFocusedWebContents: () => runtime.focused?.api.webContents ?? null,
      fromId: (id: number) => BrowserWindow.getAllWindows().find((window) => window.webContents.id === id)?.webContents,
      fromDevToolsTargetId: (targetId: string) =>
        [...runtime.windows].find((window) => window.targetId === targetId)?.api.webContents,
    }),
  };
  // A class the stand-in lacks throws when it is made, an object when it is asked for something.
  const lacking = (name: string): object =>
    strict(name, function lacking() {
      throw new Error(`The Electron stand-in has no ${name}; add it to e2e/standin before using it.`);
    });
  const electron = Object.fromEntries(EXPORTED_NAMES.map((name) => [name, made[name] ?? lacking(name)]));
  return { electron: strict('electron', electron), app, runtime, protocol };
}
