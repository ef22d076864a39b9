import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built application's own files are. */
export interface AppPaths {
  /** Holds package.json, dist/ and resources/. */
  root: string;
  rendererDir: string;
  resourcesDir: string;
  workerUrl: URL;
  version: string;
}

/**
 * Finds the application around a built entry (`dist/main/*.js`). What must be a real file on disk (resources, worker) is
 * looked for in the unpacked half of a packaged application.
 */
export function appPaths(entryUrl: string): AppPaths {
  requireNode();
  const root = path.resolve(path.dirname(fileURLToPath(entryUrl)), '..', '..');
  const unpacked = root.replace(/app\.asar$/, 'app.asar.unpacked');
  const resources = path.join(unpacked, 'resources');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    root,
    rendererDir: path.join(root, 'dist', 'renderer'),
    resourcesDir: existsSync(resources) ? resources : path.join(root, 'resources'),
    workerUrl: new URL('./worker.js', entryUrl),
    version,
  };
}

/** The usual place for an application's data when none is given; METARR_DATA_DIR overrides it. */
export function defaultDataDir(): string {
  const given = process.env['METARR_DATA_DIR'];
  if (given !== undefined && given !== '') return path.resolve(given);
  switch (process.platform) {
    case 'win32':
      return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Metarr');
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support', 'Metarr');
    default:
      return path.join(process.env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), 'metarr');
  }
}

/** better-sqlite3 brings an older Node down without a word: say it instead. */
function requireNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 22) return;
  throw new Error(
    `Metarr needs Node 22 or newer; this is ${process.versions.node}. Start it with “npm start” or “npm run metarr”, which bring their own.`,
  );
}
