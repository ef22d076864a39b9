import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import { isWritten, type PlanEntry } from '../../domain/publish-plan.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import type { PublishStep } from '../../files/publish-step.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { BuiltPlan } from './build-plan.ts';

/**
 * What is to be done to the disk for a plan. A rename is a file that comes and one that goes: so it can be taken up or
 * taken back at any moment. Throws `file_missing` when an image is not in the cache any more.
 */
export function publishSteps(db: ReadDb, plan: BuiltPlan): PublishStep[] {
  const steps = plan.entries.filter(isWritten).flatMap((entry) => {
    const { fromPath } = entry;
    if (entry.op !== 'rename' || fromPath === null) return [stepOf(db, plan, entry)];
    const going = { ...entry, op: 'remove' as const, path: fromPath, beforeHash: entry.afterHash, afterHash: null };
    return [stepOf(db, plan, { ...entry, op: 'create' }), stepOf(db, plan, going)];
  });
  return steps.map((step, seq) => ({ ...step, seq }));
}

function stepOf(db: ReadDb, plan: BuiltPlan, entry: PlanEntry): PublishStep {
  return {
    seq: 0,
    op: entry.op as PublishStep['op'],
    path: entry.path,
    tempPath: entry.op === 'remove' ? null : newTempPath(entry.path),
    beforeHash: entry.beforeHash,
    afterHash: entry.afterHash,
    source: sourceOf(db, plan, entry),
  };
}

function sourceOf(db: ReadDb, plan: BuiltPlan, { kind, afterHash }: PlanEntry): PublishStep['source'] {
  if (afterHash === null) return null;
  if (kind === 'nfo') return { kind: 'bytes', bytes: plan.nfo?.bytes ?? new Uint8Array() };
  return { kind: 'cache', hash: afterHash, ext: cacheExtension(db, afterHash) };
}

function cacheExtension(db: ReadDb, hash: string): string {
  const cached = findCachedFile(db, hash);
  if (cached === null) throw new CoreError('file_missing', 'A selected image is not in the cache any more.', { hash });
  return path.extname(cached.filePath).slice(1);
}
