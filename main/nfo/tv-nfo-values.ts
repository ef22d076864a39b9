import type { MediaStreams } from '../domain/streams.ts';
import type { EpisodeMetadata, SeasonMetadata, SeriesMetadata } from '../domain/tv-metadata.ts';
import type { NfoAudience } from './movie-nfo-values.ts';

/** All that a series' NFO is to say. */
export interface TvshowNfoValues extends SeriesMetadata, NfoAudience {}

/** All that a season's NFO is to say. */
export interface SeasonNfoValues extends SeasonMetadata, NfoAudience {}

/** All that an episode's part of an NFO is to say. */
export interface EpisodeNfoValues extends EpisodeMetadata, NfoAudience {
  /** Null when the file has not been probed: what the NFO says of streams is then left alone. */
  streams: MediaStreams | null;
}
