import type { Job } from '../../../contract/jobs.ts';
import { formatCount } from './count.ts';

const statuses: Record<Job['status'], string> = {
  pending: 'Waiting',
  processing: 'Running',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const jobs = {
  title: 'Jobs',
  open: 'Open jobs',
  count: (value: number) => (value === 1 ? '1 job' : `${formatCount(value)} jobs`),
  idle: 'No jobs running',
  idleText: 'Scans and publications show here while they run.',
  paused: 'Paused',
  pauseAll: 'Pause all',
  resumeAll: 'Resume',
  pausing: 'Pausing',
  pauseJob: (label: string) => `Pause ${label}`,
  resumeJob: (label: string) => `Resume ${label}`,
  cancel: (label: string) => `Cancel ${label}`,
  retry: 'Try again',
  running: 'Running and waiting',
  finished: 'Finished',
  statuses,
  progress: (current: number, total: number) => `${formatCount(current)} / ${formatCount(total)}`,
  attempt: (value: number) => `Attempt ${value + 1}`,
  failed: (label: string) => `${label} failed`,
};
