import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ExpectedFile, Observed } from '../../domain/verify/expected-file.ts';
import { type JudgedFinding, judgeFile } from '../../domain/verify/judge-file.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { forgetPublishedFile } from '../../store/publish.store.ts';
import { dropOtherFindings, recordFinding, suspectPaths } from '../../store/verify-finding.store.ts';
import {
  type CachedRow,
  cachedOf,
  movePublished,
  ownerOfBytes,
  pathsAtWork,
  publishedAt,
  publishedOf,
  type PublishedRow,
  settlePublishedTime,
  type VerifiedType,
} from '../../store/verify-target.store.ts';
import type { CacheProblem, VerifyInput, VerifyOutput } from '../../workers/verify-files.ts';
import { unitTitle } from '../publish/item-title.ts';
import { findUnit } from '../publish/publish-unit.ts';
import { followedPaths } from './followed-path.ts';
import { unplacedFiles } from './unplaced-files.ts';

/** Some items of one kind, with what is expected of their files. */
export interface VerifyPage {
  type: VerifiedType;
  ids: readonly number[];
  live: ReadonlySet<number>;
  published: readonly PublishedRow[];
  cached: readonly CachedRow[];
  /** What a worker is to look at: `published`, in the same order, and `cached`. */
  input: VerifyInput;
}

/** Loads what is to be compared of some items. @param away folders of disks that are not mounted now: nothing is said of them */
export function loadPage(
  db: ReadDb,
  libraryId: number,
  type: VerifiedType,
  items: readonly { id: number; isLive: boolean }[],
  options: { isFull: boolean; away: readonly string[] },
): VerifyPage {
  const ids = items.map(({ id }) => id);
  const live = new Set(items.flatMap(({ id, isLive }) => (isLive ? [id] : [])));
  const isAway = (file: string): boolean => options.away.some((mount) => file.startsWith(`${mount}${path.sep}`));
  const known = publishedOf(db, type, ids);
  const published = [...known, ...unplacedFiles(db, type, [...live], known)].filter((row) => !isAway(row.path));
  const cached = cachedOf(db, type, ids);
  const suspects = suspectPaths(db, libraryId, type, ids);
  return {
    type,
    ids,
    live,
    published,
    cached,
    input: {
      isFull: options.isFull,
      files: published.map(({ path: file, hash, sizeBytes, mtimeMs }) => ({
        ...{ path: file, hash, sizeBytes, mtimeMs },
        isSuspect: suspects.has(file),
      })),
      cached: cached.map(({ hash, path: file, sizeBytes }) => ({
        ...{ hash, path: file, sizeBytes },
        isSuspect: suspects.has(file),
      })),
    },
  };
}

/** True when so much of a page is missing that the disk may be: worth another look at the folder above. */
export function isMuchMissing(output: VerifyOutput): boolean {
  return output.files.some(([, observed]) => observed.state === 'missing' || observed.state === 'unreadable');
}

interface Judging {
  libraryId: number;
  runId: number;
  /** When the page was loaded: publications that were at work since are left out of account. */
  loadedAt: string;
}

/**
 * Writes down what is wrong with a page's files, and that the rest is right. To be called in a transaction. Answers how
 * many findings there are.
 */
export function applyPage(db: WriteDb, page: VerifyPage, output: VerifyOutput, judging: Judging): number {
  const found = new Map<string, () => void>();
  const deviating = output.files.map(([index, observed]) => [page.published[index], observed] as const);
  const atWork = pathsAtWork(db, judging.loadedAt, [
    ...deviating.flatMap(([row]) => (row === undefined ? [] : [row.path])),
    ...output.leftovers.map(({ path: file }) => file),
  ]);
  const context = new PageContext(db, page, judging);
  for (const [row, observed] of withOrphans(page, deviating)) {
    if (atWork.has(row.path) || context.isOutdated(row)) continue;
    context.judge(row, observed, found);
  }
  for (const [index, problem] of output.cached) {
    const cached = page.cached[index];
    if (cached !== undefined) context.judgeCached(cached, problem, found);
  }
  for (const leftover of output.leftovers) if (!atWork.has(leftover.path)) context.judgeLeftover(leftover, found);
  dropOtherFindings(db, judging.libraryId, page, [...found.keys()]);
  for (const record of found.values()) record();
  return found.size;
}

/** Of items in the trash also what is as it was: that is what they left behind. */
function withOrphans(
  page: VerifyPage,
  deviating: readonly (readonly [PublishedRow | undefined, Exclude<Observed, { state: 'same' }>])[],
): [PublishedRow, Observed][] {
  const seen = new Map<PublishedRow, Observed>();
  for (const [row, observed] of deviating) if (row !== undefined) seen.set(row, observed);
  if (page.live.size < page.ids.length) {
    for (const row of page.published) {
      if (!page.live.has(row.itemId) && !seen.has(row)) seen.set(row, { state: 'same' });
    }
  }
  return [...seen];
}

