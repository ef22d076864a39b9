import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobContext } from '../../jobs/job-kind.ts';
import type { FolderScope } from '../../store/folder-scope.ts';
import type { Library } from '../../store/library.store.ts';
import { getItem } from '../../store/item.store.ts';
import { transaction } from '../../store/sql.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import { recordFinding } from '../../store/verify-finding.store.ts';
import { saveVerifyCursor, type VerifyCursor } from '../../store/verify-run.store.ts';
import {
  forgetOrphan,
  isNfoInUse,
  orphanedFiles,
  type OrphanRow,
  publishedIn,
  VERIFIED_TYPES,
  verifiedItems,
  type VerifiedType,
} from '../../store/verify-target.store.ts';
import { judgeFile } from '../../domain/verify/judge-file.ts';
import type { VerifyOutput } from '../../workers/verify-files.ts';
import { whyUnreachable } from '../scan/library-reachable.ts';
import type { VerifyDependencies } from './verify-types.ts';
import { applyPage, isMuchMissing, loadPage, type VerifyPage } from './verify-page.ts';

/** Items to a page: their files are looked at by one task, and judged in one transaction. */
const QUICK_PAGE = 200;
/** Hashing takes long: smaller pages show how far it is, and stop sooner. */
const FULL_PAGE = 10;
/** Pages that workers look at while others are loaded and judged. */
const AHEAD = 3;
const FILES_AT_ONCE = 1_000;

/** The library went away while it was compared, or was away from the start. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

interface PendingPage {
  page: VerifyPage;
  loadedAt: string;
  cursor: VerifyCursor | null;
  output: Promise<VerifyOutput>;
}

/** Goes through a library's items, page by page: load, look at in a worker, judge, write down. */
export class VerifyWalk {
  checked = 0;
  found = 0;
  readonly #deps: VerifyDependencies;
  readonly #library: Library;
  readonly #options: { isFull: boolean; runId: number; away: readonly string[] };
  readonly #context: JobContext;
  readonly #pending: PendingPage[] = [];

  constructor(
    deps: VerifyDependencies,
    library: Library,
    options: { isFull: boolean; runId: number; away: readonly string[] },
    context: JobContext,
  ) {
    this.#deps = deps;
    this.#library = library;
    this.#options = options;
    this.#context = context;
  }

