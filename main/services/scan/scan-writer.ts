import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Library } from '../../store/library.store.ts';
import {
  getMovie,
  knownFolders,
  liveFolders,
  type MovieRecord,
  moviesInFolder,
  softDeleteMovies,
} from '../../store/movie.store.ts';
import { folderFingerprints, forgetFolder, type ScanCounts, setFolderFingerprint } from '../../store/scan.store.ts';
import { batchedTransaction, commitBatch, commitDueBatch, transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import { countUnknownFiles } from '../../store/unknown-file.store.ts';
import type { FolderOutcome, MovieFacts } from '../../workers/scan-facts.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { applyMovie } from './apply-movie.ts';
import type { WalkedFolder } from './library-walk.ts';
import { matchMovies } from './match-movies.ts';
import { followMovie } from './follow-movie.ts';
import { type Inheritance, takePlaceOfCopy } from './find-heir.ts';
import { MovedFinder } from './find-moved.ts';
import { awayIssue, hasNews, isWithin, logScanCompleted, reportIssues } from './scan-report.ts';
import type { ScanScope } from './scan-scope.ts';
import type { RemovalCheck, ScanDependencies, ScanResult } from './scan-types.ts';
import { StrayFiles } from './stray-files.ts';
import { hasUnread } from './unread-files.ts';

/** A transaction is closed and the event loop let go after this long. */
const SLICE_MS = 3;
/** About every thousand films: often enough that the log stays small, seldom enough not to wait for it. */
const CHECKPOINT_EVERY_BATCHES = 40;
/** Lists are told to fetch again at most this often while films come in. */
const LIST_EVENT_EVERY_MS = 700;

interface Write {
  folder: string;
  facts: MovieFacts | null;
  existing: MovieRecord | null;
}

/** Writes what a scan's workers read, in short transactions, and keeps count of it. */
export class ScanWriter {
  readonly knownFingerprints: ReadonlyMap<string, string>;
  /** Folders that are to be scanned afterwards. */
  readonly inherited: Inheritance[] = [];
  readonly #deps: ScanDependencies;
  readonly #library: Library;
  readonly #scope: ScanScope;
  readonly #moved: MovedFinder;
  /** Folders that films are known in, live or in the trash; null when that was not asked for. */
  readonly #known: ReadonlySet<string> | null;
  /** Live films before the scan, by folder. */
  readonly #before = new Map<string, Set<number>>();
  readonly #seen = new Set<number>();
  readonly #visited = new Set<string>();
  readonly #unreadable: string[] = [];
  /** Folders that were read, but not every file in them. */
  readonly #uncertain: string[] = [];
  /** Folders whose films are still being read: how many are left, and what to store when none is. */
  readonly #open = new Map<string, { left: number; fingerprint: string | null }>();
  readonly #strays: StrayFiles;
  #added = 0;
  #updated = 0;
  #removed = 0;
  #lastListEventMs = 0;

  constructor(deps: ScanDependencies, library: Library, scope: ScanScope) {
    this.#deps = deps;
    this.#library = library;
    this.#scope = scope;
    this.#moved = new MovedFinder(deps.db, library.id);
    this.#strays = new StrayFiles(deps.db, library.id, scope.isWhole ? null : scope.starts);
    this.knownFingerprints = folderFingerprints(deps.db, library.id, scope.rows);
    this.#known = scope.isWhole ? new Set(knownFolders(deps.db, library.id)) : null;
    for (const { id, directory_path: folder } of liveFolders(deps.db, library.id, scope.rows)) {
      const ids = this.#before.get(folder);
      if (ids === undefined) this.#before.set(folder, new Set([id]));
      else ids.add(id);
    }
  }

  counts(): ScanCounts {
    const processed = this.#seen.size;
    return { total: processed, processed, added: this.#added, updated: this.#updated, removed: this.#removed };
  }

  /** Of these disks and shares, which are away, nothing counts as gone. */
  leaveAlone(mounts: readonly string[]): void {
    this.#unreadable.push(...mounts);
    this.#moved.leaveAlone(mounts);
    reportIssues(this.#deps.db, this.#library.id, mounts.map(awayIssue));
  }

  /** Takes one result in. Lets the event loop go between slices; stops between films when aborted. */
  async take(found: WalkedFolder, signal: AbortSignal): Promise<void> {
    const writes: Write[] = [];
    if (found.kind === 'films') this.#addWrites(writes, found.path, found.movies);
    else for (const outcome of found.outcomes) this.#takeOutcome(writes, outcome);
    await this.#followMoves(writes);
    await this.#write(writes, signal);
  }

  #takeOutcome(writes: Write[], outcome: FolderOutcome): void {
    this.#visited.add(outcome.path);
    switch (outcome.status) {
      case 'unchanged':
        for (const id of this.#before.get(outcome.path) ?? []) this.#seen.add(id);
        return;
      case 'skipped':
        // Read again once it is no longer to be skipped, though nothing else in it will have changed.
        this.#strays.take(outcome.path, []);
        if (this.knownFingerprints.has(outcome.path)) forgetFolder(this.#deps.db, this.#library.id, outcome.path);
        return;
      case 'unreadable':
        this.#unreadable.push(outcome.path);
        reportIssues(this.#deps.db, this.#library.id, outcome.issues);
        return;
      case 'read':
        // What could not be looked at may still hold a film's file: nothing here counts as gone.
        if (outcome.issues.length > 0) this.#uncertain.push(outcome.path);
        this.#strays.take(outcome.path, outcome.stray);
        reportIssues(this.#deps.db, this.#library.id, outcome.issues);
        this.#open.set(outcome.path, {
          left: outcome.movies.length + outcome.deferred.length,
          fingerprint: outcome.fingerprint,
        });
        this.#addWrites(writes, outcome.path, outcome.movies);
    }
  }

  #addWrites(writes: Write[], folder: string, movies: readonly MovieFacts[]): void {
    // Most folders of a first scan are new: those need no look at the database.
    const isNew = this.#known?.has(folder) === false;
    const records = isNew || movies.length === 0 ? [] : moviesInFolder(this.#deps.db, this.#library.id, folder);
    for (const { facts, existing } of matchMovies(records, movies).pairs) writes.push({ folder, facts, existing });
    // Also for a folder without films: it counts as known from now on.
    if (movies.length === 0) writes.push({ folder, facts: null, existing: null });
  }

  /** What looks new may be a film that was moved or renamed: it is asked before anything is written. */
  async #followMoves(writes: Write[]): Promise<void> {
    const taken = new Set(writes.flatMap(({ existing }) => existing?.id ?? []));
    for (const write of writes) {
      const { facts } = write;
      const video = facts?.files.find((file) => file.filePath === facts.filePath);
      if (facts === null || video === undefined || write.existing !== null) continue;
      const id = await this.#moved.film(video, (known) => taken.has(known) || this.#seen.has(known));
      if (id === null) continue;
      taken.add(id);
      write.existing = getMovie(this.#deps.db, id);
    }
  }

  async #write(writes: readonly Write[], signal: AbortSignal): Promise<void> {
    const { db, events } = this.#deps;
    let next = 0;
    while (next < writes.length && !signal.aborted) {
      batchedTransaction(db, () => {
        const start = performance.now();
        do {
          const write = writes[next++];
          if (write !== undefined) this.#writeOne(write);
        } while (next < writes.length && performance.now() - start < SLICE_MS);
      });
      await nextTurn();
      if (commitDueBatch(db)) await this.#deps.checkpoints.breathe(CHECKPOINT_EVERY_BATCHES);
    }
    if (performance.now() - this.#lastListEventMs > LIST_EVENT_EVERY_MS) {
      this.#lastListEventMs = performance.now();
      events.publish({
        name: 'items.listChanged',
        payload: { type: 'movie', libraryId: this.#library.id },
      });
    }
  }

  #writeOne({ folder, facts, existing }: Write): void {
    const { db, rules, events } = this.#deps;
    // What a person put into the trash stays there, whatever lies on the disk.
    if (facts !== null && existing?.deleted_reason !== 'user') {
      if (existing !== null && existing.file_path !== facts.filePath) {
        followMovie(db, this.#library.id, existing, facts);
      }
      const { movieId, change } = applyMovie(db, this.#library.id, facts, existing, rules());
      this.#seen.add(movieId);
      if (change === 'updated') this.#updated += 1;
      else this.#added += 1;
      events.itemChanged({ type: 'movie', id: movieId });
    }
    const open = this.#open.get(folder);
    if (open !== undefined && facts !== null && hasUnread(facts.issues)) open.fingerprint = null;
    this.#closeFolder(folder, facts === null ? 0 : 1);
  }

  /** A folder counts as known only when all its films are in: a scan that was cut short reads it again. */
  #closeFolder(path: string, written: number): void {
    const open = this.#open.get(path);
    if (open === undefined) return;
    open.left -= written;
    if (open.left > 0) return;
    this.#open.delete(path);
    if (open.fingerprint !== null) setFolderFingerprint(this.#deps.db, this.#library.id, path, open.fingerprint);
    else if (this.knownFingerprints.has(path)) forgetFolder(this.#deps.db, this.#library.id, path);
  }

  /**
   * After a complete walk: films whose files are gone go to the trash, and the sum is logged.
   * @param check is asked first, and throws when so much cannot be gone
   */
  async finish(check: RemovalCheck): Promise<ScanResult> {
    const { db, events } = this.#deps;
    commitBatch(db);
    const gone = [...this.#before]
      .filter(([folder]) => this.#scope.covers(folder))
      .filter(([folder]) => !this.#unreadable.some((path) => isWithin(folder, path)))
      .filter(([folder]) => !this.#uncertain.includes(folder))
      .flatMap(([, ids]) => [...ids].filter((id) => !this.#seen.has(id)));
    check(
      gone.length,
      [...this.#before.values()].reduce((sum, ids) => sum + ids.size, 0),
    );
    const lost = gone.filter((id) => !this.#goesOn(id));
    for (let start = 0; start < lost.length; start += 200) {
      const slice = lost.slice(start, start + 200);
      this.#removed += softDeleteMovies(db, slice, addDays(Date.now(), TRASH_DAYS), 'missing');
      for (const id of slice) events.itemChanged({ type: 'movie', id });
      await nextTurn();
    }
    for (const path of this.knownFingerprints.keys()) {
      if (this.#visited.has(path) || !this.#scope.covers(path)) continue;
      if (!this.#unreadable.some((parent) => isWithin(path, parent))) {
        forgetFolder(db, this.#library.id, path);
      }
    }
    this.#strays.finish(this.#visited, this.#unreadable);
    const result: ScanResult = {
      added: this.#added,
      updated: this.#updated,
      removed: this.#removed,
      unknown: countUnknownFiles(db, this.#library.id),
      failed: this.#unreadable.length,
    };
    if (this.#scope.isWhole || hasNews(result)) logScanCompleted(db, events, this.#library, result);
    return result;
  }

  /** True for a film that a copy of it has been found of: it is the copy from now on. */
  #goesOn(id: number): boolean {
    const { db, events } = this.#deps;
    const place = transaction(db, () => takePlaceOfCopy(db, id));
    if (place === null) return false;
    this.#updated += 1;
    events.itemChanged({ type: 'movie', id });
    this.inherited.push(place);
    return true;
  }
}