/** Judges one page's deviations; what takes a query is asked only where something deviates. */
class PageContext {
  readonly #db: WriteDb;
  readonly #page: VerifyPage;
  readonly #judging: Judging;
  readonly #followed = new Map<number, Map<string, string>>();
  readonly #titles = new Map<number, string>();
  readonly #livePaths: Set<string>;

  constructor(db: WriteDb, page: VerifyPage, judging: Judging) {
    this.#db = db;
    this.#page = page;
    this.#judging = judging;
    this.#livePaths = new Set(page.published.flatMap((row) => (page.live.has(row.itemId) ? [row.path] : [])));
  }

  /** Published or undone between loading and judging. */
  isOutdated(row: PublishedRow): boolean {
    if (row.publishedAt === '') return publishedAt(this.#db, row.path) !== null;
    const now = publishedAt(this.#db, row.path);
    return now === null || now.hash !== row.hash || now.publishedAt !== row.publishedAt;
  }

  judge(row: PublishedRow, observed: Observed, found: Map<string, () => void>): void {
    const isLive = this.#page.live.has(row.itemId);
    const needsName = isLive && observed.state === 'missing';
    const followed = needsName ? (this.#followedOf(row.itemId).get(row.path) ?? null) : null;
    const verdict = judgeFile(row satisfies ExpectedFile, observed, { isLive, followed, published: this.#livePaths });
    switch (verdict.kind) {
      case 'fine':
        return;
      case 'settle':
        settlePublishedTime(this.#db, row.path, verdict.mtimeMs);
        return;
      case 'follow':
        movePublished(this.#db, row.path, verdict.to);
        return;
      case 'forget':
        // An item in the trash may come back, and finds its files by these rows.
        if (isLive) forgetPublishedFile(this.#db, row.path);
        return;
      case 'finding':
        found.set(row.path, () => {
          this.#record(row.itemId, row, verdict.finding);
        });
    }
  }

  judgeCached(cached: CachedRow, problem: CacheProblem, found: Map<string, () => void>): void {
    const { type, ids } = this.#page;
    const owner = ownerOfBytes(this.#db, type, ids, cached.hash);
    if (owner === null) return;
    const finding: JudgedFinding = {
      kind: problem.state === 'unreadable' ? 'unreadable' : 'corrupt_cache',
      path: cached.path,
      foundHash: problem.hash,
      foundSizeBytes: problem.sizeBytes,
      otherPath: null,
      reason: problem.reason,
    };
    found.set(cached.path, () => {
      this.#record(owner, cached, finding);
    });
  }

  judgeLeftover(leftover: { path: string; sizeBytes: number }, found: Map<string, () => void>): void {
    const folder = path.dirname(leftover.path);
    const owner = this.#page.published.find((row) => path.dirname(row.path) === folder)?.itemId;
    if (owner === undefined) return;
    const expected = { hash: null, sizeBytes: null, assetType: null };
    const finding: JudgedFinding = {
      ...{ kind: 'orphan', path: leftover.path, foundHash: null, foundSizeBytes: leftover.sizeBytes, otherPath: null },
      reason: 'interrupted_write',
    };
    found.set(leftover.path, () => {
      this.#record(owner, expected, finding);
    });
  }

  #record(
    itemId: number,
    expected: { hash: string | null; sizeBytes: number | null; assetType: string | null },
    finding: JudgedFinding,
  ): void {
    recordFinding(this.#db, {
      ...finding,
      runId: this.#judging.runId,
      libraryId: this.#judging.libraryId,
      itemType: this.#page.type,
      itemId,
      title: this.#titleOf(itemId),
      assetType: expected.assetType,
      expectedHash: expected.hash,
      expectedSizeBytes: expected.sizeBytes,
    });
  }

  #followedOf(itemId: number): Map<string, string> {
    let followed = this.#followed.get(itemId);
    if (followed === undefined) {
      const own = this.#page.published.filter((row) => row.itemId === itemId);
      followed = followedPaths(this.#db, this.#ref(itemId), own);
      this.#followed.set(itemId, followed);
    }
    return followed;
  }

  #titleOf(itemId: number): string {
    let title = this.#titles.get(itemId);
    if (title === undefined) {
      const unit = findUnit(this.#db, this.#ref(itemId));
      title = unit === null ? '' : unitTitle(this.#db, unit);
      this.#titles.set(itemId, title);
    }
    return title;
  }

  #ref(id: number): ItemRef {
    return { type: this.#page.type, id };
  }
}
