import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Library } from '../../../store/library.store.ts';
import { partKey } from '../../../domain/classify/series/part-key.ts';
import { formatSeriesFingerprint } from '../../../domain/classify/series/series-fingerprint.ts';
import { episodesOf, loseEpisodeFiles } from '../../../store/episode.store.ts';
import { upsertMediaFile } from '../../../store/media-file.store.ts';
import { followFiles } from '../../../store/moved-file.store.ts';
import { folderFingerprints, forgetFolder, type ScanCounts, setFolderFingerprint } from '../../../store/scan.store.ts';
import { ensureSeason } from '../../../store/season.store.ts';
import { getSeries, liveSeriesFolders, seriesInFolder, softDeleteSeries } from '../../../store/series.store.ts';
import { batchedTransaction, commitBatch, commitDueBatch, transaction } from '../../../store/sql.ts';
import { addDays } from '../../../store/timestamps.ts';
import { countUnknownFiles, setUnknownFiles } from '../../../store/unknown-file.store.ts';
import type { EpisodeFacts, SeriesOutcome, TvFolderOutcome } from '../../../workers/series-scan-facts.ts';
import { seriesLocks } from '../../items/lock-state.ts';
import { TRASH_DAYS } from '../../items/item-trash.ts';
import { MovedFinder } from '../find-moved.ts';
import { awayIssue, hasNews, isWithin, logScanCompleted, reportIssues } from '../scan-report.ts';
import type { ScanScope } from '../scan-scope.ts';
import type { RemovalCheck, ScanDependencies, ScanResult } from '../scan-types.ts';
import { StrayFiles } from '../stray-files.ts';
import { hasUnread } from '../unread-files.ts';
import { applyEpisode } from './apply-episode.ts';
import { applySeason } from './apply-season.ts';
import { addSeries, applySeries } from './apply-series.ts';
import { episodeNumbers } from './episode-numbers.ts';
import { followSeries } from './follow-series.ts';
import { OpenShow } from './open-show.ts';
import type { WalkedShows } from './series-walk.ts';

/** A transaction is closed and the event loop let go after this long. */
const SLICE_MS = 3;
/** As for films: often enough that the log stays small, seldom enough not to wait for it. */
const CHECKPOINT_EVERY_BATCHES = 40;
/** Lists are told to fetch again at most this often while shows come in. */
const LIST_EVENT_EVERY_MS = 700;

