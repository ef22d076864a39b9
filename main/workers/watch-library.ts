import { parentPort } from 'node:worker_threads';
import { isIgnoredFolder } from '../domain/classify/folder-names.ts';
import { FolderWatcher } from '../files/watch-folder.ts';
import type { WatchReport, WatchRequest } from './watch-messages.ts';

/*
 * A thread of its own that watches libraries: to begin with, every folder has to be walked, and a burst of events comes
 * all at once. Neither may hold up the window.
 */

const watchers = new Map<number, FolderWatcher>();

function report(message: WatchReport): void {
  parentPort?.postMessage(message);
}

async function unwatch(libraryId: number): Promise<void> {
  const watcher = watchers.get(libraryId);
  watchers.delete(libraryId);
  await watcher?.close();
}

async function handle(request: WatchRequest): Promise<void> {
  if (request.kind === 'close') {
    await Promise.all([...watchers.keys()].map(unwatch));
    parentPort?.close();
    return;
  }
  const { libraryId } = request;
  await unwatch(libraryId);
  if (request.kind === 'unwatch') return;
  const watcher = new FolderWatcher(
    { root: request.root, mode: request.mode, isIgnoredFolder },
    {
      onState: (state, reason) => {
        report({ kind: 'state', libraryId, state, reason });
      },
      onChanges: (folders) => {
        report({ kind: 'changed', libraryId, folders });
      },
      onSettled: () => {
        report({ kind: 'settled', libraryId });
      },
    },
  );
  watchers.set(libraryId, watcher);
  await watcher.start();
}

let last = Promise.resolve();
parentPort?.on('message', (request: WatchRequest) => {
  // One after the other: a library may be watched, let go and watched again.
  last = last.then(() => handle(request));
});
