import path from 'node:path';
import { expect } from 'vitest';
import type { ConflictChoice } from '../../../../contract/publishing.ts';
import { picture } from '../../../__testing__/test-films.ts';
import { publishing } from '../../../__testing__/test-publishing.ts';
import { scanShows } from '../../../__testing__/test-show-items.ts';
import { purgeJob } from '../../items/item-trash.ts';
import { letDaysPass } from '../../maintenance/__testing__/cache-time.ts';
import { collectGarbageJob } from '../../maintenance/collect-garbage.job.ts';
import { tidyEntitiesJob } from '../../maintenance/tidy-entities.job.ts';
import { bytesOf, filesOf, look, type Snapshot } from './kept-bytes.ts';
import {
  clash,
  deleted,
  disturb,
  type Doing,
  ended,
  type Life,
  pick,
  pickItem,
  publish,
  publishRun,
  renameAll,
  repair,
  runJob,
  setFilm,
  strays,
  undo,
  undoable,
} from './library-doings.ts';

/** One thing that happens to a library. Equal numbers do equal things to equal libraries. */
export interface Step {
  what: keyof typeof STEPS;
  n: number;
  how: number;
}

interface StepKind {
  /** `library`: may write to it. `outside`: somebody else does. `none`: the library must be the very same files after it. */
  writes: 'library' | 'outside' | 'none';
  /** What a person decided may be another after it. */
  decides?: boolean;
  run: (doing: Doing) => Promise<void>;
}

const COLORS = ['#a00', '#0a0', '#00a', '#aa0', '#0aa', '#a0a'];
const CHOICES: readonly (ConflictChoice | null)[] = [null, 'overwrite', 'adopt', 'merge', 'keep', 'overwrite'];

const PLOTS = ['A cat survives.', 'A dog survives.', ''];

async function scan(life: Life): Promise<void> {
  await life.test.scan();
  await scanShows(life.test);
}