/** Writes what a scan's workers read of shows, in short transactions, and keeps count of it. */
export class SeriesScanWriter {
  readonly knownFingerprints: ReadonlyMap<string, string>;
  readonly #deps: ScanDependencies;
  readonly #library: Library;
  readonly #scope: ScanScope;
  readonly #moved: MovedFinder;
  /** Live shows before the scan, by folder. */
  readonly #before: ReadonlyMap<string, number>;
  readonly #seen = new Set<number>();
  readonly #visited = new Set<string>();
  /** Folders that were seen in the one above. */
  readonly #listed = new Set<string>();
  readonly #unreadable: string[] = [];
  readonly #open = new Map<string, OpenShow>();
  readonly #strays: StrayFiles;
  #episodes = 0;
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
    this.knownFingerprints = folderFingerprints(deps.db, library.id, scope.rowsWithBelow);
    const live = liveSeriesFolders(deps.db, library.id, scope.rowsWithBelow);
    this.#before = new Map(live.map((row) => [row.directory_path, row.id]));
  }

  counts(): ScanCounts {
    const processed = this.#seen.size + this.#episodes;
    return { total: processed, processed, added: this.#added, updated: this.#updated, removed: this.#removed };
  }

  /** Of these disks and shares, which are away, nothing counts as gone. */
  leaveAlone(mounts: readonly string[]): void {
    this.#unreadable.push(...mounts);
    this.#moved.leaveAlone(mounts);
    reportIssues(this.#deps.db, this.#library.id, mounts.map(awayIssue));
  }

  /** Takes one result in. Lets the event loop go between slices; stops between writes when aborted. */
  async take(found: WalkedShows, signal: AbortSignal): Promise<void> {
    const writes: (() => void)[] = [];
    if (found.kind === 'episodes') this.#addEpisodes(writes, found.seriesPath, found.episodes);
    else for (const outcome of found.outcomes) await this.#takeFolder(writes, outcome);
    await this.#write(writes, signal);
    for (const [path, show] of this.#open) {
      if (show.left === 0 && !signal.aborted) this.#close(path, show);
    }
    if (performance.now() - this.#lastListEventMs > LIST_EVENT_EVERY_MS) {
      this.#lastListEventMs = performance.now();
      this.#announceList();
    }
  }

  async #takeFolder(writes: (() => void)[], outcome: TvFolderOutcome): Promise<void> {
    this.#visited.add(outcome.path);
    for (const subfolder of outcome.subfolders) this.#listed.add(subfolder);
    if (outcome.status === 'unreadable') this.#unreadable.push(outcome.path);
    else this.#strays.take(outcome.path, outcome.stray);
    reportIssues(this.#deps.db, this.#library.id, outcome.issues);
    for (const series of outcome.series) {
      this.#visited.add(series.path);
      if (series.status === 'unchanged') this.#keep(writes, series);
      else this.#openShow(writes, series, await this.#findMoved(series));
    }
  }

  #keep(writes: (() => void)[], { path }: SeriesOutcome): void {
    const known = this.#before.get(path);
    if (known !== undefined) this.#seen.add(known);
    // Nothing was read, so nothing can come back: the next scan reads the show anew.
    else
      writes.push(() => {
        forgetFolder(this.#deps.db, this.#library.id, path);
      });
  }

  /** What looks new may be a show that was moved or renamed: it is asked before anything is written. */
  async #findMoved(outcome: SeriesOutcome): Promise<number | null> {
    const { db } = this.#deps;
    if (outcome.series === null || seriesInFolder(db, this.#library.id, outcome.path).length > 0) return null;
    const videos = outcome.episodes.flatMap(({ files, filePath }) =>
      files.filter((file) => file.filePath === filePath),
    );
    return this.#moved.show(videos, (id) => this.#seen.has(id));
  }

  #openShow(writes: (() => void)[], outcome: SeriesOutcome, movedId: number | null): void {
    const { db, rulesOf, events } = this.#deps;
    reportIssues(db, this.#library.id, outcome.issues);
    writes.push(() => {
      const rows = seriesInFolder(db, this.#library.id, outcome.path);
      const moved = movedId === null || this.#seen.has(movedId) ? null : getSeries(db, movedId);
      if (moved !== null) followSeries(db, this.#library.id, moved, outcome.path);
      const existing = rows[0] ?? moved;
      // What a person put into the trash stays there, whatever lies on the disk.
      if (existing?.deleted_reason === 'user') return;
      if (existing === null && outcome.series === null) return;
      const before = existing ?? (outcome.series === null ? null : addSeries(db, this.#library.id, outcome.series));
      if (before === null) return;
      const isNew = existing === null;
      const series = outcome.series === null ? before : applySeries(db, before, outcome.series, isNew, rulesOf);
      const unknown = [...(outcome.series?.unknown ?? []), ...outcome.unknown];
      setUnknownFiles(db, { type: 'series', id: series.id }, unknown);
      this.#seen.add(series.id);
      if (isNew || before.deleted_on !== null) this.#added += 1;
      else if (outcome.series !== null) this.#updated += 1;
      events.itemChanged({ type: 'series', id: series.id });
      const context = { db, libraryId: this.#library.id, series, isNew, locks: seriesLocks(db, series.id), rulesOf };
      const show = new OpenShow(context, outcome, isNew ? [] : episodesOf(db, series.id));
      this.#open.set(outcome.path, show);
      this.#applySeasons(show);
    });
    this.#addEpisodes(writes, outcome.path, outcome.episodes);
  }

  #applySeasons({ context, outcome, seasons, unread }: OpenShow): void {
    const reading = outcome.series?.nfo?.reading;
    const named = reading?.outcome === 'parsed' ? reading.metadata.namedSeasons : [];
    for (const facts of outcome.seasons) {
      const name = named.find(({ season }) => season === facts.season)?.name ?? null;
      const season = applySeason(context, facts, name);
      seasons.add(facts.season);
      if (hasUnread(facts.issues)) unread.add(partKey(facts.season));
      this.#deps.events.itemChanged({ type: 'season', id: season.id });
    }
  }

  #addEpisodes(writes: (() => void)[], seriesPath: string, episodes: readonly EpisodeFacts[]): void {
    for (const facts of episodes) {
      writes.push(() => {
        const show = this.#open.get(seriesPath);
        if (show === undefined) return;
        this.#writeVideo(show, facts);
        if (hasUnread(facts.issues)) show.unread.add(facts.partKey);
        show.left -= 1;
      });
    }
  }

  #writeVideo(show: OpenShow, facts: EpisodeFacts): void {
    const { context } = show;
    const { db, series, libraryId } = context;
    episodeNumbers(facts, show.known).forEach((number, position) => {
      if (!show.seasons.has(number.seasonNumber)) {
        ensureSeason(db, series.id, number.seasonNumber);
        show.seasons.add(number.seasonNumber);
      }
      const claimant = show.claimant(number.seasonNumber, number.episodeNumber);
      if (claimant !== null) {
        // A second file of the same number is a further version of the episode.
        const entity = { type: 'episode', id: claimant } as const;
        for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, entity });
        return;
      }
      const existing = show.find(number.seasonNumber, number.episodeNumber);
      if (existing?.deleted_reason === 'user') return;
      if (existing !== null && existing.file_path !== facts.filePath) {
        followFiles(db, { type: 'episode', id: existing.id }, facts.files);
      }
      const { episodeId, change } = applyEpisode(context, facts, number, position, existing);
      show.claim(number.seasonNumber, number.episodeNumber, episodeId, facts.filePath);
      this.#episodes += 1;
      if (change === 'updated') this.#updated += 1;
      else this.#added += 1;
      this.#deps.events.itemChanged({ type: 'episode', id: episodeId });
    });
  }

  async #write(writes: readonly (() => void)[], signal: AbortSignal): Promise<void> {
    let next = 0;
    while (next < writes.length && !signal.aborted) {
      batchedTransaction(this.#deps.db, () => {
        const start = performance.now();
        do writes[next++]?.();
        while (next < writes.length && performance.now() - start < SLICE_MS);
      });
      await nextTurn();
      if (commitDueBatch(this.#deps.db)) await this.#deps.checkpoints.breathe(CHECKPOINT_EVERY_BATCHES);
    }
  }

  /** All of a show's changed parts are in: what they do not hold any more is gone, and the show counts as known. */
  #close(path: string, show: OpenShow): void {
    this.#open.delete(path);
    const { db } = this.#deps;
    const { outcome, context } = show;
    const isWhole = outcome.issues.length === 0;
    const lost = isWhole && !context.isNew ? show.lost() : [];
    transaction(db, () => {
      if (lost.length > 0) this.#removed += loseEpisodeFiles(db, lost, addDays(Date.now(), TRASH_DAYS));
      const parts = outcome.parts.filter((part) => part.fingerprint !== null && !show.unread.has(part.key));
      if (isWhole) {
        setFolderFingerprint(
          db,
          this.#library.id,
          path,
          formatSeriesFingerprint({
            tree: show.hasUnread ? null : outcome.fingerprint,
            parts: new Map(parts.map((part) => [part.key, part.fingerprint ?? ''])),
          }),
        );
      } else {
        forgetFolder(db, this.#library.id, path);
      }
    });
    for (const id of lost) this.#deps.events.itemChanged({ type: 'episode', id });
  }

  /**
   * After a complete walk: shows whose folder is gone go to the trash, and the sum is logged.
   * @param check is asked first, and throws when so much cannot be gone
   */
  async finish(check: RemovalCheck): Promise<ScanResult> {
    const { db, events } = this.#deps;
    commitBatch(db);
    const gone = [...this.#before]
      .filter(([folder]) => this.#isLookedAt(folder))
      .filter(([folder]) => !this.#unreadable.some((path) => isWithin(folder, path)))
      .map(([, id]) => id)
      .filter((id) => !this.#seen.has(id));
    check(gone.length, this.#before.size);
    for (let start = 0; start < gone.length; start += 200) {
      const slice = gone.slice(start, start + 200);
      this.#removed += softDeleteSeries(db, slice, addDays(Date.now(), TRASH_DAYS), 'missing');
      for (const id of slice) events.itemChanged({ type: 'series', id });
      await nextTurn();
    }
    for (const path of this.knownFingerprints.keys()) {
      if (this.#visited.has(path) || !this.#isLookedAt(path)) continue;
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

  /** True when a show in the folder would have been found. */
  #isLookedAt(folder: string): boolean {
    return this.#scope.covers(folder) || (this.#scope.mayBeLoose(folder) && !this.#listed.has(folder));
  }

  #announceList(): void {
    this.#deps.events.publish({
      name: 'items.listChanged',
      payload: { type: 'series', libraryId: this.#library.id },
    });
  }
}
