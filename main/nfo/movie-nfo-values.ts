import type { MovieMetadata } from '../domain/movie-metadata.ts';
import type { MediaStreams } from '../domain/streams.ts';

/** All that a film's NFO is to say. */
export interface MovieNfoValues extends MovieMetadata {
  /** Null when the file has not been probed: what the NFO says of streams is then left alone. */
  streams: MediaStreams | null;
}
