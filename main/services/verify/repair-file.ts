import path from 'node:path';
import { recordCachedFile } from '../../store/cache.store.ts';
import { forgetPublishedFile } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import { dropFinding, type FindingRow, resolveFinding } from '../../store/verify-finding.store.ts';
import { forgetOrphan, libraryCopies, orphanAt, publishedRowJson } from '../../store/verify-target.store.ts';
import type { RepairContext } from './repair-types.ts';
import type { VerifyDependencies } from './verify-types.ts';

/**
 * Removes what was left over from the library. Its bytes are in the cache before it goes, and stay there for the time of
 * grace. Answers why it cannot, or null.
 */
export async function removeOrphan(
  { db, pool, cacheDir }: VerifyDependencies,
  finding: FindingRow,
  { jobId }: RepairContext,
): Promise<string | null> {
  const { expectedHash } = finding;
  const kept = await pool.run('keepFile', { cacheDir, path: finding.path, expectedHash, ext: null });
  if (!kept.ok) return kept.error.message;
  if (kept.hash === null) {
    transaction(db, () => {
      forgetOrphan(db, finding.path);
      dropFinding(db, finding.id);
    });
    return null;
  }
  recordCachedFile(db, {
    contentHash: kept.hash,
    filePath: kept.cachePath,
    fileSize: kept.sizeBytes,
    assetType: finding.assetType === 'nfo' ? 'nfo' : 'other',
    ...{ mimeType: null, width: null, height: null },
  });
  const removed = await pool.run('removeKept', { path: finding.path, hash: kept.hash });
  if (!removed.ok) return removed.error.message;
  const hash = kept.hash;
  transaction(db, () => {
    const orphan = orphanAt(db, finding.path);
    const published = publishedRowJson(db, finding.path);
    const former = published ?? (orphan === null ? null : JSON.stringify(orphan));
    forgetOrphan(db, finding.path);
    if (published !== null) forgetPublishedFile(db, finding.path);
    const formerRow = JSON.stringify({
      hash,
      ext: path.extname(kept.cachePath).slice(1),
      isPublished: published !== null,
      row: former,
    });
    resolveFinding(db, finding.id, { resolution: 'remove', jobId, journalId: null, formerRow });
  });
  return null;
}

/** Takes a damaged or lost file of the cache out of the library again. Answers why it cannot, or null. */
export async function recache(
  { db, pool, cacheDir }: VerifyDependencies,
  finding: FindingRow,
  { jobId }: RepairContext,
): Promise<string | null> {
  const { expectedHash } = finding;
  if (expectedHash === null) return 'It is not known what it held.';
  const copies = await pool.run('hashFiles', libraryCopies(db, expectedHash));
  const copy = copies.find((file) => file.hash === expectedHash);
  if (copy === undefined) return 'No file of the library holds these bytes. Choose the image again to fetch it.';
  const ext = path.extname(finding.path);
  const kept = await pool.run('keepFile', { cacheDir, path: copy.path, expectedHash, ext });
  if (!kept.ok) return kept.error.message;
  if (kept.hash === null) return `${copy.path} is gone. Verify again.`;
  resolveFinding(db, finding.id, { resolution: 'recache', jobId, journalId: null, formerRow: null });
  return null;
}
