import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FolderEntry } from '../../../contract/libraries.ts';
import type { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';

type Entry = z.infer<typeof FolderEntry>;

/** Where people keep films, for the first step of the folder browser. */
const PLACES = ['/media', '/mnt', '/srv', '/home', '/volume1', '/Volumes', '/data'];

/** Subfolders of a folder, for clients that have no folder dialog. Null asks where to start. */
export async function browseFolders(
  folder: string | null,
): Promise<{ path: string | null; parent: string | null; folders: Entry[] }> {
  if (folder === null) return { path: null, parent: null, folders: await startingPoints() };
  const absolute = path.resolve(folder);
  try {
    const entries = await readdir(absolute, { withFileTypes: true });
    const folders = entries
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map((entry) => ({ name: entry.name, path: path.join(absolute, entry.name) }))
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }));
    const parent = path.dirname(absolute);
    return { path: absolute, parent: parent === absolute ? null : parent, folders };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new CoreError('folder_not_found', `${absolute} cannot be found.`, { path: absolute });
    if (code === 'ENOTDIR') throw new CoreError('folder_not_a_directory', `${absolute} is a file.`, { path: absolute });
    throw new CoreError('folder_unreadable', `Metarr may not read ${absolute}.`, { path: absolute });
  }
}

async function startingPoints(): Promise<Entry[]> {
  const home = homedir();
  const roots = process.platform === 'win32' ? await windowsDrives() : ['/', ...PLACES];
  const readable: Entry[] = [{ name: `Home (${home})`, path: home }];
  for (const root of roots) {
    const isReadable = await readdir(root).then(
      (entries) => root === '/' || entries.length > 0,
      () => false,
    );
    if (isReadable) readable.push({ name: root, path: root });
  }
  return readable;
}

async function windowsDrives(): Promise<string[]> {
  const letters = 'CDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `${letter}:\\`);
  const found = await Promise.all(
    letters.map((drive) =>
      readdir(drive).then(
        () => drive,
        () => null,
      ),
    ),
  );
  return found.filter((drive) => drive !== null);
}
