import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { record } from './calls.ts';

type ShellApi = Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep'>;
type DialogApi = Pick<Electron.Dialog, 'showErrorBox'> &
  Record<'showOpenDialog' | 'showSaveDialog' | 'showMessageBox', unknown>;

/** `shell`: every call is recorded; only trashItem does anything, moving the item into `trashFolder()`. */
export function createShell(trashFolder: () => string): ShellApi {
  return {
    openExternal: (url) => {
      record('shell.openExternal', url);
      return Promise.resolve();
    },
    openPath: (path) => {
      record('shell.openPath', path);
      return Promise.resolve(existsSync(path) ? '' : `No such file: ${path}`);
    },
    showItemInFolder: (path) => {
      record('shell.showItemInFolder', path);
    },
    trashItem: async (path) => {
      await Promise.resolve();
      record('shell.trashItem', path);
      const folder = join(trashFolder(), randomUUID());
      if (!existsSync(path)) throw new Error(`Failed to move item to trash: ${path}`);
      mkdirSync(folder, { recursive: true });
      renameSync(path, join(folder, basename(path)));
    },
    beep: () => {
      record('shell.beep');
    },
  };
}

/** `dialog`: nobody is there to answer, so dialogs are dismissed; tests replace the functions, as with the real Electron. */
export function createDialog(): DialogApi {
  return {
    showOpenDialog: (...args: unknown[]): Promise<Electron.OpenDialogReturnValue> => {
      record('dialog.showOpenDialog', args.at(-1));
      return Promise.resolve({ canceled: true, filePaths: [] });
    },
    showSaveDialog: (...args: unknown[]): Promise<Electron.SaveDialogReturnValue> => {
      record('dialog.showSaveDialog', args.at(-1));
      return Promise.resolve({ canceled: true, filePath: '' });
    },
    showMessageBox: (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      record('dialog.showMessageBox', options);
      return Promise.resolve({ response: options.cancelId ?? options.defaultId ?? 0, checkboxChecked: false });
    },
    showErrorBox: (title, content) => {
      record('dialog.showErrorBox', title, content);
      console.error(`${title}: ${content}`);
    },
  };
}
