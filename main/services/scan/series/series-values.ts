import type { SeriesNameFacts } from '../../../domain/names/series-name.ts';
import type { EpisodeFacts } from '../../../workers/series-scan-facts.ts';
import type { WritableValue } from '../../items/item-values.ts';

type Values = Record<string, WritableValue>;

/** What the folder's name says of a show. */
export function seriesValuesFromName(name: SeriesNameFacts): Values {
  return {
    title: name.series,
    year: name.seriesYear,
    tmdb_id: name.tmdbId,
    tvdb_id: name.tvdbId,
    imdb_id: name.imdbId,
  };
}

/** What the file's name says of its episode at `position`; a title or an id of a file with several is nobody's. */
export function episodeValuesFromName(facts: EpisodeFacts, position: number): Values {
  const isAlone = facts.numbers.episodes.length < 2 && facts.numbers.absolute.length < 2;
  return {
    title: isAlone ? facts.title : null,
    aired: facts.numbers.airDate,
    absolute_number: facts.numbers.absolute[position] ?? null,
    tmdb_id: isAlone ? facts.tmdbId : null,
    tvdb_id: isAlone ? facts.tvdbId : null,
    imdb_id: isAlone ? facts.imdbId : null,
  };
}
