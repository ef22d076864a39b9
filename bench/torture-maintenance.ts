import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Ended, KillableCli, type RunOptions } from './killable-cli.ts';
import { createSeededRandom } from './seeded-random.ts';
import { writeTortureLibrary } from './torture-library.ts';

const DAY_MS = 86_400_000;
const OLD_FILMS = 150;
const YOUNG_FILMS = 5;
const OLD_ORPHANS = 250;
const OLD_STRAYS = 40;
const YOUNG_ORPHANS = 10;
const MAX_ATTEMPTS = 8;
/** A run that nobody kills follows after so many. */
const FINISH_EVERY = 5;
/** The longest that a kill comes after what it waited for: about what one step takes. */
const MAX_DELAY_MS = 12;

type Phase = 'purge' | 'collect';

export interface MaintenanceRound {
  phase: Phase;
  round: number;
  wasKilled: boolean;
  /** Of the films that were due: those that the kill had let go, and the others. */
  filmsGone: number;
  filmsLeft: number;
  /** Of the unused files that were due, the same; once the kill was settled. */
  filesGone: number;
  filesLeft: number;
  /** Files that the kill left between the cache and nothing. */
  retired: number;
  problems: string[];
}

interface CachedBytes {
  hash: string;
  file: string;
}

/** What a run may delete, and what it must leave. */
interface Due {
  films: number[];
  keptFilms: number[];
  unused: CachedBytes[];
  strays: CachedBytes[];
  kept: CachedBytes[];
}

/**
 * Kills `metarr gc` at random points of purging and of collecting, and looks at what is left: a clean bill from doctor, no
 * bytes missing that anything refers to or that are within their grace period, each film that was due whole or gone, each
 * unused file with its row or gone with it; and, every few kills, a run to the end that finishes the work.
 */
export class MaintenanceTorture {
  readonly #root: string;
  readonly #films: number;
  readonly #random: () => number;
  readonly #dataDir: string;
  readonly #libraryDir: string;
  readonly #due: Due = { films: [], keptFilms: [], unused: [], strays: [], kept: [] };
  #command: KillableCli | null = null;

  /** @param root an empty folder inside the repository, so that the build finds its packages */
  constructor(root: string, options: { seed: number; films: number }) {
    this.#root = root;
    this.#films = options.films;
    this.#random = createSeededRandom(options.seed);
    this.#dataDir = path.join(root, 'data');
    this.#libraryDir = path.join(root, 'Films');
  }

