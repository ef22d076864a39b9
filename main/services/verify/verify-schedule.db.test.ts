import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewJob } from '../../store/job.store.ts';
import { insertLibrary } from '../../store/library.store.ts';
import { openDatabase, type WriteDb } from '../../store/open-database.ts';
import { setVerifySchedule, verifyScheduleOf } from '../../store/verify-schedule.store.ts';
import { toSchedule, VerifySchedule } from './verify-schedule.ts';

let folder: string;
let db: WriteDb;
let nowMs: number;
let schedule: VerifySchedule;
const asked: { libraryId: number | undefined; mode: unknown }[] = [];
const HOUR = 60 * 60_000;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-verify-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '1.0.0' });
  nowMs = Date.now() + 1;
  asked.length = 0;
  schedule = new VerifySchedule(db, { now: () => nowMs }, (job: NewJob) => {
    expect(job).toMatchObject({ type: 'verify_library', priority: 7, payload: { trigger: 'schedule' } });
    asked.push({ libraryId: job.libraryId, mode: (job.payload as { mode: unknown }).mode });
  });
});
afterEach(() => {
  schedule.stop();
  db.close();
  rmSync(folder, { recursive: true });
});

const library = (name: string): number => insertLibrary(db, { name, type: 'movies', path: `/${name}` });

it('verifies nothing unless it is asked to', () => {
  const id = library('films');
  schedule.start();
  nowMs += 1_000 * HOUR;
  schedule.look();
  expect(asked).toEqual([]);
  const row = verifyScheduleOf(db, id);
  expect(row && toSchedule(row)).toMatchObject({ every: 'off', mode: 'quick', nextAt: null });
});

it('verifies at once what never was, then by the day or the week, in the mode that was set', () => {
  const [daily, weekly] = [library('daily'), library('weekly')];
  setVerifySchedule(db, daily, { every: 'daily' });
  setVerifySchedule(db, weekly, { every: 'weekly', mode: 'full' });
  nowMs = Date.now() + 1;
  schedule.start();
  expect(asked).toEqual([
    { libraryId: daily, mode: 'quick' },
    { libraryId: weekly, mode: 'full' },
  ]);
  nowMs += 23 * HOUR;
  schedule.look();
  expect(asked).toHaveLength(2);
  nowMs += 2 * HOUR;
  schedule.look();
  expect(asked.slice(2)).toEqual([{ libraryId: daily, mode: 'quick' }]);
  nowMs += 7 * 24 * HOUR;
  schedule.look();
  expect(asked).toHaveLength(5);
});

it('keeps what is not given, and goes on after the clock was set back', () => {
  const id = library('films');
  setVerifySchedule(db, id, { every: 'daily', restoreAfterUpgrade: true });
  setVerifySchedule(db, id, { mode: 'full' });
  const row = verifyScheduleOf(db, id);
  expect(row && toSchedule(row)).toMatchObject({ every: 'daily', mode: 'full', restoreAfterUpgrade: true });
  nowMs = Date.now() + 1;
  schedule.start();
  nowMs -= 10 * 24 * HOUR;
  schedule.look();
  expect(asked).toHaveLength(2);
});
