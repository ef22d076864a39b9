import { readArt } from './art-elements.ts';
import { readEpisodeGuide } from './episode-guide-element.ts';
import { ownSetId, readItemIds } from './item-ids.ts';
import { readItemPeople } from './item-people.ts';
import { readItemRatings } from './item-ratings.ts';
import { readItemStreams } from './item-streams.ts';
import { lockedFieldNames } from './jellyfin-locks.ts';
import { listEntries } from './list-elements.ts';
import { readMovieSet } from './movie-set-element.ts';
import { findSeasonNameElements, mergeSeasonNames } from './named-season-elements.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem, NfoItemKind } from './nfo-item.ts';
import { parseDecimal, parseRuntime, parseWhole } from './nfo-number.ts';
import { readScalar, YEAR_FIELD } from './scalar-elements.ts';
import type { XmlElement } from './xml-tree.ts';

export const ITEM_KINDS: Readonly<Record<string, NfoItemKind>> = {
  movie: 'movie',
  tvshow: 'tvshow',
  season: 'season',
  episodedetails: 'episode',
  set: 'set',
  collection: 'set',
  musicvideo: 'musicvideo',
  artist: 'artist',
  album: 'album',
};

export interface NfoItemReading {
  item: NfoItem;
  /** One line per provider whose ids disagree, e.g. `tmdb: 603, 604`. */
  conflicts: string[];
}

/** Reads everything of one root, see NfoItem. */
export function readNfoItem(document: NfoDocument, root: XmlElement): NfoItemReading {
  const kind = ITEM_KINDS[root.name] ?? 'movie';
  const text = (...names: string[]): string | null => {
    for (const name of names) {
      const found = document.childText(root, name);
      if (found !== null) return found;
    }
    return null;
  };
  const whole = (...names: string[]): number | null => parseWhole(text(...names));
  const positive = (...names: string[]): number | null => ((whole(...names) ?? -1) < 0 ? null : whole(...names));
  const list = (...names: string[]): string[] => [
    ...new Set(names.flatMap((name) => document.children(root, name)).flatMap((entry) => listEntries(document, entry))),
  ];
  const isTv = kind === 'episode' || kind === 'season';
  const year = readScalar(document, YEAR_FIELD, root) as number | null;
  const premiered = text('premiered', 'releasedate');
  const aired = text('aired', 'firstaired');
  const released = isTv ? (aired ?? premiered) : (premiered ?? aired);
  const season = positive(...(kind === 'season' ? ['seasonnumber'] : []), 'season');
  const guide = readEpisodeGuide(document, root);
  const { conflicts, ...ids } = readItemIds(document, root, kind === 'movie' ? 'tmdb' : 'tvdb');
  const item: NfoItem = {
    kind,
    title: text('title', ...(kind === 'set' ? ['name'] : [])),
    originaltitle: text('originaltitle'),
    sorttitle: text('sorttitle'),
    showtitle: text('showtitle'),
    plot: text('plot', ...(kind === 'set' ? ['overview'] : [])),
    outline: text('outline'),
    tagline: text('tagline'),
    mpaa: text('mpaa'),
    status: text('status'),
    trailer: text('trailer'),
    premiered,
    aired,
    enddate: text('enddate'),
    dateadded: text('dateadded'),
    lastplayed: text('lastplayed'),
    year,
    year_effective: year ?? yearOfNfoDate(released ?? ''),
    runtime_minutes: whole('runtime') ?? parseRuntime(text('runtime')),
    top250: whole('top250'),
    playcount: whole('playcount'),
    userrating: parseDecimal(text('userrating')),
    watched: asBoolean(text('watched')),
    season,
    seasonnumber: kind === 'season' ? season : null,
    episode: positive('episode'),
    episodenumberend: positive('episodenumberend'),
    displayseason: positive('displayseason'),
    displayepisode: positive('displayepisode'),
    displayafterseason: positive('displayafterseason'),
    airsafter_season: positive('airsafter_season'),
    airsbefore_season: positive('airsbefore_season'),
    airsbefore_episode: positive('airsbefore_episode'),
    ...ids,
    ...readItemRatings(document, root),
    genres: list('genre'),
    studios: list('studio'),
    countries: list('country'),
    tags: list('tag'),
    directors: list('director'),
    writers: list('credits', 'writer'),
    showlinks: list('showlink'),
    ...readItemPeople(document, root),
    set: readItemSet(document, root),
    namedseasons: mergeSeasonNames(findSeasonNameElements(document, root)).map(({ season, name }) => ({
      number: season,
      name,
    })),
    episodeguide_json: guide?.ids ?? null,
    ...readArt(document, root, kind === 'episode' ? 'thumb' : 'poster'),
    streamdetails: readItemStreams(document, root),
    lockdata: asBoolean(text('lockdata')),
    lockedfields: lockedFieldNames(document, root),
    non_empty_elements: [
      ...new Set(root.children.filter((child) => document.text(child) !== null).map(({ name }) => name)),
    ].sort(),
  };
  return { item, conflicts };
}

function readItemSet(document: NfoDocument, root: XmlElement): NfoItem['set'] {
  const found = readMovieSet(document, root);
  if (found === null) return null;
  const { name, overview } = found.set;
  return { name, overview, tmdb_id: ownSetId(document, found.element) };
}

function asBoolean(text: string | null): boolean | null {
  if (text === null) return null;
  if (/^(?:true|1|yes)$/i.test(text)) return true;
  return /^(?:false|0|no)$/i.test(text) ? false : null;
}
