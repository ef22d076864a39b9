import type { EnrichPreview } from '../../../contract/enrichment.ts';
import { counted, formatCount } from './count.ts';

type Kept = EnrichPreview['kept'][number]['reason'];

const keptReasons: Record<Kept, string> = {
  locked: 'locked',
  edited: 'edited by you',
  fill_only: 'has a value already',
};
const titles = (value: number): string => counted(value, 'title', 'titles');
const changes = (value: number): string => counted(value, 'change', 'changes');

export const enrich = {
  menu: 'Refresh metadata…',
  menuMany: 'Enrich…',
  button: 'Refresh…',
  library: (name: string) => `Refresh metadata of ${name}`,
  libraryNew: 'Enrich what is new',
  libraryAll: 'Refresh everything',
  libraryStarted: (name: string) => `Asking providers about ${name}`,
  libraryDone: (name: string) => `${name} is up to date.`,
  credit: (name: string, role: string) => `${name} as ${role}`,
  sheetOne: (title: string) => `Refresh ${title}`,
  sheetMany: (value: number) => `Enrich ${titles(value)}`,
  subtitle: 'This is what would change. Locked and edited fields stay.',
  asking: 'Asking the providers',
  askingOf: (current: number, total: number) => `Asked about ${formatCount(current)} of ${formatCount(total)}`,
  askFresh: 'Ask again about what was answered before',
  stop: 'Stop',
  stopped: 'Stopped before all were asked.',
  askAgain: 'Ask again',
  failed: 'The providers could not be asked',
  nothing: 'Nothing would change',
  nothingText: 'What the providers say is what you have already.',
  includeField: (name: string, value: number) => `${name} (${formatCount(value)})`,
  fields: 'Fields to change',
  includeItem: (title: string) => `Change ${title}`,
  empty: 'Empty',
  from: (provider: string, language: string) => (language === '' ? provider : `${provider} · ${language}`),
  kept: 'Kept',
  keptField: (name: string, reason: Kept) => `${name} (${keptReasons[reason]})`,
  artworkChange: (name: string, before: number, after: number) =>
    before === after
      ? `${name}: other ${after === 1 ? 'image' : 'images'}`
      : `${name}: ${formatCount(before)} → ${formatCount(after)}`,
  unidentified: 'Not identified: nobody can be asked.',
  summary: (fields: number, images: number) =>
    [
      fields > 0 ? counted(fields, 'field', 'fields') : '',
      images > 0 ? counted(images, 'artwork type', 'artwork types') : '',
    ]
      .filter(Boolean)
      .join(' · '),
  summarySame: 'Nothing to change',
  summaryUnidentified: 'Not identified',
  summaryProblem: 'Not answered',
  more: (value: number) => `Show ${formatCount(value)} more`,
  notShown: (value: number) => `${titles(value)} not shown here and will be changed too.`,
  cancel: 'Cancel',
  apply: 'Apply',
  applyMany: (value: number) => `Apply to ${titles(value)}`,
  applied: (value: number) => `Metadata of ${titles(value)} refreshed.`,
  appliedOne: (title: string) => `Metadata of ${title} refreshed.`,
  appliedPartly: 'Stopped before all of it was applied.',
  undone: (undone: number, kept: number) =>
    kept === 0
      ? `Took back ${changes(undone)}.`
      : `Took back ${changes(undone)}; ${formatCount(kept)} stayed, because they were changed since.`,
  alternatives: (name: string) => `Other values of ${name}`,
  alternativesLoading: 'Looking what others say',
  noAlternatives: 'No provider says anything about this yet.',
  current: 'Current',
  takeHint: 'Taking one locks the field.',
  records: 'Providers asked',
  recordsNone: 'Nobody has been asked about this yet.',
  recordKnown: 'Answered',
  recordUnknown: 'Does not know it',
  recordProblem: 'Did not answer',
  missing: 'Missing',
  get: (name: string) => `Get ${name}`,
  waive: (name: string) => `${name} will never be there: do not ask for it`,
  waived: (name: string) => `${name} is not asked for any more.`,
  waivedList: 'Not asked for',
  unwaive: (name: string) => `Ask for ${name} again`,
  trailer: 'Trailer',
  notices: {
    needs_identification: 'Metarr does not know what this is, so nobody can be asked about it.',
    enriching: 'The providers are being asked.',
    error_provider: 'A provider gave no useful answer the last time.',
    error_network: 'The providers could not be reached the last time.',
  },
  identify: 'Identify…',
};
