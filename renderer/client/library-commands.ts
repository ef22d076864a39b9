import type { Library, LibraryType } from '../../contract/libraries.ts';
import type { PublishProfile } from '../../contract/profiles.ts';
import { call } from './client.ts';
import { errorText } from './error-text.ts';
import { t } from '../messages/t.ts';
import { toasts } from '../ui/toasts.svelte.ts';

function refuse(error: unknown): void {
  toasts.show({ message: errorText(error), tone: 'danger', timeoutMs: 15_000 });
}

/** Adds one folder as a library and says so. Throws what the core refuses. */
export async function addFolder(path: string, type: LibraryType): Promise<void> {
  const { library, wasAdded } = await call('libraries.add', { path, type });
  const message = wasAdded ? t.libraries.added(library.name, library.type) : t.libraries.alreadyThere(library.name);
  toasts.show({ message, tone: 'ok' });
}

/** Adds folders as libraries, one after the other; says for each what became of it. */
export async function addFolders(paths: readonly string[], type: LibraryType): Promise<void> {
  for (const path of paths) {
    try {
      await addFolder(path, type);
    } catch (error) {
      refuse(error);
    }
  }
}

/** Reads a library again: what changed since the last time, or everything. */
export async function scanLibrary(library: Library, mode: 'incremental' | 'full' = 'incremental'): Promise<void> {
  try {
    await call('libraries.scan', { id: library.id, mode });
    toasts.show({ message: t.libraries.scanStarted(library.name), timeoutMs: 3000 });
  } catch (error) {
    refuse(error);
  }
}

/** Takes a library out of Metarr and offers to put it back. */
export async function removeLibrary(library: Library): Promise<void> {
  try {
    const draft = await call('profiles.get', { libraryId: library.id });
    const { trashedItems } = await call('libraries.remove', { id: library.id });
    toasts.show({
      message: t.libraries.removed(library.name, library.type, trashedItems),
      isUndo: true,
      action: { label: t.app.undo, run: () => addAgain(library, draft) },
    });
  } catch (error) {
    refuse(error);
  }
}

async function addAgain(library: Library, draft: PublishProfile): Promise<void> {
  try {
    const again = await call('libraries.add', { path: library.path, type: library.type, name: library.name });
    const { scanOnStart, scanIntervalMinutes, watchMode } = library;
    await call('libraries.update', {
      id: again.library.id,
      scanOnStart,
      scanIntervalMinutes,
      watchMode,
    });
    await call('profiles.set', { libraryId: again.library.id, draft });
    toasts.show({ message: t.libraries.added(library.name, library.type), tone: 'ok' });
  } catch (error) {
    refuse(error);
  }
}
