import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ItemDetail } from '../../contract/items.ts';
import type { ImageType, ItemRef } from '../../contract/primitives.ts';
import type { TestCore } from './test-core.ts';
import { movieNfo, writeFilm } from './test-films.ts';
import { sha256 } from '../files/hash-file.ts';

export const ALIEN_NFO = movieNfo(`  <title>Alien</title>
  <!-- mine -->
  <uniqueid type="tmdb" default="true">348</uniqueid>
  <playcount>3</playcount>
  <custom kept="yes"><deep>&amp; whole</deep></custom>
  <genre>Horror</genre>`);

export type Tree = Record<string, string>;

/** Hash of every file of a folder, by name. */
export function tree(folder: string): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

/** Sets every file's time far back, so that writing shows. */
export function makeOld(folder: string): void {
  for (const name of Object.keys(tree(folder))) utimesSync(path.join(folder, name), 1_000_000, 1_000_000);
}

export function rewritten(folder: string): string[] {
  return Object.keys(tree(folder)).filter((name) => statSync(path.join(folder, name)).mtimeMs !== 1_000_000_000);
}

/** A film's reference. */
export function film(id: number): ItemRef {
  return { type: 'movie', id };
}

export interface Publishing {
  /** The id of the only film there is. */
  onlyId(): Promise<number>;
  /** One film with its NFO and the given files, scanned. */
  alien(files?: Record<string, string | Uint8Array>): Promise<{ folder: string; id: number }>;
  /** A number is a film's id, here and below. */
  get(item: number | ItemRef): Promise<ItemDetail>;
  /** Previews, and publishes what was previewed. */
  publish(item: number | ItemRef): Promise<{ journalId: number | null; written: number; isUnchanged: boolean }>;
  /** Hands a picture in and makes it the item's; answers its hash. */
  choose(item: number | ItemRef, type: ImageType, bytes: Uint8Array): Promise<string>;
}

/** What tests of publishing do again and again, with the core that is at hand. */
export function publishing(test: () => TestCore): Publishing {
  const refOf = (item: number | ItemRef): ItemRef => (typeof item === 'number' ? film(item) : item);

  async function onlyId(): Promise<number> {
    const { rows } = await test().call('movies.page', {});
    expect(rows).toHaveLength(1);
    return rows[0]?.id ?? 0;
  }

  async function alien(files: Record<string, string | Uint8Array> = {}): Promise<{ folder: string; id: number }> {
    const folder = writeFilm(test().libraryDir, { folder: 'Alien (1979)', nfo: ALIEN_NFO, files });
    await test().scan();
    return { folder, id: await onlyId() };
  }

  const get: Publishing['get'] = (item) => test().call('items.get', { item: refOf(item) });

  const publish: Publishing['publish'] = async (item) => {
    const { planHash } = await test().call('publish.preview', { item: refOf(item) });
    return test().call('publish.apply', { item: refOf(item), planHash });
  };

  const choose: Publishing['choose'] = async (item, type, bytes) => {
    const response = await test().core.handleAsset(
      new Request('http://x/assets', { method: 'POST', body: Buffer.from(bytes) }),
    );
    const { hash } = (await response.json()) as { hash: string };
    await test().call('artwork.add', { item: refOf(item), type, hash });
    return hash;
  };

  return { onlyId, alien, get, publish, choose };
}
