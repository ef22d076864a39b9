import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemRef } from '../../../contract/primitives.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { publishing } from '../../__testing__/test-publishing.ts';
import { findInShow, scanShows, showsDir } from '../../__testing__/test-show-items.ts';
import { examine } from '../system/doctor.ts';
import { KeptBytes } from './__testing__/kept-bytes.ts';
import { live, type Step, STEPS } from './__testing__/library-life.ts';

/**
 * The promise of the whole: whatever is edited, locked, published, changed behind Metarr's back, taken back, deleted and collected,
 * in whatever order and however much time passes, no byte that was in the library is out of reach before its grace ends, a
 * second publication does nothing, and taking one back leads to where the library was.
 */
const RUNS = Number(process.env['KEEP_RUNS'] ?? 4);
const SEED = Number(process.env['KEEP_SEED'] ?? 20_261_123);

/** Two films and a show of two episodes, with NFO files and artwork of their own. */
async function begin(): Promise<TestCore> {
  const test = await startTestCore();
  writeFilm(test.libraryDir, {
    folder: 'Alien (1979)',
    nfo: movieNfo('  <title>Alien</title>\n  <!-- mine -->\n  <custom>kept</custom>'),
    files: { 'Alien (1979)-poster.jpg': await picture('#123'), 'notes.txt': 'mine' },
  });
  writeFilm(test.libraryDir, { folder: 'Brazil (1985)', files: { 'folder.jpg': await picture('#321') } });
  const season = path.join(showsDir(test), 'Cube Road', 'Season 01');
  mkdirSync(season, { recursive: true });
  for (const number of ['01', '02']) {
    writeFileSync(path.join(season, `Cube Road S01E${number}.mkv`), `no video of ${number}`);
  }
  writeFileSync(
    path.join(season, 'Cube Road S01E01.nfo'),
    '<episodedetails>\n  <title>One</title>\n  <season>1</season>\n  <episode>1</episode>\n</episodedetails>\n',
  );
  const sets = path.join(test.root, 'Sets');
  mkdirSync(sets);
  await test.call('setFolder.set', { path: sets });
  await test.scan();
  await scanShows(test);
  await publishAll(test);
  return test;
}

/** Something of each item is by hand, and all of it is in the library. */
async function publishAll(test: TestCore): Promise<void> {
  const { choose } = publishing(() => test);
  const films = (await test.call('movies.page', {})).rows.map(({ id }): ItemRef => ({ type: 'movie', id }));
  const { id } = await test.call('sets.create', { name: 'Both', movieIds: films.map((film) => film.id) });
  const [series, first] = [findInShow(test), findInShow(test, 1, 1)];
  for (const item of [...films, series, first]) {
    await test.call('items.setField', { item, field: 'plot', value: `A plot of ${item.type} ${String(item.id)}.` });
    await choose(item, item.type === 'episode' ? 'thumb' : 'poster', await picture('#456'));
  }
  const items: ItemRef[] = [...films, series, { type: 'set', id }];
  const { jobId } = await test.call('publish.many', { items, includeBelow: true });
  await test.core.internals.runner.waitFor(jobId);
  await test.core.internals.runner.whenIdle();
}

const WEIGHTS: Partial<Record<Step['what'], number>> = {
  clash: 6,
  repair: 3,
  publish: 4,
  disturb: 4,
  edit: 3,
  art: 3,
  publishAndBack: 3,
  scan: 2,
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.oneof(
      ...(Object.keys(STEPS) as Step['what'][]).map((what) => ({
        arbitrary: fc.constant(what),
        weight: WEIGHTS[what] ?? 1,
      })),
    ),
    n: fc.nat(30),
    how: fc.nat(400),
  }),
  { minLength: 12, maxLength: 28, size: 'max' },
);

it('keeps every byte, writes nothing twice, and takes everything back', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const test = await begin();
      try {
        const bytes = new KeptBytes(test);
        bytes.check(null);
        for (const [number, step] of sequence.entries()) {
          await live({ test, bytes }, step).catch((error: unknown) => {
            throw new Error(`Step ${String(number)}, ${step.what} ${String(step.n)} ${String(step.how)}`, {
              cause: error,
            });
          });
        }
        const { db, pool } = test.core.internals;
        expect((await examine(db, pool)).problems).toEqual([]);
        expect(test.errors).toEqual([]);
        expect(bytes.count).toBeGreaterThan(5);
      } finally {
        await test.discard();
      }
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: process.env['KEEP_SHRINK'] === undefined },
  );
});
