import { expect, it } from 'vitest';
import type { PlannedFile } from '../../../contract/publishing.ts';
import { plannedChanges } from './planned-changes.ts';

it('counts what would be written or removed, not what is left or in conflict', () => {
  const files = (['create', 'replace', 'rename', 'remove', 'leave', 'conflict'] as const).map(
    (op) => ({ op }) as PlannedFile,
  );
  expect(plannedChanges({ files })).toBe(4);
  expect(plannedChanges({ files: files.slice(4) })).toBe(0);
});
