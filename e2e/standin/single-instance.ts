import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/**
 * The single-instance lock of one user-data folder: a file with the holder's process, and a folder that later processes put
 * their arguments into. All synchronous, because `app.requestSingleInstanceLock()` is.
 */
export class SingleInstance {
  private held: string | null = null;
  private watcher: FSWatcher | null = null;

  /** False when a living process holds the lock; that process is then told of `instance`. */
  request(userData: string, instance: SecondInstance, onSecond: (instance: SecondInstance) => void): boolean {
    if (this.held !== null) return true;
    const lock = join(userData, 'StandinLock');
    const mail = join(userData, 'StandinInstances');
    mkdirSync(mail, { recursive: true });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        writeFileSync(lock, identity(process.pid), { flag: 'wx' });
        this.hold(lock, mail, onSecond);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (isAlive(lock)) {
        const file = join(mail, `${randomUUID()}.json`);
        writeFileSync(`${file}.part`, JSON.stringify(instance));
        renameSync(`${file}.part`, file);
        return false;
      }
      rmSync(lock, { force: true });
    }
    return false;
  }

  isHeld(): boolean {
    return this.held !== null;
  }

  release(): void {
    if (this.held === null) return;
    this.watcher?.close();
    rmSync(this.held, { force: true });
    this.held = null;
  }

  private hold(lock: string, mail: string, onSecond: (instance: SecondInstance) => void): void {
    this.held = lock;
    const collect = (): void => {
      for (const name of readdirSync(mail).filter((entry) => entry.endsWith('.json'))) {
        const file = join(mail, name);
        try {
          const instance = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
          rmSync(file);
          onSecond(instance);
        } catch {
          // Taken by another call of the watcher.
        }
      }
    };
    for (const name of readdirSync(mail)) rmSync(join(mail, name));
    this.watcher = watch(mail, collect);
    this.watcher.unref();
  }
}

/** A process id alone could be another process by now; with its start time it cannot (Linux). */
function identity(pid: number): string {
  try {
    const started =
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? '';
    return `${pid} ${started}`;
  } catch {
    return String(pid);
  }
}

function isAlive(lock: string): boolean {
  try {
    const text = readFileSync(lock, 'utf8');
    const pid = Number(text.split(' ')[0]);
    process.kill(pid, 0);
    return identity(pid) === text;
  } catch {
    return false;
  }
}
