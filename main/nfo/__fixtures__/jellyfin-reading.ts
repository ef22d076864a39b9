import { type PlainElement, readPlainXml } from './plain-xml.ts';

/**
 * What Jellyfin makes of an NFO: its rules once more, in words of our own and with nothing of the product's, after what its
 * BaseNfoParser, MovieNfoParser, SeriesNfoParser, SeriesNfoSeasonParser, SeasonNfoParser and EpisodeNfoParser do
 * (https://github.com/jellyfin/jellyfin/tree/master/MediaBrowser.XbmcMetadata/Parsers) and
 * https://jellyfin.org/docs/general/server/metadata/nfo/ says. Elements directly in the root are looked at one by one; of
 * several for one field the last counts, and a list grows, except for the countries.
 */
export interface JellyfinReading {
  name: string | null;
  originalTitle: string | null;
  sortName: string | null;
  overview: string | null;
  tagline: string | null;
  productionYear: number | null;
  premiereDate: string | null;
  runtimeMinutes: number | null;
  officialRating: string | null;
  genres: string[];
  studios: string[];
  locations: string[];
  tags: string[];
  people: { name: string; type: string; role: string | null; order: number | null }[];
  /** By the provider's name in lower case. */
  providerIds: Record<string, string>;
  collection: string | null;
  communityRating: number | null;
  criticRating: number | null;
  isLocked: boolean;
  lockedFields: string[];
  /** Of a series: Ended, Continuing or Unreleased. */
  status: string | null;
  /** Of a series: names of seasons by number. */
  seasonNames: Record<number, string>;
  /** Of a season or an episode. */
  indexNumber: number | null;
  /** The last of several episodes in one file. */
  indexNumberEnd: number | null;
  parentIndexNumber: number | null;
  airsBeforeSeason: number | null;
  airsBeforeEpisode: number | null;
  width: number | null;
  height: number | null;
  aspectRatio: string | null;
  hasSubtitles: boolean;
  /** Types of pictures that are fetched from addresses in the file, before any that lies beside it. */
  remoteImages: string[];
}

export type JellyfinKind = 'movie' | 'tvshow' | 'season' | 'episodedetails';

type Read = (into: JellyfinReading, element: PlainElement) => void;

const FIELDS = ['Cast', 'Genres', 'ProductionLocations', 'Studios', 'Tags', 'Name', 'Overview', 'Runtime', 'OfficialRating'];

/** Reads a file of such an item. Throws where Jellyfin would give up on it, or on a part of it. */
export function asJellyfinReads(text: string, kind: JellyfinKind = 'movie'): JellyfinReading {
  const [document = '', ...others] = kind === 'episodedetails' ? episodesIn(text) : [text];
  const root = readPlainXml(document);
  if (root.name !== kind) throw new Error(`<${root.name}> is no ${kind}`);
  const reading = nothingRead();
  for (const element of root.children) (OF_KIND[kind][element.name] ?? OF_ALL[element.name])?.(reading, element);
  for (const other of others) {
    const episode = readPlainXml(other).children.find(({ name }) => name === 'episode');
    if (episode !== undefined) reading.indexNumberEnd = Math.max(Number(plain(episode)), reading.indexNumberEnd ?? 0);
  }
  return reading;
}

/** Each root of a file of episodes is read as a document of its own; only the first gives more than a number. */
function episodesIn(text: string): string[] {
  const parts = text.split(/(?<=<\/episodedetails>)/u);
  return parts.filter((part) => part.trim() !== '');
}

function nothingRead(): JellyfinReading {
  return {
    name: null,
    originalTitle: null,
    sortName: null,
    overview: null,
    tagline: null,
    productionYear: null,
    premiereDate: null,
    runtimeMinutes: null,
    officialRating: null,
    genres: [],
    studios: [],
    locations: [],
    tags: [],
    people: [],
    providerIds: {},
    collection: null,
    communityRating: null,
    criticRating: null,
    isLocked: false,
    lockedFields: [],
    status: null,
    seasonNames: {},
    indexNumber: null,
    indexNumberEnd: null,
    parentIndexNumber: null,
    airsBeforeSeason: null,
    airsBeforeEpisode: null,
    width: null,
    height: null,
    aspectRatio: null,
    hasSubtitles: false,
    remoteImages: [],
  };
}

