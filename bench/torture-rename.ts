import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { build } from 'vite';
import { createSeededRandom } from './seeded-random.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const COMMAND_LIMIT_MS = 120_000;
const MAX_ATTEMPTS = 6;
const EPISODES = 12;

/** Two ways of naming the same library: each round goes from one to the other. */
const WAYS = {
  plain: {
    movieFolder: '{Title} ({Year})',
    movieFile: '{Title} ({Year})< {edition-{Edition}}><-part{Part}>',
    showFolder: '{Title} ({Year})',
    seasonFolder: 'Season {season:00}',
    specialsFolder: 'Specials',
    episodeFile: '{Title} - S{season:00}E{episode:00} - {EpisodeTitle}',
  },
  // Some names change their case only, and go by way of others.
  ids: {
    movieFolder: '{title} ({Year}) {tmdb-{TmdbId}}',
    movieFile: '{title} ({Year}) {tmdb-{TmdbId}}< {edition-{Edition}}><-part{Part}>',
    showFolder: '{Title} ({Year}) {tvdb-{TvdbId}}',
    seasonFolder: 'season {season:00}',
    specialsFolder: 'Specials',
    episodeFile: '{Title} {season}x{episode:00}',
  },
} as const;
type Way = keyof typeof WAYS;
const OPTIONS = { colon: 'smart', allowed: 'everywhere', place: 'keep' };

/** Where each file lies, by what is in it: every file's text is its own. */
type Places = Map<string, string>;

export interface RenameRound {
  phase: 'rename' | 'undo';
  round: number;
  killedAfterMs: number;
  wasKilled: boolean;
  /** Of films and episodes, once the kill was settled. */
  itemsNew: number;
  itemsOld: number;
  /** What the kill left between two names. */
  openItems: number;
  problems: string[];
}

interface Ended {
  code: number | null;
  ms: number;
  stdout: string;
  stderr: string;
  wasKilled: boolean;
}

/**
 * Kills the command line at random moments of renames, and of taking them back, and looks at what the next start makes of it:
 * no file lost, none twice, each film and each episode with all its files under the old or all under the new names, the
 * database leading to all of them, and a scan that finds nothing new.
 */
export class RenameTorture {
  readonly #root: string;
  readonly #films: number;
  readonly #random: () => number;
  readonly #dataDir: string;
  readonly #snapshots: Partial<Record<Way, Places>> = {};
  #cli = '';
  #now: Way = 'plain';
  #ids = '';
  #usualMs = 1_500;

  /** @param root an empty folder inside the repository, so that the build finds its packages */
  constructor(root: string, options: { seed: number; films: number }) {
    this.#root = root;
    this.#films = options.films;
    this.#random = createSeededRandom(options.seed);
    this.#dataDir = path.join(root, 'data');
  }

  /** Builds, writes the libraries, and renames all of it once in each way without a kill. */
  async prepare(): Promise<string[]> {
    this.#cli = await buildCommandLine(this.#root);
    this.#write();
    for (const [folder, type] of [
      ['Films', 'movies'],
      ['Shows', 'tvshows'],
    ] as const) {
      const scan = await this.#run(['scan', path.join(this.#root, folder), '--type', type, '--no-probe']);
      if (scan.code !== 0) return [`the first scan failed: ${scan.stderr}`];
    }
    for (const way of ['ids', 'plain'] as const) {
      this.#setPatterns(way);
      const run = await this.#run(['rename', '--all']);
      if (run.code !== 0) return [`renaming failed: ${run.stderr} ${run.stdout.slice(-600)}`];
      this.#usualMs = run.ms;
      this.#snapshots[way] = this.#places();
      this.#now = way;
    }
    this.#ids = this.#itemIds();
    return [];
  }

