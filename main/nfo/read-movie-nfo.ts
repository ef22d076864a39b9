import { emptyMovieMetadata, type MovieMetadata } from '../domain/movie-metadata.ts';
import type { MovieField } from '../domain/movie-fields.ts';
import type { MediaStreams } from '../domain/streams.ts';
import { readMovieLocks } from './jellyfin-locks.ts';
import { MOVIE_KIND } from './movie-nfo-kind.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { readMetadata, readUrlMetadata } from './read-metadata.ts';
import { readStreamDetails } from './stream-detail-elements.ts';

export type MovieNfoReading =
  | {
      outcome: 'parsed';
      metadata: MovieMetadata;
      lockedFields: MovieField[];
      /** As written: a URL, a `plugin://` address or a path. */
      trailer: string | null;
      streamDetails: MediaStreams | null;
      /** One line per provider whose ids disagree, e.g. `tmdb: 603, 604`. */
      conflicts: string[];
    }
  | { outcome: 'url_only'; metadata: MovieMetadata; conflicts: string[] }
  | ({ outcome: 'rejected' } & NfoProblem);

/**
 * Reads a film's NFO in the dialects of Kodi, Jellyfin, Emby, Plex agents and their managers
 * (https://kodi.wiki/view/NFO_files/Movies). Blank elements say nothing. Ids that disagree within the XML are reported
 * and come out as null; URLs around the XML fill in ids it lacks, and are reported where they disagree with it. Never
 * throws.
 */
export function readMovieNfo(bytes: Uint8Array): MovieNfoReading {
  const opened = openNfo(bytes, MOVIE_KIND);
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') {
    return { outcome: 'url_only', ...readUrlMetadata(opened.ids, MOVIE_KIND, emptyMovieMetadata()) };
  }
  const { document, roots } = opened;
  const [root] = roots;
  return {
    outcome: 'parsed',
    ...readMetadata(document, root, MOVIE_KIND, emptyMovieMetadata()),
    lockedFields: readMovieLocks(document, root),
    trailer: document.childText(root, 'trailer'),
    streamDetails: readStreamDetails(document, root),
  };
}