/** What can happen, and what it may touch. */
export const STEPS = {
  edit: {
    writes: 'none',
    decides: true,
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      if (item === undefined) return;
      const field = item.type === 'set' ? 'overview' : 'plot';
      await life.test.reply('items.setField', { item, field, value: pick(PLOTS, life.how) });
    },
  },
  lock: {
    writes: 'none',
    decides: true,
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      const target = pick(['title', 'plot', 'poster', 'all'], life.how >> 1);
      if (item !== undefined) await life.test.reply('items.setLock', { item, target, isLocked: life.how % 2 === 0 });
    },
  },
  undoEdit: {
    writes: 'none',
    decides: true,
    run: async (life: Doing) => {
      await life.test.reply('items.undoEdit', {});
    },
  },
  art: {
    writes: 'none',
    decides: true,
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      const color = pick(COLORS, life.how);
      if (item === undefined || color === undefined) return;
      const type = item.type === 'episode' ? 'thumb' : life.how % 3 === 0 ? 'fanart' : 'poster';
      await publishing(() => life.test).choose(item, type, await picture(color));
    },
  },
  set: { writes: 'none', decides: true, run: setFilm },
  publish: {
    writes: 'library',
    decides: true,
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      if (item !== undefined) await publish(life, item, pick(CHOICES, life.how) ?? null);
    },
  },
  publishAndBack: {
    writes: 'library',
    decides: true,
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      if (item === undefined) return;
      const before = look(life.test);
      const journalId = await publish(life, item, pick(CHOICES, life.how) ?? null);
      if (journalId === null) return;
      const after = look(life.test);
      expect(await undo(life, journalId), 'what was published just now can be undone').toBe(true);
      expect(bytesOf(look(life.test)), 'publishing, taken back').toEqual(bytesOf(before));
      const untouched = [...before].filter(([name, seen]) => after.get(name)?.written === seen.written);
      for (const [name, seen] of untouched) expect(look(life.test).get(name), name).toEqual(seen);
    },
  },
  clash: {
    writes: 'library',
    decides: true,
    run: (life: Doing) => clash(life, pick(CHOICES, life.how >> 2) ?? null),
  },
  publishAll: {
    writes: 'library',
    run: async (life: Doing) => {
      await publishRun(life, life.n);
      const written = look(life.test);
      const again = await publishRun(life, life.n);
      expect(filesOf(look(life.test)), 'a second publication of all wrote').toEqual(filesOf(written));
      expect((await life.test.call('publish.run', { runId: again })).counts.written).toBe(0);
    },
  },
  publishAllAndBack: {
    writes: 'library',
    run: async (life: Doing) => {
      const before = look(life.test);
      const runId = await publishRun(life, life.n);
      if ((await life.test.call('publish.run', { runId })).counts.written === 0) return;
      expect(await ended(life, (await life.test.call('publish.undoRun', { runId })).jobId)).toBe('completed');
      expect(bytesOf(look(life.test)), 'publishing all, taken back').toEqual(bytesOf(before));
    },
  },
  undo: {
    writes: 'library',
    run: async (life: Doing) => {
      const journalId = pick(await undoable(life), life.n)?.journalId ?? null;
      if (journalId !== null) await undo(life, journalId);
    },
  },
  again: {
    writes: 'library',
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      if (item === undefined) return;
      const journalId = pick(await life.test.call('publish.history', { item }), life.how)?.journalId ?? null;
      const before = look(life.test);
      if (journalId === null) return;
      const answer = await life.test.reply('publish.again', { journalId });
      if (!answer.ok) expect(filesOf(look(life.test)), answer.error.code).toEqual(filesOf(before));
    },
  },
  disturb: { writes: 'outside', run: disturb },
  scan: { writes: 'none', decides: true, run: scan },
  repair: { writes: 'library', decides: true, run: repair },
  rename: { writes: 'library', run: renameAll },
  strays: { writes: 'library', run: strays },
  trash: {
    writes: 'none',
    run: async (life: Doing) => {
      const item = pickItem(life, life.n);
      if (item?.type === 'movie') await life.test.call('movies.remove', { ids: [item.id] });
      if (item?.type === 'series') await life.test.call('series.remove', { ids: [item.id] });
    },
  },
  restore: {
    writes: 'none',
    run: async (life: Doing) => {
      const film = pick(deleted(life, 'movies'), life.n);
      const show = pick(deleted(life, 'series'), life.n);
      if (film !== undefined) await life.test.reply('movies.restore', { ids: [film] });
      if (show !== undefined) await life.test.reply('series.restore', { ids: [show] });
    },
  },
  purgeNow: {
    writes: 'none',
    run: async (life: Doing) => {
      if (deleted(life, 'movies').length + deleted(life, 'series').length === 0) return;
      await ended(life, (await life.test.call('trash.purge', { items: null })).jobId);
    },
  },
  upkeep: {
    writes: 'none',
    run: async (life: Doing) => {
      await runJob(life, purgeJob());
      await runJob(life, tidyEntitiesJob());
      await runJob(life, collectGarbageJob());
    },
  },
  days: {
    writes: 'none',
    run: (life: Doing) => {
      const days = 1 + (life.how % 95);
      letDaysPass(life.test.core.internals.db, path.join(life.test.dataDir, 'cache'), days);
      life.bytes.letPass(days);
      return Promise.resolve();
    },
  },
  restart: { writes: 'none', run: (life: Doing) => life.test.restart() },
} as const satisfies Record<string, StepKind>;

/** What a person decided, by item: values that were edited or locked. */
function decided({ test }: Life): Map<string, unknown> {
  const rows = test.core.internals.db
    .prepare(
      `SELECT 'movie' AS type, id, plot, plot_locked AS isLocked, title_locked AS isTitleLocked FROM movies WHERE plot_locked = 1
       UNION ALL SELECT 'episode', id, plot, plot_locked, title_locked FROM episodes WHERE plot_locked = 1
       UNION ALL SELECT 'series', id, plot, plot_locked, title_locked FROM series WHERE plot_locked = 1`,
    )
    .all() as { type: string; id: number }[];
  return new Map(rows.map((row) => [`${row.type} ${String(row.id)}`, row]));
}

/** Does one step, and holds it against everything that was promised. */
export async function live(life: Life, { what, n, how }: Step): Promise<void> {
  const kind: StepKind = STEPS[what];
  const before: Snapshot = look(life.test);
  const wanted = decided(life);
  await kind.run({ ...life, n, how });
  if (kind.writes === 'none') expect(filesOf(look(life.test)), `${what} wrote to the library`).toEqual(filesOf(before));
  if (kind.decides !== true) {
    const now = decided(life);
    for (const [item, row] of wanted) if (now.has(item)) expect(now.get(item), item).toEqual(row);
  }
  life.bytes.check(kind.writes === 'outside' ? before : null);
}
