import type { Input } from '../../contract/contract.ts';
import type { Finding, Repair, VerifyMode } from '../../contract/verification.ts';
import type { VerifySums } from '../services/verify/verify-library.job.ts';
import type { TestCore } from './test-core.ts';

export interface Verifying {
  /** Verifies every library to the end; answers what the last job reports. */
  verify(mode?: VerifyMode): Promise<VerifySums>;
  /** All open findings. */
  findings(): Promise<Finding[]>;
  /** Of the open findings kind and name, in order. */
  kinds(): Promise<[kind: string, name: string][]>;
  /** Repairs to the end. */
  repair(
    selection: Input<'verify.repair'>['selection'],
    repair: Repair,
  ): Promise<{ jobId: number; result: { repaired: number; failed: number; problems: string[] } }>;
  /** Takes a repair back, to the end. */
  undo(jobId: number): Promise<{ undone: number; failed: number; problems: string[] }>;
}

/** What tests of verification do again and again, with the core that is at hand. */
export function verifying(test: () => TestCore): Verifying {
  const resultOf = async (jobId: number): Promise<unknown> => {
    const { runner } = test().core.internals;
    const job = await runner.waitFor(jobId);
    if (job.status !== 'completed') throw new Error(`${job.label}: ${job.errorMessage ?? job.status}`);
    await runner.whenIdle();
    return job.result;
  };
  const findings = async (): Promise<Finding[]> => (await test().call('verify.findings', { limit: 500 })).findings;
  return {
    verify: async (mode = 'quick') => {
      const { jobIds } = await test().call('verify.start', { mode });
      let last: unknown = null;
      for (const jobId of jobIds) last = await resultOf(jobId);
      return last as VerifySums;
    },
    findings,
    kinds: async () =>
      (await findings()).map(({ kind, name }): [string, string] => [kind, name]).sort((a, b) => (a[1] < b[1] ? -1 : 1)),
    repair: async (selection, repair) => {
      const { jobId } = await test().call('verify.repair', { selection, repair });
      return { jobId, result: (await resultOf(jobId)) as { repaired: number; failed: number; problems: string[] } };
    },
    undo: async (jobId) => {
      const undoing = await test().call('verify.undo', { jobId });
      return (await resultOf(undoing.jobId)) as { undone: number; failed: number; problems: string[] };
    },
  };
}
