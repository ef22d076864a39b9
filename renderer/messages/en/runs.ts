import type { PublishRun, RunOutcome, RunState } from '../../../contract/publish-runs.ts';
import { counted, formatCount } from './count.ts';

const states: Record<RunState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const outcomes: Record<PublishRun['action'], Record<RunOutcome, string>> = {
  publish: {
    waiting: 'Waiting',
    written: 'Published',
    unchanged: 'Unchanged',
    left_out: 'Left out',
    failed: 'Failed',
  },
  undo: { waiting: 'Waiting', written: 'Put back', unchanged: 'Unchanged', left_out: 'Left out', failed: 'Failed' },
};

function sums({ action, counts }: Pick<PublishRun, 'action' | 'counts'>): string {
  const words = outcomes[action];
  const parts = [
    [counts.written, words.written],
    [counts.unchanged, words.unchanged],
    [counts.leftOut, words.left_out],
    [counts.failed, words.failed],
  ] as const;
  const shown = parts.filter(([value]) => value > 0);
  return shown.map(([value, word]) => `${formatCount(value)} ${word.toLowerCase()}`).join(', ');
}

/** Publications of many items, and their reports. */
export const runs = {
  all: 'Everything',
  title: 'Publications',
  subtitle: 'Publications of several titles, newest first',
  views: 'What to show',
  list: 'Publications of several titles',
  loading: 'Loading publications',
  empty: 'No publications of several titles yet',
  emptyText: 'Select films or shows and publish them: what came of each is listed here.',
  older: 'Show older',
  states,
  outcomes,
  sums: (run: Pick<PublishRun, 'action' | 'counts'>) => sums(run) || 'Nothing done yet',
  ofTotal: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
  files: (value: number) => counted(value, 'file', 'files'),
  undone: 'Undone',
  report: 'Report',
  reportOf: (label: string) => `Report: ${label}`,
  filter: 'Show outcome',
  allOutcomes: 'All',
  gone: 'A title that is gone',
  noItems: 'None of the titles',
  more: (value: number) => `Show ${formatCount(value)} more`,
  items: 'Titles',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Stop',
  goOn: 'Go on',
  retry: (value: number) => `Publish ${counted(value, 'title', 'titles')} again`,
  undo: 'Undo all',
  undoTitle: 'Undo this publication?',
  undoText: (value: number) =>
    `${counted(value, 'title goes', 'titles go')} back to the files that were there before. Titles that were published again or changed by others since are left as they are.`,
  undoConfirm: (value: number) => `Undo ${counted(value, 'title', 'titles')}`,
  keep: 'Cancel',
  ended: (label: string, text: string) => `${label}: ${text}`,
  showReport: 'Show report',
  nothing: 'nothing to do',
};
