import { spawn } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
/** A command that has not ended after this long hangs. */
const COMMAND_LIMIT_MS = 300_000;

export interface Ended {
  code: number | null;
  ms: number;
  stdout: string;
  stderr: string;
  wasKilled: boolean;
}

export interface RunOptions {
  dataDir: string;
  /** Kill its whole process group after so long; by default only when it hangs. */
  killAfterMs?: number;
  /** Kill it so long after this is true for the first time; asked every millisecond or so. */
  killWhen?: { isTime: () => boolean; delayMs: number };
  /** What the disk is to do wrong; see main/files/faulty-fs.ts. */
  faults?: unknown;
  /** Called when so long has passed and it still runs. */
  after?: { ms: number; work: () => void };
}

/** Metarr's command line, built into a folder of its own, so that no other build comes in between. */
export class KillableCli {
  readonly #entry: string;

  private constructor(entry: string) {
    this.#entry = entry;
  }

  /** @param root a folder inside the repository, so that the build finds its packages */
  static async build(root: string): Promise<KillableCli> {
    const entry = path.join(root, 'dist', 'main', 'cli.js');
    if (!existsSync(entry)) {
      await build({
        configFile: path.join(REPOSITORY, 'vite.main.config.ts'),
        configLoader: 'native',
        logLevel: 'error',
        build: { outDir: path.dirname(entry), emptyOutDir: true },
      });
      copyFileSync(path.join(REPOSITORY, 'package.json'), path.join(root, 'package.json'));
    }
    return new KillableCli(entry);
  }

  run(args: readonly string[], { dataDir, killAfterMs, killWhen, faults, after }: RunOptions): Promise<Ended> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [this.#entry, ...args, '--data-dir', dataDir], {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(faults === undefined ? {} : { METARR_TORTURE_FAULTS: JSON.stringify(faults) }) },
    });
    let [stdout, stderr, wasKilled] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const over = new AbortController();
    const later = (ms: number, work: () => void): void => {
      void sleep(ms, undefined, { signal: over.signal }).then(work, () => undefined);
    };
    const kill = (): void => {
      wasKilled = true;
      killGroup(child.pid ?? 0);
    };
    later(killAfterMs ?? COMMAND_LIMIT_MS, kill);
    if (killWhen !== undefined) {
      const look = (): void => {
        if (killWhen.isTime()) later(killWhen.delayMs, kill);
        else later(1, look);
      };
      later(1, look);
    }
    if (after !== undefined) later(after.ms, after.work);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        over.abort();
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
