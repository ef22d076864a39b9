import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Backup, BackupKind } from '../../../contract/maintenance.ts';
import { parseBackupName } from '../../domain/retention/backup-name.ts';
import { runBackupTask } from '../../store/backup-task.ts';
import { MIGRATIONS } from '../../store/migration-files.ts';
import { backupsFolder } from '../../store/open-database.ts';
import { toTimestamp } from '../../store/timestamps.ts';

export interface BackupFile {
  name: string;
  path: string;
  kind: BackupKind;
  createdMs: number;
  sizeBytes: number;
}

export interface BackupPlace {
  databasePath: string;
  /** The built entry of the thread that works on database files. */
  threadUrl: URL;
}

const NEWEST_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** Every backup there is, the newest first: those in the folder of backups, and those beside the database from upgrades. */
export async function listBackupFiles(databasePath: string): Promise<BackupFile[]> {
  const folder = backupsFolder(databasePath);
  const prefix = `${path.basename(databasePath)}.v`;
  const own = (await namesIn(folder)).filter((name) => name.endsWith('.sqlite')).map((name) => path.join(folder, name));
  const upgrades = (await namesIn(path.dirname(databasePath)))
    .filter((name) => name.startsWith(prefix) && /^\d+\.bak$/.test(name.slice(prefix.length)))
    .map((name) => path.join(path.dirname(databasePath), name));
  const files = await Promise.all([
    ...own.map((file) => describe(file, parseBackupName(path.basename(file)) ?? { kind: 'replaced' as const })),
    ...upgrades.map((file) => describe(file, { kind: 'upgrade' as const })),
  ]);
  return files.filter((file) => file !== null).sort((a, b) => b.createdMs - a.createdMs || (a.name < b.name ? 1 : -1));
}

/** Null when it has gone meanwhile. */
async function describe(file: string, known: { kind: BackupKind; createdMs?: number }): Promise<BackupFile | null> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) return null;
  return {
    name: path.basename(file),
    path: file,
    kind: known.kind,
    createdMs: known.createdMs ?? Math.round(found.mtimeMs),
    sizeBytes: found.size,
  };
}

/** Removes a backup with what belongs to it. */
export async function removeBackupFile(file: BackupFile): Promise<void> {
  for (const suffix of ['-wal', '-shm', '']) await rm(`${file.path}${suffix}`, { force: true });
}

/** Describes backups with what is in them. What was looked into once is remembered: backups do not change. */
export function createBackupReader(place: BackupPlace): () => Promise<Backup[]> {
  const known = new Map<string, Pick<Backup, 'schemaVersion' | 'counts' | 'problem'>>();
  const keyOf = (file: BackupFile): string => `${file.name} ${String(file.sizeBytes)} ${String(file.createdMs)}`;
  return async () => {
    const files = await listBackupFiles(place.databasePath);
    const unread = files.filter((file) => !known.has(keyOf(file)));
    if (unread.length > 0) {
      const paths = unread.map((file) => file.path);
      const facts = await runBackupTask('inspect', { paths }, { threadUrl: place.threadUrl });
      for (const [index, file] of unread.entries()) {
        const found = facts[index];
        if (found !== undefined) known.set(keyOf(file), found);
      }
    }
    return files.map((file) => {
      const facts = known.get(keyOf(file)) ?? { schemaVersion: null, counts: null, problem: null };
      return {
        name: file.name,
        kind: file.kind,
        createdAt: toTimestamp(file.createdMs),
        sizeBytes: file.sizeBytes,
        ...facts,
        problem: facts.problem ?? newerProblem(facts.schemaVersion),
      };
    });
  };
}

function newerProblem(schemaVersion: number | null): string | null {
  return schemaVersion !== null && schemaVersion > NEWEST_VERSION
    ? 'It was made by a newer version of Metarr. Install that one to restore it.'
    : null;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
