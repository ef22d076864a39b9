/** What names are made of, of a film or a show. */
export interface TitleFacts {
  title: string;
  originalTitle: string | null;
  year: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  tvdbId: number | null;
  /** Of films: the collection. */
  set: string | null;
}

/** What names are made of, of one video. */
export interface VideoFacts {
  /** Relative to the library, '/' between the parts. */
  path: string;
  edition: string | null;
  part: number | null;
  width: number | null;
  height: number | null;
  videoCodec: string | null;
  hdrType: string | null;
  audioCodec: string | null;
  audioProfile: string | null;
  audioChannels: number | null;
}

/** An episode file: all episodes it holds, in order. */
export interface EpisodeFacts {
  season: number;
  episodes: { number: number; title: string }[];
  /** YYYY-MM-DD of the first one. */
  aired: string | null;
}
