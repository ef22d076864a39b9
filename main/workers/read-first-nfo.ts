import { readFileSync } from 'node:fs';
import type { ItemIssue } from '../../contract/items.ts';
import { sha256 } from '../files/hash-file.ts';
import type { NfoProblem } from '../nfo/open-nfo.ts';

type NfoReading = { outcome: 'parsed' | 'url_only'; conflicts?: string[] } | ({ outcome: 'rejected' } & NfoProblem);

/**
 * The first NFO that can be read, with the SHA-256 of its bytes. One that cannot is added to `issues` and left alone, as
 * the scene's own .nfo files are; so are ids that contradict each other.
 * @param paths best first
 */
export function readFirstNfo<Reading extends NfoReading>(
  paths: readonly string[],
  read: (bytes: Uint8Array) => Reading,
  issues: ItemIssue[],
): { path: string; hash: string; reading: Reading } | null {
  for (const path of paths) {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'io_error';
      issues.push({
        code: 'nfo_unreadable',
        message: `This NFO cannot be read (${code}). Check its permissions.`,
        path,
      });
      continue;
    }
    const reading = read(bytes);
    if (reading.outcome === 'rejected') {
      issues.push({ code: `nfo_${reading.reason}`, message: reading.message, path });
      continue;
    }
    for (const conflict of reading.conflicts ?? []) {
      issues.push({
        code: 'ids_conflict',
        message: `The NFO names several ids (${conflict}). Choose the right one.`,
        path,
      });
    }
    return { path, hash: sha256(bytes), reading };
  }
  return null;
}
