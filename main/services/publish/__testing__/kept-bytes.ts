import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { TestCore } from '../../../__testing__/test-core.ts';
import { sha256 } from '../../../files/hash-file.ts';
import { cachedFiles } from '../../maintenance/__testing__/cache-time.ts';

/** Days for which bytes stay that nobody wants any more. */
const GRACE_DAYS = 90;

export interface SeenFile {
  hash: string;
  /** Which file it is and when it was written: another pair means that somebody wrote it. */
  written: string;
}
/** Files by path; folders, too, with an empty hash. */
export type Snapshot = ReadonlyMap<string, SeenFile>;

/** Everything in the folders that Metarr publishes to. */
export function look(test: TestCore): Snapshot {
  const seen = new Map<string, SeenFile>();
  for (const name of ['Films', 'Shows', 'Sets']) {
    const top = path.join(test.root, name);
    if (!existsSync(top)) continue;
    for (const below of readdirSync(top, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = path.join(top, below);
      const info = lstatSync(file, { bigint: true });
      seen.set(
        path.join(name, below),
        info.isDirectory()
          ? { hash: '', written: '' }
          : { hash: sha256(readFileSync(file)), written: `${String(info.ino)}@${String(info.mtimeNs)}` },
      );
    }
  }
  return seen;
}

/** Names and bytes alone, as one can compare them. */
export function bytesOf(snapshot: Snapshot): Record<string, string> {
  return Object.fromEntries([...snapshot].map(([name, { hash }]) => [name, hash]));
}

/** Names, bytes, and which file it is. */
export function filesOf(snapshot: Snapshot): Record<string, SeenFile> {
  return Object.fromEntries(snapshot);
}

/**
 * Remembers every byte that ever lay in the library or in the cache, and until when somebody has to be able to get it back:
 * as long as it lies in the library or is referred to, and for the days of grace from then on.
 */
export class KeptBytes {
  readonly #test: TestCore;
  readonly #lastWanted = new Map<string, number>();
  #day = 0;

  constructor(test: TestCore) {
    this.#test = test;
  }

  letPass(days: number): void {
    this.#day += days;
  }

  get count(): number {
    return this.#lastWanted.size;
  }

  /**
   * Call after every step. What somebody else took out of the library, and Metarr never had, is not Metarr's to bring back.
   * @param before the library as it was before that somebody came; null when Metarr alone was at work
   */
  check(before: Snapshot | null): void {
    const library = new Set([...look(this.#test).values()].map(({ hash }) => hash));
    const cache = this.#readCache();
    const trash = this.#readTrash();
    const isThere = (hash: string): boolean => library.has(hash) || cache.has(hash) || trash.has(hash);
    for (const { hash } of before?.values() ?? []) if (!isThere(hash)) this.#lastWanted.delete(hash);
    for (const [hash, day] of this.#lastWanted) {
      if (this.#day - day >= GRACE_DAYS) continue;
      expect(isThere(hash), `${hash} was wanted ${String(this.#day - day)} days ago and is nowhere`).toBe(true);
    }
    const referenced = this.#test.core.internals.db
      .prepare('SELECT DISTINCT content_hash FROM cache_references')
      .pluck()
      .all() as string[];
    for (const hash of [...library, ...referenced.filter((known) => cache.has(known))]) this.#want(hash);
    for (const hash of cache) if (!this.#lastWanted.has(hash)) this.#want(hash);
  }

  #want(hash: string): void {
    if (hash !== '') this.#lastWanted.set(hash, this.#day);
  }

  /** Each file is named after the bytes that are in it. */
  #readCache(): Set<string> {
    const found = new Set<string>();
    for (const file of cachedFiles(path.join(this.#test.dataDir, 'cache'))) {
      const name = path.basename(file).slice(0, 64);
      const hash = sha256(readFileSync(file));
      expect(hash, `${file} holds other bytes`).toBe(name);
      found.add(hash);
    }
    return found;
  }

  #readTrash(): Set<string> {
    const files = path.join(this.#test.root, 'share', 'Trash', 'files');
    if (!existsSync(files)) return new Set();
    return new Set(readdirSync(files).map((name) => sha256(readFileSync(path.join(files, name)))));
  }
}
