import { describe, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { mergeJobs } from './merge-jobs.ts';

function job(id: number, status: Job['status'], more: Partial<Job> = {}): Job {
  return {
    id,
    type: 'scan_library',
    label: `Job ${id}`,
    status,
    priority: 7,
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
    isPaused: false,
    ...more,
  };
}
const ids = (jobs: Job[]): number[] => jobs.map(({ id }) => id);

describe('mergeJobs', () => {
  it('puts what runs first, then what waits by priority, then the newest that ended', () => {
    const jobs = [
      job(1, 'completed', { completedAt: '2026-01-01T10:00:00.000Z' }),
      job(2, 'pending', { priority: 7 }),
      job(3, 'pending', { priority: 2 }),
      job(4, 'processing'),
      job(5, 'failed', { completedAt: '2026-01-01T11:00:00.000Z' }),
    ];
    expect(ids(mergeJobs([], jobs))).toEqual([4, 3, 2, 5, 1]);
  });

  it('puts newer versions over older ones', () => {
    const [merged] = mergeJobs([job(1, 'processing')], [job(1, 'completed')]);
    expect(merged?.status).toBe('completed');
  });

  it('keeps every open job but only the newest of the finished', () => {
    const finished = Array.from({ length: 80 }, (_, at) => job(at + 1, 'completed'));
    const open = Array.from({ length: 70 }, (_, at) => job(at + 1000, 'pending'));
    expect(mergeJobs(finished, open)).toHaveLength(70 + 50);
  });
});
