import { mkdirSync } from 'node:fs';
import path from 'node:path';
// eslint-disable-next-line no-restricted-syntax -- handed to main/transport/ipc.ts, which alone uses it
import { app, BrowserWindow, dialog, ipcMain, protocol } from 'electron';
import { appPaths, defaultDataDir } from './app-paths.ts';
import { createCoreHost, type HostedCore } from './core-host.ts';
import { followTheme } from './platform/electron/app-menu.ts';
import { createAppProtocol } from './platform/electron/app-protocol.ts';
import { createElectronPorts } from './platform/electron/electron-ports.ts';
import { createFileLogger } from './platform/electron/file-logger.ts';
import { readLaunchArguments } from './platform/electron/launch-arguments.ts';
import { bringToFront, openMainWindow } from './platform/electron/main-window.ts';
import { lockDown } from './platform/electron/security.ts';
import type { Logger } from './platform/ports.ts';
import { startUpMessage } from './start-up-message.ts';
import { registerIpc } from './transport/ipc.ts';
import { APP_SCHEME, isTrustedFrame } from './transport/trusted-frame.ts';

/** How long quitting waits for running work to be put down; the database survives being cut off. */
const CLOSE_TIMEOUT_MS = 8_000;
const paths = appPaths(import.meta.url);
const launch = readLaunchArguments(process.argv, app.isPackaged, process.cwd());

app.setName('Metarr');
const dataDir = launch.dataDir ?? defaultDataDir();
// Chromium's own files stay apart from the database and the artwork cache.
const sessionDir = path.join(dataDir, 'chromium');
mkdirSync(sessionDir, { recursive: true });
app.setPath('userData', dataDir);
app.setPath('sessionData', sessionDir);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

// Folders travel as absolute paths: Chromium may reorder the arguments of a second instance.
if (app.requestSingleInstanceLock({ folders: launch.folders })) run();
else app.quit();

function run(): void {
  const logger = createFileLogger(path.join(dataDir, 'logs'));
  const waiting = [...launch.folders];
  let core: HostedCore | null = null;
  let isStarted = false;
  let isQuitting = false;

  const addFolders = (folders: string[]): void => {
    if (folders.length === 0) return;
    if (core === null || !isStarted) waiting.push(...folders);
    // One by one, so that a folder which cannot be added does not keep the others out; the core tells the person.
    else
      for (const folder of folders)
        core.addLibraryFolders([folder]).catch((error: unknown) => {
          logger.warn({ folder, error }, 'A folder was not added');
        });
  };
  const showWindow = (): void => {
    const [open] = BrowserWindow.getAllWindows();
    if (open) bringToFront(open);
    else if (core !== null) {
      const options = {
        preload: path.join(paths.root, 'dist', 'preload', 'preload.cjs'),
        stateFile: path.join(dataDir, 'window.json'),
        logger,
      };
      openMainWindow(options).catch((error: unknown) => logger.error({ error }, 'The window could not be loaded'));
    }
  };

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    addFolders(foldersOf(data));
    showWindow();
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    addFolders([file]);
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    isQuitting = true;
    if (core === null) return;
    event.preventDefault();
    const closing = core;
    core = null;
    void closeWithin(closing, logger).then(() => {
      app.quit();
    });
  });

  const start = async (): Promise<void> => {
    await app.whenReady();
    lockDown(logger);
    const started: HostedCore = await createCoreHost({
      dataDir,
      ports: createElectronPorts(dataDir, logger),
      workerUrl: paths.workerUrl,
      resourcesDir: paths.resourcesDir,
      version: paths.version,
      checkOutputs: process.env['METARR_CHECK_OUTPUTS'] === '1',
    });
    core = started;
    protocol.handle(
      APP_SCHEME,
      createAppProtocol(paths.rendererDir, (request) => started.handleAsset(request)),
    );
    registerIpc(ipcMain, started, isTrustedFrame, () =>
      BrowserWindow.getAllWindows().map((window) => window.webContents),
    );
    await followTheme(started, logger);
    showWindow();
    await started.start();
    isStarted = true;
    addFolders(waiting.splice(0));
    if (launch.isDemo && started.trouble === null) started.createSample();
  };
  start().catch((error: unknown) => {
    // Whoever quits while it starts need not hear that it could not.
    if (isQuitting) return;
    logger.error({ error }, 'Metarr could not start');
    dialog.showErrorBox('Metarr cannot start', startUpMessage(error));
    app.exit(1);
  });
}

/** What a second instance handed over; it is another process, so its word is checked. */
function foldersOf(data: unknown): string[] {
  const folders = (data as { folders?: unknown } | null)?.folders;
  return Array.isArray(folders) ? folders.filter((folder): folder is string => typeof folder === 'string') : [];
}

async function closeWithin(core: HostedCore, logger: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      logger.warn({ timeoutMs: CLOSE_TIMEOUT_MS }, 'Running work did not stop in time');
      resolve();
    }, CLOSE_TIMEOUT_MS);
  });
  const closed = core.close().catch((error: unknown) => {
    logger.error({ error }, 'The core did not close cleanly');
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
}
