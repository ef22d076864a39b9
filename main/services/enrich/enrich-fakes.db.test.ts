import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AllFakes, startAllFakes } from '../../../e2e/fakes/all-fakes.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { showsDir, scanShows } from '../../__testing__/test-show-items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';

/** Against servers that speak the providers' own protocols, on a part of their world. */
const world = createWorld();
const certain = world.library.films.filter(({ expect: outcome }) => outcome === 'match');
const FILMS = certain.slice(0, 6);
const SHOW = world.library.series.find(({ expect: outcome, order }) => outcome === 'match' && order === 'aired');

let fakes: AllFakes;
let test: TestCore;

beforeAll(async () => {
  fakes = await startAllFakes(world, { isUnlimited: true });
});
afterAll(() => fakes.close());
beforeEach(async () => {
  for (const [name, value] of Object.entries(fakes.environment)) vi.stubEnv(name, value);
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
  vi.unstubAllEnvs();
});

function put(folder: string, file: string): void {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `no video of ${file}`);
}

describe('a library without NFO', () => {
  it('is identified and enriched with images by one provider after the other', async () => {
    for (const { folder, file } of FILMS) put(test.libraryDir, `${folder}/${file}`);
    await test.scan();
    const { runner, db } = test.core.internals;
    const found = await runner.waitFor((await test.call('identify.run', {})).jobId);
    expect(found.result).toMatchObject({ accepted: FILMS.length });
    const job = await runner.waitFor((await test.call('enrich.run', {})).jobId);
    expect(job.status).toBe('completed');
    expect(job.result).toMatchObject({ enriched: FILMS.length, failed: 0, incomplete: 0 });
    const rows = db.prepare('SELECT tmdb_id, imdb_id, title, plot, state FROM movies ORDER BY id').all();
    const state = 'selected';
    for (const row of rows) expect(row).toMatchObject({ state, imdb_id: expect.stringMatching(/^tt/u) as string });
    const { rows: movies } = await test.call('movies.page', {});
    const detail = await test.call('items.get', { item: { type: 'movie', id: movies[0]?.id ?? 0 } });
    expect(detail.values.ratings).toEqual(
      expect.arrayContaining([expect.objectContaining({ source: 'imdb' })]) as unknown,
    );
    expect(detail.artwork.some(({ type, isSelected }) => type === 'poster' && isSelected)).toBe(true);
    expect(test.errors).toEqual([]);
  }, 120_000);

  it('of shows gets its seasons and episodes', async () => {
    if (SHOW === undefined) throw new Error('There is no show in the world.');
    for (const file of SHOW.files.slice(0, 8)) put(showsDir(test), `${SHOW.folder}/${file.path}`);
    await scanShows(test);
    const { runner, db } = test.core.internals;
    await runner.waitFor((await test.call('identify.run', {})).jobId);
    const job = await runner.waitFor((await test.call('enrich.run', {})).jobId);
    expect(job).toMatchObject({ status: 'completed', result: { enriched: 1 } });
    const named = db.prepare(`SELECT count(*) FROM episodes WHERE title <> '' AND deleted_on IS NULL`).pluck().get();
    expect(named).toBeGreaterThanOrEqual(8);
    expect(test.errors).toEqual([]);
  }, 120_000);
});
