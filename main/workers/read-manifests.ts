import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CoreError } from '../domain/core-error.ts';
import { type ManifestBody, parseManifest } from '../domain/manifest/manifest.ts';

export type ReadManifest = { file: string; body: ManifestBody } | { file: string; reason: string };

/** Reads and checks manifests; `files` are paths below `folder`. One that cannot be used says why. */
// eslint-disable-next-line @typescript-eslint/require-await -- a worker answers later
export async function readManifests(input: { folder: string; files: readonly string[] }): Promise<ReadManifest[]> {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  return input.files.map((file) => {
    try {
      return { file, body: parseManifest(readFileSync(path.join(input.folder, file), 'utf8'), sha256) };
    } catch (error) {
      const isOurs = error instanceof CoreError;
      return { file, reason: isOurs ? error.message : `It cannot be read: ${(error as Error).message}` };
    }
  });
}
