import type { SearchHit } from '../provider-answer.ts';

/** What is known of an item before anybody has been asked. */
export interface IdentifyQuery {
  kind: 'movie' | 'series';
  title: string;
  /** What it may be called besides: its original title, the name of its folder. */
  otherTitles: readonly string[];
  year: number | null;
  /** Running times of its versions in minutes, as measured; empty when nothing was measured. */
  runtimeMinutes: readonly number[];
  /** Of a show: the seasons there are files of, with the highest episode number; specials left out. */
  seasons: readonly FoundSeason[];
}

export interface FoundSeason {
  season: number;
  lastEpisode: number;
}

/** A hit of a search, with what its details added. */
export interface RankableHit extends SearchHit {
  /** Of a show, when it was asked for in full. */
  seasons?: readonly { season: number; episodeCount: number | null }[] | null;
}
