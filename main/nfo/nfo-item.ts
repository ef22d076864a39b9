/**
 * Everything of one root of an NFO that has a known meaning, nearly as written: for looking at files and for comparing
 * them, where MovieMetadata and its kin are for using what they say. Keys are the names of the elements. Text is trimmed,
 * blank text is null. Dates are as the file has them.
 */
export interface NfoItem {
  kind: NfoItemKind;
  title: string | null;
  originaltitle: string | null;
  sorttitle: string | null;
  showtitle: string | null;
  plot: string | null;
  outline: string | null;
  tagline: string | null;
  mpaa: string | null;
  status: string | null;
  trailer: string | null;
  premiered: string | null;
  aired: string | null;
  enddate: string | null;
  dateadded: string | null;
  lastplayed: string | null;
  /** Of `<year>`. */
  year: number | null;
  /** Else of the day of the premiere, or on which an episode was aired. */
  year_effective: number | null;
  runtime_minutes: number | null;
  top250: number | null;
  playcount: number | null;
  userrating: number | null;
  watched: boolean | null;
  season: number | null;
  /** Of a season; `season` is the same. */
  seasonnumber: number | null;
  episode: number | null;
  /** The last of several episodes that Jellyfin has in one element. */
  episodenumberend: number | null;
  displayseason: number | null;
  displayepisode: number | null;
  displayafterseason: number | null;
  airsafter_season: number | null;
  airsbefore_season: number | null;
  airsbefore_episode: number | null;
  /** Of `<uniqueid>`, as written. */
  uniqueids: { type: string | null; value: string; default: boolean }[];
  /** Of all elements that hold ids, by provider; those that disagree are left out. A bare number in `<id>` is none. */
  ids: Record<string, string>;
  /** Of `<ratings>`. */
  ratings: { name: string; value: number; max: number; votes: number | null; default: boolean }[];
  /** Of the flat `<rating>` or `<communityrating>`. */
  legacy_rating: number | null;
  legacy_votes: number | null;
  genres: string[];
  studios: string[];
  countries: string[];
  tags: string[];
  directors: string[];
  writers: string[];
  showlinks: string[];
  actors: NfoItemActor[];
  /** Those in `<actor>` whose `<type>` is another. */
  other_people: { name: string; type: string }[];
  set: { name: string; overview: string | null; tmdb_id: string | null } | null;
  namedseasons: { number: number; name: string }[];
  /** Of the JSON in `<episodeguide>`. */
  episodeguide_json: Record<string, string> | null;
  /** By aspect, the preferred first. */
  art_urls: Record<string, string[]>;
  /** -1 is the list of all seasons. */
  season_art_urls: { season: number; type: string; url: string }[];
  set_art_urls: Record<string, string[]>;
  /** Of `<art>`: URLs and paths by type. */
  art_block: Record<string, string[]>;
  /** Tracks of which something is said. */
  streamdetails: Record<'video' | 'audio' | 'subtitle', Record<string, string | number>[]> | null;
  lockdata: boolean | null;
  lockedfields: string[];
  /** Names of the elements directly in the root that hold any text. */
  non_empty_elements: string[];
}

export type NfoItemKind = 'movie' | 'tvshow' | 'season' | 'episode' | 'set' | 'musicvideo' | 'artist' | 'album';

export interface NfoItemActor {
  name: string;
  role: string | null;
  order: number | null;
  thumb: string | null;
  /** Only of guests. */
  type?: string;
}
