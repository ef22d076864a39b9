import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { ProgramExit, RunningProgram } from './running-program.ts';

/**
 * Reads one argument a line and runs the program with it. The argument is a variable's value here, which a shell takes for
 * one word whatever is in it: nothing of a file's name is ever read as a command. Both outputs end with a mark and the code.
 */
const LOOP = String.raw`
while IFS= read -r argument; do
  "$@" "$argument" </dev/null
  code=$?
  printf '\001%d\n' $code >&2
  printf '\001%d\n' $code
done`;
const MARK = 1;
const NEWLINE = 10;
/** Of a program that a signal ended, a shell says 128 and the signal's number. */
const SIGNAL_CODES = 128;
const MAX_ERROR_BYTES = 64 * 1024;

/** What a thread waits for, and stops waiting for: the pipes are sockets, which their types do not say. */
interface Waited {
  ref: () => unknown;
  unref: () => unknown;
}

interface Run {
  onBytes: (count: number) => void;
  settle: (end: ProgramExit | Error) => void;
}

/**
 * Starts one program again and again from a process that is small, a shell. On Linux, Node starts programs by fork, which
 * copies the page tables of the whole process and makes its threads fault on every page they write to next: with a library
 * in memory that takes longer than ffprobe does, and holds up the window's queries meanwhile.
 * (https://man7.org/linux/man-pages/man2/fork.2.html; elsewhere Node starts programs without it.)
 */
export class ProgramStarter {
  readonly #shell: ChildProcessWithoutNullStreams;
  readonly #output = new MarkedOutput(Infinity);
  readonly #errors = new MarkedOutput(MAX_ERROR_BYTES);
  #running: Run | null = null;
  #isAlive = true;

  /** @param command the program and the arguments that are the same each time */
  constructor(command: readonly string[], env: NodeJS.ProcessEnv) {
    // A group of its own, so that the program can be killed together with the shell.
    const shell = spawn('/bin/sh', ['-c', LOOP, 'sh', ...command], { stdio: 'pipe', detached: true, env });
    this.#shell = shell;
    shell.stdout.on('data', (chunk: Buffer) => {
      this.#running?.onBytes(chunk.length);
      this.#output.add(chunk);
      this.#settleWhenDone();
    });
    shell.stderr.on('data', (chunk: Buffer) => {
      this.#errors.add(chunk);
      this.#settleWhenDone();
    });
    // Writing to a shell that is gone; that it is gone is told by `close`.
    shell.stdin.on('error', () => undefined);
    shell.on('error', (error) => {
      this.#end(error);
    });
    shell.on('close', (_code, killedBy) => {
      this.#end({ stdout: '', stderr: '', code: null, killedBy });
    });
    shell.unref();
    for (const pipe of shell.stdio) (pipe as unknown as Waited).unref();
  }

  /** Whether it can run another. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Names with line breaks and the like do not come through `read` as they are. */
  static takes(argument: string): boolean {
    // eslint-disable-next-line no-control-regex -- these are meant
    return !/[\u0000-\u001f\u007f]/.test(argument);
  }

  /**
   * Runs the program with one more argument; one at a time.
   * @param argument one that `takes` says yes to
   * @param onBytes hears how much the program prints, as it comes
   */
  run(argument: string, onBytes: (count: number) => void): RunningProgram {
    const stdout = this.#shell.stdout as unknown as Waited;
    // A thread does not end while a program runs, and does while none does.
    stdout.ref();
    const { promise, resolve, reject } = Promise.withResolvers<ProgramExit>();
    const run: Run = {
      onBytes,
      settle: (end) => {
        this.#running = null;
        stdout.unref();
        if (end instanceof Error) reject(end);
        else resolve(end);
      },
    };
    this.#running = run;
    this.#shell.stdin.write(`${argument}\n`);
    return {
      exit: promise,
      kill: () => {
        if (this.#running === run) this.#kill();
      },
    };
  }

  /** Ends it once it is not needed any more. */
  close(): void {
    this.#isAlive = false;
    this.#shell.stdin.end();
  }

  #settleWhenDone(): void {
    const code = this.#output.code;
    if (code === null || this.#errors.code === null) return;
    const [stdout, stderr] = [this.#output.take(), this.#errors.take()];
    const killedBy = code > SIGNAL_CODES ? `signal ${String(code - SIGNAL_CODES)}` : null;
    this.#running?.settle({ stdout, stderr, code: killedBy === null ? code : null, killedBy });
  }

  #kill(): void {
    this.#isAlive = false;
    try {
      if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }

  #end(end: ProgramExit | Error): void {
    this.#isAlive = false;
    this.#running?.settle(end);
  }
}

/** What one run prints on one channel, up to the mark that the shell sets behind it. */
class MarkedOutput {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #code: number | null = null;
  /** From the mark on. */
  #tail: Buffer | null = null;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Buffer): void {
    const mark = this.#tail === null ? chunk.indexOf(MARK) : 0;
    const text = this.#tail === null ? chunk.subarray(0, mark === -1 ? chunk.length : mark) : null;
    if (text !== null && text.length > 0 && this.#bytes < this.#maxBytes) {
      this.#chunks.push(text);
      this.#bytes += text.length;
    }
    if (mark === -1) return;
    this.#tail = Buffer.concat([this.#tail ?? Buffer.alloc(0), chunk.subarray(mark)]);
    if (this.#tail.at(-1) === NEWLINE) this.#code = Number(this.#tail.subarray(1).toString('latin1'));
  }

  /** Null until the run has ended. */
  get code(): number | null {
    return this.#code;
  }

  /** The text, and ready for the next run. */
  take(): string {
    const [first] = this.#chunks;
    const text = (this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks)).toString();
    this.#chunks = [];
    [this.#bytes, this.#code, this.#tail] = [0, null, null];
    return text;
  }
}
