import type { ItemRef } from '../../../contract/primitives.ts';
import type { FindingSelection, Repair, RepairPreview, RepairStep } from '../../../contract/verification.ts';
import { repairsOf } from '../../domain/verify/judge-file.ts';
import { type FindingRow, openFindings } from '../../store/verify-finding.store.ts';
import { libraryCopies } from '../../store/verify-target.store.ts';
import { nameIn } from './finding-view.ts';
import { type PlannedFinding, planItemRepair } from './plan-item-repair.ts';
import type { VerifyDependencies } from './verify-types.ts';

const MANY = 1_000;

/** What a repair would do to the disk. Changes nothing. */
export async function previewRepair(
  deps: Pick<VerifyDependencies, 'db' | 'pool'>,
  selection: FindingSelection,
  repair: Repair,
): Promise<RepairPreview> {
  const preview: RepairPreview = { repair, steps: [], refused: [] };
  const rows = openFindings(deps.db, selection, 0, MANY);
  const able = rows.filter((row) => repairsOf(row.kind, row.itemId !== null).includes(repair));
  if (repair === 'put_back' || repair === 'rename_back') {
    for (const group of groupsOf(able)) {
      const plan = await planItemRepair(deps, { ...group, repair, isAutomatic: false });
      for (const planned of plan.findings) addPlanned(preview, planned);
    }
    return preview;
  }
  for (const row of able) {
    if (repair === 'recache' && libraryCopies(deps.db, row.expectedHash ?? '').length === 0) {
      const reason = 'No file of the library holds these bytes. Choose the image again to fetch it.';
      preview.refused.push({ findingId: row.id, name: nameIn(row.libraryPath, row.path), reason });
    } else preview.steps.push(plainStep(row, repair));
  }
  return preview;
}

function groupsOf(rows: readonly FindingRow[]): { item: ItemRef; findings: FindingRow[] }[] {
  const groups = new Map<string, { item: ItemRef; findings: FindingRow[] }>();
  for (const row of rows) {
    if (row.itemType === null || row.itemId === null) continue;
    const key = `${row.itemType}:${String(row.itemId)}`;
    const group = groups.get(key) ?? { item: { type: row.itemType, id: row.itemId }, findings: [] };
    group.findings.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function addPlanned(preview: RepairPreview, { finding, target, steps, refused }: PlannedFinding): void {
  const name = nameIn(finding.libraryPath, target);
  if (refused !== null) {
    preview.refused.push({ findingId: finding.id, name, reason: refused });
    return;
  }
  const removed = steps.find((step) => step.op === 'remove');
  const written = steps.find((step) => step.op !== 'remove');
  const base = { findingId: finding.id, sizeBytes: finding.expectedSizeBytes, contentHash: finding.expectedHash };
  if (written !== undefined) {
    preview.steps.push({
      ...base,
      op: removed !== undefined ? 'rename' : written.op === 'replace' ? 'replace' : 'create',
      path: target,
      name,
      fromName: removed === undefined ? null : nameIn(finding.libraryPath, removed.path),
    });
  } else if (removed !== undefined) {
    const step = { op: 'remove', path: removed.path, name: nameIn(finding.libraryPath, removed.path), fromName: null };
    preview.steps.push({ ...base, ...step, op: 'remove' });
  } else {
    preview.steps.push({ ...base, op: 'read', path: target, name, fromName: null });
  }
}

function plainStep(row: FindingRow, repair: Repair): RepairStep {
  return {
    findingId: row.id,
    op: repair === 'remove' ? 'remove' : repair === 'recache' ? 'cache' : 'read',
    path: row.path,
    name: nameIn(row.libraryPath, row.path),
    fromName: null,
    sizeBytes: row.foundSizeBytes ?? row.expectedSizeBytes,
    contentHash: row.foundHash ?? row.expectedHash,
  };
}
