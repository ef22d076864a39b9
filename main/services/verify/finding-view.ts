import path from 'node:path';
import type { Finding } from '../../../contract/verification.ts';
import { repairsOf } from '../../domain/verify/judge-file.ts';
import type { FindingRow } from '../../store/verify-finding.store.ts';

/** A finding in the boundary's shape. */
export function toFinding(row: FindingRow): Finding {
  const { itemType, itemId } = row;
  return {
    id: row.id,
    runId: row.runId,
    libraryId: row.libraryId,
    kind: row.kind,
    item: itemType === null || itemId === null ? null : { type: itemType, id: itemId },
    title: row.title,
    path: row.path,
    name: nameIn(row.libraryPath, row.path),
    assetType: row.assetType,
    expectedHash: row.expectedHash,
    expectedSizeBytes: row.expectedSizeBytes,
    foundHash: row.foundHash,
    foundSizeBytes: row.foundSizeBytes,
    otherPath: row.otherPath,
    reason: row.reason,
    repairs: repairsOf(row.kind, itemId !== null),
    foundAt: row.foundAt,
  };
}

/** Relative to the library; of a file elsewhere (the cache) the name alone. */
export function nameIn(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  if (relative === '') return path.basename(folder);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
    return path.basename(file);
  return relative.replaceAll(path.sep, '/');
}
