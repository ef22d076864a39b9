import type { UniqueId } from '../../domain/movie-metadata.ts';
import type { EpisodeNfoValues } from '../../nfo/tv-nfo-values.ts';
import type { MovieNfoValues } from '../../nfo/movie-nfo-values.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { ratingsOf } from '../../store/rating.store.ts';
import { type SeasonRecord, seasonsOf } from '../../store/season.store.ts';
import { getSet } from '../../store/set.store.ts';
import { namesOf, type Vocabulary } from '../../store/vocabulary.store.ts';
import type { NfoContent } from '../../workers/nfo-content.ts';
import { nfoAudience } from './nfo-audience.ts';
import { castForNfo } from './nfo-people.ts';
import { streamsForNfo } from './nfo-streams.ts';
import { desiredSetNfo } from './desired-set.ts';
import type { PublishUnit } from './publish-unit.ts';

/**
 * What the item's NFO is to say: the present values, of all episodes that share it, the streams once they are known, and
 * for players that know locks what is locked.
 */
export function desiredNfo(db: ReadDb, { owner, members }: PublishUnit): NfoContent {
  switch (owner.type) {
    case 'movie':
      return { type: 'movie', values: { ...movieValues(db, owner), ...nfoAudience(db, owner) } };
    case 'series':
      return seriesContent(db, owner);
    case 'season': {
      const values = { season: owner.season_number, ...common(owner), ...idsOf(owner), ...nfoAudience(db, owner) };
      return { type: 'season', values };
    }
    case 'episode':
      return {
        type: 'episode',
        values: members.map((episode) => ({ ...episodeValues(db, episode), ...nfoAudience(db, episode) })),
      };
    case 'set':
      return desiredSetNfo(owner);
  }
}

function movieValues(db: ReadDb, movie: ItemRecord): MovieNfoValues {
  const set = movie.set_id === null ? null : getSet(db, movie.set_id);
  return {
    ...common(movie),
    ...feature(movie),
    ...idsOf(movie),
    ...crew(db, movie),
    ...vocabulary(db, movie),
    set: set === null ? null : { name: set.name, overview: set.overview, tmdbCollectionId: set.tmdbCollectionId },
    streams: streamsForNfo(db, movie),
  };
}

function seriesContent(db: ReadDb, series: ItemRecord): NfoContent {
  const seasons = seasonsOf(db, series.id);
  return {
    type: 'series',
    values: {
      ...common(series),
      ...feature(series),
      ...idsOf(series),
      ...crew(db, series),
      ...vocabulary(db, series),
      status: text(series, 'series_status'),
      namedSeasons: seasons.flatMap(seasonName),
      ...nfoAudience(db, series),
    },
    seasons: seasons.map((season) => season.season_number),
  };
}

function seasonName(season: SeasonRecord): { season: number; name: string }[] {
  return season.title === null || season.title === '' ? [] : [{ season: season.season_number, name: season.title }];
}

function episodeValues(db: ReadDb, episode: ItemRecord): EpisodeNfoValues {
  return {
    ...common(episode),
    ...idsOf(episode),
    ...crew(db, episode),
    season: episode.season_number,
    episode: episode.episode_number,
    displaySeason: number(episode, 'display_season'),
    displayEpisode: number(episode, 'display_episode'),
    absolute: number(episode, 'absolute_number'),
    dvdSeason: number(episode, 'dvd_season'),
    dvdEpisode: number(episode, 'dvd_episode'),
    originalTitle: null,
    outline: text(episode, 'outline'),
    aired: text(episode, 'aired'),
    runtime: number(episode, 'runtime'),
    streams: streamsForNfo(db, episode),
  };
}

function common(item: ItemRecord) {
  return {
    title: item.title === '' ? null : item.title,
    plot: text(item, 'plot'),
    premiered: text(item, 'premiered'),
    userRating: number(item, 'user_rating'),
  };
}

/** What films and shows have alike. */
function feature(item: ItemRecord) {
  return {
    originalTitle: text(item, 'original_title'),
    sortTitle: text(item, 'sort_title'),
    year: number(item, 'year'),
    runtime: number(item, 'runtime'),
    mpaa: text(item, 'mpaa'),
    tagline: text(item, 'tagline'),
    outline: text(item, 'outline'),
  };
}

/** The first that is known is the default one of a new file. */
function idsOf(item: ItemRecord) {
  const [tmdbId, tvdbId, imdbId] = [number(item, 'tmdb_id'), number(item, 'tvdb_id'), text(item, 'imdb_id')];
  const known = Object.entries({ tmdb: tmdbId, tvdb: tvdbId, imdb: imdbId }).filter(([, id]) => id !== null);
  const uniqueIds: UniqueId[] = known.map(([type, id], index) => ({ type, value: String(id), isDefault: index === 0 }));
  return { tmdbId, tvdbId, imdbId, uniqueIds };
}

function crew(db: ReadDb, item: ItemRecord) {
  return {
    directors: namesOf(db, item, 'directors'),
    writers: namesOf(db, item, 'writers'),
    actors: castForNfo(db, item),
    ratings: ratingsOf(db, item.type, item.id),
  };
}

function vocabulary(db: ReadDb, item: ItemRecord): Record<Exclude<Vocabulary, 'directors' | 'writers'>, string[]> {
  return {
    genres: namesOf(db, item, 'genres'),
    studios: namesOf(db, item, 'studios'),
    countries: namesOf(db, item, 'countries'),
    tags: namesOf(db, item, 'tags'),
  };
}

function text(item: ItemRecord, column: string): string | null {
  const value = item[column] ?? null;
  return value === null ? null : String(value);
}

function number(item: ItemRecord, column: string): number | null {
  const value = item[column] ?? null;
  return value === null ? null : Number(value);
}
