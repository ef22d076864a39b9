import { describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import type { Schedule } from '../../../contract/maintenance.ts';
import { lastRunWords, scheduleIntervals, scheduleTitle } from './schedule-words.ts';

const job = (over: Partial<Job>): Job => ({
  id: 1,
  type: 'purge_deleted',
  label: 'Purge',
  status: 'completed',
  priority: 10,
  progressCurrent: null,
  progressTotal: null,
  progressMessage: null,
  retryCount: 0,
  errorMessage: null,
  result: null,
  libraryId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  completedAt: null,
  ...over,
});
const schedule = (name: string, lastJob: Job | null): Schedule => ({
  name,
  intervalMinutes: 1440,
  defaultIntervalMinutes: 1440,
  lastRunAt: lastJob === null ? null : '2026-01-01T00:00:00.000Z',
  nextRunAt: null,
  lastJob,
});

describe('lastRunWords', () => {
  it.each([
    ['purge', job({ result: { purged: 1 } }), '1 item deleted'],
    ['purge', job({ result: { purged: 0 } }), 'Nothing was due'],
    ['collect', job({ result: { files: 3, bytes: 1_500_000 } }), '3 files deleted, 1.5 MB'],
    ['tidy', job({ result: { removed: 1234 } }), '1,234 entries removed'],
    ['answers', job({ result: { forgotten: 2 } }), '2 answers forgotten'],
    ['backup', job({ result: { name: 'x' } }), 'Backup made'],
    ['of another version', job({ result: { anything: 1 } }), 'Done'],
    ['purge', job({ status: 'failed', errorMessage: 'The disk is full.' }), 'Failed: The disk is full.'],
    ['purge', job({ status: 'processing' }), 'Running'],
    ['purge', null, 'Has not run yet'],
  ])('%s', (name, lastJob, words) => {
    expect(lastRunWords(schedule(name, lastJob)).text).toBe(words);
  });
});

it('offers the present interval, whatever it is, and never by itself', () => {
  const options = scheduleIntervals(45);
  expect(options.map(({ value }) => value)).toEqual(['45', '60', '360', '1440', '10080', '43200', '0']);
  expect(options.find(({ value }) => value === '45')?.label).toBe('Every 45 minutes');
  expect(scheduleTitle('unheard of').title).toBe('unheard of');
});