  async prepare(): Promise<string[]> {
    mkdirSync(this.#root, { recursive: true });
    this.#command = await KillableCli.build(this.#root);
    await writeTortureLibrary(this.#libraryDir, this.#films);
    const scan = await this.#run(['scan', this.#libraryDir, '--no-probe']);
    if (scan.code !== 0) return [`the first scan failed: ${scan.stderr}`];
    this.#due.keptFilms = this.#withDatabase((db) => db.prepare('SELECT id FROM movies').pluck().all() as number[]);
    return this.#doctor();
  }

  async kill(phase: Phase, round: number): Promise<MaintenanceRound> {
    const problems: string[] = [];
    let wasKilled = false;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS && !wasKilled; attempt++) {
      if (attempt > 1) await this.#finish(problems);
      this.#makeDue(phase, `${String(round)}.${String(attempt)}`);
      wasKilled = await this.#runAndKill(phase);
    }
    const retired = names(path.join(this.#dataDir, 'cache', '.retired')).length;
    problems.push(...(await this.#doctor()));
    const films = this.#checkFilms(problems);
    const files = this.#checkFiles(problems);
    this.#checkKept(problems);
    if (round % FINISH_EVERY === 0) await this.#finish(problems);
    return {
      ...{ phase, round, wasKilled },
      ...{ filmsGone: films.gone, filmsLeft: films.left, filesGone: files.gone, filesLeft: files.left },
      ...{ retired, problems },
    };
  }

  /** Ends it once a thing drawn from all that is due has gone, or a little later. Answers whether it was still running. */
  async #runAndKill(phase: Phase): Promise<boolean> {
    const victim =
      phase === 'purge' ? this.#drawn(this.#due.films) : this.#drawn([...this.#due.unused, ...this.#due.strays])?.file;
    if (victim === undefined) return false;
    const db = new Database(path.join(this.#dataDir, 'metarr.sqlite'), { readonly: true });
    try {
      const film = db.prepare('SELECT 1 FROM movies WHERE id = ?').pluck();
      const isTime = (): boolean => (typeof victim === 'number' ? film.get(victim) === undefined : !existsSync(victim));
      return (await this.#run(['gc'], { isTime, delayMs: Math.floor(MAX_DELAY_MS * this.#random()) })).wasKilled;
    } finally {
      db.close();
    }
  }

  #drawn<T>(some: readonly T[]): T | undefined {
    return some[Math.floor(this.#random() * some.length)];
  }

  /** A run to the end: everything due is gone, and nothing else. */
  async #finish(problems: string[]): Promise<void> {
    const gc = await this.#run(['gc']);
    if (gc.code !== 0) problems.push(`the next collection failed: ${gc.stderr}`);
    const films = this.#checkFilms(problems);
    const files = this.#checkFiles(problems);
    if (films.left > 0) problems.push(`${String(films.left)} films are still in the trash after a run to the end`);
    if (files.left > 0) problems.push(`${String(files.left)} unused files are left after a run to the end`);
    this.#checkKept(problems);
  }

  discard(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Many films become due in the trash, or many unused files do; what is not due lies between them. */
  #makeDue(phase: Phase, attempt: string): void {
    this.#withDatabase((db) => {
      const due = this.#due;
      const put = (what: string, ageDays: number, hasRow: boolean): CachedBytes =>
        this.#put(db, `${what} of ${attempt}`, ageDays, hasRow);
      const several = phase === 'collect' ? 1 : 0.1;
      const many = (count: number, make: (n: number) => CachedBytes): CachedBytes[] =>
        Array.from({ length: Math.round(count * several) }, (_, n) => make(n));
      db.transaction(() => {
        if (phase === 'purge') {
          due.films.push(...this.#putInTrash(db, OLD_FILMS, -1));
          due.keptFilms.push(...this.#putInTrash(db, YOUNG_FILMS, 30));
        }
        due.unused.push(...many(OLD_ORPHANS, (n) => put(`unused ${String(n)}`, 100, true)));
        due.strays.push(...many(OLD_STRAYS, (n) => put(`stray ${String(n)}`, 100, false)));
        due.kept.push(
          ...many(YOUNG_ORPHANS, (n) => put(`young ${String(n)}`, 80, true)),
          ...many(YOUNG_ORPHANS, (n) => put(`young stray ${String(n)}`, 80, false)),
        );
      })();
    });
  }

  /** Films like those of the library, with their files and artwork, that are to be purged in so many days. */
  #putInTrash(db: Database.Database, count: number, inDays: number): number[] {
    const live = db.prepare('SELECT id FROM movies WHERE deleted_on IS NULL ORDER BY id').pluck().all() as number[];
    return Array.from({ length: count }, (_, n) => {
      const model = live[n % live.length] ?? 0;
      const [id] = copyRows(db, 'movies', 'id = ?', model, { deleted_on: at(inDays), deleted_reason: 'user' });
      for (const table of ['media_files', 'asset_candidates']) {
        copyRows(db, table, `entity_type = 'movie' AND entity_id = ?`, model, { entity_id: id ?? 0 });
      }
      return id ?? 0;
    });
  }

  #put(db: Database.Database, text: string, ageDays: number, hasRow: boolean): CachedBytes {
    const hash = sha256(text);
    const file = path.join(this.#dataDir, 'cache', hash.slice(0, 2), `${hash}.jpg`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    const seconds = Date.now() / 1000 - ageDays * 86_400;
    utimesSync(file, seconds, seconds);
    if (hasRow) {
      db.prepare(
        `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type, orphaned_at) VALUES (?, ?, ?, 'image', ?)`,
      ).run(hash, file, Buffer.byteLength(text), at(-ageDays));
    }
    return { hash, file };
  }

  /** Films that were due, whole or gone; those that are left stay due. */
  #checkFilms(problems: string[]): { gone: number; left: number } {
    return this.#withDatabase((db) => {
      const row = db.prepare('SELECT count(*) FROM movies WHERE id = ?').pluck();
      const candidates = db
        .prepare(`SELECT count(*) FROM asset_candidates WHERE entity_type = 'movie' AND entity_id = ?`)
        .pluck();
      const before = this.#due.films;
      for (const id of before) {
        // Three images each: all of them with the film, or none without it.
        if (candidates.get(id) !== (row.get(id) === 1 ? 3 : 0)) problems.push(`film ${String(id)} is half gone`);
      }
      this.#due.films = before.filter((id) => row.get(id) === 1);
      return { gone: before.length - this.#due.films.length, left: this.#due.films.length };
    });
  }

  /** Unused files that were due, the same. */
  #checkFiles(problems: string[]): { gone: number; left: number } {
    return this.#withDatabase((db) => {
      const row = db.prepare('SELECT count(*) FROM cache_inventory WHERE content_hash = ?').pluck();
      const due = this.#due;
      const before = due.unused.length + due.strays.length;
      for (const { hash, file } of due.unused) {
        const [hasRow, hasFile] = [row.get(hash) === 1, existsSync(file)];
        if (hasRow !== hasFile) problems.push(`${hash} has ${hasRow ? 'a row and no file' : 'a file and no row'}`);
      }
      due.unused = due.unused.filter(({ file }) => existsSync(file));
      due.strays = due.strays.filter(({ file }) => existsSync(file));
      const left = due.unused.length + due.strays.length;
      return { gone: before - left, left };
    });
  }

  /** Everything that is referred to, and what is within its grace period, is there byte for byte; films that were not due are there. */
  #checkKept(problems: string[]): void {
    this.#withDatabase((db) => {
      const referenced = db
        .prepare(
          `SELECT DISTINCT r.content_hash AS hash, c.file_path AS file FROM cache_references r
           LEFT JOIN cache_inventory c ON c.content_hash = r.content_hash`,
        )
        .all() as { hash: string; file: string | null }[];
      for (const { hash, file } of [...referenced, ...this.#due.kept]) {
        if (file === null || !existsSync(file) || sha256(readFileSync(file)) !== hash) {
          problems.push(`${hash} is wanted and not there`);
        }
      }
      const isThere = db.prepare('SELECT 1 FROM movies WHERE id = ?').pluck();
      const lost = this.#due.keptFilms.filter((id) => isThere.get(id) !== 1);
      if (lost.length > 0) problems.push(`films that were not due are gone: ${lost.join(', ')}`);
    });
    const retired = names(path.join(this.#dataDir, 'cache', '.retired'));
    if (retired.length > 0) problems.push(`${String(retired.length)} files are still between the cache and nothing`);
  }

  async #doctor(): Promise<string[]> {
    const doctor = await this.#run(['doctor']);
    return doctor.code === 0 ? [] : [`doctor: ${doctor.stderr.trim() || doctor.stdout.trim()}`];
  }