  /** Goes to the other way of naming, is killed, and goes there in the end. */
  async kill(round: number): Promise<RenameRound> {
    const from = this.#now;
    const to: Way = from === 'plain' ? 'ids' : 'plain';
    // Every third round takes the last run back instead, which leads to the same names.
    const runId = round % 3 === 0 ? this.#lastRun() : null;
    if (runId === null) this.#setPatterns(to);
    const command = runId === null ? ['rename', '--all'] : ['rename', 'undo', String(runId)];
    let killed = { killedAfterMs: 0, wasKilled: false };
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !killed.wasKilled; attempt += 1) {
      const killedAfterMs = Math.round(this.#usualMs * (0.4 + 0.65 * this.#random()));
      const ended = await this.#run(command, killedAfterMs);
      killed = { killedAfterMs, wasKilled: ended.wasKilled };
      if (ended.wasKilled) break;
      this.#usualMs *= 0.9;
      // It was done before it could be killed: once more the other way round.
      if (attempt + 1 < MAX_ATTEMPTS) await this.#comeBack(from);
    }
    const openItems = this.#openItems();
    const problems = await this.#checkUp();
    const { itemsNew, itemsOld, wrong } = this.#compare(from, to, runId !== null);
    problems.push(...wrong);
    // A kill before the work had begun says that the machine is slower than thought.
    if (itemsNew === 0 && openItems === 0) this.#usualMs *= 1.15;
    await this.#finish(to, problems);
    this.#now = to;
    return { phase: runId === null ? 'rename' : 'undo', round, ...killed, itemsNew, itemsOld, openItems, problems };
  }

  discard(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #comeBack(from: Way): Promise<void> {
    const to: Way = from === 'plain' ? 'ids' : 'plain';
    this.#setPatterns(from);
    await this.#run(['rename', '--all']);
    this.#setPatterns(to);
  }

