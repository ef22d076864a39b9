import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { FileEpisode } from '../../domain/identify/match-episodes.ts';
import type { EpisodeAnswer, ItemAnswer, ProviderName } from '../../domain/provider-answer.ts';
import { type EpisodeRecord, episodesOf, insertEpisode, reviveMissingEpisode } from '../../store/episode.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { ensureSeason, seasonsOf } from '../../store/season.store.ts';
import type { Asked } from './ask-providers.ts';
import type { ShowAnswers, ShowSeasons } from './ask-show.ts';
import { inSlices } from './in-slices.ts';
import { libraryEpisodes, type ListedEpisode, listedEpisodes, matchListed } from './match-show.ts';

/** A season or an episode with what each provider said of it. */
export interface BelowTarget {
  ref: ItemRef;
  asked: Asked<ItemAnswer<unknown>>[];
}

interface Listing {
  provider: ProviderName;
  askedWith: string;
  isComplete: boolean;
  episodes: ListedEpisode[];
}

/** Adds the seasons and episodes that the leading provider knows and the library does not have, without files. */
export async function addMissing(
  db: WriteDb,
  seriesId: number,
  answers: ShowAnswers,
  order: EpisodeOrder,
  signal: AbortSignal,
): Promise<void> {
  const [leading] = answers.seasons;
  if (leading === undefined) return;
  const numbers = leading.seasons.filter(({ episodes }) => episodes.length > 0).map(({ season }) => season);
  await inSlices(
    db,
    numbers,
    (number) => {
      ensureSeason(db, seriesId, number);
    },
    signal,
  );
  const listed = listedEpisodes(leading);
  const matched = new Set([...matchListed(libraryEpisodes(db, seriesId), listed, order).values()]);
  const rows = episodesOf(db, seriesId);
  const taken = new Set(rows.filter(isTaken).map((row) => numberKey(row.season_number, row.episode_number)));
  const missing = listed.filter((episode) => {
    const key = numberKey(episode.season, episode.episode);
    if (matched.has(episode) || taken.has(key)) return false;
    taken.add(key);
    return true;
  });
  await inSlices(
    db,
    missing,
    ({ season, episode }) => {
      const row = { seriesId, seasonNumber: season, episodeNumber: episode };
      if (reviveMissingEpisode(db, row) === null) insertEpisode(db, row, { state: 'identified' });
    },
    signal,
  );
}

/** A number that is in use, or whose episode a person has thrown away. */
function isTaken(row: EpisodeRecord): boolean {
  return row.deleted_on === null || row.deleted_reason === 'user';
}

/** What each provider said of each season and episode of the library. */
export function belowTargets(
  db: ReadDb,
  seriesId: number,
  answers: ShowAnswers,
  order: EpisodeOrder,
): { seasons: BelowTarget[]; episodes: BelowTarget[] } {
  return {
    seasons: seasonsOf(db, seriesId).map((row) => ({
      ref: { type: 'season', id: row.id },
      asked: answers.seasons.flatMap((said) => askedOfSeason(said, row.season_number)),
    })),
    episodes: episodeTargets(db, seriesId, answers, order),
  };
}

function askedOfSeason(said: ShowSeasons, number: number): Asked<ItemAnswer<unknown>>[] {
  const answer = said.seasons.find(({ season }) => season === number) ?? null;
  const { provider, askedWith, error } = said;
  return [{ provider, askedWith, answer, error: answer === null ? error : null }];
}

function episodeTargets(db: ReadDb, seriesId: number, answers: ShowAnswers, order: EpisodeOrder): BelowTarget[] {
  const files = libraryEpisodes(db, seriesId);
  const hasFile = new Set(
    episodesOf(db, seriesId)
      .filter(({ file_path }) => file_path !== null)
      .map(({ id }) => id),
  );
  const targets = new Map<number, BelowTarget>(
    files.map(({ id }) => [id, { ref: { type: 'episode', id }, asked: [] }]),
  );
  let known: readonly FileEpisode[] = files;
  for (const said of answers.seasons) {
    const listing: Listing = {
      provider: said.provider,
      askedWith: said.askedWith,
      isComplete: said.error === null,
      episodes: listedEpisodes(said),
    };
    const matches = matchListed(known, listing.episodes, order);
    for (const { id } of files) {
      const asked = askedOfEpisode(listing, matches.get(id) ?? null);
      if (asked !== null) targets.get(id)?.asked.push(asked);
    }
    // What is only known from the leading provider is found at the others by its name and date, too.
    known = known.map((file) => {
      const match = matches.get(file.id);
      if (match === undefined || hasFile.has(file.id)) return file;
      return { ...file, title: file.title ?? match.title, airDate: file.airDate ?? match.aired };
    });
  }
  return [...targets.values()];
}

/** Null when the provider may know the episode, but did not say so because it did not answer about all seasons. */
function askedOfEpisode(listing: Listing, match: ListedEpisode | null): Asked<EpisodeAnswer> | null {
  if (match === null && !listing.isComplete) return null;
  const { provider, askedWith } = listing;
  return { provider, askedWith, answer: match?.answer ?? null, error: null };
}

function numberKey(season: number, episode: number): string {
  return `${String(season)}x${String(episode)}`;
}
