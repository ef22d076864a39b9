import type { EpisodeOrder } from '../../../contract/field-values.ts';
import { type FileEpisode, matchEpisodes, type ProviderEpisode } from '../../domain/identify/match-episodes.ts';
import type { EpisodeAnswer } from '../../domain/provider-answer.ts';
import { episodeOrigins, episodesOf } from '../../store/episode.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { ShowSeasons } from './ask-show.ts';

/** An episode as a provider numbers it, with all that it says of it. */
export interface ListedEpisode extends ProviderEpisode {
  answer: EpisodeAnswer;
}

/** Sources whose word on an episode is the library's own; what an earlier answer brought proves nothing. */
const OWN_SOURCES = ['name', 'nfo', 'user', 'local'];

/** The episodes of a provider's seasons, those that it gives a number. */
export function listedEpisodes({ seasons }: ShowSeasons): ListedEpisode[] {
  const answers = seasons.flatMap(({ season, episodes }) => episodes.map((answer) => ({ season, answer })));
  return answers.flatMap(({ season: seasonNumber, answer }, providerIndex) => {
    const said = answer.records.map(({ metadata }) => metadata);
    const first = <T>(of: (metadata: (typeof said)[number]) => T | null): T | null =>
      said.map(of).find((value) => value !== null) ?? null;
    const season = first((metadata) => metadata.season) ?? seasonNumber;
    const episode = first((metadata) => metadata.episode);
    if (episode === null) return [];
    const absolute = first((metadata) => metadata.absolute);
    const aired = first((metadata) => metadata.aired);
    const title = first((metadata) => metadata.title);
    return [{ season, episode, absolute, aired, title, providerIndex, answer }];
  });
}

/** The live episodes of a show by what its files, NFO and the person say of them. */
export function libraryEpisodes(db: ReadDb, seriesId: number): FileEpisode[] {
  const origins = episodeOrigins(db, seriesId);
  return episodesOf(db, seriesId)
    .filter((row) => row.deleted_on === null)
    .map((row) => {
      const own = <T>(field: string, value: T): T | null =>
        OWN_SOURCES.includes(origins.get(`${String(row.id)} ${field}`) ?? '') ? value : null;
      return {
        id: row.id,
        season: row.season_number,
        episode: row.episode_number,
        absolute: own('absolute_number', row.absolute_number),
        airDate: own('aired', row.aired),
        title: own('title', row.title === '' ? null : row.title),
      };
    });
}

/** Which of a provider's episodes each of the library's is, by the row's id. */
export function matchListed(
  files: readonly FileEpisode[],
  listed: readonly ListedEpisode[],
  order: EpisodeOrder,
): Map<number, ListedEpisode> {
  const byIndex = new Map(listed.map((episode) => [episode.providerIndex, episode]));
  const matches = new Map<number, ListedEpisode>();
  for (const [id, index] of matchEpisodes(files, listed, order)) {
    const episode = byIndex.get(index);
    if (episode !== undefined) matches.set(id, episode);
  }
  return matches;
}
