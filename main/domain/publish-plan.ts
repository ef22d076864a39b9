/**
 * What publishing an item would do to the disk, as a pure function of what is wanted, what is there, what Metarr put
 * there last, and what a person decided. The plan never guesses: where the disk holds something unexpected it says
 * `conflict` and writes nothing.
 */
import type { ConflictChoice, PlanOp, PlanReason } from '../../contract/publishing.ts';

export type PlanFileKind = 'nfo' | 'image' | 'trailer';

export interface DesiredFile {
  kind: PlanFileKind;
  assetType: string | null;
  /** Absolute path. */
  path: string;
  contentHash: string;
  sizeBytes: number;
  /** Absolute path of the file this one takes the place of under another name (poster.png → poster.jpg). */
  supersedes: string | null;
  /** When it was chosen; what came to lie there later was not known then. Null when that is not known. */
  chosenAt?: string | null;
}

export interface DiskFile {
  contentHash: string;
  sizeBytes: number;
}

/** A file that Metarr wrote under a name which the item's files do not have any more. */
export interface ObsoleteFile {
  kind: PlanFileKind;
  assetType: string | null;
  path: string;
}

/** What is known of an NFO that somebody else changed, once its fields were compared. */
export type OutsideChange =
  /** Values that Metarr has are other ones there. */
  | 'values'
  /** Nothing that Metarr has a value of: all of it stays when the NFO is patched. */
  | 'foreign_only';

export interface PublishPlanInput {
  desired: readonly DesiredFile[];
  /** What is on disk at each path that matters; null when nothing is there. */
  onDisk: ReadonlyMap<string, DiskFile | null>;
  /** Hash of what Metarr wrote to a path last; absent when it never did. */
  lastPublished: ReadonlyMap<string, string>;
  /** What Metarr read (and kept in its cache) when it scanned the path; `readAt` null when that is not known. */
  known: ReadonlyMap<string, KnownBytes>;
  /** What a person decided about a path, as long as it holds these bytes. */
  choices?: ReadonlyMap<string, { diskHash: string; choice: ConflictChoice }>;
  /** NFO files that hold other bytes than Metarr wrote; `values` where it was not looked into. */
  outside?: ReadonlyMap<string, OutsideChange>;
  /** Goes where its bytes are still those that Metarr wrote. */
  obsolete?: readonly ObsoleteFile[];
}

export interface KnownBytes {
  hash: string;
  readAt: string | null;
}

export interface PlanEntry {
  op: PlanOp;
  kind: PlanFileKind;
  assetType: string | null;
  path: string;
  /** Of a rename: where the bytes are now. */
  fromPath: string | null;
  /** Of the file at `path`; of a rename null, since nothing is there. */
  beforeHash: string | null;
  afterHash: string | null;
  sizeBytes: number | null;
  isForeign: boolean;
  reasonCode: PlanReason | null;
  /** What can be decided; empty unless it is a conflict. */
  choices: ConflictChoice[];
}

/**
 * Plans each wanted file. Entries keep the order of `desired`; the removal of what a file supersedes follows it, unless its
 * bytes are the file's: then it is renamed.
 */
export function planPublish(input: PublishPlanInput): PlanEntry[] {
  const plan: PlanEntry[] = [];
  const claimed = new Set<string>();
  // A file that is wanted, or is going already, is nobody's to remove.
  const kept = new Set(input.desired.map((file) => nameKey(file.path)));
  for (const file of input.desired) {
    const key = nameKey(file.path);
    const entry = claimed.has(key) ? sameName(file, input) : planFile(file, input);
    claimed.add(key);
    plan.push(entry);
    const old = isWritten(entry) || entry.op === 'leave' ? goesFor(file, input, kept) : null;
    if (old === null) continue;
    kept.add(nameKey(old.path));
    addRemoval(plan, entry, old);
  }
  for (const file of input.obsolete ?? []) {
    if (kept.has(nameKey(file.path))) continue;
    const there = input.onDisk.get(file.path) ?? null;
    if (there === null || input.lastPublished.get(file.path) !== there.contentHash) continue;
    kept.add(nameKey(file.path));
    const old = { ...removal(file, there, false), reasonCode: 'obsolete' as const };
    addRemoval(plan, renameTarget(plan, old), old);
  }
  return plan;
}

function planFile(file: DesiredFile, input: PublishPlanInput): PlanEntry {
  const before = input.onDisk.get(file.path) ?? null;
  const published = input.lastPublished.get(file.path);
  const entry: PlanEntry = {
    op: 'create',
    kind: file.kind,
    assetType: file.assetType,
    path: file.path,
    fromPath: null,
    beforeHash: before?.contentHash ?? null,
    afterHash: file.contentHash,
    sizeBytes: file.sizeBytes,
    isForeign: before !== null && published !== before.contentHash,
    reasonCode: null,
    choices: [],
  };
  if (before === null) return published === undefined ? entry : { ...entry, reasonCode: 'missing' };
  if (before.contentHash === file.contentHash) return { ...entry, op: 'leave' };
  const choice = input.choices?.get(file.path);
  const chosen = choice?.diskHash === before.contentHash ? choice.choice : null;
  if (chosen === 'keep') return kept(entry, before);
  if (chosen !== null) return { ...entry, op: 'replace', reasonCode: 'settled_by_choice' };
  const reasonCode = entry.isForeign ? conflictOf(file, before, input) : null;
  if (reasonCode === 'outside_kept') return { ...entry, op: 'replace', reasonCode };
  if (reasonCode !== null) return { ...entry, op: 'conflict', reasonCode, choices: choicesFor(file.kind) };
  return { ...entry, op: 'replace' };
}

