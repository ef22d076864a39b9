import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ComparedFile, PublicationComparison } from '../../../contract/publish-runs.ts';
import { CoreError } from '../../domain/core-error.ts';
import { differences, type FileState, type StateDifference, stateAfter } from '../../domain/publish/item-states.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type Journal, settledJournalsOf } from '../../store/publish.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { unitTitle } from './item-title.ts';
import { requireCommitted } from './publish-again.ts';
import { findUnit } from './publish-unit.ts';

export interface CompareDependencies {
  db: ReadDb;
  pool: WorkerPool;
}

/**
 * What differs between an item's files after one publication and after another; `fromId` null stands for right before
 * `toId`. Throws `not_found`, `conflict` for one that was not carried out, `invalid_input` for two items.
 */
export async function comparePublications(
  deps: CompareDependencies,
  fromId: number | null,
  toId: number,
): Promise<PublicationComparison> {
  const to = requireCommitted(deps.db, toId);
  const from = fromId === null ? null : requireCommitted(deps.db, fromId);
  if (from !== null && !isSame(from.item, to.item)) {
    throw new CoreError('invalid_input', 'Only two publications of one item can be compared.');
  }
  const all = settledJournalsOf(deps.db, to.item);
  const before = from === null ? stateAfter(all, to.id, 'before') : stateAfter(all, from.id);
  return compare(deps, to, before, stateAfter(all, to.id));
}

/** What putting an earlier state back would change. Throws as comparePublications does. */
export async function compareWithNow(deps: CompareDependencies, journalId: number): Promise<PublicationComparison> {
  const journal = requireCommitted(deps.db, journalId);
  const all = settledJournalsOf(deps.db, journal.item);
  const now = stateAfter(all, all.at(-1)?.id ?? journal.id);
  return compare(deps, journal, now, stateAfter(all, journal.id));
}

function isSame(a: ItemRef, b: ItemRef): boolean {
  return a.type === b.type && a.id === b.id;
}

async function compare(
  deps: CompareDependencies,
  { item, directoryPath }: Journal,
  from: ReadonlyMap<string, FileState>,
  to: ReadonlyMap<string, FileState>,
): Promise<PublicationComparison> {
  const unit = findUnit(deps.db, item);
  const files = [];
  for (const difference of differences(from, to)) files.push(await comparedFile(deps, directoryPath, difference));
  return { item, title: unit === null ? '' : unitTitle(deps.db, unit), files };
}

async function comparedFile(
  { db, pool }: CompareDependencies,
  folder: string,
  { path: target, assetType, fromHash, toHash }: StateDifference,
): Promise<ComparedFile> {
  const kept = (hash: string | null): string | null =>
    hash === null ? null : (findCachedFile(db, hash)?.filePath ?? null);
  const [fromFile, toFile] = [kept(fromHash), kept(toHash)];
  const kind = kindOf(target);
  const isReadable = (fromHash === null || fromFile !== null) && (toHash === null || toFile !== null);
  return {
    name: path.relative(folder, target).replaceAll(path.sep, '/'),
    kind,
    assetType,
    fromHash,
    toHash,
    hasFromBytes: fromFile !== null,
    hasToBytes: toFile !== null,
    lines: kind === 'nfo' && isReadable ? await pool.run('diffFiles', { from: fromFile, to: toFile }) : [],
  };
}

function kindOf(file: string): ComparedFile['kind'] {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.nfo') return 'nfo';
  return ['.jpg', '.jpeg', '.png', '.webp', '.gif', '.tbn', '.avif'].includes(extension) ? 'image' : 'other';
}
