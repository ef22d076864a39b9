import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * Owns one Chromium: `chromium-keeper.ts EXECUTABLE PROFILE SWITCHES…`. Its standard input is a pipe from the stand-in; the
 * pipe ends when that process ends, however it ends (SIGKILL too), and then Chromium is killed and its profile removed.
 */
const [executable = '', profile = '', ...switches] = process.argv.slice(2);
const chromium = spawn(executable, switches, {
  stdio: ['ignore', 'ignore', 'pipe'],
  detached: process.platform !== 'win32',
});
let ended = false;

function end(): void {
  if (ended) return;
  ended = true;
  if (chromium.pid !== undefined) {
    try {
      if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(chromium.pid), '/T', '/F']);
      else process.kill(-chromium.pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.exit(0);
}

chromium.on('error', (error) => {
  process.stdout.write(`failed ${error.message}\n`);
  end();
});
chromium.on('exit', end);
let printed = '';
chromium.stderr.on('data', (chunk: Buffer) => {
  if (printed === 'done') return;
  printed += chunk.toString();
  const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
  if (address === undefined) return;
  printed = 'done';
  process.stdout.write(`listening ${address}\n`);
});
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
process.stdout.on('error', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A Ctrl-C in the terminal reaches the whole group; the application decides when it ends, not the signal.
  process.on(signal, () => undefined);
}
