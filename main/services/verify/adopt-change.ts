import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ImageType, type ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import { candidatesOf, selectionOf } from '../../store/artwork.store.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import { libraryName } from '../../store/library.store.ts';
import { forgetPublishedFile } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import { type FindingRow, resolveFinding } from '../../store/verify-finding.store.ts';
import { movePublished, rebasePublished } from '../../store/verify-target.store.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import type { PublishService } from '../publish/publish-service.ts';
import { scanJob } from '../scan/scan-library.job.ts';
import { formerState } from './former-state.ts';
import type { RepairContext } from './repair-types.ts';
import type { VerifyDependencies } from './verify-types.ts';

export interface AdoptDependencies extends VerifyDependencies {
  edits: Pick<ItemEdits, 'setArtwork'>;
  planner: Pick<PublishService, 'preview' | 'resolve'>;
}

/**
 * Accepts what is in the library now: a changed file is taken in as edits and expected as it is from then on, a file that is
 * gone is not expected any more, a renamed one keeps its new name. Answers why it cannot, or null.
 */
export async function adoptChange(
  deps: AdoptDependencies,
  finding: FindingRow,
  context: RepairContext,
): Promise<string | null> {
  const { itemType: type, itemId: id } = finding;
  if (type === null || id === null) return 'It belongs to no item any more.';
  switch (finding.kind) {
    case 'changed':
      return adoptBytes(deps, finding, { type, id }, context);
    case 'missing':
      adoptAbsence(deps, finding, { type, id }, context);
      return null;
    case 'wrong_name':
      adoptName(deps, finding, context);
      return null;
    default:
      return 'There is nothing to accept.';
  }
}

async function adoptBytes(
  deps: AdoptDependencies,
  finding: FindingRow,
  item: ItemRef,
  { jobId }: RepairContext,
): Promise<string | null> {
  const { db, pool, cacheDir, planner, enqueue } = deps;
  const kept = await pool.run('keepFile', { cacheDir, path: finding.path, expectedHash: null, ext: null });
  if (!kept.ok) return kept.error.message;
  if (kept.hash === null) return 'The file is gone by now. Verify again.';
  const isSettled = await settleInPlan(planner, finding.path, item);
  const { mtimeMs } = await stat(finding.path);
  const { hash, sizeBytes, cachePath } = kept;
  transaction(db, () => {
    recordCachedFile(db, {
      ...{ contentHash: hash, filePath: cachePath, fileSize: sizeBytes },
      assetType: finding.assetType === 'nfo' ? 'nfo' : 'image',
      ...{ mimeType: null, width: null, height: null },
    });
    const formerRow = formerState(db, finding.path, null);
    rebasePublished(db, finding.path, { hash, sizeBytes, mtimeMs: Math.floor(mtimeMs) });
    resolveFinding(db, finding.id, { resolution: 'adopt', jobId, journalId: null, formerRow });
  });
  if (isSettled) return null;
  // Nothing that publishing would touch: reading the folder again takes in what it says.
  const library = { id: finding.libraryId, name: libraryName(db, finding.libraryId) };
  const folders = [{ path: path.dirname(finding.path), isDeep: false }];
  enqueue(scanJob(library, { probe: false, mode: 'full', folders, priority: PRIORITY.user }));
  return null;
}

/** Takes the change in as publishing's own conflicts do. False when publishing sees none there. */
async function settleInPlan(planner: AdoptDependencies['planner'], file: string, item: ItemRef): Promise<boolean> {
  try {
    const { planHash, files } = await planner.preview(item);
    const entry = files.find((candidate) => candidate.path === file && candidate.choices.includes('adopt'));
    if (entry === undefined) return false;
    await planner.resolve(item, planHash, [{ path: file, choice: 'adopt', fields: [] }]);
    return true;
  } catch (error) {
    if (error instanceof CoreError) return false;
    throw error;
  }
}

/** An image that a person takes for well gone is not chosen any more: publishing would bring it back. */
function adoptAbsence(
  { db, edits }: AdoptDependencies,
  finding: FindingRow,
  item: ItemRef,
  { jobId }: RepairContext,
): void {
  const image = ImageType.safeParse(finding.assetType);
  const formerRow = formerState(db, finding.path, null);
  transaction(db, () => {
    if (image.success) {
      const gone = candidatesOf(db, item).filter(
        (row) => row.assetType === image.data && row.hash === finding.expectedHash,
      );
      const before = selectionOf(db, item, image.data);
      const left = before.filter((id) => !gone.some((row) => row.id === id));
      if (left.length < before.length) edits.setArtwork(item, image.data, left);
    }
    forgetPublishedFile(db, finding.path);
    resolveFinding(db, finding.id, { resolution: 'adopt', jobId, journalId: null, formerRow });
  });
}

function adoptName({ db }: AdoptDependencies, finding: FindingRow, { jobId }: RepairContext): void {
  transaction(db, () => {
    const formerRow = formerState(db, finding.path, null);
    if (finding.otherPath !== null) movePublished(db, finding.path, finding.otherPath);
    resolveFinding(db, finding.id, { resolution: 'adopt', jobId, journalId: null, formerRow });
  });
}
