import type { MovieMetadata } from '../domain/movie-metadata.ts';
import type { MediaStreams } from '../domain/streams.ts';
import type { NfoValues } from './nfo-kind.ts';

/** For which player a file is written, and what it is to leave alone. */
export type NfoAudience = Pick<NfoValues, 'dialect' | 'locks'>;

/** All that a film's NFO is to say. */
export interface MovieNfoValues extends MovieMetadata, NfoAudience {
  /** Null when the file has not been probed: what the NFO says of streams is then left alone. */
  streams: MediaStreams | null;
}
