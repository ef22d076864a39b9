import { readFile } from 'node:fs/promises';
import { putBytes } from '../files/cache-store.ts';
import { readImageFacts } from '../media/image-facts.ts';
import type { CachedImage } from './scan-facts.ts';

export type AcceptedImage = { ok: true; image: CachedImage } | { ok: false; reason: string };

/** Takes a person's own image into the cache, flushed to disk: there may be no other copy of it. */
export async function acceptImage(input: {
  cacheDir: string;
  source: { bytes: Uint8Array } | { path: string };
}): Promise<AcceptedImage> {
  let bytes: Uint8Array;
  try {
    bytes = 'bytes' in input.source ? input.source.bytes : await readFile(input.source.path);
  } catch (error) {
    return {
      ok: false,
      reason: `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
    };
  }
  const facts = await readImageFacts(bytes);
  if (!facts.ok) return { ok: false, reason: facts.reason };
  const cached = await putBytes(input.cacheDir, bytes, facts.format, { durable: true });
  return {
    ok: true,
    image: {
      hash: cached.hash,
      sizeBytes: cached.sizeBytes,
      cachePath: cached.path,
      width: facts.width,
      height: facts.height,
      mimeType: facts.mimeType,
    },
  };
}
