import path from 'node:path';
import { newTempPath } from '../../files/atomic-write.ts';
import { sha256 } from '../../files/hash-file.ts';
import type { PublishStep, StepSource } from '../../files/publish-step.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { FindingRow } from '../../store/verify-finding.store.ts';
import { publishedNfoText, publishedOf } from '../../store/verify-target.store.ts';
import type { HashedPath } from '../../workers/keep-files.ts';
import { itemFolder } from '../items/item-folder.ts';
import { findUnit } from '../publish/publish-unit.ts';
import { followedPaths } from './followed-path.ts';
import type { VerifyDependencies } from './verify-types.ts';

/** One finding with what putting it right does to the disk. */
export interface PlannedFinding {
  finding: FindingRow;
  /** Where the file belongs: where it was, or where it would be now that its video has another name. */
  target: string;
  /** Empty when it is right already. */
  steps: PublishStep[];
  /** Why nothing can be done; null when something can. */
  refused: string | null;
  /** Library file whose bytes the cache has to take in first; null when it has them. */
  takeIn: string | null;
}

export interface ItemRepair {
  item: ItemRef;
  folderPath: string;
  findings: PlannedFinding[];
}

/** Findings of one item, of a kind that `put_back` or `rename_back` mends. */
interface Request {
  item: ItemRef;
  findings: readonly FindingRow[];
  repair: 'put_back' | 'rename_back';
  /** What may be there already stays: nobody has seen it. */
  isAutomatic: boolean;
}

/** Looks at the disk, and says which files would be written, renamed and replaced to put an item's findings right. */
export async function planItemRepair(
  { db, pool }: Pick<VerifyDependencies, 'db' | 'pool'>,
  { item, findings, repair, isAutomatic }: Request,
): Promise<ItemRepair> {
  const unit = findUnit(db, item);
  const refuseAll = (reason: string): ItemRepair => ({
    item,
    folderPath: '',
    findings: findings.map((finding) => refusal(finding, finding.path, reason)),
  });
  if (unit === null) return refuseAll('This item is not in Metarr any more.');
  if (unit.members.some((member) => member.deleted_on !== null || member.series_deleted_on !== null)) {
    return refuseAll('This item is in the trash. Restore it first.');
  }
  const followed = followedPaths(db, unit.owner, publishedOf(db, unit.owner.type, [unit.owner.id]));
  const targets = new Map(findings.map((finding) => [finding.id, followed.get(finding.path) ?? finding.path]));
  const looked = [...targets.values(), ...findings.flatMap(({ otherPath }) => otherPath ?? [])];
  const disk = new Map((await pool.run('hashFiles', [...new Set(looked)])).map((file) => [file.path, file]));
  // Where the item has no folder of its own (a set), the files' own will do.
  const [first] = targets.values();
  const folderPath = itemFolder(unit.owner) || path.dirname(first ?? '');
  return {
    item: { type: unit.owner.type, id: unit.owner.id },
    folderPath,
    findings: findings.map((finding) =>
      planFinding(db, {
        finding,
        target: targets.get(finding.id) ?? finding.path,
        folderPath,
        disk,
        repair,
        isAutomatic,
      }),
    ),
  };
}

interface Planning {
  finding: FindingRow;
  target: string;
  folderPath: string;
  disk: ReadonlyMap<string, HashedPath>;
  repair: Request['repair'];
  isAutomatic: boolean;
}

function planFinding(db: ReadDb, planning: Planning): PlannedFinding {
  const { finding, target, folderPath, disk, repair, isAutomatic } = planning;
  const { expectedHash } = finding;
  const refuse = (reason: string): PlannedFinding => refusal(finding, target, reason);
  if (!isInside(folderPath, target))
    return refuse('It lies outside of the item’s folder now. Publish the item instead.');
  if (expectedHash === null) return refuse('It is not known what it held.');
  const there = disk.get(target);
  if (there?.problem != null) return refuse(there.problem);
  const now = there?.hash ?? null;
  const isAutomaticReplacement = isAutomatic && now !== null && now !== expectedHash;
  if (isAutomaticReplacement) return refuse('Another file lies there by now.');
  const other = repair === 'rename_back' ? finding.otherPath : null;
  if (repair === 'rename_back' && (other === null || disk.get(other)?.hash !== expectedHash)) {
    return refuse('The file is not there any more under its other name. Verify again.');
  }
  const source = sourceOf(db, expectedHash, other);
  if (source === null && now !== expectedHash) {
    return refuse('Its bytes are not in the cache any more. Publish the item to write a new one.');
  }
  const steps: PublishStep[] = [];
  if (now !== expectedHash && source !== null) {
    const op = now === null ? 'create' : 'replace';
    steps.push(stepOf(op, target, { beforeHash: now, afterHash: expectedHash, source: source.from }));
  }
  if (other !== null) steps.push(stepOf('remove', other, { beforeHash: expectedHash, afterHash: null, source: null }));
  return { finding, target, steps, refused: null, takeIn: now === expectedHash ? null : (source?.takeIn ?? null) };
}

/** The cache, the text of an NFO in the history, or the file under its wrong name. */
function sourceOf(db: ReadDb, hash: string, other: string | null): { from: StepSource; takeIn: string | null } | null {
  const cached = findCachedFile(db, hash);
  if (cached !== null) {
    return { from: { kind: 'cache', hash, ext: path.extname(cached.filePath).slice(1) }, takeIn: null };
  }
  const text = publishedNfoText(db, hash);
  const bytes = text === null ? null : Buffer.from(text, 'utf8');
  if (bytes !== null && sha256(bytes) === hash) return { from: { kind: 'bytes', bytes }, takeIn: null };
  if (other === null) return null;
  return { from: { kind: 'cache', hash, ext: path.extname(other).slice(1) }, takeIn: other };
}

function stepOf(
  op: PublishStep['op'],
  target: string,
  bytes: Pick<PublishStep, 'beforeHash' | 'afterHash' | 'source'>,
): PublishStep {
  return { seq: 0, op, path: target, tempPath: op === 'remove' ? null : newTempPath(target), ...bytes };
}

function refusal(finding: FindingRow, target: string, reason: string): PlannedFinding {
  return { finding, target, steps: [], refused: reason, takeIn: null };
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