  /** Everything, or what is left of it behind the cursor of an interrupted run. */
  async all(cursor: VerifyCursor | null, checked: number): Promise<void> {
    this.checked = checked;
    const { db } = this.#deps;
    const limit = this.#options.isFull ? FULL_PAGE : QUICK_PAGE;
    const start = cursor === null ? 0 : VERIFIED_TYPES.findIndex((type) => type === cursor.type);
    for (const type of VERIFIED_TYPES.slice(Math.max(0, start))) {
      let after = cursor?.type === type ? cursor.id : 0;
      for (;;) {
        const items = verifiedItems(db, type, this.#library.id, after, limit);
        const last = items.at(-1);
        if (last === undefined) break;
        after = last.id;
        await this.#add(type, items, { type, id: after });
      }
    }
    await this.#drain(0);
    await this.#orphans();
  }

  /** What was published in some folders. */
  async folders(folders: NonNullable<FolderScope>): Promise<void> {
    const items = await this.#publishedIn(folders);
    for (const type of VERIFIED_TYPES) {
      const ofType = items.filter((item) => item.type === type).map((item) => ({ ...item, ...this.#stateOf(item) }));
      const own = ofType.filter((item) => item.isOwn);
      for (let at = 0; at < own.length; at += QUICK_PAGE) await this.#add(type, own.slice(at, at + QUICK_PAGE), null);
    }
    await this.#drain(0);
  }

  async #publishedIn(folders: NonNullable<FolderScope>): Promise<{ type: VerifiedType; id: number }[]> {
    const found = new Map<string, { type: VerifiedType; id: number }>();
    for (const folder of folders) {
      let after = '';
      for (;;) {
        this.#context.signal.throwIfAborted();
        const files = publishedIn(this.#deps.db, folder, after, FILES_AT_ONCE);
        for (const { item } of files) if (item !== null) found.set(`${item.type}:${String(item.id)}`, item);
        const last = files.at(-1);
        if (last === undefined) break;
        after = last.path;
        await nextTurn();
      }
    }
    return [...found.values()];
  }

  #stateOf({ type, id }: { type: VerifiedType; id: number }): { isLive: boolean; isOwn: boolean } {
    const item = getItem(this.#deps.db, { type, id });
    const isLive = item !== null && item.deleted_on === null && item.series_deleted_on === null;
    return { isLive, isOwn: item?.library_id === this.#library.id };
  }

  async #add(
    type: VerifiedType,
    items: readonly { id: number; isLive: boolean }[],
    cursor: VerifyCursor | null,
  ): Promise<void> {
    const { db, pool } = this.#deps;
    this.#context.signal.throwIfAborted();
    const loadedAt = nowTimestamp();
    const page = loadPage(db, this.#library.id, type, items, this.#options);
    const isEmpty = page.published.length === 0 && page.cached.length === 0;
    const output = isEmpty
      ? Promise.resolve({ files: [], cached: [], leftovers: [] })
      : pool.run('verifyFiles', page.input);
    // Whoever waits for it hears of a failure; until then it must not count as unhandled.
    output.catch(() => undefined);
    this.#pending.push({ page, loadedAt, cursor, output });
    await nextTurn();
    await this.#drain(AHEAD);
  }

  async #drain(left: number): Promise<void> {
    while (this.#pending.length > left) {
      const next = this.#pending.shift();
      if (next !== undefined) await this.#judge(next);
    }
  }

  async #judge({ page, loadedAt, cursor, output: running }: PendingPage): Promise<void> {
    const { db } = this.#deps;
    const output = await running;
    this.#context.signal.throwIfAborted();
    // A disk that went away meanwhile must not look like thousands of missing files.
    if (isMuchMissing(output)) await this.#requireThere();
    const judging = { libraryId: this.#library.id, runId: this.#options.runId, loadedAt };
    this.checked += page.published.length + page.cached.length;
    transaction(db, () => {
      this.found += applyPage(db, page, output, judging);
      if (cursor !== null) saveVerifyCursor(db, this.#options.runId, cursor, this.checked);
    });
    this.#context.progress(this.checked, null, this.#library.path);
  }

  async #requireThere(): Promise<void> {
    const reason = await whyUnreachable(this.#library.path);
    if (reason !== null) throw new OfflineError(reason);
  }

  /** What Metarr wrote for items that were purged since. */
  async #orphans(): Promise<void> {
    const { db, pool } = this.#deps;
    let after = '';
    for (;;) {
      this.#context.signal.throwIfAborted();
      const rows = orphanedFiles(db, this.#library.path, after, QUICK_PAGE);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.path;
      const files = rows.map((row) => ({ ...row, isSuspect: false }));
      const output = await pool.run('verifyFiles', { isFull: this.#options.isFull, files, cached: [] });
      if (isMuchMissing(output)) await this.#requireThere();
      this.checked += rows.length;
      const deviating = new Map(output.files);
      transaction(db, () => {
        for (const [index, row] of rows.entries()) {
          this.#judgeOrphan(row, judgeFile(row, deviating.get(index) ?? { state: 'same' }, PURGED));
        }
      });
    }
  }

  #judgeOrphan(row: OrphanRow, verdict: ReturnType<typeof judgeFile>): void {
    const { db } = this.#deps;
    const folder = dirname(row.path);
    if (verdict.kind === 'forget' || (row.assetType === 'nfo' && isNfoInUse(db, row.path, folder))) {
      forgetOrphan(db, row.path);
      return;
    }
    if (verdict.kind !== 'finding') return;
    this.found += 1;
    recordFinding(db, {
      ...verdict.finding,
      ...{ runId: this.#options.runId, libraryId: this.#library.id, itemType: null, itemId: null },
      title: folder.slice(dirname(folder).length + 1),
      ...{ assetType: row.assetType, expectedHash: row.hash, expectedSizeBytes: row.sizeBytes },
    });
  }
}

const PURGED = { isLive: false, followed: null, published: new Set<string>() };