/** An element in whose place another one lies makes the reader throw, and all behind it is lost. */
function plain({ name, children, text }: PlainElement): string {
  if (children.length > 0) throw new Error(`<${name}> holds elements`);
  return text.trim();
}

const text =
  (field: 'name' | 'originalTitle' | 'sortName' | 'overview' | 'tagline' | 'officialRating' | 'collection'): Read =>
  (into, element) => {
    if (plain(element) !== '') into[field] = plain(element);
  };

const number =
  (
    field:
      | 'communityRating'
      | 'criticRating'
      | 'indexNumber'
      | 'indexNumberEnd'
      | 'parentIndexNumber'
      | 'airsBeforeSeason'
      | 'airsBeforeEpisode'
      | 'width'
      | 'height',
  ): Read =>
  (into, element) => {
    const value = plain(element);
    if (/^\d+(\.\d+)?$/u.test(value)) into[field] = Number(value);
  };

const parts = (element: PlainElement): string[] =>
  plain(element)
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const grow =
  (field: 'genres' | 'studios' | 'tags', isSplit: boolean): Read =>
  (into, element) => {
    for (const entry of isSplit ? parts(element) : [plain(element)]) {
      if (entry !== '' && !into[field].some((known) => known.toLowerCase() === entry.toLowerCase())) {
        into[field].push(entry);
      }
    }
  };

/** Directors and `<writer>` are split at commas, unless there is a `|` or a `;`. */
const crew =
  (type: string, separate: (element: PlainElement) => string[]): Read =>
  (into, element) => {
    for (const name of separate(element)) into.people.push({ name, type, role: null, order: null });
  };

