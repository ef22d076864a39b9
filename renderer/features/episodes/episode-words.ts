import type { EpisodeRow } from '../../../contract/series.ts';
import { t } from '../../messages/t.ts';

type Held = EpisodeRow['fileHolds'][number];

function isRun(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
}

/** The episodes that one file holds: "3–4", "3, 5", or with their seasons "S01E10, S02E01". Empty for a single one. */
export function heldNumbers(held: readonly Held[]): string {
  if (held.length < 2) return '';
  const numbers = held.map((episode) => episode.episodeNumber);
  const isOneSeason = held.every((episode) => episode.seasonNumber === held[0]?.seasonNumber);
  if (!isOneSeason) return held.map((one) => t.episodes.code(one.seasonNumber, one.episodeNumber)).join(', ');
  return isRun(numbers) ? `${numbers[0] ?? ''}–${numbers.at(-1) ?? ''}` : numbers.join(', ');
}

/** Why an episode has no file, in a word: missing, or not aired before `today` (YYYY-MM-DD). Null when it has one. */
export function lackingWord(episode: Pick<EpisodeRow, 'isMissing' | 'aired'>, today: string): string | null {
  if (!episode.isMissing) return null;
  return episode.aired !== null && episode.aired > today ? t.episodes.notAired : t.episodes.missing;
}

/** Where a special is shown, in words; null for what is shown where it stands. */
export function shownBefore(episode: Pick<EpisodeRow, 'displaySeason' | 'displayEpisode'>): string | null {
  if (episode.displaySeason === null) return null;
  return episode.displayEpisode === null
    ? t.episodes.shownBeforeSeason(episode.displaySeason)
    : t.episodes.shownBefore(episode.displaySeason, episode.displayEpisode);
}

/** What an episode is called in full: "S01E03 The Long Night". */
export function episodeName(episode: Pick<EpisodeRow, 'seasonNumber' | 'episodeNumber' | 'title'>): string {
  return t.episodes.named(t.episodes.code(episode.seasonNumber, episode.episodeNumber), episode.title);
}
