import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewJob } from '../../store/job.store.ts';
import { insertLibrary, markScanned, updateLibrary } from '../../store/library.store.ts';
import { openDatabase, type WriteDb } from '../../store/open-database.ts';
import { ScanSchedule } from './scan-schedule.ts';

let folder: string;
let db: WriteDb;
let nowMs: number;
let schedule: ScanSchedule;
const asked: (number | undefined)[] = [];
const MINUTE = 60_000;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-schedule-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '1.0.0' });
  nowMs = Date.now();
  asked.length = 0;
  const enqueue = (job: NewJob): void => {
    expect(job.priority).toBe(7);
    asked.push(job.libraryId);
  };
  schedule = new ScanSchedule(db, { now: () => nowMs }, enqueue);
});
afterEach(() => {
  schedule.stop();
  db.close();
  rmSync(folder, { recursive: true });
});

const library = (name: string): number => insertLibrary(db, { name, type: 'movies', path: `/${name}` });

it('scans on start the libraries that ask for it', () => {
  library('quiet');
  const eager = library('eager');
  updateLibrary(db, eager, { scanOnStart: true });
  schedule.start();
  expect(asked).toEqual([eager]);
  schedule.look();
  expect(asked).toEqual([eager]);
});

it('scans by the clock, counted from the last scan and from the last try', () => {
  const id = library('films');
  updateLibrary(db, id, { scanIntervalMinutes: 30 });
  markScanned(db, id, { device: '1', mounts: [] });
  nowMs = Date.now();
  schedule.start();
  expect(asked).toEqual([]);
  nowMs += 29 * MINUTE;
  schedule.look();
  expect(asked).toEqual([]);
  nowMs += 2 * MINUTE;
  schedule.look();
  // The scan came to nothing; it is not asked for again at every look.
  nowMs += MINUTE;
  schedule.look();
  expect(asked).toEqual([id]);
  nowMs += 30 * MINUTE;
  schedule.look();
  expect(asked).toEqual([id, id]);
});

it('scans at once what never was, and goes on after the clock was set back', () => {
  const id = library('films');
  updateLibrary(db, id, { scanIntervalMinutes: 60 });
  schedule.start();
  expect(asked).toEqual([id]);
  nowMs -= 24 * 60 * MINUTE;
  schedule.look();
  expect(asked).toEqual([id, id]);
  updateLibrary(db, id, { scanIntervalMinutes: null });
  nowMs += 48 * 60 * MINUTE;
  schedule.look();
  expect(asked).toEqual([id, id]);
});
