import type { LibraryType } from '../../../contract/libraries.ts';
import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { addFolders } from '../../client/library-commands.ts';
import { liveSettings } from '../../client/live-settings.svelte.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import { guessLibraryType } from './guess-library-type.ts';

/** How a library comes into Metarr: the system's dialog on the desktop, the folder browser elsewhere. */
class AddLibrary {
  isBrowserOpen = $state(false);
  isMakingSample = $state(false);
  /** Why the browser opened by itself; empty when it was asked for. */
  reason = $state('');
  /** What the browser is to add; null while the folder's own name decides. */
  wantedType = $state<LibraryType | null>(null);
  /** Folders whose names do not tell what they hold: the person is asked. */
  undecided = $state.raw<readonly string[]>([]);

  /** Asks for folders; `type` when it is known already what they hold. */
  async start(type: LibraryType | null = null): Promise<void> {
    if (liveSettings.info?.mode !== 'desktop') {
      this.openBrowser('', type);
      return;
    }
    try {
      const { paths } = await call('libraries.pickFolders', {});
      await this.addPaths(paths, type);
    } catch (error) {
      toasts.show({ message: errorText(error), tone: 'danger' });
    }
  }

  /** Adds folders as what their names say they hold, and asks about the others. */
  async addPaths(paths: readonly string[], type: LibraryType | null = null): Promise<void> {
    const undecided: string[] = [];
    for (const path of paths) {
      const known = type ?? guessLibraryType(path);
      if (known === null) undecided.push(path);
      else await addFolders([path], known);
    }
    this.undecided = undecided;
  }

  /** The person's answer; null leaves the folders alone. */
  async decide(type: LibraryType | null): Promise<void> {
    const paths = this.undecided;
    this.undecided = [];
    if (type !== null) await addFolders(paths, type);
  }

  openBrowser(reason: string, type: LibraryType | null = null): void {
    this.reason = reason;
    this.wantedType = type;
    this.isBrowserOpen = true;
  }

  closeBrowser(): void {
    this.isBrowserOpen = false;
  }

  async createSample(): Promise<void> {
    this.isMakingSample = true;
    try {
      await call('samples.create', {});
      toasts.show({ message: t.libraries.sampleStarted });
    } catch (error) {
      toasts.show({ message: errorText(error), tone: 'danger' });
    } finally {
      this.isMakingSample = false;
    }
  }
}

export const addLibrary = new AddLibrary();
