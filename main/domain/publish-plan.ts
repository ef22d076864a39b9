/**
 * What publishing an item would do to the disk, as a pure function of what is wanted, what is there, and what Metarr put
 * there last. The plan never guesses: where the disk holds something unexpected it says `conflict` and writes nothing.
 */
export interface DesiredFile {
  kind: 'nfo' | 'image';
  assetType: string | null;
  /** Absolute path. */
  path: string;
  contentHash: string;
  sizeBytes: number;
  /** Absolute path of the file this one takes the place of under another name (poster.png → poster.jpg). */
  supersedes: string | null;
}

export interface DiskFile {
  contentHash: string;
  sizeBytes: number;
}

export interface PublishPlanInput {
  desired: readonly DesiredFile[];
  /** What is on disk at each path that matters; null when nothing is there. */
  onDisk: ReadonlyMap<string, DiskFile | null>;
  /** Hash of what Metarr wrote to a path last; absent when it never did. */
  lastPublished: ReadonlyMap<string, string>;
  /** Hashes that Metarr read (and kept in its cache) when it scanned the path. */
  known: ReadonlyMap<string, string>;
}

export interface PlanEntry {
  op: 'create' | 'replace' | 'remove' | 'leave' | 'conflict';
  kind: 'nfo' | 'image';
  assetType: string | null;
  path: string;
  beforeHash: string | null;
  afterHash: string | null;
  sizeBytes: number | null;
  isForeign: boolean;
  reason: string | null;
}

/** Plans each wanted file. Entries keep the order of `desired`; a superseded file's removal follows its replacement. */
export function planPublish(input: PublishPlanInput): PlanEntry[] {
  const plan: PlanEntry[] = [];
  const claimed = new Set<string>();
  // A file that is wanted, or is going already, is nobody's to remove.
  const kept = new Set(input.desired.map((file) => nameKey(file.path)));
  for (const file of input.desired) {
    const key = nameKey(file.path);
    const isTaken = claimed.has(key);
    claimed.add(key);
    const before = input.onDisk.get(file.path) ?? null;
    const entry: PlanEntry = {
      op: 'create',
      kind: file.kind,
      assetType: file.assetType,
      path: file.path,
      beforeHash: before?.contentHash ?? null,
      afterHash: file.contentHash,
      sizeBytes: file.sizeBytes,
      isForeign: before !== null && input.lastPublished.get(file.path) !== before.contentHash,
      reason: null,
    };
    if (isTaken) {
      entry.op = 'conflict';
      entry.reason = 'Two files would get this name on a disk that ignores upper and lower case.';
    } else if (before === null) {
      entry.op = 'create';
    } else if (before.contentHash === file.contentHash) {
      entry.op = 'leave';
    } else if (file.kind === 'image' && entry.isForeign && input.known.get(file.path) !== before.contentHash) {
      entry.op = 'conflict';
      entry.reason = 'This image was changed outside Metarr since the last scan. Scan the library to take it in first.';
    } else {
      entry.op = 'replace';
    }
    plan.push(entry);
    if (file.supersedes !== null && entry.op !== 'conflict' && !kept.has(nameKey(file.supersedes))) {
      const old = input.onDisk.get(file.supersedes) ?? null;
      if (
        old !== null &&
        (input.known.get(file.supersedes) === old.contentHash ||
          input.lastPublished.get(file.supersedes) === old.contentHash)
      ) {
        kept.add(nameKey(file.supersedes));
        plan.push({
          op: 'remove',
          kind: file.kind,
          assetType: file.assetType,
          path: file.supersedes,
          beforeHash: old.contentHash,
          afterHash: null,
          sizeBytes: old.sizeBytes,
          isForeign: input.lastPublished.get(file.supersedes) !== old.contentHash,
          reason: null,
        });
      }
    }
  }
  return plan;
}

/** Equal for names that a disk without upper and lower case takes for one. */
function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** True when the plan would touch nothing. */
export function isPlanUnchanged(plan: readonly PlanEntry[]): boolean {
  return plan.every((entry) => entry.op === 'leave');
}
