import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/**
 * Turns a Node process into an Electron main process; see ./electron. Worker threads and child processes inherit Node's
 * `--import`, and this must do nothing there.
 */
if (isMainThread && process.env['STANDIN_PID'] === String(process.pid)) await install();

async function install(): Promise<void> {
  const { createStandin, EXPORTED_NAMES } = await import('./electron-module.ts');
  const { electronVersion } = await import('./app.ts');
  const { launchChromium } = await import('./chromium.ts');
  const leading = (process.env['STANDIN_SWITCHES'] ?? '').split('\n').filter((entry) => entry !== '');
  const executable = process.env['STANDIN_EXECUTABLE'] ?? process.execPath;
  process.env['STANDIN_APP'] = process.argv[1] ?? '';
  const given = process.argv.slice(1);
  process.argv.splice(0, process.argv.length, executable, ...leading, ...given);
  Object.assign(process, { defaultApp: true, type: 'browser' });

  const { electron, app, runtime, protocol } = createStandin(switchesOf([...leading, ...given.slice(1)]));
  Object.defineProperty(process.versions, 'electron', { value: electronVersion(), enumerable: true });
  Object.assign(globalThis, { electronStandinModule: electron });
  const url = 'electron-standin:electron';
  const names = EXPORTED_NAMES.map((name) => `export const ${name} = electron.${name};`).join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' || specifier === 'electron/main'
        ? { url, format: context.conditions.includes('require') ? 'commonjs' : 'module', shortCircuit: true }
        : next(specifier, context),
    load: (wanted, context, next) =>
      wanted !== url
        ? next(wanted, context)
        : {
            format: context.format ?? 'module',
            shortCircuit: true,
            source:
              context.format === 'commonjs'
                ? 'module.exports = globalThis.electronStandinModule;'
                : `const electron = globalThis.electronStandinModule;\nexport default electron;\n${names}`,
          },
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }

  const attached = new Promise<void>((resolve) => {
    // Playwright calls this when it listens; without it nobody is waited for.
    Object.assign(globalThis, { __playwright_run: resolve });
    if (!leading.includes('--remote-debugging-port=0')) resolve();
  });
  void start().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });

  async function start(): Promise<void> {
    const { cdp, address } = await launchChromium(await protocol.listen());
    await runtime.adopt(cdp);
    process.stderr.write(`DevTools listening on ${address}\n`);
    await attached;
    app.start();
  }
}

function switchesOf(argv: readonly string[]): Map<string, string> {
  const switches = new Map<string, string>();
  for (const entry of argv) {
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(entry) ?? [];
    if (name !== undefined) switches.set(name, value);
  }
  return switches;
}
