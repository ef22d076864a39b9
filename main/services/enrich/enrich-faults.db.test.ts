import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type AllFakes, startAllFakes } from '../../../e2e/fakes/all-fakes.ts';
import type { Fault } from '../../../e2e/fakes/fake-faults.ts';
import type { FakeServer } from '../../../e2e/fakes/fake-server.ts';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';

/** A whole library through every provider; METARR_FAULTY_FILMS=300 does it at full size. */
const FILMS = Number(process.env['METARR_FAULTY_FILMS'] ?? 12);
/** Every third request fails, in three ways that take turns. */
const THIRD: Fault[] = [
  { kind: 'error', status: 500, every: 9, from: 3 },
  { kind: 'reset', every: 9, from: 6 },
  { kind: 'too-many', retryAfterS: 1, every: 9, from: 9 },
];

const world = createWorld(4, { maxPixels: 300_000 });
const films = world.library.films.filter(({ expect: outcome }) => outcome === 'match').slice(0, FILMS);
let fakes: AllFakes;
let servers: FakeServer[];
let test: TestCore | null = null;

beforeAll(async () => {
  // Within the providers' limits, which the servers watch.
  fakes = await startAllFakes(world);
  servers = [fakes.tmdb.api, fakes.tmdb.images, fakes.tvdb.api, fakes.fanart.api, fakes.omdb.api];
});
afterAll(() => fakes.close());
afterEach(async () => {
  await test?.discard();
  test = null;
  vi.unstubAllEnvs();
});

/** What the films have in the end, and how many requests each server got. */
async function enrichAll(faults: Fault[]): Promise<{ rows: unknown[]; requests: Map<string, number> }> {
  for (const server of servers) {
    server.setFaults(faults);
    server.forget();
  }
  for (const [name, value] of Object.entries(fakes.environment)) vi.stubEnv(name, value);
  const core = await startTestCore();
  test = core;
  for (const { folder, file } of films) {
    mkdirSync(path.join(core.libraryDir, folder), { recursive: true });
    writeFileSync(path.join(core.libraryDir, folder, file), `no video of ${file}`);
  }
  await core.scan();
  const { runner, db } = core.core.internals;
  // A name may give the id away.
  const waiting = db.prepare(`SELECT count(*) FROM movies WHERE state = 'needs_identification'`).pluck().get();
  const found = await runner.waitFor((await core.call('identify.run', {})).jobId);
  expect(found.result).toMatchObject({ accepted: waiting });
  const job = await runner.waitFor((await core.call('enrich.run', {})).jobId);
  expect(job.result).toMatchObject({ enriched: films.length, failed: 0 });
  await runner.whenIdle();
  const rows = db
    .prepare(
      `SELECT m.tmdb_id, m.title, m.plot, m.state,
         (SELECT count(*) FROM asset_candidates c WHERE c.entity_type = 'movie' AND c.entity_id = m.id
            AND c.is_selected = 1 AND (c.is_downloaded = 1 OR c.asset_type = 'trailer')) AS images,
         (SELECT count(*) FROM ratings r WHERE r.entity_type = 'movie' AND r.entity_id = m.id) AS ratings,
         (SELECT count(*) FROM movies_actors a JOIN actors p ON p.id = a.actor_id
            WHERE a.movie_id = m.id AND p.thumb_hash IS NOT NULL) AS portraits
       FROM movies m ORDER BY m.directory_path`,
    )
    .all();
  const requests = new Map(servers.map((server) => [server.name, server.requests.length]));
  await core.discard();
  test = null;
  return { rows, requests };
}

it(
  'everything arrives from providers of which every third request fails, with hardly more requests than that takes',
  async () => {
    const calm = await enrichAll([]);
    const rough = await enrichAll(THIRD);
    expect(rough.rows).toEqual(calm.rows);
    const sum = (requests: Map<string, number>): number => [...requests.values()].reduce((all, one) => all + one, 0);
    // Two of three arrive: one and a half requests for each are the least there can be.
    expect(sum(rough.requests)).toBeGreaterThan(sum(calm.requests) * 1.3);
    expect(sum(rough.requests)).toBeLessThanOrEqual(sum(calm.requests) * 1.5 * 1.1);
    expect(servers.flatMap((server) => server.overruns)).toEqual([]);
  },
  FILMS * 20_000,
);