/** The file stays: what it is to hold is what it holds. */
function kept(entry: PlanEntry, there: DiskFile): PlanEntry {
  return {
    ...entry,
    op: 'leave',
    afterHash: there.contentHash,
    sizeBytes: there.sizeBytes,
    reasonCode: 'kept_by_choice',
  };
}

/** Why bytes that Metarr did not write must not be replaced unasked; null when they may be. */
function conflictOf(file: DesiredFile, before: DiskFile, input: PublishPlanInput): PlanReason | null {
  // An empty file is nobody's work.
  if (before.sizeBytes === 0) return null;
  const published = input.lastPublished.get(file.path);
  const known = input.known.get(file.path);
  const isRead = known?.hash === before.contentHash;
  if (published === undefined) return isRead ? null : 'never_read';
  if (file.kind === 'nfo') {
    return (input.outside?.get(file.path) ?? 'values') === 'foreign_only' ? 'outside_kept' : 'changed_outside';
  }
  // Chosen after the other file was seen there: that one was decided against.
  const { chosenAt = null } = file;
  const isDecided = isRead && known.readAt !== null && chosenAt !== null && chosenAt > known.readAt;
  return isDecided && published !== file.contentHash ? null : 'changed_outside';
}

/** What can be decided about a conflict of a kind of file. */
export function choicesFor(kind: PlanFileKind): ConflictChoice[] {
  if (kind === 'nfo') return ['merge', 'adopt', 'overwrite', 'keep'];
  return kind === 'image' ? ['adopt', 'overwrite', 'keep'] : ['overwrite', 'keep'];
}

function sameName(file: DesiredFile, { onDisk, lastPublished }: PublishPlanInput): PlanEntry {
  const before = onDisk.get(file.path) ?? null;
  return {
    op: 'conflict',
    kind: file.kind,
    assetType: file.assetType,
    path: file.path,
    fromPath: null,
    beforeHash: before?.contentHash ?? null,
    afterHash: file.contentHash,
    sizeBytes: file.sizeBytes,
    isForeign: before !== null && lastPublished.get(file.path) !== before.contentHash,
    reasonCode: 'same_name',
    choices: [],
  };
}

/** The file that a wanted one takes the place of, if Metarr knows its bytes. */
function goesFor(file: DesiredFile, input: PublishPlanInput, kept: ReadonlySet<string>): PlanEntry | null {
  const { supersedes } = file;
  if (supersedes === null || kept.has(nameKey(supersedes))) return null;
  const old = input.onDisk.get(supersedes) ?? null;
  if (old === null) return null;
  const isOurs = input.lastPublished.get(supersedes) === old.contentHash;
  const isRead = input.known.get(supersedes)?.hash === old.contentHash;
  if (!isOurs && !isRead) return null;
  const choice = input.choices?.get(supersedes);
  if (choice?.choice === 'keep' && choice.diskHash === old.contentHash) return null;
  return removal({ ...file, path: supersedes }, old, !isOurs);
}

function removal(file: ObsoleteFile, there: DiskFile, isForeign: boolean): PlanEntry {
  return {
    op: 'remove',
    kind: file.kind,
    assetType: file.assetType,
    path: file.path,
    fromPath: null,
    beforeHash: there.contentHash,
    afterHash: null,
    sizeBytes: there.sizeBytes,
    isForeign,
    reasonCode: null,
    choices: [],
  };
}

/** The file that is created with exactly the bytes that go elsewhere; null when there is none. */
function renameTarget(plan: readonly PlanEntry[], old: PlanEntry): PlanEntry | null {
  return (
    plan.find((entry) => entry.op === 'create' && entry.kind === old.kind && entry.afterHash === old.beforeHash) ?? null
  );
}

/** A removal, or a rename where the same bytes come back under a new name. */
function addRemoval(plan: PlanEntry[], target: PlanEntry | null, old: PlanEntry): void {
  if (target?.op === 'create' && target.afterHash === old.beforeHash) {
    target.op = 'rename';
    target.fromPath = old.path;
    target.isForeign = old.isForeign;
  } else {
    plan.splice(target === null ? plan.length : plan.indexOf(target) + 1, 0, old);
  }
}

/** Equal for names that a disk without upper and lower case takes for one. */
function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** True for what publishing would carry out. */
export function isWritten({ op }: Pick<PlanEntry, 'op'>): boolean {
  return op !== 'leave' && op !== 'conflict';
}

/** True when the plan would touch nothing. */
export function isPlanUnchanged(plan: readonly PlanEntry[]): boolean {
  return plan.every((entry) => entry.op === 'leave');
}
