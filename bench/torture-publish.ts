import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Ended, KillableCli, type RunOptions } from './killable-cli.ts';
import { createSeededRandom } from './seeded-random.ts';
import { type Files, readFiles, readStatus, writeTortureLibrary } from './torture-library.ts';

export const PROFILES = ['kodi', 'kodi_short', 'jellyfin', 'emby', 'plex'] as const;
export type Profile = (typeof PROFILES)[number];

/** What goes wrong besides: nothing, a disk with faults, a share that goes, a disk that is pulled out, a slow one. */
const TROUBLES = ['none', 'errors', 'none', 'vanishing', 'none', 'unplugged', 'slow'] as const;
type Trouble = (typeof TROUBLES)[number];
/** Every so many rounds the whole of it is taken back. */
const UNDO_EVERY = 2;
/** One publication, or undoing, goes on after each kill, and is killed so often at most. */
const KILLS_EACH = 6;
const MAX_ATTEMPTS = 6;
/** As long as a film or two take. */
const MOMENT_MS = 60;

export interface Kill {
  of: 'publish' | 'undo';
  afterMs: number;
  /** Films found all-new and all-old once the kill was settled, and journals that it had left open. */
  filmsNew: number;
  filmsOld: number;
  openJournals: number;
}

/** What a kill left, as it is judged once the new state of every film is known. */
interface Left {
  kill: Kill;
  library: Library;
}

export interface PublishRound {
  phase: 'publish';
  profile: Profile;
  round: number;
  trouble: Trouble;
  /** What was killed, one after the other; empty when on a bad disk all had ended before. */
  kills: Kill[];
  /** Whether the round was taken back, and published again. */
  wasUndone: boolean;
  problems: string[];
}

/** Every film's files, by the name of its folder. */
type Library = Map<string, Files>;

/**
 * Kills bulk publications at random moments on disks that fail in every way, and looks at what is left: each film all old or
 * all new to the byte, nothing temporary, a healthy database and cache; the rest is published by the next run, and undoing
 * the runs brings back exactly what was there.
 */
export class PublishTorture {
  readonly #root: string;
  readonly #films: number;
  readonly #profile: Profile;
  readonly #random: () => number;
  readonly #cli: KillableCli;
  readonly #libraryDir: string;
  readonly #dataDir: string;
  #version = 0;
  #usualMs = 3_000;

  /** @param root an empty folder for this profile */
  constructor(root: string, cli: KillableCli, options: { profile: Profile; seed: number; films: number }) {
    this.#root = root;
    this.#cli = cli;
    this.#films = options.films;
    this.#profile = options.profile;
    this.#random = createSeededRandom(options.seed);
    this.#libraryDir = path.join(root, 'Films');
    this.#dataDir = path.join(root, 'data');
  }

