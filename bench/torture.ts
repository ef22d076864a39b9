import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createSeededRandom } from './seeded-random.ts';
import {
  changeNfos,
  editFilms,
  type Expected,
  countPlots,
  type Files,
  readFiles,
  readStatus,
  writeTortureLibrary,
} from './torture-library.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
/** A command that has not ended after this long hangs. */
const COMMAND_LIMIT_MS = 60_000;
/** Every so many scans one begins with an empty database. */
const FRESH_EVERY = 5;
/** A command may end before its time; then it is started again, to be killed sooner. */
const MAX_ATTEMPTS = 8;

export interface Round {
  phase: 'scan' | 'publish';
  round: number;
  killedAfterMs: number;
  /** False when the command had ended before it was to be killed. */
  wasKilled: boolean;
  /**
   * Of a scan: films it had read, and the others. Of a publication: films found all-new and all-old once it was settled,
   * and journals that the kill left open.
   */
  filmsNew: number;
  filmsOld: number;
  openJournals: number;
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
 * Starts Metarr's command line on a library of its own, kills its whole process group at random moments of scans and of
 * publications, and looks at what is left: an intact database and cache, no temporary file in the library, and of each
 * film's files all the old or all the new ones.
 */
export class Torture {
  readonly #root: string;
  readonly #libraryDir: string;
  readonly #films: number;
  readonly #followUpEvery: number;
  readonly #random: () => number;
  #dataDir: string;
  #cli = '';
  #version = 0;
  /** How long each command takes at most when nobody kills it, as far as is known. */
  readonly #usualMs = { scan: 0, publish: 0 };

  /**
   * @param root an empty folder; it must be inside the repository, so that the build finds its packages
   * @param options.followUpEvery after every so many rounds the command is run to its end, too; 1 unless told
   */
  constructor(root: string, options: { seed: number; films?: number; followUpEvery?: number }) {
    this.#root = root;
    this.#libraryDir = path.join(root, 'Films');
    this.#dataDir = path.join(root, 'data-0');
    this.#films = options.films ?? 40;
    this.#followUpEvery = options.followUpEvery ?? 1;
    this.#random = createSeededRandom(options.seed);
  }

