import path from 'node:path';

export interface LaunchArguments {
  /** Absolute paths of folders to add as libraries. */
  folders: string[];
  /** Absolute; null when the platform's own place is meant. */
  dataDir: string | null;
  /** Opens the sample library. */
  isDemo: boolean;
}

/** Switches whose value is the next argument when it does not follow a `=`. */
const WITH_VALUE = new Set(['--data-dir', '--port', '--host']);

/**
 * Reads what the application was started with. Electron's and Chromium's own switches are passed over; so is the
 * application's path, which is the first plain argument unless it is packaged. `cwd` is what relative paths are meant from.
 */
export function readLaunchArguments(argv: readonly string[], isPackaged: boolean, cwd: string): LaunchArguments {
  const result: LaunchArguments = { folders: [], dataDir: null, isDemo: false };
  let isAppPathNext = !isPackaged;
  let onlyFolders = false;
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (!onlyFolders && argument === '--') onlyFolders = true;
    else if (onlyFolders || !argument.startsWith('-')) {
      if (isAppPathNext) isAppPathNext = false;
      else if (argument !== '') result.folders.push(path.resolve(cwd, argument));
    } else {
      const [name = '', inline] = argument.split(/=(.*)/s);
      const value = inline ?? (WITH_VALUE.has(name) ? argv[(index += 1)] : undefined);
      if (name === '--demo') result.isDemo = true;
      else if ((name === '--data-dir' || name === '--user-data-dir') && value !== undefined && value !== '') {
        result.dataDir = path.resolve(cwd, value);
      }
    }
  }
  return result;
}
