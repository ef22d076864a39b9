import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { spawn } from 'node:child_process';
import sharp from 'sharp';

export interface GrabOptions {
  /** The person's ffmpeg. */
  program: string;
  videoPath: string;
  /** Null when it is not known: then only the first minute is looked at. */
  durationSeconds: number | null;
  /** Null picks a good one. */
  atSeconds: number | null;
  /** Where the picture is put, and small ones before it. */
  tempDir: string;
  timeoutMs?: number;
}

export interface GrabbedStill {
  /** A JPEG in `tempDir`, which the caller moves or deletes. */
  path: string;
  atSeconds: number;
}

/** Parts of a video at which a still is looked for: after the titles, before anything is given away. */
const PLACES = [0.12, 0.2, 0.28, 0.36, 0.44, 0.52];
const WITHOUT_DURATION = [20, 45, 8, 3, 1, 0];
/** On a scale of 255: darker, or more even, than this is a black frame, a fade, or a title card. */
const BLACK = 28;
const FLAT = 14;
const TIMEOUT_MS = 60_000;
const MAX_ERROR_BYTES = 8 * 1024;

/**
 * Takes a picture from a video with ffmpeg. Throws an Error that says why there is none: also for a video without a
 * picture that is neither black nor flat.
 */
export async function grabStill(options: GrabOptions): Promise<GrabbedStill> {
  await mkdir(options.tempDir, { recursive: true });
  const atSeconds = options.atSeconds ?? (await findGoodMoment(options));
  return { path: await takeFrame(options, atSeconds, null), atSeconds };
}

/** The moment whose picture has most to show, of a few spread over the first half. */
async function findGoodMoment(options: GrabOptions): Promise<number> {
  const { durationSeconds } = options;
  const moments =
    durationSeconds === null || durationSeconds <= 0
      ? WITHOUT_DURATION
      : PLACES.map((place) => Math.round(place * durationSeconds * 10) / 10);
  let best: { at: number; score: number } | null = null;
  let failure: unknown = null;
  for (const at of moments) {
    try {
      const small = await takeFrame(options, at, 320);
      const score = await judge(small).finally(() => rm(small, { force: true }));
      if (score !== null && (best === null || score > best.score)) best = { at, score };
    } catch (error) {
      failure = error;
      // A file that cannot be read at all will not get better further on.
      if (best === null && at === moments[1]) break;
    }
  }
  if (best !== null) return best.at;
  throw failure instanceof Error ? failure : new Error('All pictures that were looked at are black or empty.');
}

/** How much a picture shows; null for one that is black or flat. */
async function judge(file: string): Promise<number | null> {
  const { channels, entropy, sharpness } = await sharp(file).toColorspace('srgb').stats();
  const colors = channels.slice(0, 3);
  const mean = colors.reduce((sum, { mean: value }) => sum + value, 0) / colors.length;
  const spread = colors.reduce((sum, { stdev }) => sum + stdev, 0) / colors.length;
  if (mean < BLACK || mean > 255 - BLACK || spread < FLAT) return null;
  // Blur tells a fade or a quick pan; it must not outweigh what is to be seen.
  return entropy + Math.min(1, sharpness / 4);
}

/** Writes one frame as a JPEG. Throws when ffmpeg fails, takes too long, or finds no picture there. */
async function takeFrame(options: GrabOptions, atSeconds: number, width: number | null): Promise<string> {
  const target = path.join(options.tempDir, `${randomBytes(9).toString('hex')}.tmp`);
  const args = [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file'],
    // Before the input: jumps there instead of decoding all that comes before.
    ...['-ss', String(atSeconds), '-i', `file:${options.videoPath}`],
    ...['-map', '0:v:0', '-frames:v', '1', '-an', '-sn', '-dn'],
    // Pixels of television are not square; pictures are.
    ...['-vf', width === null ? 'scale=iw*sar:ih,setsar=1' : `scale=${String(width)}:-2,setsar=1`],
    ...['-q:v', '2', '-f', 'image2', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-update', '1', '-y', target],
  ];
  try {
    await run(options.program, args, options.timeoutMs ?? TIMEOUT_MS);
    // ffmpeg ends well without a picture when there is none at that time.
    const { width: found } = await sharp(target).metadata();
    if (found === 0) throw new Error('There is no picture at that time.');
    return target;
  } catch (error) {
    await rm(target, { force: true });
    if (error instanceof StillError) throw error;
    throw new Error(`The video has no picture at ${String(atSeconds)} seconds.`, { cause: error });
  }
}

class StillError extends Error {}

function run(program: string, args: readonly string[], timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    let errors = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new StillError(
          `ffmpeg did not end within ${String(timeoutMs / 1000)} seconds: the disk is asleep or too slow.`,
        ),
      );
    }, timeoutMs);
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < MAX_ERROR_BYTES) errors += chunk.toString('utf8');
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new StillError(`ffmpeg could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const reason = errors.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve();
      else reject(new StillError(`ffmpeg cannot read this video${reason === '' ? '' : `: ${reason}`}.`));
    });
  });
}
