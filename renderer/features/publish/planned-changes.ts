import type { PublishPreview } from '../../../contract/publishing.ts';

/** How many files publishing would touch; what is left or in conflict does not count. */
export function plannedChanges(preview: Pick<PublishPreview, 'files'>): number {
  return preview.files.filter(({ op }) => op !== 'leave' && op !== 'conflict').length;
}
