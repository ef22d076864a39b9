import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Backup } from '../../../contract/maintenance.ts';
import { CoreError } from '../../domain/core-error.ts';
import { backupName } from '../../domain/retention/backup-name.ts';
import { rotatedOut } from '../../domain/retention/rotate-backups.ts';
import type { Clock } from '../../platform/ports.ts';
import { BackupTaskError, type BackupTaskOptions, runBackupTask } from '../../store/backup-task.ts';
import { backupsFolder } from '../../store/open-database.ts';
import { incomingPath } from '../../store/replace-database.ts';
import {
  type BackupFile,
  type BackupPlace,
  createBackupReader,
  listBackupFiles,
  removeBackupFile,
} from './backup-folder.ts';

export interface BackupServiceDependencies extends BackupPlace {
  clock: Clock;
  onChanged: () => void;
}

type TaskControl = Pick<BackupTaskOptions, 'signal' | 'onProgress'>;

/** Backups of the database as files: made, listed, rotated, deleted, and made ready to take the database's place. */
export class BackupService {
  readonly #deps: BackupServiceDependencies;
  /** With what is in each of them. */
  readonly list: () => Promise<Backup[]>;

  constructor(deps: BackupServiceDependencies) {
    this.#deps = deps;
    this.list = createBackupReader(deps);
  }

  get folder(): string {
    return backupsFolder(this.#deps.databasePath);
  }

  get databasePath(): string {
    return this.#deps.databasePath;
  }

  /**
   * Makes a backup of the database as it is at this moment, checks it as a whole, and removes what is rotated out. Answers
   * its name. Throws CoreErrors: `disk_full`, or `database_damaged` when the copy is not sound; then nothing is removed.
   */
  async create(kind: 'automatic' | 'manual', control: TaskControl = {}): Promise<string> {
    const { databasePath, threadUrl, clock, onChanged } = this.#deps;
    await mkdir(this.folder, { recursive: true });
    const name = backupName(clock.now(), kind);
    await this.#run(() =>
      runBackupTask('copy', { source: databasePath, target: path.join(this.folder, name) }, { threadUrl, ...control }),
    );
    await this.rotate();
    onChanged();
    return name;
  }

  /** Removes automatic backups that the rule does not keep; answers their names. */
  async rotate(): Promise<string[]> {
    const automatic = (await listBackupFiles(this.#deps.databasePath)).filter(({ kind }) => kind === 'automatic');
    const gone = new Set(rotatedOut(automatic));
    for (const file of automatic) if (gone.has(file.name)) await removeBackupFile(file);
    // What killed processes left of backups: only one is made at a time, and that one is finished.
    for (const left of await readdir(this.folder).catch(() => [])) {
      if (/\.partial(-\w+)?$/.test(left)) await rm(path.join(this.folder, left), { force: true });
    }
    return [...gone];
  }

  /** Throws `not_found`. */
  async remove(name: string): Promise<void> {
    await removeBackupFile(await this.#require(name));
    this.#deps.onChanged();
  }

  /**
   * Puts a checked copy of a backup where it takes the database's place the next time that is opened. Answers the name under
   * which the present database will be kept. Throws `not_found`, `disk_full`, `damaged`.
   */
  async prepareRestore(name: string): Promise<string> {
    const file = await this.#require(name);
    const { problem } = (await this.list()).find((backup) => backup.name === name) ?? { problem: null };
    if (problem !== null) throw new CoreError('damaged', `${name} cannot be restored. ${problem}`);
    await mkdir(this.folder, { recursive: true });
    const keptName = this.nextKeptName();
    const target = incomingPath(this.#deps.databasePath, keptName);
    await this.#run(
      () => runBackupTask('prepare', { backup: file.path, target }, { threadUrl: this.#deps.threadUrl }),
      `${name} cannot be restored.`,
    );
    return keptName;
  }

  /** Under which name the present database is kept when another takes its place. */
  nextKeptName(): string {
    return backupName(this.#deps.clock.now(), 'replaced');
  }

  /** When the database was replaced last, as far as what was replaced is still kept; milliseconds since the epoch. */
  async lastReplacedMs(): Promise<number | null> {
    const replaced = (await listBackupFiles(this.#deps.databasePath)).filter(({ kind }) => kind === 'replaced');
    return replaced[0]?.createdMs ?? null;
  }

  async #require(name: string): Promise<BackupFile> {
    const file = (await listBackupFiles(this.#deps.databasePath)).find((backup) => backup.name === name);
    if (file === undefined) throw new CoreError('not_found', `There is no backup “${name}” any more.`);
    return file;
  }

  async #run<T>(work: () => Promise<T>, intro?: string): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BackupTaskError)) throw error;
      throw toCoreError(error, intro);
    }
  }
}

function toCoreError(error: BackupTaskError, intro: string | undefined): CoreError {
  if (error.code === 'disk_full' || error.code === 'SQLITE_FULL' || error.code === 'ENOSPC') {
    return new CoreError('disk_full', error.message);
  }
  const isDamage = error.code === 'database_damaged' || /^SQLITE_(CORRUPT|NOTADB)/.test(error.code ?? '');
  if (isDamage) {
    return intro === undefined
      ? new CoreError('database_damaged', `The database cannot be backed up. ${error.message}`)
      : new CoreError('damaged', `${intro} ${error.message}`);
  }
  return new CoreError('io_error', intro === undefined ? error.message : `${intro} ${error.message}`);
}
