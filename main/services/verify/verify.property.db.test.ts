import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FindingKind, Repair } from '../../../contract/verification.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { verifying } from '../../__testing__/test-verifying.ts';
import { examine } from '../system/doctor.ts';

const FILMS = 4;
const RUNS = Number(process.env['METARR_VERIFY_RUNS'] ?? 12);

let test: TestCore;
const { publish, choose } = publishing(() => test);
const { verify, findings, repair } = verifying(() => test);

beforeAll(async () => {
  test = await startTestCore();
  for (let n = 0; n < FILMS; n++) {
    const folder = `Film ${String(n)} (200${String(n)})`;
    writeFilm(test.libraryDir, { folder, nfo: movieNfo(`<title>Film ${String(n)}</title>`) });
  }
  await test.scan();
  const { rows } = await test.call('movies.page', {});
  for (const [n, { id }] of rows.entries()) {
    await test.call('items.setField', { item: film(id), field: 'plot', value: `Plot ${String(n)}.` });
    await choose(id, 'poster', await picture(`rgb(${String(n * 40)}, 10, 20)`));
    await choose(id, 'clearlogo', await picture(`rgb(10, ${String(n * 40)}, 20)`, 'png'));
    await publish(id);
  }
}, 120_000);
afterAll(() => test.discard());

type Damage = 'none' | 'gone' | 'edited' | 'flipped' | 'renamed' | 'cacheGone' | 'cacheDamaged';

interface File {
  path: string;
  cached: string | null;
}

/** Every file that Metarr wrote, with its copy in the cache. */
function written(): File[] {
  return test.core.internals.db
    .prepare(
      `SELECT p.path, c.file_path AS cached FROM published_files p
       LEFT JOIN cache_inventory c ON c.content_hash = p.content_hash ORDER BY p.path`,
    )
    .all() as File[];
}

/** Does the damage; answers what is to be found. */
function damage({ path: file, cached }: File, how: Damage): [FindingKind, string] | null {
  switch (how) {
    case 'none':
      return null;
    case 'gone':
      rmSync(file);
      return ['missing', file];
    case 'edited':
      writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from(' ')]));
      return ['changed', file];
    case 'flipped':
      writeFileSync(
        file,
        readFileSync(file).map((byte, index) => (index === 5 ? byte ^ 1 : byte)),
      );
      return ['changed', file];
    case 'renamed':
      renameSync(file, path.join(path.dirname(file), `was ${path.basename(file)}`));
      return ['wrong_name', file];
    case 'cacheGone':
      if (cached !== null) rmSync(cached);
      return cached === null ? null : ['corrupt_cache', cached];
    case 'cacheDamaged':
      if (cached !== null) writeFileSync(cached, 'x'.repeat(statSync(cached).size + 1));
      return cached === null ? null : ['corrupt_cache', cached];
  }
}

const MENDED_BY: readonly [FindingKind, Repair][] = [
  ['wrong_name', 'rename_back'],
  ['missing', 'put_back'],
  ['changed', 'put_back'],
  ['corrupt_cache', 'recache'],
  ['orphan', 'remove'],
];

const HOW: readonly Damage[] = ['none', 'none', 'gone', 'edited', 'flipped', 'renamed', 'cacheGone', 'cacheDamaged'];

it('finds exactly what is damaged, whatever it is, and mends it to the byte', async () => {
  const before = tree(test.libraryDir);
  expect(await verify('full')).toMatchObject({ found: 0 });
  const files = written();
  expect(files).toHaveLength(FILMS * 3);
  const damages = fc.array(fc.constantFrom(...HOW), { minLength: files.length, maxLength: files.length });
  const check = async (chosen: Damage[], isFull: boolean, leftovers: number): Promise<void> => {
    const expected = files.flatMap((file, index) => {
      const found = damage(file, chosen[index] ?? 'none');
      return found === null ? [] : [found];
    });
    for (let n = 0; n < leftovers; n++) {
      const leftover = path.join(path.dirname(files[n * 3]?.path ?? ''), `.metarr-${String(n).repeat(12)}.tmp`);
      writeFileSync(leftover, 'half a file');
      expected.push(['orphan', leftover]);
    }
    const mode = isFull ? 'full' : 'quick';
    expect((await verify(mode)).found).toBe(expected.length);
    const found = (await findings()).map(({ kind, path: file }) => [kind, file]);
    expect(found.sort()).toEqual(expected.sort());
    for (const [kind, how] of MENDED_BY) {
      const { result } = await repair({ kind }, how);
      expect(result).toMatchObject({ failed: 0, problems: [] });
    }
    expect(await findings()).toEqual([]);
    expect(tree(test.libraryDir)).toEqual(before);
    expect((await verify('quick')).found).toBe(0);
    expect((await verify('full')).found).toBe(0);
  };
  await fc.assert(fc.asyncProperty(damages, fc.boolean(), fc.integer({ min: 0, max: 3 }), check), {
    numRuns: RUNS,
    seed: 20_261_123,
    endOnFailure: true,
  });
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
}, 300_000);
