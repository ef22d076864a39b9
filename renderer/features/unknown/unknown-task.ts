import type { UnknownFile } from '../../../contract/unknown-files.ts';

/** What was asked for with which files; a dialog is shown for it. */
export interface UnknownTask {
  kind: 'assign' | 'ignore';
  files: readonly UnknownFile[];
}
