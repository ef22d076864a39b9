import type { FindingRow } from '../../store/verify-finding.store.ts';

/** A repair at work. */
export interface RepairContext {
  /** What undo names it by. */
  jobId: number;
  by: 'auto' | 'manual';
}

/** What became of each finding of a repair. */
export interface RepairSums {
  repaired: number;
  failed: number;
  /** The first failures, in words. */
  problems: string[];
}

export const MANY_PROBLEMS = 20;

export function addProblem(sums: RepairSums, { title, path }: FindingRow, reason: string): void {
  sums.failed += 1;
  if (sums.problems.length < MANY_PROBLEMS) sums.problems.push(`${title === '' ? path : title}: ${reason}`);
}