const byComma = (element: PlainElement): string[] =>
  plain(element)
    .split(/[|;]/u.test(plain(element)) ? /[|;]/u : /,/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

const day: Read = (into, element) => {
  const value = plain(element);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return;
  into.premiereDate = value;
  into.productionYear ??= Number(value.slice(0, 4));
};

const providerId =
  (provider: string): Read =>
  (into, element) => {
    if (plain(element) !== '') into.providerIds[provider] = plain(element);
  };

const child = (element: PlainElement, name: string): string | null => {
  const found = element.children.find((one) => one.name === name);
  return found === undefined ? null : plain(found);
};

const actor: Read = (into, element) => {
  const name = child(element, 'name') ?? '';
  const order = child(element, 'sortorder') ?? child(element, 'order');
  const role = child(element, 'role');
  if (name === '') return;
  into.people.push({ name, type: child(element, 'type') ?? 'Actor', role, order: order === null ? null : Number(order) });
};

/** Critics are those with "tomato" in the name that are neither the audience nor an average; all others the community. */
const ratings: Read = (into, element) => {
  for (const rating of element.children.filter(({ name }) => name === 'rating')) {
    const value = Number(child(rating, 'value'));
    const source = (rating.attributes['name'] ?? '').toLowerCase();
    if (!source.includes('tomato') || source.includes('audience')) into.communityRating = value;
    else if (!source.includes('avg')) into.criticRating = value;
  }
};

const streams: Read = (into, element) => {
  const details = element.children.filter(({ name }) => name === 'streamdetails').flatMap(({ children }) => children);
  for (const { name, children } of details) {
    if (name === 'subtitle') into.hasSubtitles ||= children.some((one) => one.name === 'language');
    if (name !== 'video') continue;
    for (const one of children) {
      if (one.name === 'width' || one.name === 'height') number(one.name)(into, one);
      if (one.name === 'aspect') into.aspectRatio = plain(one);
      if (one.name === 'durationinseconds') into.runtimeMinutes = Number(plain(one)) / 60;
    }
  }
};

const IMAGES: Readonly<Record<string, string>> = {
  banner: 'Banner',
  clearlogo: 'Logo',
  discart: 'Disc',
  landscape: 'Thumb',
  clearart: 'Art',
  fanart: 'Backdrop',
};

/** What has a dot in its aspect belongs to something else; without any it is a poster. */
const thumb: Read = (into, element) => {
  const aspect = element.attributes['aspect'] ?? 'poster';
  if (plain(element) !== '' && !aspect.includes('.')) into.remoteImages.push(IMAGES[aspect] ?? 'Primary');
};

const OF_ALL: Readonly<Record<string, Read>> = {
  title: text('name'),
  name: text('name'),
  localtitle: text('name'),
  originaltitle: text('originalTitle'),
  sorttitle: text('sortName'),
  plot: text('overview'),
  review: text('overview'),
  biography: text('overview'),
  tagline: text('tagline'),
  mpaa: text('officialRating'),
  year: (into, element) => {
    const year = Number(plain(element));
    if (year > 1850) into.productionYear = year;
  },
  premiered: day,
  releasedate: day,
  aired: day,
  formed: day,
  runtime: (into, element) => {
    const minutes = /^\d+(?= |$)/u.exec(plain(element))?.[0];
    if (minutes !== undefined) into.runtimeMinutes = Number(minutes);
  },
  genre: grow('genres', true),
  studio: grow('studios', false),
  tag: grow('tags', false),
  style: grow('tags', false),
  country: (into, element) => {
    if (plain(element) !== '') into.locations = parts(element);
  },
  director: crew('Director', byComma),
  writer: crew('Writer', byComma),
  credits: crew('Writer', parts),
  actor,
  rating: number('communityRating'),
  criticrating: number('criticRating'),
  ratings,
  lockdata: (into, element) => {
    into.isLocked = plain(element).toLowerCase() === 'true';
  },
  lockedfields: (into, element) => {
    const named = plain(element).split('|');
    into.lockedFields = FIELDS.filter((field) => named.some((name) => name.toLowerCase() === field.toLowerCase()));
  },
  uniqueid: (into, element) => {
    const type = element.attributes['type'] ?? '';
    if (type !== '') providerId(type.toLowerCase())(into, element);
  },
  collectionnumber: providerId('tmdbcollection'),
  tmdbcolid: providerId('tmdbcollection'),
  imdb_id: providerId('imdb'),
  tmdbid: providerId('tmdb'),
  imdbid: providerId('imdb'),
  tvdbid: providerId('tvdb'),
  fileinfo: streams,
  thumb,
  fanart: (into, element) => {
    if (element.children.some(({ name }) => name === 'thumb')) into.remoteImages.push('Backdrop');
  },
};

/** Its own three words, and those that it knows beside them (Emby.Naming/TV/TvParserHelpers.cs). */
const STATUSES: Readonly<Record<string, string>> = {
  ended: 'Ended',
  continuing: 'Continuing',
  unreleased: 'Unreleased',
  cancelled: 'Ended',
  canceled: 'Ended',
  pilot: 'Continuing',
  returning: 'Continuing',
  'returning series': 'Continuing',
};

const OF_KIND: Readonly<Record<JellyfinKind, Readonly<Record<string, Read>>>> = {
  movie: {
    set: (into, element) => {
      const id = element.attributes['tmdbcolid'] ?? '';
      if (id !== '') into.providerIds['tmdbcollection'] = id;
      into.collection = element.children.length === 0 ? element.text.trim() : child(element, 'name');
    },
    id: (into, element) => {
      if (plain(element).startsWith('tt')) into.providerIds['imdb'] = plain(element);
    },
  },
  tvshow: {
    id: (into, element) => {
      if (plain(element).startsWith('tt')) into.providerIds['imdb'] = plain(element);
    },
    status: (into, element) => {
      into.status = STATUSES[plain(element).toLowerCase()] ?? null;
    },
    namedseason: (into, element) => {
      into.seasonNames[Number(element.attributes['number'])] = plain(element);
    },
  },
  season: { seasonnumber: number('indexNumber') },
  episodedetails: {
    season: number('parentIndexNumber'),
    episode: number('indexNumber'),
    episodenumberend: number('indexNumberEnd'),
    airsbefore_season: number('airsBeforeSeason'),
    displayseason: number('airsBeforeSeason'),
    airsbefore_episode: number('airsBeforeEpisode'),
    displayepisode: number('airsBeforeEpisode'),
  },
};