  /** Makes the library, publishes it under the profile, takes that back, and publishes it again, all without a kill. */
  async prepare(): Promise<string[]> {
    mkdirSync(this.#root, { recursive: true });
    await writeTortureLibrary(this.#libraryDir, this.#films);
    const problems: string[] = [];
    const must = (what: string, ended: Ended): void => {
      if (ended.code !== 0) problems.push(`${what} failed: ${ended.stderr.slice(-600)}`);
    };
    must('the first scan', await this.#run(['scan', this.#libraryDir, '--no-probe']));
    this.#inDatabase((db) => db.prepare('UPDATE libraries SET naming_profile = ?').run(this.#profile));
    const start = this.#library();
    this.#edit();
    const first = await this.#run(['publish', '--all']);
    must('the first publication', first);
    this.#usualMs = first.ms;
    const published = this.#library();
    const undo = await this.#run(['undo', '--run', String(this.#lastRun())]);
    must('undoing the first publication', undo);
    problems.push(...differences(this.#library(), start, 'the first publication was undone'));
    must('the second publication', await this.#run(['publish', '--all']));
    problems.push(...differences(this.#library(), published, 'it was published again'));
    if (differences(published, start, '').length === 0) problems.push('the first publication wrote nothing');
    return problems;
  }

  async kill(round: number): Promise<PublishRound> {
    const trouble = TROUBLES[round % TROUBLES.length] ?? 'none';
    const problems: string[] = [];
    let before = this.#library();
    let firstRun = this.#lastRun() + 1;
    let left: Left[] = [];
    for (let attempt = 1; attempt <= MAX_ATTEMPTS && left.length === 0; attempt++) {
      if (attempt > 1) {
        // It was over before it could be killed: once more, sooner.
        await this.#run(['publish', '--all']);
        before = this.#library();
        firstRun = this.#lastRun() + 1;
      }
      this.#edit();
      left = await this.#killOften('publish', ['publish', '--all'], trouble, problems);
      // On a bad disk a run may well be over: what it left is worth a look all the same.
      if (trouble !== 'none') break;
    }
    const settled = this.#library();

    const again = await this.#run(['publish', '--all']);
    if (again.code !== 0) problems.push(`the next publication failed: ${again.stderr.slice(-600)}`);
    const after = this.#library();
    problems.push(...compare(settled, before, after).problems, ...this.#leftBehind(), ...this.#notPublished());
    problems.push(...judge(left, before, after));

    const wasUndone = round % UNDO_EVERY === 0;
    if (wasUndone) left.push(...(await this.#undo(firstRun, before, problems)));
    const kills = left.map(({ kill }) => kill);
    return { phase: 'publish', profile: this.#profile, round, trouble, kills, wasUndone, problems };
  }

  discard(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Runs a command and kills it, again and again while it has something left to do; looks at what each kill leaves. */
  async #killOften(of: Kill['of'], args: string[], trouble: Trouble, problems: string[]): Promise<Left[]> {
    const left: Left[] = [];
    while (left.length < KILLS_EACH) {
      const ended = await this.#killAtWork(args, trouble);
      this.#plugIn();
      const { unsettledJournals: openJournals } = readStatus(this.#dataDir);
      problems.push(...(await this.#checkUp()));
      if (!ended.wasKilled) return left;
      left.push({
        kill: { of, afterMs: Math.round(ended.ms), filmsNew: 0, filmsOld: 0, openJournals },
        library: this.#library(),
      });
    }
    return left;
  }

  /** Kills a command a wandering moment after it has begun with some more of the films; it may end before. */
  async #killAtWork(args: string[], trouble: Trouble): Promise<Ended> {
    const db = new Database(path.join(this.#dataDir, 'metarr.sqlite'), { readonly: true });
    try {
      const begun = db.prepare('SELECT ifnull(max(id), 0) FROM publish_journal').pluck();
      const target = (begun.get() as number) + Math.ceil((this.#films / KILLS_EACH) * 2 * this.#random());
      const isTime = (): boolean => (begun.get() as number) >= target;
      const killWhen = { isTime, delayMs: MOMENT_MS * this.#random() };
      return await this.#run(args, { killWhen, ...this.#troubleOf(trouble) });
    } finally {
      db.close();
    }
  }

  /** Takes back every run since one, the last first, is killed on the way, and then publishes all of it anew. */
  async #undo(firstRun: number, before: Library, problems: string[]): Promise<Left[]> {
    const killed: Left[] = [];
    const published = this.#library();
    for (const id of this.#standingRuns(firstRun)) {
      const args = ['undo', '--run', String(id)];
      const left = await this.#killOften('undo', args, 'none', problems);
      problems.push(...judge(left, before, published).map((problem) => `while undoing: ${problem}`));
      killed.push(...left);
      // What was interrupted goes on with the next start; asked again, it is waited for.
      for (let tries = 0; tries < 3 && this.#standingRuns(firstRun).includes(id); tries++) {
        const ended = await this.#run(args);
        if (ended.code !== 0 && this.#standingRuns(firstRun).includes(id)) {
          problems.push(`undoing run ${String(id)} failed: ${ended.stderr.slice(-600)}`);
        }
      }
    }
    problems.push(...differences(this.#library(), before, 'the round was undone'), ...this.#leftBehind());
    const again = await this.#run(['publish', '--all']);
    if (again.code !== 0) problems.push(`publishing after the undo failed: ${again.stderr.slice(-600)}`);
    problems.push(...differences(this.#library(), published, 'it was published after the undo'));
    return killed;
  }

  #troubleOf(trouble: Trouble): Partial<RunOptions> {
    const seed = Math.ceil(this.#random() * 1_000_000);
    const base = { roots: [this.#libraryDir], seed, failEvery: 0, errnos: [] as string[], vanishAt: 0, slowMs: 0 };
    switch (trouble) {
      case 'none':
        return {};
      case 'errors': {
        const failEvery = 40 + Math.round(400 * this.#random());
        const roots = this.#random() < 0.3 ? [this.#libraryDir, path.join(this.#dataDir, 'cache')] : [this.#libraryDir];
        return { faults: { ...base, roots, failEvery, errnos: ['ENOSPC', 'EACCES', 'EBUSY', 'EIO'] } };
      }
      case 'vanishing':
        return { faults: { ...base, vanishAt: 10 + Math.round(this.#films * 12 * this.#random()) } };
      case 'unplugged':
        return { after: { ms: this.#usualMs * (0.3 + 0.6 * this.#random()), work: () => this.#unplug() } };
      case 'slow':
        return { faults: { ...base, slowMs: 4 } };
    }
  }

  /** As when a disk is pulled out: its mount point stays, empty. */
  #unplug(): void {
    renameSync(this.#libraryDir, `${this.#libraryDir}.away`);
    mkdirSync(this.#libraryDir);
  }

  #plugIn(): void {
    if (!existsSync(`${this.#libraryDir}.away`)) return;
    rmSync(this.#libraryDir, { recursive: true });
    renameSync(`${this.#libraryDir}.away`, this.#libraryDir);
  }

  /** As a person would edit every film: its text, and the order of its fanart. */
  #edit(): void {
    this.#version += 1;
    this.#inDatabase((db) => {
      db.prepare('UPDATE movies SET plot = ?, has_unpublished_changes = 1, updated_at = ?').run(
        `Version ${String(this.#version)}`,
        new Date().toISOString(),
      );
      db.exec(`UPDATE asset_candidates SET selected_rank = 1 - selected_rank
        WHERE entity_type = 'movie' AND asset_type = 'fanart' AND is_selected = 1`);
    });
  }

  async #checkUp(): Promise<string[]> {
    const doctor = await this.#run(['doctor']);
    const problems = this.#leftBehind();
    if (doctor.code !== 0) problems.push(`doctor: ${doctor.stderr.trim().slice(-800) || doctor.stdout.trim()}`);
    return problems;
  }

  #leftBehind(): string[] {
    return readdirSync(this.#libraryDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.basename(name).startsWith('.metarr-'))
      .map((name) => `left behind: ${name}`);
  }

  /** What the database still holds for unpublished, or for failed, after a publication that went well. */
  #notPublished(): string[] {
    const count = this.#inDatabase((db) =>
      db.prepare(`SELECT count(*) FROM movies WHERE has_unpublished_changes = 1 OR state <> 'published'`).pluck().get(),
    );
    return count === 0 ? [] : [`${String(count)} films are not published after the next run`];
  }

  #lastRun(): number {
    return this.#inDatabase((db) => Number(db.prepare('SELECT ifnull(max(id), 0) FROM publish_runs').pluck().get()));
  }

  /** Runs of which something stands, the last first. */
  #standingRuns(from: number): number[] {
    return this.#inDatabase(
      (db) =>
        db
          .prepare(
            `SELECT DISTINCT run_id FROM publish_journal WHERE run_id >= ? AND action = 'publish' AND state = 'committed'
             AND undone_by IS NULL ORDER BY run_id DESC`,
          )
          .pluck()
          .all(from) as number[],
    );
  }

  #library(): Library {
    return new Map(readdirSync(this.#libraryDir).map((name) => [name, readFiles(path.join(this.#libraryDir, name))]));
  }

  #inDatabase<T>(work: (db: Database.Database) => T): T {
    const db = new Database(path.join(this.#dataDir, 'metarr.sqlite'));
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  #run(args: readonly string[], options: Partial<RunOptions> = {}): Promise<Ended> {
    return this.#cli.run(args, { dataDir: this.#dataDir, ...options });
  }
}

function isSame(a: Files, b: Files): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Counts films that are all-old and all-new; one that is neither is a problem. */
function compare(now: Library, old: Library, made: Library): { isOld: number; isNew: number; problems: string[] } {
  const found = { isOld: 0, isNew: 0, problems: [] as string[] };
  for (const [name, wanted] of made) {
    const files = now.get(name) ?? {};
    const before = old.get(name) ?? {};
    if (isSame(files, wanted)) found.isNew += 1;
    else if (isSame(files, before)) found.isOld += 1;
    else found.problems.push(`${name} is half done: ${describe(files, before, wanted)}`);
  }
  return found;
}

/** Counts what each kill left, and answers the films that were neither old nor new. */
function judge(left: readonly Left[], old: Library, made: Library): string[] {
  return left.flatMap(({ kill, library }) => {
    const films = compare(library, old, made);
    Object.assign(kill, { filmsNew: films.isNew, filmsOld: films.isOld });
    return films.problems;
  });
}

function describe(now: Files, old: Files, made: Files): string {
  const names = [...new Set([...Object.keys(now), ...Object.keys(old), ...Object.keys(made)])].sort();
  const word = (name: string): string => {
    if (now[name] === made[name]) return now[name] === old[name] ? 'same' : 'new';
    return now[name] === old[name] ? 'old' : 'other';
  };
  return names.map((name) => `${name} ${now[name] === undefined ? 'missing' : word(name)}`).join(', ');
}

function differences(now: Library, wanted: Library, when: string): string[] {
  return [...new Set([...now.keys(), ...wanted.keys()])]
    .filter((name) => !isSame(now.get(name) ?? {}, wanted.get(name) ?? {}))
    .slice(0, 5)
    .map(
      (name) =>
        `${name} is not as it should be after ${when}: ${describe(now.get(name) ?? {}, {}, wanted.get(name) ?? {})}`,
    );
}

/** Kills so many bulk publications on each profile; one JSON line a round and a sum. Answers the exit code. */
export async function torturePublications(options: {
  /** Inside of the repository, for the built command line. */
  buildIn: string;
  /** For libraries and data; may be the same. */
  folder: string;
  kills: number;
  seed: number;
  films: number;
  profiles: readonly Profile[];
}): Promise<number> {
  const { buildIn, folder, kills, seed, films, profiles } = options;
  const print = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const cli = await KillableCli.build(buildIn);
  const sum = { rounds: 0, kills: 0, undoKills: 0, undone: 0, failed: 0, filmsNew: 0, filmsOld: 0, openJournals: 0 };
  let isPassed = true;
  for (const profile of profiles) {
    const torture = new PublishTorture(path.join(folder, profile), cli, { profile, seed, films });
    const problems = await torture.prepare();
    print({ phase: 'prepare', profile, films, problems });
    let isClean = problems.length === 0;
    let killed = 0;
    for (let round = 1; killed < kills && problems.length === 0; round++) {
      const done = await torture.kill(round);
      print(done);
      killed += done.kills.length;
      sum.rounds += 1;
      sum.undone += Number(done.wasUndone);
      sum.failed += Number(done.problems.length > 0);
      for (const kill of done.kills) {
        sum.kills += 1;
        sum.undoKills += Number(kill.of === 'undo');
        sum.filmsNew += kill.filmsNew;
        sum.filmsOld += kill.filmsOld;
        sum.openJournals += kill.openJournals;
      }
      isClean &&= done.problems.length === 0;
    }
    isPassed &&= isClean;
    if (isClean) torture.discard();
    else process.stderr.write(`What failed is kept in ${path.join(folder, profile)}\n`);
  }
  print({ name: 'torture publish', seed, films, profiles, ...sum, isPassed });
  if (isPassed) for (const made of [folder, buildIn]) rmSync(made, { recursive: true, force: true });
  return isPassed ? 0 : 1;
}
