import type { PublishRun } from '../../../contract/publish-runs.ts';

/** How many items something has come of. */
export function doneOf({ counts }: Pick<PublishRun, 'counts'>): number {
  return counts.written + counts.unchanged + counts.leftOut + counts.failed;
}

/** Whether it waits, runs or is paused. */
export function isOpen({ state }: Pick<PublishRun, 'state'>): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}
