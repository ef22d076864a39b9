import { parseArgs } from 'node:util';
import open from 'open';
import { appPaths, defaultDataDir } from './app-paths.ts';
import { createCoreHost } from './core-host.ts';
import { createNodePorts } from './platform/node/node-ports.ts';
import { startUpMessage } from './start-up-message.ts';
import { serveHttp } from './transport/http.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Serves the core over HTTP on a loopback address. Exits with 2 on wrong arguments, 1 when it cannot start. */
async function main(): Promise<void> {
  const { values, positionals } = parseArguments();
  const host = values.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host)) {
    fail(2, `Metarr listens on this machine only for now: --host can be 127.0.0.1, ::1 or localhost, not ${host}.`);
  }
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(2, `--port must be a number from 0 to 65535.`);
  const dataDir = values['data-dir'] ?? defaultDataDir();
  const paths = appPaths(import.meta.url);
  const core = await createCoreHost({
    dataDir,
    ports: createNodePorts('headless', dataDir),
    workerUrl: paths.workerUrl,
    resourcesDir: paths.resourcesDir,
    version: paths.version,
    checkOutputs: process.env['METARR_CHECK_OUTPUTS'] === '1',
  });
  const server = await serveHttp(core, { host, port, rendererDir: paths.rendererDir });
  // Signals are taken from here on: the printed address tells others that the application is up.
  const stop = (): void => {
    void server
      .close()
      .then(() => core.close())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await core.start();
  process.stdout.write(`Metarr is running. Open ${server.loginUrl}\n`);
  if (core.trouble !== null) {
    process.stderr.write(`${core.trouble}\nOpen the address above to restore a backup or to rebuild the database.\n`);
  } else if (values.demo === true) {
    process.stdout.write(`The sample library is being made in ${core.createSample().path}\n`);
  }
  await core.addLibraryFolders(positionals).catch((error: unknown) => {
    process.stderr.write(`${startUpMessage(error)}\n`);
  });
  if (values['no-open'] !== true && hasDisplay()) await openBrowser(server.loginUrl);
}

function parseArguments(): {
  values: { host?: string; port?: string; 'data-dir'?: string; demo?: boolean; 'no-open'?: boolean };
  positionals: string[];
} {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        headless: { type: 'boolean' },
        host: { type: 'string' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        demo: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    });
  } catch (error) {
    return fail(2, error instanceof Error ? error.message : String(error));
  }
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return process.env['SSH_CONNECTION'] === undefined;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

async function openBrowser(url: string): Promise<void> {
  const browser = await open(url);
  // Without a browser the printed address is there all the same.
  browser.on('error', () => undefined);
}

function fail(code: 1 | 2, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

main().catch((error: unknown) => {
  fail(1, startUpMessage(error));
});
