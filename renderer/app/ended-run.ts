import type { Job } from '../../contract/jobs.ts';
import { t } from '../messages/t.ts';

interface Toast {
  message: string;
  tone: 'ok' | 'danger';
  timeoutMs: number;
}

/** What to say of a run of publications that has ended well, with its report; null for other jobs. */
export function endedRun({ type, status, label, result }: Job): { runId: number; toast: Toast } | null {
  if (type !== 'publish_entity' || status !== 'completed') return null;
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null;
  const number = (name: string): number => (typeof result[name] === 'number' ? result[name] : 0);
  const counts = {
    written: number('published'),
    unchanged: number('unchanged'),
    leftOut: number('leftOut'),
    failed: number('failed'),
  };
  const isTroubled = counts.failed + counts.leftOut > 0;
  const text = t.runs.sums({ action: result['action'] === 'undo' ? 'undo' : 'publish', counts });
  return {
    runId: number('runId'),
    toast: {
      message: t.runs.ended(label, text.toLowerCase()),
      tone: isTroubled ? 'danger' : 'ok',
      timeoutMs: isTroubled ? 15_000 : 8_000,
    },
  };
}
