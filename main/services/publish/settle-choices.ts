import path from 'node:path';
import type { FieldName } from '../../../contract/field-values.ts';
import { ImageType, type ItemRef } from '../../../contract/primitives.ts';
import type { FileChoice, MergeField } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isEmptyValue } from '../../domain/field-guard.ts';
import { sideOf } from '../../domain/publish/merge-fields.ts';
import type { PlanEntry } from '../../domain/publish-plan.ts';
import { updateItem } from '../../store/item.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import { selectionOf, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { recordCachedImage } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { rememberChoice } from '../../store/publish-choice.store.ts';
import { transaction } from '../../store/sql.ts';
import type { CachedImage } from '../../workers/scan-facts.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import type { BuiltPlan } from './build-plan.ts';
import { numberInName } from './image-number.ts';
import { choicesOfNfo, reasonOf } from './plan-view.ts';

export interface SettleDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  edits: ItemEdits;
}

interface SettledFile {
  entry: PlanEntry;
  choice: FileChoice;
  /** Of an image to be adopted: its bytes, in the cache by now. */
  image: CachedImage | null;
}

/**
 * Does what a person decided about the conflicts of a plan: takes outside values and images in as edits, and remembers of
 * each file what is to become of the bytes that are there. All of it or nothing. Answers the edits, newest first. Throws
 * `invalid_input` for a choice that is none, `changed_on_disk` for an image that changed again, `image_invalid`.
 */
export async function settleChoices(
  deps: SettleDependencies,
  plan: BuiltPlan,
  choices: readonly FileChoice[],
): Promise<number[]> {
  const settled: SettledFile[] = [];
  for (const choice of choices) {
    const entry = conflictAt(plan, choice);
    const isAdopted = choice.choice === 'adopt' && entry.kind === 'image';
    settled.push({ entry, choice, image: isAdopted ? await takeIn(deps, entry) : null });
  }
  return transaction(deps.db, () => {
    const editIds = settled.flatMap((file) => settleFile(deps, plan, file));
    return editIds.reverse();
  });
}

function conflictAt(plan: BuiltPlan, { path: file, choice }: FileChoice): PlanEntry {
  const entry = plan.entries.find((candidate) => candidate.path === file && candidate.op === 'conflict');
  if (entry === undefined) throw new CoreError('invalid_input', `${file} is in no conflict any more.`, { path: file });
  const allowed = entry.kind === 'nfo' ? choicesOfNfo(plan, entry) : entry.choices;
  if (allowed.includes(choice)) return entry;
  throw new CoreError('invalid_input', `“${choice}” cannot be chosen here. ${reasonOf(entry) ?? ''}`.trim(), {
    path: file,
  });
}

async function takeIn({ pool, cacheDir }: SettleDependencies, entry: PlanEntry): Promise<CachedImage> {
  const taken = await pool.run('acceptImage', { cacheDir, source: { path: entry.path } });
  if (!taken.ok) throw new CoreError('image_invalid', `${taken.reason} It cannot be taken in.`, { path: entry.path });
  if (taken.image.hash === entry.beforeHash) return taken.image;
  throw new CoreError('changed_on_disk', 'The file has changed since the preview. Look at the new preview first.', {
    path: entry.path,
  });
}

function settleFile(deps: SettleDependencies, plan: BuiltPlan, { entry, choice, image }: SettledFile): number[] {
  if (entry.beforeHash === null) return [];
  rememberChoice(deps.db, entry.path, { diskHash: entry.beforeHash, choice: choice.choice });
  if (image !== null) return adoptImage(deps, plan, entry, image);
  if (entry.kind === 'nfo' && plan.nfo !== null) markRead(deps.db, plan, entry);
  if (choice.choice !== 'adopt' && choice.choice !== 'merge') return [];
  return (plan.outside?.items ?? []).flatMap(({ item, fields }) => {
    const taken = choice.choice === 'adopt' ? fields.filter(isAdopted) : mergedFields(item, fields, choice);
    const changes = taken.map(({ field, outside }) => ({ field, value: outside }));
    return deps.edits.setFields(item, changes) ?? [];
  });
}

/** A person has seen what it says and has decided: the next scan must not take it for news. */
function markRead(db: WriteDb, { unit }: BuiltPlan, { path: file, beforeHash }: PlanEntry): void {
  for (const member of unit.members) {
    updateItem(db, member, { nfo_path: file, nfo_hash: beforeHash, nfo_parsed_at: nowTimestamp() });
  }
}

/** What somebody else changed; what is only not said there erases nothing. */
function isAdopted({ changedBy, outside }: MergeField): boolean {
  return changedBy !== 'us' && !(changedBy === 'unknown' && isEmptyValue(outside));
}

/** The fields of an item that a merge takes from outside. */
function mergedFields(
  item: ItemRef,
  fields: readonly MergeField[],
  { path: file, fields: said }: FileChoice,
): MergeField[] {
  const own = said.filter((pick) => pick.item.type === item.type && pick.item.id === item.id);
  const sides = new Map<FieldName, 'outside' | 'ours'>(own.map(({ field, side }) => [field, side]));
  return fields.filter((field) => {
    const side = sideOf(field, sides);
    if (side !== null) return side === 'outside';
    throw new CoreError('invalid_input', `Both sides changed “${field.field}”. Choose which value it is to have.`, {
      path: file,
      field: field.field,
    });
  });
}

/** The outside image becomes the one that is chosen for its place, as a person's edit. */
function adoptImage(
  { db, edits }: SettleDependencies,
  plan: BuiltPlan,
  entry: PlanEntry,
  image: CachedImage,
): number[] {
  const { owner } = plan.unit;
  const item = { type: owner.type, id: owner.id };
  const type = ImageType.parse(entry.assetType);
  recordCachedImage(db, image);
  const candidateId = upsertLocalCandidate(db, {
    item,
    type,
    hash: image.hash,
    cachePath: image.cachePath,
    sizeBytes: image.sizeBytes,
    width: image.width,
    height: image.height,
    filePath: entry.path,
    fileIndex: numberInName(path.parse(entry.path).name, owner),
  });
  const rank = plan.entries.filter((other) => other.assetType === type && other.op !== 'remove').indexOf(entry);
  const selection = selectionOf(db, item, type).filter((id) => id !== candidateId);
  selection.splice(Math.max(0, rank), 1, candidateId);
  return [edits.setArtwork(item, type, selection) ?? []].flat();
}
