import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Ended, KillableCli } from './killable-cli.ts';
import { createSeededRandom } from './seeded-random.ts';
import { writeTortureLibrary } from './torture-library.ts';

const DAY_MS = 86_400_000;
const OLD_ORPHANS = 250;
const OLD_STRAYS = 40;
const YOUNG_ORPHANS = 30;
const MAX_ATTEMPTS = 8;

export interface MaintenanceRound {
  phase: 'purge' | 'collect';
  round: number;
  killedAfterMs: number;
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

/**
 * Kills `metarr gc` at random moments of purging and of collecting, and looks at what is left: a clean bill from doctor, no
 * bytes missing that anything refers to or that are within their grace period, each film that was due whole or gone, each
 * unused file with its row or gone with it; and a run to the end that finishes the work.
 */
export class MaintenanceTorture {
  readonly #root: string;
  readonly #films: number;
  readonly #random: () => number;
  readonly #dataDir: string;
  readonly #libraryDir: string;
  #command: KillableCli | null = null;
  /** How long each takes when nobody kills it, as far as is known. */
  readonly #usualMs = { purge: 1_500, collect: 1_500 };

  /** @param root an empty folder inside the repository, so that the build finds its packages */
  constructor(root: string, options: { seed: number; films: number }) {
    this.#root = root;
    this.#films = options.films;
    this.#random = createSeededRandom(options.seed);
    this.#dataDir = path.join(root, 'data');
    this.#libraryDir = path.join(root, 'Films');
  }