  #run(args: string[], killWhen?: RunOptions['killWhen']): Promise<Ended> {
    if (this.#command === null) throw new Error('Prepare first.');
    const dataDir = this.#dataDir;
    return this.#command.run(args, killWhen === undefined ? { dataDir } : { dataDir, killWhen });
  }

  #withDatabase<T>(work: (db: Database.Database) => T): T {
    const db = new Database(path.join(this.#dataDir, 'metarr.sqlite'));
    try {
      db.pragma('recursive_triggers = ON');
      return work(db);
    } finally {
      db.close();
    }
  }
}

/** Copies rows under new ids, some columns with other values. Answers the ids. */
function copyRows(
  db: Database.Database,
  table: string,
  where: string,
  model: number,
  values: Readonly<Record<string, string | number>>,
): number[] {
  const columns = (db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]).filter(
    (name) => name !== 'id',
  );
  const picked = columns.map((name) => (name in values ? `@${name}` : name));
  return db
    .prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${picked.join(', ')} FROM ${table} WHERE ${where.replace('?', '@model')}
       RETURNING id`,
    )
    .pluck()
    .all({ ...values, model }) as number[];
}

function at(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

function names(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Runs `kills` of each phase; prints one JSON line a round and a sum. Answers the exit code. */
export async function tortureMaintenance(options: {
  folder: string;
  phases: readonly Phase[];
  kills: number;
  seed: number;
  films: number;
}): Promise<number> {
  const { folder, phases, kills, seed, films } = options;
  const torture = new MaintenanceTorture(folder, { seed, films });
  const print = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const sum = { rounds: 0, killed: 0, failed: 0, filmsGone: 0, filmsLeft: 0, filesGone: 0, filesLeft: 0, retired: 0 };
  const problems = await torture.prepare();
  for (let round = 1; round <= kills && problems.length === 0; round++) {
    for (const phase of phases) {
      const result = await torture.kill(phase, round);
      print(result);
      sum.rounds += 1;
      sum.killed += Number(result.wasKilled);
      sum.failed += Number(result.problems.length > 0);
      for (const key of ['filmsGone', 'filmsLeft', 'filesGone', 'filesLeft', 'retired'] as const)
        sum[key] += result[key];
    }
  }
  const isPassed = problems.length === 0 && sum.failed === 0;
  print({ name: 'torture maintenance', seed, films, ...sum, problems, isPassed });
  if (isPassed) torture.discard();
  else process.stderr.write(`The library and the data are kept in ${folder}\n`);
  return isPassed ? 0 : 1;
}
