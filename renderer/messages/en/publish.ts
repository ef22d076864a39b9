import type { PlanRow } from '../../../contract/publish-plans.ts';
import type { ConflictChoice, MergeField, PlanOp } from '../../../contract/publishing.ts';
import { counted, formatCount } from './count.ts';

const ops: Record<PlanOp, string> = {
  create: 'Create',
  replace: 'Replace',
  rename: 'Rename',
  remove: 'Remove',
  leave: 'Leave',
  conflict: 'Conflict',
};

const choices: Record<ConflictChoice, string> = {
  merge: 'Merge',
  adopt: 'Adopt',
  overwrite: 'Overwrite',
  keep: 'Leave alone',
};
const choiceTexts: Record<'nfo' | 'other', Record<ConflictChoice, string>> = {
  nfo: {
    merge: 'Choose field by field which value to keep.',
    adopt: 'Take what was changed outside into Metarr, as an edit that can be undone.',
    overwrite: 'Write what Metarr has. The file’s bytes are kept and can be put back.',
    keep: 'Do not touch this file until it changes again.',
  },
  other: {
    merge: 'Choose field by field which value to keep.',
    adopt: 'Take this image into Metarr and choose it, as an edit that can be undone.',
    overwrite: 'Write what Metarr has. The file’s bytes are kept and can be put back.',
    keep: 'Do not touch this file until it changes again.',
  },
};
const changedBy: Record<MergeField['changedBy'], string> = {
  outside: 'Changed outside',
  us: 'Changed in Metarr',
  both: 'Changed on both sides',
  unknown: 'Differs',
};
const statuses: Record<PlanRow['status'], string> = {
  unchanged: 'Nothing to write',
  changed: 'To write',
  conflict: 'Conflicts',
  failed: 'Could not be checked',
};

export const publish = {
  title: (name: string) => `Publish ${name}`,
  titleMany: (value: number) => `Publish ${counted(value, 'title', 'titles')}`,
  titleBelow: (name: string) => `Publish ${name} with all below`,
  below: { series: 'With seasons and episodes', season: 'With its episodes' },
  belowCount: (value: number) => counted(value, 'title', 'titles'),
  belowLoading: 'Looking up what lies below',
  subtitle: 'This is exactly what will be written. Replaced files are kept and can be put back.',
  subtitleMany: 'Each title is written on its own and can be put back on its own.',
  primary: 'Publish',
  primaryMany: (value: number) => `Publish ${counted(value, 'title', 'titles')}`,
  cancel: 'Cancel',
  publishing: 'Publishing…',
  files: 'Files',
  nfo: 'NFO',
  artwork: 'Artwork',
  ops,
  foreign: 'Not written by Metarr; a copy is kept',
  unchanged: 'Everything is published already',
  unchangedText: 'The files in the library are what Metarr would write.',
  before: 'Before',
  after: 'After',
  nothingBefore: 'None',
  nothingAfter: 'Removed',
  showLines: (value: number) => `Show ${counted(value, 'unchanged line', 'unchanged lines')}`,
  diff: 'Changes in the NFO',
  added: 'added',
  removed: 'removed',
  nfoSame: 'The NFO does not change.',
  problems: 'Problems',
  written: (name: string, value: number) => `Published ${name}: ${counted(value, 'file', 'files')} written.`,
  nothingWritten: (name: string) => `${name} was published already; nothing was written.`,
  undone: (value: number) => `Publication undone: ${counted(value, 'file', 'files')} put back.`,
  queued: (value: number) => `Publishing ${counted(value, 'title', 'titles')}`,
  showJobs: 'Show jobs',
  changedOnDisk:
    'The folder has changed since this preview was made. The preview below is new: look again, then publish.',
  summarySame: 'Nothing to write',
  choices,
  choiceTexts,
  merge: {
    label: 'Fields to merge',
    field: 'Field',
    sides: { outside: 'In the file', ours: 'In Metarr' },
    changedBy,
    before: (text: string) => `Published as: ${text}`,
    none: 'Nothing',
    nothing: 'Both sides say the same.',
    locked: 'Locked in Metarr',
  },
  conflicts: 'Conflicts',
  conflictsText: 'These files hold something Metarr did not write. Decide what becomes of each.',
  undecided: (value: number) => `${counted(value, 'conflict waits', 'conflicts wait')} for a decision.`,
  undecidedFields: (value: number) => `${counted(value, 'field waits', 'fields wait')} for a decision.`,
  outsideDiff: 'What was changed outside',
  published: 'As published',
  onDisk: 'As it is now',
  afterPublishing: 'After publishing',
  diffView: 'Show changes',
  diffViews: { unified: 'One column', split: 'Side by side' },
  from: (name: string) => `from ${name}`,
  settle: 'Settle conflicts',
  settled: (name: string) => `The conflicts of ${name} are settled.`,
  adopted: (name: string) => `Took in what was changed outside of ${name}.`,
  undoneAll: 'Publication and adopted changes undone.',
  titleLibrary: (name: string) => `Publish ${name}`,
  library: (name: string) => `Publish ${name}…`,
  planning: (done: number, total: number) => `Planning ${formatCount(done)} of ${formatCount(total)}`,
  planCancelled: (done: number, total: number) =>
    `Stopped: ${formatCount(done)} of ${formatCount(total)} titles were looked at.`,
  stop: 'Stop',
  planAgain: 'Plan again',
  planLabel: 'Titles of the plan',
  filter: 'Show',
  filterAll: (value: number) => `All ${formatCount(value)}`,
  filterPending: (value: number) => `To write or decide ${formatCount(value)}`,
  filterStatus: (status: PlanRow['status'], value: number) => `${statuses[status]} ${formatCount(value)}`,
  filterOp: (op: PlanOp, value: number) => `${ops[op]} ${formatCount(value)}`,
  opCount: (op: PlanOp, value: number) => `${ops[op]} ${formatCount(value)}`,
  filterEmpty: 'No title fits this filter.',
  planNothing: 'Nothing to publish',
  planNothingText: 'Every file is as Metarr would write it.',
  leftOut: (value: number) =>
    value === 1
      ? '1 title has conflicts and is left out until you decide.'
      : `${formatCount(value)} titles have conflicts and are left out until you decide.`,
  decideAgain: 'Decide again',
  decideAgainOf: (name: string) => `Decide again about ${name}`,
  settledTakenBack: (value: number) => `${counted(value, 'title is', 'titles are')} in conflict again.`,
  settleAll: 'Settle all',
  settleAllOf: (choice: ConflictChoice) => `${choices[choice]} everywhere`,
  settledAll: (resolved: number, left: number) =>
    left === 0
      ? `${counted(resolved, 'title', 'titles')} settled.`
      : `${counted(resolved, 'title', 'titles')} settled; ${counted(left, 'title needs', 'titles need')} a decision of their own.`,
  closeDetails: 'Close details',
  detailsOf: (name: string) => `Plan of ${name}`,
  loading: 'Making the preview',
};
