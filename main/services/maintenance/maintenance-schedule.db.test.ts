import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { complete, enqueue, fail, type NewJob } from '../../store/job.store.ts';
import { openDatabase, type WriteDb } from '../../store/open-database.ts';
import { MaintenanceSchedule } from './maintenance-schedule.ts';
import { ScheduledJobs } from './scheduled-jobs.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let folder: string;
let db: WriteDb;
let nowMs: number;
const jobs = new ScheduledJobs();
const tidy: NewJob = { type: 'tidy_entities', label: 'Tidy', priority: 10, payload: {}, dedupeKey: 'tidy' };
jobs.register({ name: 'tidy', kind: 'tidy_entities', defaultIntervalMinutes: 1_440, job: () => tidy });
jobs.register({ name: 'asked', kind: 'check_all', defaultIntervalMinutes: null, job: () => tidy });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-schedule-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '1.0.0' });
  nowMs = Date.parse('2026-03-01T08:00:00.000Z');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

let asked: number[] = [];
/** As a start of the application: nothing is known but what is in the database. */
function started(): MaintenanceSchedule {
  asked = [];
  const schedule = new MaintenanceSchedule({
    db,
    clock: { now: () => nowMs },
    jobs,
    enqueue: (job) => {
      const added = enqueue(db, job).job;
      asked.push(added.id);
      return added;
    },
    onChanged: () => undefined,
  });
  schedule.look();
  return schedule;
}

it('runs once a day, also over restarts, and makes up for what was missed once', () => {
  let schedule = started();
  expect(asked).toEqual([]);
  nowMs += 10 * MINUTE;
  schedule.look();
  expect(asked).toHaveLength(1);
  complete(db, asked[0] ?? 0, null);
  nowMs += DAY - MINUTE;
  schedule = started();
  expect(asked).toEqual([]);
  nowMs += MINUTE;
  schedule.look();
  schedule.look();
  expect(asked).toHaveLength(1);
  fail(db, asked[0] ?? 0, 'no');
  nowMs += 9 * DAY;
  schedule = started();
  schedule.look();
  expect(asked).toHaveLength(1);
});

it('asks for nothing while the last run has not ended', () => {
  const schedule = started();
  schedule.runNow('tidy');
  nowMs += 3 * DAY;
  schedule.look();
  expect(asked).toHaveLength(1);
  expect(schedule.list()[0]?.lastJob?.status).toBe('pending');
});

it('follows a changed interval, and leaves alone what runs only when it is asked for', () => {
  const schedule = started();
  schedule.setInterval('tidy', null);
  nowMs += 100 * DAY;
  schedule.look();
  expect(asked).toEqual([]);
  schedule.setInterval('tidy', 15);
  schedule.look();
  expect(asked).toHaveLength(1);
  expect(() => schedule.runNow('nothing')).toThrow(/nothing/);
});
