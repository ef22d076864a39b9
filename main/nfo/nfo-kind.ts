import type { NfoDialect } from '../../contract/profiles.ts';
import type { ActorCredit, MovieSetRef, Rating, UniqueId } from '../domain/movie-metadata.ts';
import type { MediaStreams } from '../domain/streams.ts';
import type { SeasonName } from '../domain/tv-metadata.ts';
import type { NfoLocks } from './jellyfin-locks.ts';
import type { ListField, ListSpec } from './list-elements.ts';
import type { UrlIds } from './nfo-urls.ts';
import type { ScalarField, ScalarSpec } from './scalar-elements.ts';

/** Fields that are more than the text of one element or a list of such. */
export interface SpecialField {
  kind: 'ratings' | 'ids' | 'set' | 'actors' | 'namedSeasons' | 'episodeGuide' | 'streams';
}

export type NfoField = ScalarSpec | ListSpec | SpecialField;

/** Providers whose ids are fields of their own, which a person may clear. */
export type OwnProvider = 'tmdb' | 'tvdb' | 'imdb';

/** What there is to know about the NFO of one kind of item; reading, comparing and writing all go by it. */
export interface NfoKind {
  /** The first is the one that is written. */
  rootNames: readonly [string, ...string[]];
  /** One file may hold several, each with its season and episode. */
  hasManyRoots: boolean;
  /** In the sequence of `order`, which inserting relies on. */
  fields: readonly NfoField[];
  /** Where new elements go among their siblings. */
  order: readonly string[];
  /** Elements whose date gives the year when `<year>` does not. */
  releaseDates: readonly string[];
  /** The first that is known becomes the default of a file without one. */
  providers: readonly OwnProvider[];
  /** Whose id a bare number in `<id>` is. */
  bareIdProvider: OwnProvider;
  /** URLs that say something about such an item, and of which provider. */
  urlIds: readonly (readonly [provider: OwnProvider, ids: keyof UrlIds])[];
}

/** What an NFO is to say, of whatever kind; a field the kind does not have is not looked at. */
export type NfoValues = Partial<
  Record<ScalarField, string | number | null> &
    Record<ListField, string[]> & {
      tmdbId: number | null;
      tvdbId: number | null;
      imdbId: string | null;
      uniqueIds: UniqueId[];
      ratings: Rating[];
      actors: ActorCredit[];
      set: MovieSetRef | null;
      namedSeasons: SeasonName[];
      streams: MediaStreams | null;
      /** Whose elements are written; Kodi's when nothing is said. */
      dialect: NfoDialect;
      /** What Jellyfin and Emby are told to leave alone. */
      locks: NfoLocks;
    }
>;
