import Database from 'better-sqlite3';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKodiHome } from './kodi-home.ts';
import { freeLoopbackPort, hasXvfb, kodiBinary, startKodi, startXvfb, stopProcess } from './kodi-processes.ts';
import { type KodiLibrary, readKodiLibrary } from './kodi-library.ts';
import { KodiRpc } from './kodi-rpc.ts';

/** A folder and what Kodi is told that it holds. */
export interface KodiSource {
  folder: string;
  content: 'movies' | 'tvshows';
}

export interface KodiDump extends KodiLibrary {
  version: string;
  scanMs: number;
}

/** Why Kodi cannot be started here, in words; null where it can. */
export function kodiIsMissing(): string | null {
  if (kodiBinary() === null) return 'Kodi is not installed (Debian: apt-get install kodi xvfb)';
  return hasXvfb() ? null : 'Xvfb is not installed (Debian: apt-get install xvfb)';
}

/** The file an `image://` address of Kodi stands for. */
export function kodiImagePath(address: string): string {
  return decodeURIComponent(address.replace(/^image:\/\//, '').replace(/\/$/, ''));
}

/**
 * Starts a fresh Kodi without a screen, lets it import what the folders hold from local information only, and answers
 * all it knows of them. Kodi, its display and its home are gone afterwards. Throws when Kodi is missing or ends early,
 * with the last lines of its log.
 */
export async function importIntoKodi(options: {
  sources: readonly KodiSource[];
  /** The movie set information folder (https://kodi.wiki/view/Movie_set_information_folder); Kodi has none unless given. */
  setFolder?: string;
  timeoutMs: number;
}): Promise<KodiDump> {
  const binary = kodiBinary();
  if (binary === null) throw new Error(kodiIsMissing() ?? 'Kodi is missing');
  const sources = await Promise.all(
    options.sources.map(async ({ folder, content }) => ({ folder: await realpath(folder), content })),
  );
  const deadline = Date.now() + options.timeoutMs;
  const home = await mkdtemp(join(tmpdir(), 'metarr-kodi-'));
  const port = await freeLoopbackPort();
  const userdata = await writeKodiHome(
    home,
    sources.map(({ folder }) => folder),
    port,
    options.setFolder === undefined ? null : await realpath(options.setFolder),
  );
  const { child: xvfb, display } = await startXvfb();
  const kodi = startKodi(binary, home, display);
  let rpc: KodiRpc | null = null;
  try {
    const link = await until('Kodi to answer', kodi, deadline, () => KodiRpc.connect(port));
    rpc = link;
    const databaseFile = await until('the video database', kodi, deadline, () => findDatabase(userdata));
    await until('the database to be ready', kodi, deadline, () => addScraperPaths(databaseFile, sources));
    // A scan asked for before the home window is up is swallowed.
    await until('the home window', kodi, deadline, async () => {
      const window = (await link.call('GUI.GetProperties', { properties: ['currentwindow'] })) as {
        currentwindow: { id: number };
      };
      return window.currentwindow.id === 10000 ? true : null;
    });
    const started = Date.now();
    await link.call('VideoLibrary.Scan', { showdialogs: false });
    const finished = 'VideoLibrary.OnScanFinished';
    await until('the scan to end', kodi, deadline, () => Promise.resolve(link.eventCount(finished) > 0 ? true : null));
    const scanMs = Date.now() - started;
    const library = await readKodiLibrary(link);
    const about = (await link.call('Application.GetProperties', { properties: ['version'] })) as {
      version: { major: number; minor: number };
    };
    return {
      version: `${String(about.version.major)}.${String(about.version.minor)}`,
      ...library,
      scanMs,
    };
  } catch (error) {
    const log = await readFile(join(home, '.kodi', 'temp', 'kodi.log'), 'utf8').catch(() => '');
    throw new Error(`The import into Kodi failed.\n${log.split('\n').slice(-20).join('\n')}`, { cause: error });
  } finally {
    await rpc?.call('Application.Quit', {}, 2000).catch(() => undefined);
    rpc?.close();
    await stopProcess(kodi, 15_000);
    await stopProcess(xvfb, 0);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Tries every 200 ms until the attempt neither throws nor answers null. */
async function until<T>(
  what: string,
  kodi: ChildProcess,
  deadline: number,
  attempt: () => Promise<T | null>,
): Promise<T> {
  let last: unknown = null;
  while (Date.now() < deadline) {
    if (kodi.exitCode !== null || kodi.signalCode !== null) {
      throw new Error(`Kodi ended (${String(kodi.exitCode ?? kodi.signalCode)}) while waiting for ${what}`);
    }
    try {
      const value = await attempt();
      if (value !== null) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited too long for ${what}`, { cause: last });
}

async function findDatabase(userdata: string): Promise<string | null> {
  const folder = join(userdata, 'Database');
  const name = (await readdir(folder))
    .filter((file) => /^MyVideos\d+\.db$/.test(file))
    .sort()
    .at(-1);
  return name === undefined ? null : join(folder, name);
}

/**
 * Tells Kodi what the folders hold and that local information describes it; there is no call for that in its API. Films are
 * looked for at every depth, each in a folder of its own; the folders right below the one of shows are the shows.
 */
function addScraperPaths(databaseFile: string, sources: readonly KodiSource[]): Promise<true | null> {
  const database = new Database(databaseFile, { timeout: 10_000, fileMustExist: true });
  try {
    // The version row is the last thing Kodi writes when it makes the schema.
    if (database.prepare('SELECT idVersion FROM version').get() === undefined) return Promise.resolve(null);
    const insert = database.prepare(
      `INSERT INTO path (strPath, strContent, strScraper, strHash, scanRecursive, useFolderNames, strSettings, noUpdate, exclude, allAudio)
       VALUES (?, ?, 'metadata.local', '', ?, ?, '', 0, 0, 0)`,
    );
    database.transaction(() => {
      for (const { folder, content } of sources) {
        const isFilms = content === 'movies';
        insert.run(`${folder}/`, content, isFilms ? 2147483647 : 0, isFilms ? 1 : 0);
      }
    })();
    return Promise.resolve(true);
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  } finally {
    database.close();
  }
}
