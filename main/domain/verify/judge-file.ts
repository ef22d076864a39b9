import type { FindingKind, Repair } from '../../../contract/verification.ts';
import type { ExpectedFile, Observed } from './expected-file.ts';

/** What is known of a file's item. */
export interface FileOwner {
  /** False for an item in the trash and for one that was purged. */
  isLive: boolean;
  /** Where the file goes now that its video has another name; null when its name still fits. */
  followed: string | null;
  /** Every path that something was published to for a live item: a lookalike among them is that file, not this one. */
  published: ReadonlySet<string>;
}

/** What is wrong with a file, before it is known whose it is. */
export interface JudgedFinding {
  kind: FindingKind;
  path: string;
  foundHash: string | null;
  foundSizeBytes: number | null;
  otherPath: string | null;
  reason: string | null;
}

export type Verdict =
  | { kind: 'fine' }
  /** The bytes are right and only the time is not: remembered, so that the next look need not read them again. */
  | { kind: 'settle'; mtimeMs: number }
  /** Published anew under the name it has now, or gone together with its item: nothing is expected there any more. */
  | { kind: 'forget' }
  /** It was renamed together with its video: that is where it is from now on. */
  | { kind: 'follow'; to: string }
  | { kind: 'finding'; finding: JudgedFinding };

/** Judges one expected file by what was found in its place. Pure: the same facts give the same verdict. */
export function judgeFile(file: ExpectedFile, observed: Observed, owner: FileOwner): Verdict {
  if (!owner.isLive) return judgeOrphan(file, observed);
  switch (observed.state) {
    case 'same':
      return { kind: 'fine' };
    case 'touched':
      return { kind: 'settle', mtimeMs: observed.mtimeMs };
    case 'changed':
      return finding(file, {
        kind: 'changed',
        foundHash: observed.hash,
        foundSizeBytes: observed.sizeBytes,
      });
    case 'unreadable':
      return finding(file, { kind: 'unreadable', reason: observed.reason });
    case 'missing': {
      if (owner.followed !== null && owner.published.has(owner.followed)) return { kind: 'forget' };
      const twin = observed.lookalikes.find(({ path }) => !owner.published.has(path));
      if (twin !== undefined && twin.path === owner.followed) return { kind: 'follow', to: twin.path };
      if (twin === undefined) return finding(file, { kind: 'missing', otherPath: owner.followed });
      return finding(file, {
        kind: 'wrong_name',
        foundHash: file.hash,
        foundSizeBytes: twin.sizeBytes,
        otherPath: twin.path,
      });
    }
  }
}

/** Of an item that is gone only what is still there as it was written is left over: the rest is nobody's or another's. */
function judgeOrphan(file: ExpectedFile, observed: Observed): Verdict {
  switch (observed.state) {
    case 'same':
    case 'touched':
      return finding(file, { kind: 'orphan', foundHash: file.hash, foundSizeBytes: file.sizeBytes });
    case 'unreadable':
      return finding(file, { kind: 'unreadable', reason: observed.reason });
    case 'changed':
    case 'missing':
      return { kind: 'forget' };
  }
}

function finding(file: ExpectedFile, given: Partial<JudgedFinding> & { kind: FindingKind }): Verdict {
  const none = { foundHash: null, foundSizeBytes: null, otherPath: null, reason: null };
  return { kind: 'finding', finding: { ...none, ...given, path: file.path } };
}

/** What can be done about a finding, the best first. */
export function repairsOf(kind: FindingKind, hasItem: boolean): Repair[] {
  switch (kind) {
    case 'missing':
      return hasItem ? ['put_back', 'adopt'] : [];
    case 'changed':
      return hasItem ? ['put_back', 'adopt'] : [];
    case 'wrong_name':
      return hasItem ? ['rename_back', 'put_back', 'adopt'] : [];
    case 'orphan':
      return ['remove'];
    case 'corrupt_cache':
      return ['recache'];
    case 'unreadable':
    case 'offline':
      return [];
  }
}
