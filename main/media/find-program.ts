import { access, constants } from 'node:fs/promises';
import path from 'node:path';

/** Where people install programs that a desktop application's PATH does not name: on macOS it has the system's folders only. */
const USUAL_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin'],
};

/**
 * The path of a program of the person's own, such as `ffmpeg`; null when there is none.
 * @param env for tests: PATH is read from it, and HOME
 */
export async function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const isWindows = process.platform === 'win32';
  const home = env['HOME'] ?? '';
  const folders = [
    ...(env['PATH'] ?? env['Path'] ?? '').split(path.delimiter),
    ...(USUAL_FOLDERS[process.platform] ?? []),
    ...(home === '' || isWindows ? [] : [path.join(home, '.local', 'bin'), path.join(home, 'bin')]),
  ];
  for (const folder of folders) {
    // A relative entry of PATH would depend on where we were started.
    if (folder === '' || !path.isAbsolute(folder)) continue;
    const candidate = path.join(folder, isWindows ? `${name}.exe` : name);
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // The next one.
    }
  }
  return null;
}
