import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FetchedImage } from './fetched-image.ts';
import { ImageFetchError } from './image-fetch-error.ts';

/** Small enough to come often, large enough not to matter. */
const WRITE_BYTES = 1024 * 1024;
/** What nearly every picture stays below, and a dozen downloads at once can hold. */
const MEMORY_BYTES = 4 * WRITE_BYTES;

/** A download in the making: a file that a later attempt, also after a restart, goes on with where the server can. */
export interface PartialDownload {
  /** What to ask with: the range that is missing, if there is something to go on with. */
  headers(): Promise<Record<string, string>>;
  /**
   * Takes a 200 or 206 answer to its end: into a file, or `inMemory` while it is small. What came of an answer that broke off
   * is in the file either way. Throws `too_large` or `truncated`, and what the connection or the disk throws.
   */
  receive(response: Response, options: ReceiveOptions, onBytes: () => void): Promise<FetchedImage>;
  discard(): Promise<void>;
}

export interface ReceiveOptions {
  maxBytes: number;
  inMemory: boolean;
}

/** Of what is there, the part that is known to belong to the same bytes. */
interface Resumable {
  /** A strong ETag or Last-Modified (RFC 9110, 13.1.5). */
  validator: string;
}

/**
 * The partial downloads in a folder. What is there is read once: asking the disk for each of a thousand images whether it
 * was begun before costs more than most of them.
 */
export function openPartials(tempDir: string): (url: URL) => PartialDownload {
  let begun: Promise<Set<string>> | null = null;
  const listed = (): Promise<Set<string>> =>
    (begun ??= readdir(tempDir).then(
      (names) => new Set(names.filter((name) => name.endsWith(PART))),
      () => new Set<string>(),
    ));
  return (url) => openPartial(tempDir, url, listed);
}

const PART = '.part';

/** One address has one partial file, whoever asks. */
function openPartial(tempDir: string, url: URL, begun: () => Promise<Set<string>>): PartialDownload {
  const name = createHash('sha256').update(url.href).digest('hex');
  const part = `${name}${PART}`;
  const file = path.join(tempDir, part);
  const note = `${file}.json`;

  const discard = async (): Promise<void> => {
    const known = await begun();
    if (!known.has(part)) return;
    await Promise.all([remove(file), remove(note)]);
    known.delete(part);
  };

  async function headers(): Promise<Record<string, string>> {
    if (!(await begun()).has(part)) return { 'accept-encoding': 'identity' };
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

  async function receive(
    response: Response,
    { maxBytes, inMemory }: ReceiveOptions,
    onBytes: () => void,
  ): Promise<FetchedImage> {
    const start = response.status === 206 ? startOf(response.headers.get('content-range')) : 0;
    const length = lengthOf(response);
    const whole = length === null ? null : start + length;
    if (whole !== null && whole > maxBytes) {
      await response.body?.cancel();
      throw tooLarge(maxBytes);
    }
    const target = new PartialFile(async () => {
      await mkdir(tempDir, { recursive: true });
      (await begun()).add(part);
      const handle = await openAt(file, start);
      if (start === 0) await writeNote(note, response.headers);
      return handle;
    }, start);
    let isWhole = false;
    try {
      if (start > 0 || !inMemory) await target.open();
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        onBytes();
        target.add(chunk);
        if (target.size > maxBytes) {
          target.forgetWaiting();
          throw tooLarge(maxBytes);
        }
        if (target.waitingBytes >= (target.isOpen ? WRITE_BYTES : MEMORY_BYTES)) await target.flush();
      }
      isWhole = whole === null || target.size >= whole;
    } finally {
      // What came before the connection broke is what the next attempt goes on with.
      if (target.isOpen || !isWhole) await target.close();
    }
    if (!isWhole) throw new ImageFetchError('truncated', 'The image ended too early. Try again later.');
    if (!target.isOpen) {
      // A part of an earlier attempt, which the server did not go on with.
      await discard();
      return { bytes: target.takeBytes(), sizeBytes: target.size };
    }
    // Under its own name from here on: the next download of the address must not touch it.
    const done = path.join(tempDir, `${name}-${randomBytes(6).toString('hex')}.tmp`);
    await rename(file, done);
    await remove(note);
    (await begun()).delete(part);
    return { path: done, sizeBytes: target.size };
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

/** Gathers what comes and writes it a megabyte at a time; without more than that there need not be a file at all. */
class PartialFile {
  readonly #make: () => Promise<FileHandle>;
  #handle: FileHandle | null = null;
  #waiting: Uint8Array[] = [];
  #written: number;
  waitingBytes = 0;

  constructor(make: () => Promise<FileHandle>, start: number) {
    this.#make = make;
    this.#written = start;
  }

  get size(): number {
    return this.#written + this.waitingBytes;
  }

  get isOpen(): boolean {
    return this.#handle !== null;
  }

  add(chunk: Uint8Array): void {
    this.#waiting.push(chunk);
    this.waitingBytes += chunk.byteLength;
  }

  forgetWaiting(): void {
    [this.#waiting, this.waitingBytes] = [[], 0];
  }

  takeBytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.waitingBytes);
    let at = 0;
    for (const chunk of this.#waiting) {
      all.set(chunk, at);
      at += chunk.byteLength;
    }
    return all;
  }

  async open(): Promise<FileHandle> {
    return (this.#handle ??= await this.#make());
  }

  async flush(): Promise<void> {
    const bytes = this.takeBytes();
    if (bytes.byteLength === 0) return;
    this.forgetWaiting();
    const handle = await this.open();
    await handle.write(bytes, 0, bytes.byteLength, this.#written);
    this.#written += bytes.byteLength;
  }

  /** Writes what is left; nothing that came earlier and no longer belongs to it stays behind. */
  async close(): Promise<void> {
    try {
      await this.flush();
      await this.#handle?.truncate(this.#written);
    } finally {
      await this.#handle?.close();
    }
  }
}

async function writeNote(note: string, headers: Headers): Promise<void> {
  const etag = headers.get('etag');
  const validator = etag !== null && !etag.startsWith('W/') ? etag : headers.get('last-modified');
  if (validator === null) await remove(note);
  else await writeFile(note, JSON.stringify({ validator } satisfies Resumable));
}

/** As `rm` with force, which looks at each file before. */
async function remove(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
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
