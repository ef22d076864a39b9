import { spawn } from 'node:child_process';
import { ProgramStarter } from './program-starter.ts';
import type { RunningProgram } from './running-program.ts';

const MAX_ERROR_BYTES = 64 * 1024;
const KEEP_IDLE_MS = 5_000;
/** Not in the smallest of container images. */
let hasShell = process.platform === 'linux';

/** Starters that wait for another run, by their command. */
const idle = new Map<string, { starter: ProgramStarter; ends: NodeJS.Timeout }[]>();

/**
 * Runs a program with one argument more than a command has; on Linux from a small process, which is kept for a few seconds
 * in case the same command is asked for again.
 * @param env the same for every run of a command
 * @param onBytes hears how much the program prints, as it comes
 */
export function startProgram(
  command: readonly string[],
  argument: string,
  env: NodeJS.ProcessEnv,
  onBytes: (count: number) => void,
): RunningProgram {
  const direct = (): RunningProgram => startDirectly([...command, argument], env, onBytes);
  if (!hasShell || !ProgramStarter.takes(argument)) return direct();
  const key = command.join('\0');
  const starter = takeIdle(key) ?? new ProgramStarter(command, env);
  let running = starter.run(argument, onBytes);
  const exit = running.exit.then(
    (end) => {
      keepIdle(key, starter);
      return end;
    },
    () => {
      hasShell = false;
      running = direct();
      return running.exit;
    },
  );
  return {
    exit,
    kill: () => {
      running.kill();
    },
  };
}

function takeIdle(key: string): ProgramStarter | null {
  const waiting = idle.get(key) ?? [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    clearTimeout(next.ends);
    if (next.starter.isAlive) return next.starter;
  }
  return null;
}

function keepIdle(key: string, starter: ProgramStarter): void {
  if (!starter.isAlive) return;
  const waiting = idle.get(key) ?? [];
  idle.set(key, waiting);
  const entry = {
    starter,
    ends: setTimeout(() => {
      waiting.splice(waiting.indexOf(entry), 1);
      starter.close();
    }, KEEP_IDLE_MS).unref(),
  };
  waiting.push(entry);
}

function startDirectly(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  onBytes: (count: number) => void,
): RunningProgram {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, env });
  const output: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output.push(chunk);
    onBytes(chunk.length);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < MAX_ERROR_BYTES) stderr += chunk.toString('utf8');
  });
  return {
    exit: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, killedBy) => {
        resolve({ stdout: Buffer.concat(output).toString('utf8'), stderr, code, killedBy });
      });
    }),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
