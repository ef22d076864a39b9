import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session,
  shell,
  dialog,
  safeStorage,
  screen,
} from 'electron';

/** A small application that uses each thing the stand-in imitates, and keeps what it saw where the spec can read it. */
const seen = { requests: [], secondInstances: [], navigations: [], opens: [], senders: [], quitEvents: [] };
Object.assign(globalThis, {
  seen,
  parts: { app, BrowserWindow, Menu, nativeTheme, shell, dialog, safeStorage, screen },
});
const dataDir = app.commandLine.getSwitchValue('user-data-dir');
if (dataDir !== '') app.setPath('userData', dataDir);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'fixture', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

class OddError extends Error {
  code = 'odd';
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Fixture</title><h1>Fixture</h1>
<a id="leave" href="https://example.com/">leave</a>
<a id="blank" href="https://example.com/blank" target="_blank">blank</a>
<input id="file" type="file"><div id="drop" style="width:200px;height:100px;background:#ccc">drop</div>
<script>
  const drop = document.getElementById('drop');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    window.dropped = [...event.dataTransfer.files].map((file) => api.pathForFile(file));
  });
  document.getElementById('file').addEventListener('change', (event) => {
    window.chosen = [...event.target.files].map((file) => api.pathForFile(file));
  });
</script>`;

async function serve(request) {
  const url = new URL(request.url);
  seen.requests.push({
    method: request.method,
    url: request.url,
    origin: request.headers.get('origin'),
    range: request.headers.get('range'),
  });
  if (url.pathname === '/echo') {
    return new Response(await request.arrayBuffer(), { headers: { 'content-type': 'application/octet-stream' } });
  }
  if (url.pathname === '/range') {
    return new Response('3456', {
      status: 206,
      headers: { 'content-range': 'bytes 3-6/10', 'x-range': request.headers.get('range') ?? '' },
    });
  }
  if (url.pathname === '/stream') {
    let timer;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('first'));
        timer = setInterval(() => undefined, 1000);
      },
      cancel() {
        clearInterval(timer);
        seen.cancelled = true;
      },
    });
    return new Response(body);
  }
  if (url.pathname === '/throw') throw new Error('no such thing');
  const headers = {
    'content-type': 'text/html',
    'content-security-policy':
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src fixture:; frame-src 'self'",
  };
  if (url.pathname === '/frame.html') return new Response('<!doctype html><title>Frame</title>inner', { headers });
  return new Response(PAGE, { headers });
}

function handleIpc() {
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('describe', (_event, value) => ({
    kinds: Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, Object.prototype.toString.call(entry)]),
    ),
  }));
  ipcMain.handle('throw', () => {
    throw new OddError('it went wrong');
  });
  ipcMain.handle('function', () => () => 1);
  ipcMain.handle('sender', (event) => {
    const frame = event.senderFrame;
    return (
      frame && {
        url: frame.url,
        origin: frame.origin,
        top: frame.parent === null,
        parentUrl: frame.parent?.url ?? null,
      }
    );
  });
  ipcMain.on('note', (event, ...args) => seen.senders.push({ url: event.senderFrame?.url ?? null, args }));
}

if (!app.requestSingleInstanceLock({ from: 'fixture' })) {
  process.stdout.write('second instance\n');
  app.quit();
} else {
  app.on('second-instance', (_event, argv, _cwd, data) => seen.secondInstances.push({ argv, data }));
  for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed'])
    app.on(name, () => seen.quitEvents.push(name));
  app.on('quit', () => {
    const file = app.commandLine.getSwitchValue('quit-log');
    if (file !== '') writeFileSync(file, JSON.stringify(seen.quitEvents));
  });
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  protocol.handle('fixture', serve);
  handleIpc();
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    show: false,
    webPreferences: {
      preload: join(fileURLToPath(new URL('.', import.meta.url)), 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: app.commandLine.hasSwitch('frames'),
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    seen.opens.push(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event, url) => {
    seen.navigations.push(url);
    event.preventDefault();
  });
  await window.loadURL('fixture://app/index.html?a=1');
}
