import type { Repair } from '../../contract/verification.ts';
import type { Input } from '../../contract/contract.ts';
import { t } from '../messages/t.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { call } from './client.ts';
import { errorText } from './error-text.ts';
import { jobEnded } from './job-ended.ts';

interface Sums {
  repaired: number;
  failed: number;
  problems: string[];
}

/** Repairs findings, and says what came of it with a way back. Resolves when it is done; never rejects. */
export async function repairFindings(selection: Input<'verify.repair'>['selection'], repair: Repair): Promise<void> {
  try {
    const { jobId } = await call('verify.repair', { selection, repair });
    const job = await jobEnded(jobId);
    // One that failed as a whole is told of by the window.
    if (job.status !== 'completed') return;
    const { repaired, failed, problems } = job.result as unknown as Sums;
    if (failed > 0) {
      toasts.show({
        message: t.verify.failed(failed),
        details: problems.join('\n'),
        tone: 'danger',
        timeoutMs: 15_000,
      });
    }
    if (repaired === 0) return;
    const canUndo = repair !== 'recache';
    toasts.show({
      message: t.verify.done[repair](repaired),
      tone: 'ok',
      ...(canUndo ? { isUndo: true, action: { label: t.verify.undo, run: () => undoRepair(jobId) } } : {}),
    });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}

async function undoRepair(repairJobId: number): Promise<void> {
  try {
    const { jobId } = await call('verify.undo', { jobId: repairJobId });
    const job = await jobEnded(jobId);
    if (job.status !== 'completed') return;
    const { undone, failed, problems } = job.result as unknown as {
      undone: number;
      failed: number;
      problems: string[];
    };
    if (undone > 0) toasts.show({ message: t.verify.undone(undone) });
    if (failed > 0) {
      toasts.show({ message: t.verify.undoFailed(failed), details: problems.join('\n'), tone: 'danger' });
    }
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
