import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import { forgetPublishedFile } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import { type FindingRow, resolveFinding } from '../../store/verify-finding.store.ts';
import { formerState } from './former-state.ts';
import { type PlannedFinding, planItemRepair } from './plan-item-repair.ts';
import { addProblem, type RepairContext, type RepairSums } from './repair-types.ts';
import type { VerifyDependencies } from './verify-types.ts';

/**
 * Puts an item's files back, or gives them their names back, as one publication. Adds to the sums; only a fault of ours
 * throws.
 */
export async function repairItem(
  deps: VerifyDependencies,
  work: { item: ItemRef; findings: readonly FindingRow[]; repair: 'put_back' | 'rename_back' },
  context: RepairContext,
  sums: RepairSums,
): Promise<void> {
  const { db, publisher } = deps;
  const plan = await planItemRepair(deps, { ...work, isAutomatic: context.by === 'auto' });
  const able: PlannedFinding[] = [];
  for (const planned of plan.findings) {
    const problem = planned.refused ?? (await takeIn(deps, planned));
    if (problem === null) able.push(planned);
    else addProblem(sums, planned.finding, problem);
  }
  if (able.length === 0) return;
  const former = new Map(
    able.map(({ finding }) => [
      finding.id,
      formerState(db, finding.path, finding.assetType === 'nfo' ? plan.item : null),
    ]),
  );
  const steps = able.flatMap((planned) => planned.steps).map((step, seq) => ({ ...step, seq }));
  const types = new Map(able.flatMap(({ target, finding }) => [[target, journalType(finding)] as const]));
  for (const { finding } of able) if (finding.otherPath !== null) types.set(finding.otherPath, journalType(finding));
  try {
    const assetTypeOf = (file: string): string | null => types.get(file) ?? null;
    const write = { folderPath: plan.folderPath, steps, assetTypeOf, by: context.by };
    const journalId = steps.length === 0 ? null : await publisher.write(plan.item, write);
    transaction(db, () => {
      for (const { finding, target } of able) {
        // What follows its video is expected under the new name from now on.
        if (target !== finding.path) forgetPublishedFile(db, finding.path);
        const formerRow = former.get(finding.id) ?? null;
        resolveFinding(db, finding.id, { resolution: work.repair, jobId: context.jobId, journalId, formerRow });
      }
    });
    sums.repaired += able.length;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    for (const { finding } of able) addProblem(sums, finding, error.message);
  }
}

/** Brings the bytes of a renamed file into the cache, which publishing writes from. Answers why it cannot. */
async function takeIn({ db, pool, cacheDir }: VerifyDependencies, planned: PlannedFinding): Promise<string | null> {
  const { takeIn: source, finding } = planned;
  if (source === null) return null;
  const kept = await pool.run('keepFile', { cacheDir, path: source, expectedHash: finding.expectedHash, ext: null });
  if (!kept.ok) return kept.error.message;
  if (kept.hash === null) return 'The file is not there any more under its other name. Verify again.';
  recordCachedFile(db, {
    contentHash: kept.hash,
    filePath: kept.cachePath,
    fileSize: kept.sizeBytes,
    assetType: path.extname(source).toLowerCase() === '.nfo' ? 'nfo' : 'image',
    ...{ mimeType: null, width: null, height: null },
  });
  return null;
}

/** In a journal an NFO has no artwork type. */
function journalType({ assetType }: FindingRow): string | null {
  return assetType === 'nfo' ? null : assetType;
}
