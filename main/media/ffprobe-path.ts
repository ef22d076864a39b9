import { chmodSync, statSync } from 'node:fs';

/**
 * The ffprobe that comes with Metarr, or `ffprobe` from the PATH where none is bundled for this platform.
 * Programs cannot run from inside an asar archive, so in a packaged application the unpacked copy is meant.
 */
export async function ffprobePath(): Promise<string> {
  let bundled;
  try {
    bundled = (await import('ffprobe-static')).default.path;
  } catch {
    return 'ffprobe';
  }
  const path = unpackedPath(bundled);
  makeExecutable(path);
  return path;
}

/** The path of a file that electron-builder keeps beside the archive; other paths as they are. */
export function unpackedPath(path: string): string {
  return path.replace(/([\\/])app\.asar(?=[\\/])/, '$1app.asar.unpacked');
}

/** Package managers that skip install scripts leave the program without its execute bit. */
function makeExecutable(path: string): void {
  if (process.platform === 'win32') return;
  try {
    const { mode } = statSync(path);
    if ((mode & 0o111) === 0) chmodSync(path, 0o755);
  } catch {
    // Starting it says what is wrong.
  }
}
