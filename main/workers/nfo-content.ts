import type { MovieNfoValues } from '../nfo/movie-nfo-values.ts';
import { readEpisodeNfo, readTvshowNfo } from '../nfo/read-tv-nfo.ts';
import type { EpisodeNfoValues, SeasonNfoValues, TvshowNfoValues } from '../nfo/tv-nfo-values.ts';
import { patchMovieNfo } from '../nfo/write-movie-nfo.ts';
import { patchSetNfo, type SetNfoValues } from '../nfo/write-set-nfo.ts';
import { patchEpisodeNfo, patchSeasonNfo, patchTvshowNfo } from '../nfo/write-tv-nfo.ts';

/** What an NFO is to say, by the kind of item. */
export type NfoContent =
  | { type: 'movie'; values: MovieNfoValues }
  | {
      type: 'series';
      values: TvshowNfoValues;
      /** The seasons that Metarr knows: names of others are none of its business. */
      seasons: number[];
    }
  | { type: 'season'; values: SeasonNfoValues }
  /** One entry per episode of the file, in their order. */
  | { type: 'episode'; values: EpisodeNfoValues[] }
  | { type: 'set'; values: SetNfoValues };

/** The NFO's bytes once it says the content, or why it must not be written. What Metarr keeps no value of stays as it is. */
export function patchNfo(existing: Uint8Array | null, content: NfoContent): ReturnType<typeof patchMovieNfo> {
  switch (content.type) {
    case 'movie':
      return patchMovieNfo(existing, content.values);
    case 'series':
      return patchTvshowNfo(existing, withOtherSeasons(existing, content.values, content.seasons));
    case 'season':
      return patchSeasonNfo(existing, content.values);
    case 'episode':
      return patchEpisodeNfo(existing, withOriginalTitles(existing, content.values));
    case 'set':
      return patchSetNfo(existing, content.values);
  }
}

function withOtherSeasons(existing: Uint8Array | null, values: TvshowNfoValues, seasons: number[]): TvshowNfoValues {
  const reading = existing === null ? null : readTvshowNfo(existing);
  const named = reading?.outcome === 'parsed' ? reading.metadata.namedSeasons : [];
  const others = named.filter(({ season }) => !seasons.includes(season));
  return { ...values, namedSeasons: [...values.namedSeasons, ...others].sort((a, b) => a.season - b.season) };
}

function withOriginalTitles(existing: Uint8Array | null, values: EpisodeNfoValues[]): EpisodeNfoValues[] {
  const reading = existing === null ? null : readEpisodeNfo(existing);
  if (reading?.outcome !== 'parsed') return values;
  const { episodes } = reading;
  return values.map((value, index) => {
    const isOnly = values.length === 1 && episodes.length === 1;
    const own =
      episodes.find(({ season, episode }) => season === value.season && episode === value.episode) ??
      (isOnly || episodes[index]?.episode === null ? episodes[index] : undefined);
    return { ...value, originalTitle: own?.originalTitle ?? null };
  });
}
