import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { liveSettings } from '../../client/live-settings.svelte.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import { addFolders } from '../../client/library-commands.ts';

/** How a library comes into Metarr: the system's dialog on the desktop, the folder browser elsewhere. */
class AddLibrary {
  isBrowserOpen = $state(false);
  isMakingSample = $state(false);
  /** Why the browser opened by itself; empty when it was asked for. */
  reason = $state('');

  async start(): Promise<void> {
    if (liveSettings.info?.mode !== 'desktop') {
      this.openBrowser('');
      return;
    }
    try {
      const { paths } = await call('libraries.pickFolders', {});
      await addFolders(paths);
    } catch (error) {
      toasts.show({ message: errorText(error), tone: 'danger' });
    }
  }

  openBrowser(reason: string): void {
    this.reason = reason;
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
