import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Library } from '../../../contract/libraries.ts';
import { logActivity } from '../../store/activity.store.ts';
import { liveFolders, type MovieRecord, moviesInFolder, softDeleteMovies } from '../../store/movie.store.ts';
import { folderFingerprints, forgetFolder, type ScanCounts, setFolderFingerprint } from '../../store/scan.store.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import { countUnknownFiles } from '../../store/unknown-file.store.ts';
import type { FolderOutcome, MovieFacts } from '../../workers/scan-facts.ts';
import { TRASH_DAYS } from '../movies/movie-trash.ts';
import { applyMovie } from './apply-movie.ts';
import type { WalkedFolder } from './library-walk.ts';
import { matchMovies } from './match-movies.ts';
import type { ScanDependencies, ScanResult } from './scan-types.ts';

/** A transaction is closed and the event loop let go after this long. */
const SLICE_MS = 4;
/** Lists are told to fetch again at most this often while films come in. */
const LIST_EVENT_EVERY_MS = 700;

/** Writes what a scan's workers read, in short transactions, and keeps count of it. */
export class ScanWriter {
  readonly knownFingerprints: ReadonlyMap<string, string>;
  readonly #deps: ScanDependencies;
  readonly #library: Library;
  /** Live films before the scan, by folder. */
  readonly #before = new Map<string, number[]>();
  readonly #seen = new Set<number>();
  readonly #visited = new Set<string>();
  readonly #unreadable: string[] = [];
  /** Folders whose films are still being read: how many are left, and what to store when none is. */
  readonly #open = new Map<string, { left: number; fingerprint: string | null }>();
  #added = 0;
  #updated = 0;
  #removed = 0;
  #lastListEventMs = 0;

  constructor(deps: ScanDependencies, library: Library) {
    this.#deps = deps;
    this.#library = library;
    this.knownFingerprints = folderFingerprints(deps.db, library.id);
    for (const { id, directory_path: folder } of liveFolders(deps.db, library.id)) {
      const ids = this.#before.get(folder);
      if (ids === undefined) this.#before.set(folder, [id]);
      else ids.push(id);
    }
  }

  counts(): ScanCounts {
    const processed = this.#seen.size;
    return { total: processed, processed, added: this.#added, updated: this.#updated, removed: this.#removed };
  }

  /** Takes one result in. Lets the event loop go between slices; stops between films when aborted. */
  async take(found: WalkedFolder, signal: AbortSignal): Promise<void> {
    if (found.kind === 'films') {
      await this.#write(found.path, found.movies, [], signal);
      this.#closeFolder(found.path, found.movies.length);
      return;
    }
    for (const outcome of found.outcomes) {
      this.#visited.add(outcome.path);
      switch (outcome.status) {
        case 'unchanged':
          for (const id of this.#before.get(outcome.path) ?? []) this.#seen.add(id);
          break;
        case 'skipped':
          break;
        case 'unreadable':
          this.#unreadable.push(outcome.path);
          this.#report(outcome);
          break;
        case 'read':
          await this.#readFolder(outcome, signal);
          break;
      }
    }
  }

  async #readFolder(outcome: FolderOutcome, signal: AbortSignal): Promise<void> {
    this.#report(outcome);
    this.#open.set(outcome.path, {
      left: outcome.movies.length + outcome.deferred.length,
      fingerprint: outcome.fingerprint,
    });
    const known = outcome.movies.length === 0 ? [] : moviesInFolder(this.#deps.db, this.#library.id, outcome.path);
    await this.#write(outcome.path, outcome.movies, known, signal);
    this.#closeFolder(outcome.path, outcome.movies.length);
  }

  async #write(
    folder: string,
    movies: readonly MovieFacts[],
    known: readonly MovieRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    if (movies.length === 0) return;
    const { db, rules, events } = this.#deps;
    const records = known.length > 0 ? known : moviesInFolder(db, this.#library.id, folder);
    const { pairs } = matchMovies(records, movies);
    let next = 0;
    while (next < pairs.length && !signal.aborted) {
      transaction(db, () => {
        const start = performance.now();
        do {
          const pair = pairs[next++];
          if (pair === undefined) break;
          if (pair.existing?.deleted_reason === 'user') continue;
          const { movieId, change } = applyMovie(db, this.#library.id, pair.facts, pair.existing, rules());
          this.#seen.add(movieId);
          if (change === 'updated') this.#updated += 1;
          else this.#added += 1;
          events.movieChanged(movieId);
        } while (next < pairs.length && performance.now() - start < SLICE_MS);
      });
      await nextTurn();
    }
    if (performance.now() - this.#lastListEventMs > LIST_EVENT_EVERY_MS) {
      this.#lastListEventMs = performance.now();
      events.publish({ name: 'movies.listChanged', payload: { libraryId: this.#library.id } });
    }
  }

  /** A folder counts as known only when all its films are in: a scan that was cut short reads it again. */
  #closeFolder(path: string, written: number): void {
    const open = this.#open.get(path);
    if (open === undefined) return;
    open.left -= written;
    if (open.left > 0) return;
    this.#open.delete(path);
    if (open.fingerprint === null) forgetFolder(this.#deps.db, this.#library.id, path);
    else setFolderFingerprint(this.#deps.db, this.#library.id, path, open.fingerprint);
  }

  #report(outcome: FolderOutcome): void {
    for (const issue of outcome.issues) {
      logActivity(this.#deps.db, {
        eventType: 'scan.problem',
        severity: 'warning',
        entityType: 'library',
        entityId: this.#library.id,
        description: issue.path === null ? issue.message : `${issue.path}: ${issue.message}`,
        metadata: { code: issue.code },
      });
    }
  }

  /** After a complete walk: films whose files are gone go to the trash, and the sum is logged. */
  async finish(): Promise<ScanResult> {
    const { db, events } = this.#deps;
    const gone = [...this.#before]
      .filter(([folder]) => !this.#unreadable.some((path) => isWithin(folder, path)))
      .flatMap(([, ids]) => ids.filter((id) => !this.#seen.has(id)));
    for (let start = 0; start < gone.length; start += 200) {
      const slice = gone.slice(start, start + 200);
      this.#removed += softDeleteMovies(db, slice, addDays(Date.now(), TRASH_DAYS), 'missing');
      for (const id of slice) events.movieChanged(id);
      await nextTurn();
    }
    for (const path of this.knownFingerprints.keys()) {
      if (!this.#visited.has(path) && !this.#unreadable.some((parent) => isWithin(path, parent))) {
        forgetFolder(db, this.#library.id, path);
      }
    }
    const result: ScanResult = {
      added: this.#added,
      updated: this.#updated,
      removed: this.#removed,
      unknown: countUnknownFiles(db, this.#library.id),
      failed: this.#unreadable.length,
    };
    const id = logActivity(db, {
      eventType: 'scan.completed',
      severity: result.failed > 0 ? 'warning' : 'success',
      entityType: 'library',
      entityId: this.#library.id,
      description: summary(this.#library.name, result),
      metadata: { ...result },
    });
    events.publish({ name: 'activity.logged', payload: { id } });
    return result;
  }
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`) || path.startsWith(`${parent}\\`);
}

function summary(name: string, result: ScanResult): string {
  const parts = [
    result.added > 0 ? `${String(result.added)} added` : '',
    result.updated > 0 ? `${String(result.updated)} changed` : '',
    result.removed > 0 ? `${String(result.removed)} gone` : '',
    result.failed > 0 ? `${String(result.failed)} folders could not be read` : '',
  ].filter((part) => part !== '');
  return `${name} was scanned: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}.`;
}
