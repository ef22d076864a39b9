import { CoreError } from '../../domain/core-error.ts';
import type { Trash } from '../ports.ts';
import { createXdgTrash } from './xdg-trash.ts';

/**
 * The trash without Electron. Linux and its like have one that is made of folders; macOS and Windows only through their
 * desktops, so there a file is rather kept than deleted for good.
 */
export function createNodeTrash(platform: NodeJS.Platform = process.platform): Trash {
  if (platform !== 'darwin' && platform !== 'win32') return createXdgTrash();
  return {
    put: (filePath) =>
      Promise.reject(
        new CoreError(
          'not_available',
          `${filePath} was not deleted: without the desktop application Metarr has no trash on this system.`,
          { path: filePath },
        ),
      ),
  };
}