  /** What was interrupted goes on by itself, then the rest is renamed, and a scan finds nothing new. */
  async #finish(to: Way, problems: string[]): Promise<void> {
    this.#setPatterns(to);
    const again = await this.#run(['rename', '--all']);
    if (again.code !== 0) problems.push(`the next rename failed: ${again.stderr} ${again.stdout.slice(-400)}`);
    const places = this.#places();
    const wanted = this.#snapshots[to] ?? new Map<string, string>();
    for (const [text, place] of wanted) {
      if (places.get(text) !== place) problems.push(`“${text}” lies in ${places.get(text) ?? 'nowhere'}, not ${place}`);
    }
    for (const folder of ['Films', 'Shows']) {
      const scan = await this.#run(['scan', path.join(this.#root, folder), '--no-probe']);
      const { added, removed } = JSON.parse(scan.stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, number>;
      if (added !== 0 || removed !== 0) problems.push(`the scan of ${folder} found ${scan.stdout.trim()}`);
    }
    if (this.#itemIds() !== this.#ids) problems.push('items have other ids than before');
  }

  async #checkUp(): Promise<string[]> {
    const problems: string[] = [];
    const doctor = await this.#run(['doctor']);
    if (doctor.code !== 0) problems.push(`doctor: ${doctor.stderr.trim() || doctor.stdout.trim()}`);
    if (this.#openItems() > 0) problems.push(`${String(this.#openItems())} items are still between two names`);
    for (const place of this.#knownPaths()) {
      if (!existsSync(place)) problems.push(`the database leads to ${place}, where nothing is`);
    }
    return problems;
  }

  /** Films and episodes by what became of them; one that is neither old nor new is wrong. */
  #compare(from: Way, to: Way, isUndo: boolean): { itemsNew: number; itemsOld: number; wrong: string[] } {
    const places = this.#places();
    const [old, made] = [this.#snapshots[from], this.#snapshots[to]];
    const result = { itemsNew: 0, itemsOld: 0, wrong: [] as string[] };
    if (old === undefined || made === undefined) return result;
    for (const text of old.keys()) if (!places.has(text)) result.wrong.push(`“${text}” is lost`);
    const temporary = [...places.values()].filter((place) => place.includes('.renaming-'));
    result.wrong.push(...temporary.map((place) => `left behind: ${place}`));
    const items = Map.groupBy([...places.keys()], (text) => text.split('|')[0] ?? '');
    for (const [item, texts] of items) {
      const isNew = texts.every((text) => places.get(text) === made.get(text));
      const isOld = texts.every((text) => places.get(text) === old.get(text));
      // A show's folders come first, each of its episodes after; on the way back it is the other way round.
      const [first, last] = isUndo ? [made, old] : [old, made];
      const isBetween =
        item.startsWith('episode') &&
        texts.every((text) => isHalfWay(places.get(text), first.get(text), last.get(text)));
      if (isNew) result.itemsNew += 1;
      else if (isOld || isBetween) result.itemsOld += 1;
      else result.wrong.push(`${item} is half done: ${texts.map((text) => places.get(text) ?? '').join(', ')}`);
    }
    return result;
  }

  #write(): void {
    for (let film = 1; film <= this.#films; film += 1) {
      const two = String(film).padStart(2, '0');
      const item = `film ${two}`;
      // A few lie in one folder together.
      const folder = film % 5 === 0 ? '' : `some film ${two}`;
      const put = (name: string, text: string): void => {
        const place = path.join(this.#root, 'Films', folder, name);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, text);
      };
      const title = `<movie><title>A Film of ${two}</title><year>${String(1960 + film)}</year>`;
      put(`f${two}.nfo`, `${title}<uniqueid type="tmdb" default="true">${String(100 + film)}</uniqueid></movie>`);
      put(`f${two}.mkv`, `${item}|video`);
      put(`f${two}.de.forced.srt`, `${item}|subtitle`);
      put(`f${two}-trailer.mp4`, `${item}|trailer`);
      if (folder !== '') {
        put('extras/making of.mkv', `${item}|extra`);
        put('mine.txt', `${item}|mine`);
      }
    }
    const show = path.join(this.#root, 'Shows', 'harbour');
    mkdirSync(path.join(show, 's1'), { recursive: true });
    writeFileSync(
      path.join(show, 'tvshow.nfo'),
      '<tvshow><title>Harbour</title><year>2011</year><uniqueid type="tvdb" default="true">77</uniqueid></tvshow>',
    );
    for (let episode = 1; episode <= EPISODES; episode += 1) {
      const two = String(episode).padStart(2, '0');
      const folder = episode % 2 === 0 ? path.join(show, 's1') : show;
      const item = `episode ${two}`;
      const nfo = `<episodedetails><title>Day ${two}</title><season>1</season><episode>${String(episode)}</episode></episodedetails>`;
      writeFileSync(path.join(folder, `h.s01e${two}.nfo`), nfo);
      writeFileSync(path.join(folder, `h.s01e${two}.mkv`), `${item}|video`);
      writeFileSync(path.join(folder, `h.s01e${two}.en.srt`), `${item}|subtitle`);
    }
  }

  #places(): Places {
    const places: Places = new Map();
    for (const library of ['Films', 'Shows']) {
      const root = path.join(this.#root, library);
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        const place = path.join(root, name);
        if (!statSync(place).isFile() || name.endsWith('.nfo')) continue;
        const text = readFileSync(place, 'utf8');
        // The same text twice would be a file in two places.
        places.set(places.has(text) ? `${text} (twice)` : text, path.relative(this.#root, place));
      }
    }
    return places;
  }

  #setPatterns(way: Way): void {
    this.#database((db) => {
      const ids = db.prepare('SELECT id FROM libraries').pluck().all() as number[];
      for (const id of ids) {
        db.prepare(
          `INSERT INTO rename_patterns (library_id, patterns) VALUES (?, ?)
           ON CONFLICT (library_id) DO UPDATE SET patterns = excluded.patterns`,
        ).run(id, JSON.stringify({ ...WAYS[way], ...OPTIONS }));
      }
    });
  }

