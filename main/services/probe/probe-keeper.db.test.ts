import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { filesOf, upsertMediaFile } from '../../store/media-file.store.ts';
import { pendingProbes } from '../../store/probe-queue.store.ts';
import { addEntity, openSampleDatabase, type SampleDatabase } from '../../store/__testing__/schema-sample.ts';
import type { EventSink } from '../event-sink.ts';
import { ProbeKeeper } from './probe-keeper.ts';

const EVENTS: EventSink = { publish: () => undefined, flush: () => undefined, itemChanged: () => undefined };
const FAILED = { ok: false, reason: 'of the test' } as const;

let sample: SampleDatabase;
let libraryId: number;
let films: number[];
let kept: string[];

beforeEach(() => {
  vi.useFakeTimers();
  sample = openSampleDatabase();
  libraryId = addEntity(sample, 'library');
  kept = [];
  films = Array.from({ length: 8 }, () => addEntity(sample, 'movie'));
  films.forEach((id, i) => {
    upsertMediaFile(sample.db as never, {
      libraryId,
      entity: { type: 'movie', id },
      filePath: `/films/${String(i)}.mkv`,
      kind: 'main',
      extraType: null,
      part: null,
      edition: null,
      sizeBytes: 1,
      mtimeMs: 1,
    });
  });
});
afterEach(() => {
  vi.useRealTimers();
  sample.close();
});

const keeperOf = (events = EVENTS): ProbeKeeper =>
  new ProbeKeeper(sample.db as never, events, ({ task }) => kept.push(task.filePath));
const tasks = () => pendingProbes(sample.db as never, libraryId, 0, 50);
const done = (): number =>
  films.filter((id) => filesOf(sample.db as never, { type: 'movie', id })[0]?.probeState === 'failed').length;

it('writes a few files together, and what is left soon after', () => {
  const keeper = keeperOf();
  for (const task of tasks()) keeper.add(task, FAILED);
  expect([done(), kept.length]).toEqual([6, 6]);
  vi.advanceTimersByTime(1_000);
  expect([done(), kept.length]).toEqual([8, 8]);
  expect(vi.getTimerCount()).toBe(0);
});

it('writes all of it when told, and once', () => {
  const keeper = keeperOf();
  for (const task of tasks().slice(0, 2)) keeper.add(task, FAILED);
  expect(done()).toBe(0);
  keeper.flush();
  keeper.flush();
  expect([done(), kept]).toEqual([2, ['/films/0.mkv', '/films/1.mkv']]);
  expect(vi.getTimerCount()).toBe(0);
});

it('throws at the next caller what nobody heard, with nothing of that batch written', () => {
  sample.insert(`CREATE TRIGGER full BEFORE UPDATE ON media_files WHEN OLD.file_path = '/films/1.mkv'
    BEGIN SELECT RAISE(ABORT, 'disk is full'); END`);
  const keeper = keeperOf();
  const [first, second, third] = tasks();
  if (first === undefined || second === undefined || third === undefined) throw new Error('no tasks');
  keeper.add(first, FAILED);
  keeper.add(second, FAILED);
  vi.advanceTimersByTime(1_000);
  expect([done(), kept]).toEqual([0, []]);
  expect(() => {
    keeper.add(third, FAILED);
  }).toThrow('disk is full');
  expect(() => {
    keeper.flush();
  }).toThrow('disk is full');
});
