import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ItemRef } from '../../contract/primitives.ts';
import type { TestCore } from './test-core.ts';

/** Folder of the test's library of shows. */
export function showsDir(test: TestCore): string {
  const folder = path.join(test.root, 'Shows');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Adds the library of shows when it is new, and scans it to the end. */
export async function scanShows(test: TestCore, options: { probe?: boolean } = {}): Promise<void> {
  await test.scan({ ...options, path: showsDir(test), type: 'tvshows' });
}

/** The only live show, one of its seasons, or one of its episodes. Throws when there is none. */
export function findInShow(test: TestCore, season?: number, episode?: number): ItemRef {
  const type = season === undefined ? 'series' : episode === undefined ? 'season' : 'episode';
  const sql = {
    series: 'SELECT id FROM series WHERE deleted_on IS NULL AND @season IS NULL AND @episode IS NULL',
    season: 'SELECT id FROM seasons WHERE season_number = @season AND @episode IS NULL',
    episode: `SELECT id FROM episodes
      WHERE season_number = @season AND episode_number = @episode AND deleted_on IS NULL`,
  }[type];
  const ids = test.core.internals.db
    .prepare(sql)
    .pluck()
    .all({ season: season ?? null, episode: episode ?? null }) as number[];
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw new Error(`There are ${String(ids.length)} of ${type}.`);
  return { type, id };
}
