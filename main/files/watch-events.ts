import { join, sep } from 'node:path';
import { watch } from 'chokidar';

export interface FolderEvents {
  /** Something happened to an entry of a folder. */
  onFile: (path: string) => void;
  /** A folder came or went. */
  onFolder: (path: string) => void;
  /** Everything below the folder is watched from now on. */
  onReady: () => void;
  onError: (error: NodeJS.ErrnoException) => void;
}

/** Opens a watch; `watchByEvents` is one. */
export type OpenWatch = (
  root: string,
  isIgnored: (path: string) => boolean,
  handlers: FolderEvents,
) => { close: () => Promise<void> };

/** "Category/Show/Season 1/Disc 1/BDMV/STREAM" and a little more; links may make a tree endless. */
const MAX_DEPTH = 10;

/**
 * Watches a folder and all below it by the system's events, one watch a folder. Files are not watched one by one, nor kept
 * in memory: what happens to them is told by the watch of their folder, unverified, and looked at by who gathers it.
 */
export const watchByEvents: OpenWatch = (root, isIgnored, handlers) => {
  const below = root.endsWith(sep) ? root : `${root}${sep}`;
  const perFolder = process.platform === 'linux';
  const watcher = watch(root, {
    ignoreInitial: true,
    ignorePermissionErrors: true,
    atomic: false,
    // A limit makes it watch folder by folder, which elsewhere than on Linux one watch does for all of them.
    ...(perFolder ? { depth: MAX_DEPTH } : {}),
    ignored: (path, stats) => stats?.isFile() === true || (path !== root && isIgnored(path)),
  });
  let isReady = false;
  watcher
    .on('ready', () => {
      isReady = true;
      handlers.onReady();
    })
    .on('raw', (_event, entry: unknown, details: unknown) => {
      const folder = (details as { watchedPath?: unknown } | undefined)?.watchedPath;
      if (!isReady || typeof folder !== 'string' || typeof entry !== 'string') return;
      // Once the root has been away, the folder above is watched for its return.
      if (folder !== root && !folder.startsWith(below)) return;
      const path = join(folder, entry);
      if (!isIgnored(path)) handlers.onFile(path);
    })
    .on('addDir', handlers.onFolder)
    .on('unlinkDir', handlers.onFolder)
    .on('error', (error) => {
      handlers.onError(error as NodeJS.ErrnoException);
    });
  return { close: () => watcher.close() };
};
