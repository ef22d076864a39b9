import type { EpisodeRecord } from '../../../store/episode.store.ts';
import type { SeriesOutcome } from '../../../workers/series-scan-facts.ts';
import { hasUnread } from '../unread-files.ts';
import type { SeriesScanContext } from './series-scan-context.ts';

/** A show whose changed parts are being written. */
export class OpenShow {
  readonly context: SeriesScanContext;
  readonly outcome: SeriesOutcome;
  /** Episodes that were known before, by season and number, the live ones first. */
  readonly known: readonly EpisodeRecord[];
  /** Videos that are still to be read and written. */
  left: number;
  /** Seasons whose row is known to be there. */
  readonly seasons = new Set<number>();
  /** Keys of the parts with a file that could not be read; they are read again next time. */
  readonly unread = new Set<string>();
  /** Episodes written by this scan, by season and number. */
  readonly #claimed = new Map<string, number>();
  readonly #byNumber = new Map<string, EpisodeRecord>();
  readonly #paths = new Set<string>();

  constructor(context: SeriesScanContext, outcome: SeriesOutcome, known: readonly EpisodeRecord[]) {
    this.context = context;
    this.outcome = outcome;
    this.known = known;
    this.left = outcome.episodes.length + outcome.deferred.groups.length;
    for (const episode of known) {
      const key = numberKey(episode.season_number, episode.episode_number);
      if (!this.#byNumber.has(key)) this.#byNumber.set(key, episode);
    }
  }

  get hasUnread(): boolean {
    return this.unread.size > 0 || hasUnread(this.outcome.series?.issues ?? []);
  }

  /** The row that a number stands for: a live one, else the newest of the trash. */
  find(seasonNumber: number, episodeNumber: number): EpisodeRecord | null {
    return this.#byNumber.get(numberKey(seasonNumber, episodeNumber)) ?? null;
  }

  /** The episode that another file of this scan has been written to; null when the number is free. */
  claimant(seasonNumber: number, episodeNumber: number): number | null {
    return this.#claimed.get(numberKey(seasonNumber, episodeNumber)) ?? null;
  }

  claim(seasonNumber: number, episodeNumber: number, episodeId: number, filePath: string): void {
    this.#claimed.set(numberKey(seasonNumber, episodeNumber), episodeId);
    this.#paths.add(filePath);
  }

  /**
   * Live episodes that have lost their file: no part of the show holds it any more, or it is written to other numbers
   * by now. Of a show that was read whole.
   */
  lost(): number[] {
    const present = new Set(this.outcome.parts.flatMap((part) => part.videoPaths));
    return this.known
      .filter((episode) => episode.deleted_on === null && episode.file_path !== null)
      .filter((episode) => this.claimant(episode.season_number, episode.episode_number) === null)
      .filter(({ file_path: path }) => path !== null && (this.#paths.has(path) || !present.has(path)))
      .map((episode) => episode.id);
  }
}

function numberKey(seasonNumber: number, episodeNumber: number): string {
  return `${String(seasonNumber)}:${String(episodeNumber)}`;
}
