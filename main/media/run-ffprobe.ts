import { ffprobePath } from './ffprobe-path.ts';
import { startProgram } from './start-program.ts';

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Killed after this time; default one minute, enough for a film on a sleeping disk. */
  timeoutMs?: number | undefined;
  /** Killed when it prints more than this; default 20 MB. */
  maxOutputBytes?: number | undefined;
  /** Another ffprobe than the bundled one. */
  program?: string | undefined;
}

export type RunResult = { ok: true; stdout: string } | { ok: false; reason: string };

/** What a shell says of a program that is not there or cannot be run. */
const NOT_STARTED = new Set([126, 127]);

/**
 * Runs ffprobe on one local file and answers what it printed, or in words why not.
 * No shell reads the name, and only the file protocol is allowed: a playlist posing as a video reaches no network.
 * Throws the signal's reason when aborted; every other failure is a result.
 */
export async function runFfprobe(path: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { signal, timeoutMs = 60_000, maxOutputBytes = 20 * 1024 * 1024 } = options;
  signal?.throwIfAborted();
  const program = options.program ?? (await ffprobePath());
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    let outputBytes = 0;
    let settled = false;
    const onBytes = (count: number): void => {
      outputBytes += count;
      if (outputBytes > maxOutputBytes) fail('ffprobe printed too much: the file claims an absurd number of streams');
    };
    const command = [program, '-v', 'error', '-protocol_whitelist', 'file', ...args, '-i'];
    // `file:` keeps names such as "-v.mkv" or "concat:a.mkv" from being read as options or protocols.
    const running = startProgram(command, `file:${path}`, environment(), onBytes);
    // Settled before the process is gone: one that hangs in a dead network mount cannot even be killed.
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      running.kill();
      finish();
    };
    const fail = (reason: string): void => settle(() => resolve({ ok: false, reason }));
    const onAbort = (): void => settle(() => reject(signal?.reason as Error));
    const timer = setTimeout(() => {
      fail(`ffprobe did not answer within ${String(timeoutMs / 1000)} seconds: the disk is asleep or too slow`);
    }, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    running.exit.then(
      ({ stdout, stderr, code, killedBy }) => {
        if (code === 0) settle(() => resolve({ ok: true, stdout }));
        else if (code === null) fail(`ffprobe crashed (${killedBy ?? 'unknown signal'}) on this file`);
        else if (NOT_STARTED.has(code)) fail(`ffprobe could not be started: ${stderr.trim()}`);
        else fail(explain(stderr, path));
      },
      (error: unknown) =>
        fail(`ffprobe could not be started: ${error instanceof Error ? error.message : String(error)}`),
    );
  });
}

/**
 * The bundled Linux build is linked statically and still loads the C library's character set modules, which kills it
 * on MPEG transport streams wherever that library is another version. It does without them when it finds none.
 */
function environment(): NodeJS.ProcessEnv {
  inherited ??= { ...process.env, AV_LOG_FORCE_NOCOLOR: '1', GCONV_PATH: '/nonexistent' };
  return inherited;
}

/** Reading all of it anew for each of thousands of files takes time. */
let inherited: NodeJS.ProcessEnv | null = null;

const EXPLANATIONS: readonly [RegExp, string][] = [
  [/moov atom not found/i, 'moov atom not found: the file is truncated or still being written'],
  [
    /EBML header parsing failed|invalid as first byte of an EBML number/i,
    'no Matroska header: this is not a video, or its beginning is damaged',
  ],
  [/no such file or directory/i, 'the file is not there'],
  [/permission denied/i, 'Metarr may not read the file'],
  [/input\/output error/i, 'the disk could not read the file (input/output error)'],
  [/is a directory/i, 'this is a folder'],
  [/not on whitelist/i, 'this is a playlist that points elsewhere, not a video'],
  [/end of file/i, 'the file ends before any picture: it is empty or truncated'],
  [/invalid data found/i, 'this is not a video, or it is damaged (invalid data found)'],
];

/** The reason in words, from what ffprobe printed; unknown texts lose only their addresses and the path. */
export function explain(errors: string, path: string): string {
  for (const [pattern, text] of EXPLANATIONS) if (pattern.test(errors)) return text;
  const line = errors
    .trim()
    .split('\n')
    .at(-1)
    ?.replaceAll(`file:${path}`, '')
    .replace(/\[[^\]]* @ 0x[0-9a-f]+\]/gi, '')
    .replace(/^[\s:]+/, '');
  return line === undefined || line === '' ? 'ffprobe failed without saying why' : line;
}
