import type { EpisodeRecord } from '../../../store/episode.store.ts';
import type { SeriesOutcome } from '../../../workers/series-scan-facts.ts';
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
   * Live episodes with a file that the changed parts do not hold any more. Of those in `certain` this is known; whether
   * those in `doubtful` are gone the disk has to say, since their part is not known for certain.
   */
  lost(): { certain: EpisodeRecord[]; doubtful: EpisodeRecord[] } {
    const certain: EpisodeRecord[] = [];
    const doubtful: EpisodeRecord[] = [];
    const parts = new Map(this.outcome.parts.map((part) => [part.key, part.isChanged]));
    const isOtherUnchanged = parts.get('other') === false;
    for (const episode of this.known) {
      if (episode.deleted_on !== null || episode.file_path === null) continue;
      if (this.claimant(episode.season_number, episode.episode_number) !== null) continue;
      if (parts.get(`season:${String(episode.season_number)}`) === false) continue;
      if (this.#paths.has(episode.file_path) || !isOtherUnchanged) certain.push(episode);
      else doubtful.push(episode);
    }
    return { certain, doubtful };
  }
}

function numberKey(seasonNumber: number, episodeNumber: number): string {
  return `${String(seasonNumber)}:${String(episodeNumber)}`;
}
