import type { Job } from '../../../contract/jobs.ts';

/** How far a job is, 0 to 1; null while its end is not known. */
export function jobFraction(job: Job): number | null {
  if (job.progressTotal === null || job.progressTotal <= 0) return null;
  return Math.min(1, (job.progressCurrent ?? 0) / job.progressTotal);
}
