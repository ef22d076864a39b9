import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { sha256 } from '../../files/hash-file.ts';
import type { NewJob } from '../../store/job.store.ts';
import { purgeJob } from '../items/item-trash.ts';
import { cachedFiles, letDaysPass } from './__testing__/cache-time.ts';
import { collectGarbageJob } from './collect-garbage.job.ts';
import { tidyEntitiesJob } from './tidy-entities.job.ts';

/**
 * Whatever is deleted, restored, published, purged and collected in whatever order, and however much time passes: no bytes go
 * that something refers to, or that something referred to within the grace period.
 */
const FILMS = ['Alien (1979)', 'Brazil (1985)', 'Cube (1997)'];
const COLORS = ['#a00', '#0a0', '#00a', '#aa0', '#0aa'];
const GRACE_DAYS = 90;

let test: TestCore;
const pictures = new Map<string, Buffer>();

beforeAll(async () => {
  test = await startTestCore();
  for (const folder of FILMS) {
    writeFilm(test.libraryDir, { folder, nfo: movieNfo(`<title>${folder}</title><genre>${folder}</genre>`) });
  }
  for (const color of COLORS) pictures.set(color, await picture(color));
  await test.scan();
});
afterAll(() => test.discard());

const cacheDir = (): string => path.join(test.dataDir, 'cache');

async function run(job: NewJob): Promise<void> {
  const { runner } = test.core.internals;
  expect((await runner.waitFor(runner.enqueue(job).id)).status).toBe('completed');
  await runner.whenIdle();
}

async function filmIds(isDeleted: boolean): Promise<number[]> {
  return (await test.call('movies.page', { filter: { isDeleted } })).rows.map(({ id }) => id);
}

async function upload(color: string): Promise<string> {
  const bytes = pictures.get(color) ?? Buffer.alloc(0);
  const request = new Request('http://metarr/assets', { method: 'POST', body: new Uint8Array(bytes) });
  const { hash } = (await (await test.core.handleAsset(request)).json()) as { hash: string };
  return hash;
}

/** When each hash was wanted last, in days. */
class Wanted {
  day = 0;
  readonly lastWanted = new Map<string, number>();

  note(hashes: Iterable<string>): void {
    for (const hash of hashes) this.lastWanted.set(hash, this.day);
  }

  check(): void {
    const { db } = test.core.internals;
    const referenced = db.prepare('SELECT DISTINCT content_hash FROM cache_references').pluck().all() as string[];
    this.note(referenced);
    const there = new Map(cachedFiles(cacheDir()).map((file) => [path.basename(file).slice(0, 64), file]));
    for (const [hash, day] of this.lastWanted) {
      if (this.day - day >= GRACE_DAYS) continue;
      const file = there.get(hash);
      expect(file, `${hash} was wanted ${String(this.day - day)} days ago`).toBeDefined();
      expect(sha256(readFileSync(file ?? ''))).toBe(hash);
    }
    for (const wrong of db
      .prepare(
        `SELECT content_hash FROM cache_inventory c WHERE reference_count <>
           (SELECT count(*) FROM cache_references r WHERE r.content_hash = c.content_hash)`,
      )
      .pluck()
      .all()) {
      expect.unreachable(`${String(wrong)} is counted wrong`);
    }
    expect(existsSync(path.join(cacheDir(), '.retired')) ? cachedRetired() : []).toEqual([]);
  }

  /** After a collection nothing stays that has not been wanted for longer than the grace period. */
  checkCollected(): void {
    for (const file of cachedFiles(cacheDir())) {
      const hash = path.basename(file).slice(0, 64);
      expect(this.day - (this.lastWanted.get(hash) ?? this.day)).toBeLessThanOrEqual(GRACE_DAYS);
    }
  }
}

function cachedRetired(): string[] {
  return cachedFiles(path.join(cacheDir(), '.retired'));
}

type Step = (wanted: Wanted) => Promise<void>;
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

const steps: fc.Arbitrary<[string, Step]> = fc.oneof(
  fc.tuple(fc.nat(9), fc.constantFrom(...COLORS)).map(([n, color]): [string, Step] => [
    `poster ${String(n)} ${color}`,
    async (wanted) => {
      const hash = await upload(color);
      wanted.note([hash]);
      const id = pick(await filmIds(false), n);
      if (id !== undefined) await test.call('artwork.add', { item: { type: 'movie', id }, type: 'poster', hash });
    },
  ]),
  fc.constantFrom(...COLORS).map((color): [string, Step] => [
    `upload ${color}`,
    async (wanted) => {
      wanted.note([await upload(color)]);
    },
  ]),
  fc.nat(9).map((n): [string, Step] => [
    `trash ${String(n)}`,
    async () => {
      const id = pick(await filmIds(false), n);
      if (id !== undefined) await test.call('movies.remove', { ids: [id] });
    },
  ]),
  fc.nat(9).map((n): [string, Step] => [
    `restore ${String(n)}`,
    async () => {
      const id = pick(await filmIds(true), n);
      if (id !== undefined) await test.call('movies.restore', { ids: [id] });
    },
  ]),
  fc.nat(9).map((n): [string, Step] => [
    `purge ${String(n)} now`,
    async () => {
      const id = pick(await filmIds(true), n);
      if (id === undefined) return;
      const { jobId } = await test.call('trash.purge', { items: [{ type: 'movie', id }] });
      await test.core.internals.runner.waitFor(jobId);
      expect(await filmIds(true)).not.toContain(id);
    },
  ]),
  fc.constant<[string, Step]>(['purge', () => run(purgeJob())]),
  fc.constant<[string, Step]>(['tidy', () => run(tidyEntitiesJob())]),
  fc.constant<[string, Step]>([
    'collect',
    async (wanted) => {
      await run(collectGarbageJob());
      wanted.checkCollected();
    },
  ]),
  fc.integer({ min: 1, max: 95 }).map((days): [string, Step] => [
    `${String(days)} days`,
    (wanted) => {
      letDaysPass(test.core.internals.db, cacheDir(), days);
      wanted.day += days;
      return Promise.resolve();
    },
  ]),
  fc.constant<[string, Step]>([
    'scan',
    async () => {
      await test.scan();
    },
  ]),
);

it('never deletes bytes that are or were wanted within the grace period', async () => {
  const wanted = new Wanted();
  // One life after the other in the same library: what one leaves is where the next begins.
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 6, maxLength: 18 }), async (sequence) => {
      for (const [, step] of sequence) {
        // Referred to until this very moment.
        wanted.check();
        await step(wanted);
        wanted.check();
      }
    }),
    { numRuns: Number(process.env['METARR_LIFECYCLES'] ?? '25'), seed: 20_260_302, endOnFailure: true },
  );
  expect(test.errors).toEqual([]);
}, 300_000);