  #lastRun(): number | null {
    const query = `SELECT max(run_id) FROM rename_items i WHERE state = 'moved'
      AND NOT EXISTS (SELECT 1 FROM rename_items o WHERE o.run_id = i.run_id AND o.state <> 'moved')`;
    return this.#database((db) => db.prepare(query).pluck().get() as number | null);
  }

  #openItems(): number {
    const open = `('moving', 'backing', 'following', 'undoing', 'redoing', 'following_back')`;
    return this.#database(
      (db) => db.prepare(`SELECT count(*) FROM rename_items WHERE state IN ${open}`).pluck().get() as number,
    );
  }

  #itemIds(): string {
    const query = `SELECT group_concat(name) FROM (
      SELECT title || ':' || id AS name FROM movies WHERE deleted_on IS NULL
      UNION ALL SELECT season_number || 'x' || episode_number || ':' || id FROM episodes WHERE deleted_on IS NULL
      ORDER BY 1)`;
    return this.#database((db) => db.prepare(query).pluck().get() as string);
  }

  #knownPaths(): string[] {
    const query = `SELECT file_path FROM media_files WHERE deleted_on IS NULL
      UNION SELECT nfo_path FROM movies WHERE nfo_path IS NOT NULL AND deleted_on IS NULL
      UNION SELECT directory_path FROM movies WHERE deleted_on IS NULL
      UNION SELECT nfo_path FROM episodes WHERE nfo_path IS NOT NULL AND deleted_on IS NULL
      UNION SELECT directory_path FROM seasons WHERE directory_path IS NOT NULL
      UNION SELECT directory_path FROM series WHERE deleted_on IS NULL
      UNION SELECT file_path FROM subtitle_streams WHERE is_external = 1`;
    return this.#database((db) => db.prepare(query).pluck().all() as string[]);
  }

  #database<T>(work: (db: Database.Database) => T): T {
    const db = new Database(path.join(this.#dataDir, 'metarr.sqlite'));
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  #run(args: string[], killAfterMs?: number): Promise<Ended> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [this.#cli, ...args, '--data-dir', this.#dataDir], {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr, wasKilled] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const timer = new AbortController();
    void sleep(killAfterMs ?? COMMAND_LIMIT_MS, undefined, { signal: timer.signal }).then(
      () => {
        wasKilled = true;
        // The whole group: helpers must not go on without it.
        process.kill(process.platform === 'win32' ? (child.pid ?? 0) : -(child.pid ?? 0), 'SIGKILL');
      },
      () => undefined,
    );
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        timer.abort();
        resolve({ code, ms: performance.now() - startedMs, stdout, stderr, wasKilled });
      });
    });
  }
}

/** In one's folder under the other's name. */
function isHalfWay(place = '', old = '', made = ''): boolean {
  return path.dirname(place) === path.dirname(made) && path.basename(place) === path.basename(old);
}

/** Kills `--rounds` renames, and prints one JSON line per round and a sum. */
export async function tortureRenames(options: { rounds: number; seed: number; films: number }): Promise<number> {
  const folder = path.resolve(
    fileURLToPath(new URL(`../.cache/torture-rename-${String(process.pid)}`, import.meta.url)),
  );
  const torture = new RenameTorture(folder, options);
  const print = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const sum = { rounds: 0, killed: 0, failed: 0, itemsNew: 0, itemsOld: 0, openItems: 0 };
  const problems = await torture.prepare();
  for (let round = 1; round <= options.rounds && problems.length === 0; round += 1) {
    const result = await torture.kill(round);
    print(result);
    sum.rounds += 1;
    sum.killed += Number(result.wasKilled);
    sum.failed += Number(result.problems.length > 0);
    sum.itemsNew += result.itemsNew;
    sum.itemsOld += result.itemsOld;
    sum.openItems += result.openItems;
    // What is wrong once is wrong in every round behind it.
    if (result.problems.length > 0) break;
  }
  const isPassed = problems.length === 0 && sum.failed === 0;
  print({ name: 'torture rename', seed: options.seed, films: options.films, ...sum, problems, isPassed });
  if (isPassed) torture.discard();
  else process.stderr.write(`The library and the data are kept in ${folder}\n`);
  return isPassed ? 0 : 1;
}

/** Builds Metarr's main part into a folder of its own, so that no other build comes in between. Answers the entry. */
async function buildCommandLine(root: string): Promise<string> {
  const entry = path.join(root, 'dist', 'main', 'cli.js');
  mkdirSync(root, { recursive: true });
  await build({
    configFile: path.join(REPOSITORY, 'vite.main.config.ts'),
    configLoader: 'native',
    logLevel: 'error',
    build: { outDir: path.dirname(entry), emptyOutDir: true },
  });
  copyFileSync(path.join(REPOSITORY, 'package.json'), path.join(root, 'package.json'));
  return entry;
}
