import { chmod, stat } from 'node:fs/promises';

/**
 * The ffprobe that comes with Metarr, or `ffprobe` from the PATH where none is bundled for this platform.
 * Programs cannot run from inside an asar archive, so in a packaged application the unpacked copy is meant.
 */
export function ffprobePath(): Promise<string> {
  found ??= findFfprobe();
  return found;
}

/** It stays where it is while the application runs. */
let found: Promise<string> | null = null;

async function findFfprobe(): Promise<string> {
  let bundled;
  try {
    bundled = (await import('ffprobe-static')).default.path;
  } catch {
    return 'ffprobe';
  }
  const path = unpackedPath(bundled);
  await makeExecutable(path);
  return path;
}

/** The path of a file that electron-builder keeps beside the archive; other paths as they are. */
export function unpackedPath(path: string): string {
  return path.replace(/([\\/])app\.asar(?=[\\/])/, '$1app.asar.unpacked');
}

/** Package managers that skip install scripts leave the program without its execute bit. */
async function makeExecutable(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const { mode } = await stat(path);
    if ((mode & 0o111) === 0) await chmod(path, 0o755);
  } catch {
    // Starting it says what is wrong.
  }
}
