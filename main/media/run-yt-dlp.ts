import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

export interface YtDlpOptions {
  /** The person's yt-dlp. */
  program: string;
  url: string;
  /** For the parts and the whole; on the disk of the cache. */
  tempDir: string;
  signal: AbortSignal;
  /** 0–100 */
  onProgress: (percent: number) => void;
  /** Without a word from it for this long it is ended. */
  stalledMs?: number;
}

/** Kodi and its like play this everywhere; more lines than this no trailer needs. */
const FORMAT = 'bv*[height<=1080][ext=mp4]+ba[ext=m4a]/b[height<=1080][ext=mp4]/bv*[height<=1080]+ba/b[height<=1080]/b';
const MAX_SIZE = '500M';
const STALLED_MS = 2 * 60_000;
const MAX_ERROR_CHARS = 4_000;

/**
 * Downloads one video with yt-dlp (https://github.com/yt-dlp/yt-dlp#usage-and-options). Answers the file, which the caller
 * moves or deletes. Throws the signal's reason, or an Error with what yt-dlp says; then nothing is left behind.
 */
export async function runYtDlp(options: YtDlpOptions): Promise<string> {
  options.signal.throwIfAborted();
  const name = `trailer-${randomBytes(9).toString('hex')}`;
  await mkdir(options.tempDir, { recursive: true });
  const args = [
    // The person's own settings are for their own downloads.
    ...['--ignore-config', '--no-playlist', '--no-mtime', '--no-cache-dir', '--no-warnings', '--newline'],
    ...['--max-filesize', MAX_SIZE, '--format', FORMAT, '--merge-output-format', 'mp4'],
    ...['--progress-template', 'download:metarr %(progress._percent_str)s'],
    ...['--output', path.join(options.tempDir, `${name}.%(ext)s`)],
    // What follows is an address whatever it begins with.
    ...['--', options.url],
  ];
  try {
    await run(options, args);
    const file = (await readdir(options.tempDir)).find((entry) => isWhole(entry, name));
    if (file === undefined) throw new Error(`The video is larger than ${MAX_SIZE}B, or is not to be had as a file.`);
    return path.join(options.tempDir, file);
  } catch (error) {
    for (const entry of await readdir(options.tempDir).catch(() => [])) {
      if (entry.startsWith(name)) await rm(path.join(options.tempDir, entry), { force: true });
    }
    throw error;
  }
}

function isWhole(entry: string, name: string): boolean {
  return entry.startsWith(`${name}.`) && !/\.(part|ytdl|temp)$|\.f\d+\.|\.part-/.test(entry);
}

function run({ program, signal, onProgress, stalledMs = STALLED_MS }: YtDlpOptions, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let errors = '';
    let failure: Error | null = null;
    let timer: NodeJS.Timeout | undefined;
    const end = (error: Error): void => {
      failure ??= error;
      child.kill('SIGKILL');
    };
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        end(new Error('yt-dlp got no further: the site does not answer. Try again later.'));
      }, stalledMs);
    };
    const onAbort = (): void => {
      end(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    alive();
    child.stdout.on('data', (chunk: Buffer) => {
      alive();
      const percent = [...chunk.toString('utf8').matchAll(/^metarr\s+([\d.]+)%/gm)].at(-1)?.[1];
      if (percent !== undefined) onProgress(Math.min(100, Number(percent)));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-MAX_ERROR_CHARS);
    });
    const settle = (error: Error | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (error === null) resolve();
      else reject(error);
    };
    child.on('error', (error) => {
      settle(failure ?? new Error(`yt-dlp could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      const said =
        errors
          .trim()
          .split('\n')
          .at(-1)
          ?.replace(/^ERROR:\s*/, '') ?? '';
      settle(failure ?? (code === 0 ? null : new Error(`yt-dlp could not get it${said === '' ? '' : `: ${said}`}.`)));
    });
  });
}
