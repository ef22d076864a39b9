import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Kodi's own binary: the `kodi` on the PATH is a script that hides the process and starts it again when it ends. */
export function kodiBinary(): string | null {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/local/lib'];
  const multiarch = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu')) : [];
  const candidates = [...folders, ...multiarch.map((name) => join('/usr/lib', name))];
  return candidates.map((folder) => join(folder, 'kodi', 'kodi.bin')).find((file) => existsSync(file)) ?? null;
}

/** True where a display can be had without a screen. */
export function hasXvfb(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')));
}

export async function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** Starts an X server on a free display and answers the display's name, ":7" for instance. */
export async function startXvfb(): Promise<{ child: ChildProcess; display: string }> {
  const screen = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1280x720x24',
    '+extension',
    'GLX',
    '-nolisten',
    'tcp',
    '-noreset',
  ];
  const child = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = child.stdio[3] as Readable;
  const display = await new Promise<string>((resolve, reject) => {
    let text = '';
    pipe.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) resolve(`:${text.trim()}`);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)} before it had a display`));
    });
  });
  return { child, display };
}

/** Starts Kodi in its own home on the display; what it prints goes to `<home>/kodi.out`. */
export function startKodi(binary: string, home: string, display: string): ChildProcess {
  const output = openSync(join(home, 'kodi.out'), 'a');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(https?_proxy|all_proxy)$/i.test(name)),
  );
  return spawn(binary, ['--windowing=x11', '--audio-backend=alsa'], {
    stdio: ['ignore', output, output],
    env: {
      ...env,
      HOME: home,
      DISPLAY: display,
      KODI_HOME: '/usr/share/kodi',
      XDG_RUNTIME_DIR: join(home, 'run'),
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
}

/** Waits for the process to end by itself, then asks, then insists. */
export async function stopProcess(child: ChildProcess, patienceMs: number): Promise<void> {
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = async (ms: number): Promise<boolean> => {
    const limit = Date.now() + ms;
    while (!hasEnded() && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 100));
    return hasEnded();
  };
  if (await ended(patienceMs)) return;
  child.kill('SIGTERM');
  if (await ended(5000)) return;
  child.kill('SIGKILL');
  await ended(5000);
}
