import type { MediaStreams } from '../domain/streams.ts';
import {
  emptyEpisodeMetadata,
  emptySeasonMetadata,
  emptySeriesMetadata,
  type EpisodeMetadata,
  type SeasonMetadata,
  type SeriesMetadata,
} from '../domain/tv-metadata.ts';
import {
  type EpisodeLock,
  readEpisodeLocks,
  readSeasonLocks,
  readSeriesLocks,
  type SeasonLock,
  type SeriesLock,
} from './jellyfin-locks.ts';
import type { UrlIds } from './nfo-urls.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { readEveryMetadata, readMetadata, readUrlMetadata } from './read-metadata.ts';
import { readStreamDetails } from './stream-detail-elements.ts';
import { EPISODE_KIND, SEASON_KIND, TVSHOW_KIND } from './tv-nfo-kinds.ts';

export type TvshowNfoReading =
  | {
      outcome: 'parsed';
      metadata: SeriesMetadata;
      lockedFields: SeriesLock[];
      /** As written: a URL, a `plugin://` address or a path. */
      trailer: string | null;
      /** One line per provider whose ids disagree, e.g. `tvdb: 603, 604`. */
      conflicts: string[];
    }
  | { outcome: 'url_only'; metadata: SeriesMetadata; conflicts: string[] }
  | ({ outcome: 'rejected' } & NfoProblem);

export type SeasonNfoReading =
  | { outcome: 'parsed'; metadata: SeasonMetadata; lockedFields: SeasonLock[]; conflicts: string[] }
  | ({ outcome: 'rejected' } & NfoProblem);

export type EpisodeNfoReading =
  | {
      outcome: 'parsed';
      /** One per root, in the file's order. */
      episodes: EpisodeMetadata[];
      /** Beside `episodes`. */
      lockedFields: EpisodeLock[][];
      /** Beside `episodes`. */
      streamDetails: (MediaStreams | null)[];
      conflicts: string[];
    }
  /** Whose URLs these are cannot be told: the series' or the episode's. */
  | { outcome: 'url_only'; urls: UrlIds }
  | ({ outcome: 'rejected' } & NfoProblem);

/** Reads `tvshow.nfo` (https://kodi.wiki/view/NFO_files/TV_shows) by the rules of readMovieNfo. Never throws. */
export function readTvshowNfo(bytes: Uint8Array): TvshowNfoReading {
  const opened = openNfo(bytes, TVSHOW_KIND);
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') {
    return { outcome: 'url_only', ...readUrlMetadata(opened.ids, TVSHOW_KIND, emptySeriesMetadata()) };
  }
  const { document, roots } = opened;
  const [root] = roots;
  return {
    outcome: 'parsed',
    ...readMetadata(document, root, TVSHOW_KIND, emptySeriesMetadata()),
    lockedFields: readSeriesLocks(document, root),
    trailer: document.childText(root, 'trailer'),
  };
}

/** Reads `season.nfo`, which Jellyfin, Emby and tinyMediaManager write, by the rules of readMovieNfo. Never throws. */
export function readSeasonNfo(bytes: Uint8Array): SeasonNfoReading {
  const opened = openNfo(bytes, SEASON_KIND);
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') return { outcome: 'rejected', reason: 'not_xml', message: 'The file holds only URLs' };
  const { document, roots } = opened;
  const [root] = roots;
  return {
    outcome: 'parsed',
    ...readMetadata(document, root, SEASON_KIND, emptySeasonMetadata()),
    lockedFields: readSeasonLocks(document, root),
  };
}

/** Reads the NFO of an episode file, which may hold several `<episodedetails>`, by the rules of readMovieNfo. Never throws. */
export function readEpisodeNfo(bytes: Uint8Array): EpisodeNfoReading {
  const opened = openNfo(bytes, EPISODE_KIND);
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') return { outcome: 'url_only', urls: opened.ids };
  const { document, roots } = opened;
  const readings = readEveryMetadata(document, roots, EPISODE_KIND, emptyEpisodeMetadata());
  return {
    outcome: 'parsed',
    episodes: readings.map(({ metadata }) => metadata),
    lockedFields: roots.map((root) => readEpisodeLocks(document, root)),
    streamDetails: roots.map((root) => readStreamDetails(document, root)),
    conflicts: readings.flatMap(({ conflicts }) => conflicts),
  };
}
