import { emptyEpisodeMetadata, emptySeriesMetadata } from '../../domain/tv-metadata.ts';
import type { EpisodeMetadata } from '../../domain/tv-metadata.ts';
import { patchEpisodeNfo, patchTvshowNfo } from '../../nfo/write-tv-nfo.ts';
import type { SampleEpisode } from './sample-episode-files.ts';
import type { SampleShow } from './sample-show.ts';
import { createSeededRandom } from './seeded-random.ts';

const DAY_MS = 86_400_000;

/** The bytes of the show's `tvshow.nfo`, in Kodi's form. */
export function makeSampleShowNfo(show: SampleShow): Uint8Array {
  const regular = show.seasons.filter(({ number }) => number > 0);
  const patched = patchTvshowNfo(null, {
    ...emptySeriesMetadata(),
    title: show.title,
    originalTitle: show.originalTitle ?? null,
    year: show.year,
    premiered: regular[0]?.premiered ?? null,
    status: show.status,
    plot: show.plot,
    tagline: show.tagline ?? null,
    mpaa: show.mpaa,
    runtime: show.runtime,
    tmdbId: show.ids.tmdb,
    tvdbId: show.ids.tvdb,
    imdbId: show.ids.imdb,
    uniqueIds: [
      { type: 'tvdb', value: String(show.ids.tvdb), isDefault: true },
      { type: 'tmdb', value: String(show.ids.tmdb), isDefault: false },
      { type: 'imdb', value: show.ids.imdb, isDefault: false },
    ],
    genres: show.genres,
    studios: show.studios,
    countries: show.countries,
    tags: show.tags,
    actors: show.cast.map(({ name, role }, order) => ({ name, role, order, thumbUrl: null, tmdbId: null })),
    ratings: show.ratings.map((rating, index) => ({ ...rating, isDefault: index === 0 })),
    namedSeasons: show.seasons.flatMap(({ number, name }) => (name === undefined ? [] : [{ season: number, name }])),
  });
  if ('error' in patched) throw new Error(`The NFO of ${show.title} could not be made: ${patched.message}`);
  return patched.bytes;
}

/** The bytes of the NFO of the episodes that lie in one file, in Kodi's form: an `<episodedetails>` for each. */
export function makeSampleEpisodeNfo(show: SampleShow, episodes: readonly SampleEpisode[]): Uint8Array {
  const patched = patchEpisodeNfo(
    null,
    episodes.map((episode) => ({ ...episodeMetadata(show, episode), streams: null })),
  );
  if ('error' in patched) throw new Error(`An episode NFO of ${show.title} could not be made: ${patched.message}`);
  return patched.bytes;
}

function episodeMetadata(show: SampleShow, { season, number, runningNumber, record }: SampleEpisode): EpisodeMetadata {
  const isSpecial = season.number === 0;
  const inTurn = (list: readonly string[]): string[] => {
    const one = list[(runningNumber - 1) % list.length];
    return one === undefined ? [] : [one];
  };
  const random = createSeededRandom(`episode/${show.title}/${record.title}`);
  const tvdbId = show.ids.tvdb * 1000 + season.number * 100 + number;
  return {
    ...emptyEpisodeMetadata(),
    season: season.number,
    episode: number,
    displaySeason: record.before?.season ?? null,
    displayEpisode: record.before?.episode ?? null,
    absolute: show.files.isCountedThrough === true && !isSpecial ? runningNumber : null,
    dvdSeason: record.dvd === undefined ? null : season.number,
    dvdEpisode: record.dvd ?? null,
    title: record.title,
    plot: record.plot,
    aired: new Date(Date.parse(season.premiered) + (number - 1) * 7 * DAY_MS).toISOString().slice(0, 10),
    runtime: show.runtime,
    tvdbId,
    uniqueIds: [{ type: 'tvdb', value: String(tvdbId), isDefault: true }],
    directors: inTurn(show.directors),
    writers: inTurn(show.writers),
    ratings: show.ratings.slice(0, 1).map(({ source, value, max, votes }) => ({
      source,
      value: Math.round(Math.min(max, value + random.between(-0.7, 0.7)) * 10) / 10,
      max,
      votes: Math.round(votes * random.between(0.05, 0.12)),
      isDefault: true,
    })),
  };
}
