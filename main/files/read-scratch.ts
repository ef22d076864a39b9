import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const KEPT_BYTES = 8 * 1024 * 1024;

let scratch: Buffer | null = null;
let isLent = false;

/**
 * Reads a whole file and hands its bytes to `use`; they are valid until that has settled. Thousands of small files are read
 * into the same memory of this thread: fresh memory for each costs more than the reading.
 * Throws the system's error. Call it in a worker: it blocks.
 */
export async function withFileBytes<T>(path: string, use: (bytes: Buffer) => Promise<T>): Promise<T> {
  const fd = openSync(path, 'r');
  let bytes: Buffer;
  let isScratch = false;
  try {
    const { size } = fstatSync(fd);
    isScratch = !isLent && size <= KEPT_BYTES;
    if (isScratch) isLent = true;
    const memory = isScratch ? (scratch ??= Buffer.allocUnsafeSlow(KEPT_BYTES)) : Buffer.allocUnsafeSlow(size);
    bytes = memory.subarray(0, readFully(fd, memory, size));
  } catch (error) {
    if (isScratch) isLent = false;
    throw error;
  } finally {
    closeSync(fd);
  }
  try {
    return await use(bytes);
  } finally {
    if (isScratch) isLent = false;
  }
}

/** A file that shrinks meanwhile ends early. */
function readFully(fd: number, memory: Buffer, size: number): number {
  let read = 0;
  while (read < size) {
    const count = readSync(fd, memory, read, size - read, read);
    if (count === 0) break;
    read += count;
  }
  return read;
}
