import type nodeFsModule from 'node:fs';
import { sep } from 'node:path';

/**
 * A disk that fails, for torture runs: which errors its calls throw, how often, how slow it is, and when it goes away.
 * Everything is counted over the calls of one thread that touch a path below one of `roots`.
 */
export interface Faults {
  roots: string[];
  seed: number;
  /** Of so many calls one fails; 0 for none. */
  failEvery: number;
  errnos: string[];
  /** From this call on every one fails as on a share that is gone; 0 for never. */
  vanishAt: number;
  /** How long a call takes at most, drawn for each. */
  slowMs: number;
}

type Fs = Pick<typeof nodeFsModule, (typeof WRAPPED)[number]>;

/** What looks and what writes. Closing never fails: a file that stays open is no trouble of a disk. */
const WRAPPED = [
  'accessSync',
  'copyFileSync',
  'fsyncSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readSync',
  'renameSync',
  'rmdirSync',
  'statSync',
  'unlinkSync',
  'writeSync',
] as const;
/** Only these can run out of space or be refused for good: a look that says ENOSPC is no disk's. */
const WRITING = new Set<string>(['copyFileSync', 'mkdirSync', 'openSync', 'renameSync', 'unlinkSync', 'writeSync']);
const WRITING_ERRNOS = new Set(['ENOSPC', 'EROFS', 'EACCES', 'EBUSY', 'EDQUOT']);

/**
 * The file system as it is, or, when `text` names faults as JSON, one that has them. Only torture runs set that.
 * @param text the value of METARR_TORTURE_FAULTS
 */
export function withFaults<T extends Fs>(fs: T, text: string | undefined): T {
  if (text === undefined || text === '') return fs;
  const faults = JSON.parse(text) as Faults;
  const failing = new FailingDisk(faults);
  /** Which descriptors belong to the failing disk. */
  const opened = new Set<number>();
  const wrap = (name: (typeof WRAPPED)[number]): unknown => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    return (...args: unknown[]): unknown => {
      const [first, second] = args;
      const isConcerned =
        typeof first === 'number' ? opened.has(first) : isBelow(first, faults.roots) || isBelow(second, faults.roots);
      if (isConcerned) failing.call(name, String(first));
      const result = original.apply(fs, args);
      // A number is given out again once its file is closed.
      if (name === 'openSync') opened[isConcerned ? 'add' : 'delete'](result as number);
      return result;
    };
  };
  return { ...fs, ...(Object.fromEntries(WRAPPED.map((name) => [name, wrap(name)])) as Partial<T>) };
}

function isBelow(path: unknown, roots: readonly string[]): boolean {
  return typeof path === 'string' && roots.some((root) => path === root || path.startsWith(root + sep));
}

class FailingDisk {
  readonly #faults: Faults;
  #calls = 0;
  #state: number;

  constructor(faults: Faults) {
    this.#faults = faults;
    this.#state = faults.seed >>> 0 || 1;
  }

  /** Throws what this call is to fail with. */
  call(name: string, path: string): void {
    const { failEvery, errnos, vanishAt, slowMs } = this.#faults;
    this.#calls += 1;
    if (slowMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, this.#next() * slowMs);
    if (vanishAt > 0 && this.#calls >= vanishAt) throw failure('ENOTCONN', name, path);
    if (failEvery <= 0 || this.#next() * failEvery >= 1) return;
    const fitting = errnos.filter((errno) => WRITING.has(name) || !WRITING_ERRNOS.has(errno));
    const errno = fitting[Math.floor(this.#next() * fitting.length)];
    if (errno !== undefined) throw failure(errno, name, path);
  }

  /** 0 to 1, the same for the same seed (xorshift). */
  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state / 2 ** 32;
  }
}

function failure(errno: string, call: string, path: string): Error {
  return Object.assign(new Error(`${errno}: on purpose, ${call} '${path}'`), { code: errno, syscall: call, path });
}
