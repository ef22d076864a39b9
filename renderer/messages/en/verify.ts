import type { FindingKind, Repair, RepairStep, VerifyRun, VerifySchedule } from '../../../contract/verification.ts';
import { counted, formatCount } from './count.ts';

const files = (value: number): string => counted(value, 'file', 'files');

const kinds: Record<FindingKind, string> = {
  missing: 'Missing',
  changed: 'Changed',
  wrong_name: 'Wrong name',
  orphan: 'Left over',
  corrupt_cache: 'Damaged in the cache',
  unreadable: 'Unreadable',
  offline: 'Offline',
};
const kindTexts: Record<FindingKind, string> = {
  missing: 'Metarr wrote it, and it is gone from the library.',
  changed: 'It holds other bytes than Metarr wrote.',
  wrong_name: 'It lies under another name.',
  orphan: 'Metarr wrote it for something that is gone.',
  corrupt_cache: 'The copy in the cache is gone or holds other bytes.',
  unreadable: 'It cannot be read.',
  offline: 'The disk cannot be reached; nothing is said of its files.',
};
const repairs: Record<Repair, string> = {
  put_back: 'Put back',
  rename_back: 'Rename back',
  adopt: 'Accept',
  remove: 'Remove',
  recache: 'Take into the cache',
};
const repairTexts: Record<Repair, string> = {
  put_back: 'The bytes that were published come out of the cache. What lies there now is kept for undo.',
  rename_back: 'Each file gets the name again that it was published under.',
  adopt:
    'What is in the library is right. Metarr takes it in and expects it like that; a missing file is expected no more.',
  remove: 'The files leave the library. Their bytes stay in the cache for 90 days.',
  recache: 'The cache takes the bytes out of the library again. The library is not touched.',
};
const ops: Record<RepairStep['op'], string> = {
  create: 'Create',
  replace: 'Replace',
  rename: 'Rename',
  remove: 'Remove',
  read: 'Accept',
  cache: 'Keep',
};
const statuses: Record<VerifyRun['status'], string> = {
  running: 'running',
  completed: 'finished',
  failed: 'failed',
  cancelled: 'cancelled',
};
const triggers: Record<VerifyRun['trigger'], string> = {
  manual: 'by hand',
  schedule: 'by the clock',
  scan: 'after a scan',
};
const every: Record<VerifySchedule['every'], string> = { off: 'By hand only', daily: 'Daily', weekly: 'Weekly' };
const modes: Record<VerifySchedule['mode'], string> = { quick: 'Quick', full: 'Full' };
const done: Record<Repair, (value: number) => string> = {
  put_back: (value) => `Put back ${files(value)}.`,
  rename_back: (value) => `Renamed ${files(value)}.`,
  adopt: (value) => `Accepted ${files(value)}.`,
  remove: (value) => `Removed ${files(value)}.`,
  recache: (value) => `Took ${files(value)} into the cache.`,
};

export const verify = {
  title: 'Verify',
  subtitle: 'What Metarr wrote and keeps, compared with what is there.',
  quick: 'Quick check',
  quickText: 'Compares size and time, and reads what differs.',
  full: 'Full check',
  fullText: 'Reads every byte again. Takes as long as copying the files.',
  checkOf: (mode: 'quick' | 'full', name: string) => `${mode === 'quick' ? 'Quick' : 'Full'} check of ${name}`,
  libraries: 'Libraries',
  columns: {
    library: 'Library',
    last: 'Last check',
    open: 'Open',
    every: 'By itself',
    mode: 'How',
    upgrade: 'After an upgrade',
    actions: 'Actions',
  },
  everyOf: (name: string) => `When ${name} is verified`,
  modeOf: (name: string) => `How ${name} is verified by itself`,
  upgrade: 'Put back what a downloader removes',
  upgradeOf: (name: string) => `Put back what a downloader removes from ${name}`,
  upgradeText: 'When a video is replaced and its artwork and NFO are gone, the next scan puts them back.',
  never: 'Never',
  running: 'Running',
  every,
  modes,
  kinds,
  kindTexts,
  kind: 'Kind',
  anyKind: (value: number) => `All kinds (${formatCount(value)})`,
  kindCount: (kind: FindingKind, value: number) => `${kinds[kind]} (${formatCount(value)})`,
  library: 'Library',
  anyLibrary: 'All libraries',
  findings: 'Findings',
  findingCount: (value: number) => (value === 0 ? 'Nothing is wrong' : counted(value, 'finding', 'findings')),
  loading: 'Loading findings',
  none: 'Everything is as Metarr left it',
  noneText: 'No published file is missing, changed or left over, as far as the last check could see.',
  noneYet: 'Nothing has been compared yet',
  noneYetText:
    'A check compares the files that Metarr wrote with what is in your libraries, and the cache with what it should hold. It changes nothing.',
  noMatch: 'No finding fits this choice',
  noLibraries: 'No libraries yet',
  showAll: 'Show all',
  more: 'Show more',
  selectFile: (name: string) => `Select ${name}`,
  select: 'Select',
  selected: (value: number) => `${formatCount(value)} selected`,
  selectionBar: 'Selected findings',
  clear: 'Clear',
  repairAll: 'Repair all…',
  repairKind: (repair: Repair, kind: FindingKind, value: number) =>
    `${repairs[repair]}: ${kinds[kind].toLowerCase()} (${formatCount(value)})…`,
  repairs,
  repairTexts,
  repairOf: (repair: Repair, name: string) => `${repairs[repair]}: ${name}`,
  otherRepairs: (name: string) => `More for ${name}`,
  repairFiles: (repair: Repair, value: number) => `${repairs[repair]} ${files(value)}`,
  repairMore: (repair: Repair) => `${repairs[repair]}…`,
  preview: 'What will happen',
  previewing: 'Looking at the files…',
  steps: 'Files',
  refused: 'Cannot be repaired so',
  nothingToDo: 'Nothing of this can be repaired so.',
  from: (name: string) => `was ${name}`,
  ops,
  cancel: 'Cancel',
  done,
  failed: (value: number) => `${files(value)} could not be repaired.`,
  undo: 'Undo',
  undone: (value: number) => `Took the repair of ${files(value)} back.`,
  undoFailed: (value: number) => `The repair of ${files(value)} could not be taken back.`,
  leftOver: 'What an interrupted write left',
  liesAt: (name: string) => `lies at ${name}`,
  goesTo: (name: string) => `its video is called otherwise now; it would become ${name}`,
  checks: 'Earlier checks',
  runText: (run: VerifyRun) =>
    `${modes[run.mode]}, ${triggers[run.trigger]}, ${statuses[run.status]}, ${files(run.checkedFiles)} looked at`,
  foundIn: (found: VerifyRun['found']) => {
    const parts = Object.entries(found).map(
      ([kind, value]) => `${formatCount(value)} ${kinds[kind as FindingKind].toLowerCase()}`,
    );
    return parts.length === 0 ? 'nothing found' : parts.join(', ');
  },
  itemMissing: (value: number) => `${counted(value, 'published file is', 'published files are')} missing.`,
  itemReplaced: (value: number) =>
    `${counted(value, 'published file is', 'published files are')} gone since the video was replaced.`,
  itemOther: (value: number) =>
    `${counted(value, 'published file is', 'published files are')} not as Metarr left ${value === 1 ? 'it' : 'them'}.`,
  show: 'Show',
};