  /** Measures how long each takes when nobody kills it, the second time: the first fills what the disk keeps in memory. */
  async prepare(phases: readonly MaintenanceRound['phase'][]): Promise<string[]> {
    mkdirSync(this.#root, { recursive: true });
    this.#command = await KillableCli.build(this.#root);
    await writeTortureLibrary(this.#libraryDir, this.#films);
    const scan = await this.#run(['scan', this.#libraryDir, '--no-probe']);
    if (scan.code !== 0) return [`the first scan failed: ${scan.stderr}`];
    for (const phase of [...phases, ...phases]) {
      this.#makeDue(phase, 0);
      const gc = await this.#run(['gc']);
      this.#usualMs[phase] = gc.ms;
      const problems = gc.code === 0 ? await this.#rescan() : [`the first collection failed: ${gc.stderr}`];
      if (problems.length > 0) return problems;
    }
    return [];
  }

  async kill(phase: MaintenanceRound['phase'], round: number): Promise<MaintenanceRound> {
    let due = this.#makeDue(phase, round);
    let killed = { killedAfterMs: 0, wasKilled: false };
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      // The first half of a run is Node starting up: nothing to break there.
      const killedAfterMs = Math.round(this.#usualMs[phase] * (0.55 + 0.45 * this.#random()));
      const ended = await this.#run(['gc'], killedAfterMs);
      killed = { killedAfterMs, wasKilled: ended.wasKilled };
      if (ended.wasKilled) break;
      this.#usualMs[phase] = (this.#usualMs[phase] + ended.ms) / 2;
      await this.#rescan();
      due = this.#makeDue(phase, round * 100 + attempt);
    }
    const retired = names(path.join(this.#dataDir, 'cache', '.retired')).length;
    const problems = await this.#doctor();
    const films = this.#dueFilms(due.films, problems);
    const files = this.#dueFiles(due.unused, due.strays, problems);
    this.#checkBytes(due.kept, problems);
    // A kill before the work had begun says that the machine is slower than thought.
    if (films.gone === 0 && files.gone === 0 && retired === 0) this.#usualMs[phase] *= 1.1;
    const again = await this.#run(['gc']);
    if (again.code !== 0) problems.push(`the next collection failed: ${again.stderr}`);
    const after = this.#dueFilms(due.films, problems);
    const filesAfter = this.#dueFiles(due.unused, due.strays, problems);
    if (after.left > 0) problems.push(`${String(after.left)} films are still in the trash after a run to the end`);
    if (filesAfter.left > 0) problems.push(`${String(filesAfter.left)} unused files are left after a run to the end`);
    this.#checkBytes(due.kept, problems);
    problems.push(...(await this.#doctor()), ...(await this.#rescan()));
    return {
      phase,
      round,
      ...killed,
      filmsGone: films.gone,
      filmsLeft: films.left,
      filesGone: files.gone,
      filesLeft: files.left,
      retired,
      problems,
    };
  }

  discard(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Half the films are due in the trash, or many unused files are; and some that are not due lie between them. */
  #makeDue(
    phase: MaintenanceRound['phase'],
    round: number,
  ): { films: number[]; unused: CachedBytes[]; strays: CachedBytes[]; kept: CachedBytes[] } {
    return this.#withDatabase((db) => {
      const films =
        phase === 'purge'
          ? (db
              .prepare(
                `UPDATE movies SET deleted_on = ?, deleted_reason = 'user'
                 WHERE id % 2 = ${String(round % 2)} AND deleted_on IS NULL RETURNING id`,
              )
              .pluck()
              .all(at(-1)) as number[])
          : [];
      const put = (what: string, ageDays: number, hasRow: boolean): CachedBytes =>
        this.#put(db, `${what} of round ${String(round)} at ${String(performance.now())}`, ageDays, hasRow);
      const several = phase === 'collect' ? 1 : 0.2;
      const many = (count: number, make: (n: number) => CachedBytes): CachedBytes[] =>
        Array.from({ length: Math.round(count * several) }, (_, n) => make(n));
      return db.transaction(() => ({
        films,
        unused: many(OLD_ORPHANS, (n) => put(`unused ${String(n)}`, 100, true)),
        strays: many(OLD_STRAYS, (n) => put(`stray ${String(n)}`, 100, false)),
        kept: [
          ...many(YOUNG_ORPHANS, (n) => put(`young ${String(n)}`, 80, true)),
          ...many(YOUNG_ORPHANS, (n) => put(`young stray ${String(n)}`, 80, false)),
        ],
      }))();
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

  #dueFilms(ids: readonly number[], problems: string[]): { gone: number; left: number } {
    return this.#withDatabase((db) => {
      const row = db.prepare('SELECT count(*) FROM movies WHERE id = ?').pluck();
      const candidates = db
        .prepare(`SELECT count(*) FROM asset_candidates WHERE entity_type = 'movie' AND entity_id = ?`)
        .pluck();
      let left = 0;
      for (const id of ids) {
        const isThere = row.get(id) === 1;
        left += Number(isThere);
        // Three images each: all of them with the film, or none without it.
        if (candidates.get(id) !== (isThere ? 3 : 0)) problems.push(`film ${String(id)} is half gone`);
      }
      return { gone: ids.length - left, left };
    });
  }

  #dueFiles(
    unused: readonly CachedBytes[],
    strays: readonly CachedBytes[],
    problems: string[],
  ): { gone: number; left: number } {
    return this.#withDatabase((db) => {
      const row = db.prepare('SELECT count(*) FROM cache_inventory WHERE content_hash = ?').pluck();
      let left = strays.filter(({ file }) => existsSync(file)).length;
      for (const { hash, file } of unused) {
        const [hasRow, hasFile] = [row.get(hash) === 1, existsSync(file)];
        if (hasRow !== hasFile) problems.push(`${hash} has ${hasRow ? 'a row and no file' : 'a file and no row'}`);
        left += Number(hasFile);
      }
      return { gone: unused.length + strays.length - left, left };
    });
  }

  /** Everything that is referred to, and what is within its grace period, is there byte for byte. */
  #checkBytes(kept: readonly CachedBytes[], problems: string[]): void {
    const referenced = this.#withDatabase(
      (db) =>
        db
          .prepare(
            `SELECT DISTINCT r.content_hash AS hash, c.file_path AS file FROM cache_references r
             LEFT JOIN cache_inventory c ON c.content_hash = r.content_hash`,
          )
          .all() as { hash: string; file: string | null }[],
    );
    for (const { hash, file } of [...referenced, ...kept]) {
      if (file === null || !existsSync(file) || sha256(readFileSync(file)) !== hash) {
        problems.push(`${hash} is wanted and not there`);
      }
    }
    const retired = names(path.join(this.#dataDir, 'cache', '.retired'));
    if (retired.length > 0) problems.push(`${String(retired.length)} files are still between the cache and nothing`);
    const count = this.#withDatabase(
      (db) => db.prepare('SELECT count(*) FROM movies WHERE deleted_on IS NULL').pluck().get() as number,
    );
    if (count < Math.floor(this.#films / 2)) problems.push(`${String(count)} films are left`);
  }

  async #doctor(): Promise<string[]> {
    const doctor = await this.#run(['doctor']);
    return doctor.code === 0 ? [] : [`doctor: ${doctor.stderr.trim() || doctor.stdout.trim()}`];
  }

  /** Brings back what was purged: its files are all there. */
  async #rescan(): Promise<string[]> {
    const scan = await this.#run(['scan', this.#libraryDir, '--no-probe', '--full']);
    if (scan.code !== 0) return [`the scan failed: ${scan.stderr}`];
    const live = this.#withDatabase(
      (db) => db.prepare('SELECT count(*) FROM movies WHERE deleted_on IS NULL').pluck().get() as number,
    );
    return live === this.#films ? [] : [`${String(live)} of ${String(this.#films)} films are there after a scan`];
  }

  #run(args: string[], killAfterMs?: number): Promise<Ended> {
    if (this.#command === null) throw new Error('Prepare first.');
    const dataDir = this.#dataDir;
    return this.#command.run(args, killAfterMs === undefined ? { dataDir } : { dataDir, killAfterMs });
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
  phases: readonly MaintenanceRound['phase'][];
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
  const problems = await torture.prepare(phases);
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
