import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FetchedImage } from './fetched-image.ts';
import { ImageFetchError } from './image-fetch-error.ts';

/** Small enough to come often, large enough not to matter. */
const WRITE_BYTES = 1024 * 1024;

/** A download in the making: a file that a later attempt, also after a restart, goes on with where the server can. */
export interface PartialDownload {
  /** What to ask with: the range that is missing, if there is something to go on with. */
  headers(): Promise<Record<string, string>>;
  /** Takes a 200 or 206 answer to its end. Throws `too_large` or `truncated`, and what the connection or the disk throws. */
  receive(response: Response, maxBytes: number, onBytes: () => void): Promise<FetchedImage>;
  discard(): Promise<void>;
}

/** Of what is there, the part that is known to belong to the same bytes. */
interface Resumable {
  /** A strong ETag or Last-Modified (RFC 9110, 13.1.5). */
  validator: string;
}

/** One address has one partial file, whoever asks. */
export function openPartial(tempDir: string, url: URL): PartialDownload {
  const name = createHash('sha256').update(url.href).digest('hex');
  const file = path.join(tempDir, `${name}.part`);
  const note = `${file}.json`;

  const discard = async (): Promise<void> => {
    await Promise.all([rm(file, { force: true }), rm(note, { force: true })]);
  };

  async function headers(): Promise<Record<string, string>> {
    try {
      const { size } = await stat(file);
      const { validator } = JSON.parse(await readFile(note, 'utf8')) as Resumable;
      // Compressed bytes could not be counted.
      if (size > 0) return { range: `bytes=${String(size)}-`, 'if-range': validator, 'accept-encoding': 'identity' };
    } catch {
      // Nothing to go on with.
    }
    return { 'accept-encoding': 'identity' };
  }

  async function receive(response: Response, maxBytes: number, onBytes: () => void): Promise<FetchedImage> {
    const start = response.status === 206 ? startOf(response.headers.get('content-range')) : 0;
    const length = lengthOf(response);
    const whole = length === null ? null : start + length;
    if (whole !== null && whole > maxBytes) {
      await response.body?.cancel();
      throw tooLarge(maxBytes);
    }
    await mkdir(tempDir, { recursive: true });
    const handle = await openAt(file, start);
    let size = start;
    try {
      if (start === 0) await writeNote(note, response.headers);
      size = await copyBody(response, handle, start, maxBytes, onBytes);
    } finally {
      await handle.close();
    }
    if (whole !== null && size < whole) {
      throw new ImageFetchError('truncated', 'The image ended too early. Try again later.');
    }
    // Under its own name from here on: the next download of the address must not touch it.
    const done = path.join(tempDir, `${name}-${randomBytes(6).toString('hex')}.tmp`);
    await rename(file, done);
    await rm(note, { force: true });
    return { path: done, sizeBytes: size };
  }

  return { headers, receive, discard };
}

/** A part that does not fit what is there would make a picture of two. */
async function openAt(file: string, start: number): Promise<FileHandle> {
  if (start === 0) return open(file, 'w');
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  if (size >= start) return handle;
  await handle.close();
  throw new ImageFetchError('truncated', 'The server went on at another place than was asked. Try again later.');
}

async function copyBody(
  response: Response,
  handle: FileHandle,
  start: number,
  maxBytes: number,
  onBytes: () => void,
): Promise<number> {
  let written = start;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const bytes = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    await handle.write(bytes, 0, bytes.byteLength, written);
    written += bytes.byteLength;
  };
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      onBytes();
      waiting.push(chunk);
      waitingBytes += chunk.byteLength;
      if (written + waitingBytes > maxBytes) {
        [waiting, waitingBytes] = [[], 0];
        throw tooLarge(maxBytes);
      }
      if (waitingBytes >= WRITE_BYTES) await flush();
    }
  } finally {
    // What came before the connection broke is what the next attempt goes on with.
    await flush();
  }
  await handle.truncate(written);
  return written;
}

async function writeNote(note: string, headers: Headers): Promise<void> {
  const etag = headers.get('etag');
  const validator = etag !== null && !etag.startsWith('W/') ? etag : headers.get('last-modified');
  if (validator === null) await rm(note, { force: true });
  else await writeFile(note, JSON.stringify({ validator } satisfies Resumable));
}

function startOf(contentRange: string | null): number {
  const start = Number(/^bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? NaN);
  if (Number.isSafeInteger(start)) return start;
  throw new ImageFetchError('truncated', 'The server went on at another place than was asked. Try again later.');
}

/** Bytes to come; null when the server does not say, or compressed them all the same. */
function lengthOf(response: Response): number | null {
  const length = response.headers.get('content-length');
  if (length === null || !/^\d+$/.test(length)) return null;
  return (response.headers.get('content-encoding') ?? 'identity') === 'identity' ? Number(length) : null;
}

function tooLarge(maxBytes: number): ImageFetchError {
  const megabytes = String(Math.floor(maxBytes / 1024 / 1024));
  return new ImageFetchError('too_large', `The image is larger than ${megabytes} MB. Choose a smaller one.`);
}
