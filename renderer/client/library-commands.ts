import type { Library } from '../../contract/libraries.ts';
import { call } from './client.ts';
import { errorText } from './error-text.ts';
import { t } from '../messages/t.ts';
import { toasts } from '../ui/toasts.svelte.ts';

function refuse(error: unknown): void {
  toasts.show({ message: errorText(error), tone: 'danger', timeoutMs: 15_000 });
}

/** Adds one folder as a library of films and says so. Throws what the core refuses. */
export async function addFolder(path: string): Promise<void> {
  const { library, wasAdded } = await call('libraries.add', { path });
  const message = wasAdded ? t.libraries.added(library.name) : t.libraries.alreadyThere(library.name);
  toasts.show({ message, tone: 'ok' });
}

/** Adds folders as libraries of films, one after the other; says for each what became of it. */
export async function addFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      await addFolder(path);
    } catch (error) {
      refuse(error);
    }
  }
}

/** Reads a library again. */
export async function scanLibrary(library: Library): Promise<void> {
  try {
    await call('libraries.scan', { id: library.id });
    toasts.show({ message: t.libraries.scanStarted(library.name), timeoutMs: 3000 });
  } catch (error) {
    refuse(error);
  }
}

/** Takes a library out of Metarr and offers to put it back. */
export async function removeLibrary(library: Library): Promise<void> {
  try {
    const { trashedMovies } = await call('libraries.remove', { id: library.id });
    toasts.show({
      message: t.libraries.removed(library.name, trashedMovies),
      isUndo: true,
      action: { label: t.app.undo, run: () => addAgain(library) },
    });
  } catch (error) {
    refuse(error);
  }
}

async function addAgain(library: Library): Promise<void> {
  try {
    const again = await call('libraries.add', { path: library.path, type: library.type, name: library.name });
    if (again.library.namingProfile !== library.namingProfile) {
      await call('libraries.update', { id: again.library.id, namingProfile: library.namingProfile });
    }
    toasts.show({ message: t.libraries.added(library.name), tone: 'ok' });
  } catch (error) {
    refuse(error);
  }
}
