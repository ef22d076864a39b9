import type { Job } from '../../contract/jobs.ts';

const FINISHED_KEPT = 50;

function rank(job: Job): number {
  if (job.status === 'processing') return 0;
  return job.status === 'pending' ? 1 : 2;
}

function compare(a: Job, b: Job): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  if (rank(a) === 2) return (b.completedAt ?? '').localeCompare(a.completedAt ?? '') || b.id - a.id;
  return a.priority - b.priority || a.id - b.id;
}

/** Puts newer versions of jobs over older ones: running first, then waiting by priority, then the newest finished. */
export function mergeJobs(known: readonly Job[], changed: readonly Job[]): Job[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  for (const job of changed) byId.set(job.id, job);
  const sorted = [...byId.values()].sort(compare);
  const open = sorted.filter((job) => rank(job) < 2).length;
  return sorted.slice(0, open + FINISHED_KEPT);
}
