import path from 'node:path';
import type { NfoConflict, PlannedFile, PublishPreview } from '../../../contract/publishing.ts';
import { otherWriterMessage, writesByItself } from '../../domain/publish/other-writers.ts';
import type { PlanEntry } from '../../domain/publish-plan.ts';
import type { BuiltPlan } from './build-plan.ts';

/** The plan in the boundary's shape. */
export function toPreview(plan: BuiltPlan): PublishPreview {
  const { owner } = plan.unit;
  return {
    item: { type: owner.type, id: owner.id },
    title: plan.title,
    planHash: plan.planHash,
    files: plannedFiles(plan),
    nfoDiff: plan.nfoDiff,
    nfoText: plan.nfo?.text ?? '',
    isUnchanged: plan.isUnchanged,
    problems: [...plan.problems, ...writerProblems(plan)],
    nfoConflict: nfoConflict(plan),
  };
}

export function plannedFiles(plan: BuiltPlan): PlannedFile[] {
  const nameOf = (file: string): string => path.relative(plan.folderPath ?? '', file).replaceAll(path.sep, '/');
  return plan.entries.map((entry) => {
    const { fromPath, ...file } = entry;
    return {
      ...file,
      name: nameOf(entry.path),
      fromName: fromPath === null ? null : nameOf(fromPath),
      // Without fields that can be shown there is nothing to take in.
      choices: entry.kind === 'nfo' ? choicesOfNfo(plan, entry) : entry.choices,
      reason: reasonOf(entry),
    };
  });
}

/** What can be decided about an NFO in conflict. */
export function choicesOfNfo(plan: BuiltPlan, entry: PlanEntry): PlannedFile['choices'] {
  if (plan.outside !== null && plan.outside.items.length > 0) return entry.choices;
  return entry.choices.filter((choice) => choice === 'overwrite' || choice === 'keep');
}

const CONFLICT_REASONS = {
  changed_outside: 'Somebody else changed this file since Metarr wrote it.',
  never_read: 'Metarr did not write this file and has not read it.',
  not_xml: 'This file is called NFO and is no XML, so that nothing of it would be kept.',
  unreadable: 'This file cannot be read. Check its permissions.',
  same_name: 'Two files would get this name on a disk that ignores upper and lower case.',
} as const;

const OTHER_REASONS = {
  outside_kept: 'Somebody else changed this file; what they changed stays.',
  missing: 'Metarr wrote this file, and it is gone.',
  kept_by_choice: 'Left as it is, as you decided.',
  settled_by_choice: 'You decided about the changes of others in this file.',
  obsolete: 'Metarr wrote this file under a name that is not used any more.',
} as const;

/** A sentence for the person; null where there is nothing to say. */
export function reasonOf({ reasonCode }: Pick<PlanEntry, 'reasonCode'>): string | null {
  return reasonCode === null ? null : { ...CONFLICT_REASONS, ...OTHER_REASONS }[reasonCode];
}

function nfoConflict({ entries, outside }: BuiltPlan): NfoConflict | null {
  const isConflict = entries.some((entry) => entry.op === 'conflict' && entry.path === outside?.path);
  if (outside === null || !isConflict || outside.items.length === 0) return null;
  return {
    path: outside.path,
    items: outside.items.map(({ item, title, fields }) => ({ item, title, fields })),
    outsideDiff: outside.diff,
  };
}

/** Who changed the NFO, where it is a program: it will do so again. */
function writerProblems({ outside }: BuiltPlan): PublishPreview['problems'] {
  if (outside === null || outside.seen.writer === 'unknown') return [];
  if (!outside.seen.wasPublished && !writesByItself(outside.seen.writer)) return [];
  return [{ code: 'other_writer', message: otherWriterMessage(outside.seen.writer) }];
}