  /** Builds the command line, makes the library, and measures how long each command takes when nobody kills it. */
  async prepare(): Promise<string[]> {
    mkdirSync(this.#root, { recursive: true });
    this.#cli = await buildCommandLine(this.#root);
    await writeTortureLibrary(this.#libraryDir, this.#films);
    const scan = await this.#run(['scan', this.#libraryDir, '--no-probe']);
    this.#usualMs.scan = scan.ms;
    // The first publication fills up what the NFO lacks; from then on only the edits change.
    await this.#run(['publish', '--all']);
    const expected = editFilms(this.#dataDir, this.#libraryDir, ++this.#version);
    const publish = await this.#run(['publish', '--all']);
    this.#usualMs.publish = publish.ms;
    const { isNew } = this.#compare(expected, new Map());
    const problems = [scan, publish].flatMap((run) => (run.code === 0 ? [] : [`preparing failed: ${run.stderr}`]));
    if (isNew !== this.#films) problems.push(`${String(isNew)} of ${String(this.#films)} films were published`);
    return problems;
  }

  async killScan(round: number): Promise<Round> {
    if (round % FRESH_EVERY === 0) {
      this.#dataDir = path.join(this.#root, `data-${String(round + 1)}`);
    }
    let before: Files = {};
    const killed = await this.#killSooner('scan', () => {
      changeNfos(this.#libraryDir, ++this.#version);
      before = readFiles(this.#libraryDir);
      return ['scan', this.#libraryDir, '--no-probe'];
    });
    const plot = `Version ${String(this.#version)}`;
    const filmsNew = countPlots(this.#dataDir, plot);
    this.#learn('scan', filmsNew);
    const problems = await this.#checkUp();
    problems.push(...this.#compareFiles(before));
    if (round % this.#followUpEvery === 0) {
      const again = await this.#run(['scan', this.#libraryDir, '--no-probe']);
      if (again.code !== 0) problems.push(`the next scan failed: ${again.stderr}`);
      const known = countPlots(this.#dataDir, plot);
      if (known !== this.#films) problems.push(`${String(known)} films are up to date after the next scan`);
      problems.push(...this.#compareFiles(before), ...unfinishedJobs(readStatus(this.#dataDir).jobs));
    }
    return { phase: 'scan', round, ...killed, filmsNew, filmsOld: this.#films - filmsNew, openJournals: 0, problems };
  }

  async killPublish(round: number): Promise<Round> {
    let old: Expected = new Map();
    let wanted: Expected = new Map();
    const killed = await this.#killSooner('publish', () => {
      old = this.#filmFiles();
      wanted = editFilms(this.#dataDir, this.#libraryDir, ++this.#version);
      return ['publish', '--all'];
    });
    const openJournals = readStatus(this.#dataDir).unsettledJournals;
    const problems = await this.#checkUp();
    const settled = this.#compare(wanted, old);
    problems.push(...settled.problems);
    this.#learn('publish', settled.isNew);
    if (round % this.#followUpEvery === 0) {
      const again = await this.#run(['publish', '--all']);
      if (again.code !== 0) problems.push(`the next publication failed: ${again.stderr}`);
      problems.push(...this.#compare(wanted, new Map()).problems, ...this.#temporaryFiles());
    }
    return {
      phase: 'publish',
      round,
      ...killed,
      filmsNew: settled.isNew,
      filmsOld: settled.isOld,
      openJournals,
      problems,
    };
  }

  discard(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Recovery, and then what must always be true. */
  async #checkUp(): Promise<string[]> {
    const doctor = await this.#run(['doctor']);
    const problems = this.#temporaryFiles();
    if (doctor.code !== 0) problems.push(`doctor: ${doctor.stderr.trim() || doctor.stdout.trim()}`);
    else {
      const report = JSON.parse(doctor.stdout) as { problems: unknown[] };
      if (report.problems.length > 0) problems.push(`doctor: ${doctor.stdout.trim()}`);
    }
    return problems;
  }

  #temporaryFiles(): string[] {
    return readdirSync(this.#libraryDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.basename(name).startsWith('.metarr-'))
      .map((name) => `left behind: ${name}`);
  }

  #filmFiles(): Expected {
    return new Map(readdirSync(this.#libraryDir).map((name) => [name, readFiles(path.join(this.#libraryDir, name))]));
  }

  /** Counts the films that are all-new and all-old; a film that is neither is a problem. */
  #compare(wanted: Expected, old: Expected): { isNew: number; isOld: number; problems: string[] } {
    const found = { isNew: 0, isOld: 0, problems: [] as string[] };
    if (wanted.size !== this.#films) found.problems.push(`${String(wanted.size)} films are known`);
    for (const [name, files] of wanted) {
      const now = readFiles(path.join(this.#libraryDir, name));
      if (isSame(now, files)) found.isNew += 1;
      else if (isSame(now, old.get(name) ?? {})) found.isOld += 1;
      else found.problems.push(`${name} is half done: ${describe(now, files, old.get(name) ?? {})}`);
    }
    return found;
  }

  #compareFiles(before: Files): string[] {
    return isSame(readFiles(this.#libraryDir), before) ? [] : ['the scan changed the library'];
  }

  /** A kill before the work had begun says that the machine is slower than thought. */
  #learn(phase: 'scan' | 'publish', filmsNew: number): void {
    if (filmsNew === 0) this.#usualMs[phase] *= 1.25;
  }

  /** Kills a command in the middle of its work; one that was too fast is prepared and started again. */
  async #killSooner(
    phase: 'scan' | 'publish',
    prepare: () => string[],
  ): Promise<{ killedAfterMs: number; wasKilled: boolean }> {
    for (let attempt = 1; ; attempt++) {
      const args = prepare();
      // The first part of a run is Node starting up: nothing to break there.
      const killedAfterMs = Math.round(this.#usualMs[phase] * (0.3 + 0.7 * this.#random()));
      const ended = await this.#run(args, killedAfterMs);
      if (ended.wasKilled || attempt === MAX_ATTEMPTS) return { killedAfterMs, wasKilled: ended.wasKilled };
      this.#usualMs[phase] = ended.ms;
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
        killGroup(child.pid ?? 0);
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

/** The whole group: Metarr's helpers must not go on without it. */
function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
}

function unfinishedJobs(jobs: Record<string, number>): string[] {
  return ['processing', 'failed'].flatMap((status) =>
    (jobs[status] ?? 0) === 0 ? [] : [`${String(jobs[status])} jobs are ${status}`],
  );
}

function isSame(a: Files, b: Files): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function describe(now: Files, wanted: Files, old: Files): string {
  const names = [...new Set([...Object.keys(now), ...Object.keys(wanted)])].sort();
  const word = (name: string): string =>
    now[name] === wanted[name] ? (now[name] === old[name] ? 'same' : 'new') : now[name] === old[name] ? 'old' : 'other';
  return names.map((name) => `${name} ${now[name] === undefined ? 'missing' : word(name)}`).join(', ');
}

/** Builds Metarr's main part into a folder of its own, so that no other build comes in between. Answers the entry. */
async function buildCommandLine(root: string): Promise<string> {
  const entry = path.join(root, 'dist', 'main', 'cli.js');
  if (existsSync(entry)) return entry;
  await build({
    configFile: path.join(REPOSITORY, 'vite.main.config.ts'),
    configLoader: 'native',
    logLevel: 'error',
    build: { outDir: path.dirname(entry), emptyOutDir: true },
  });
  copyFileSync(path.join(REPOSITORY, 'package.json'), path.join(root, 'package.json'));
  return entry;
}
