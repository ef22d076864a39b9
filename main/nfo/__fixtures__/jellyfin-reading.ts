/**
 * What Jellyfin makes of a film's NFO: its own rules once more, written from its BaseNfoParser and MovieNfoParser and from
 * https://jellyfin.org/docs/general/server/metadata/nfo/, with nothing of the product's. The last of several elements for
 * one field counts; elements below the root are looked at one by one, whatever their order.
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
  directors: string[];
  writers: string[];
  providerIds: Record<string, string>;
  collection: string | null;
  communityRating: number | null;
  criticRating: number | null;
  isLocked: boolean;
  lockedFields: string[];
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  inner: string;
}

const FIELDS = ['Cast', 'Genres', 'ProductionLocations', 'Studios', 'Tags', 'Name', 'Overview', 'Runtime', 'OfficialRating'];

/** Reads well-formed text with one root, as the tests write it. */
export function asJellyfinReads(text: string): JellyfinReading {
  const root = /<movie>([\s\S]*)<\/movie>/u.exec(text)?.[1] ?? '';
  const reading: JellyfinReading = {
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
    directors: [],
    writers: [],
    providerIds: {},
    collection: null,
    communityRating: null,
    criticRating: null,
    isLocked: false,
    lockedFields: [],
  };
  for (const element of elementsIn(root)) read(reading, element);
  return reading;
}

function read(into: JellyfinReading, { name, attributes, inner }: Element): void {
  const value = unescaped(inner);
  const parts = value.split('/').map((part) => part.trim());
  switch (name) {
    case 'title':
    case 'name':
    case 'localtitle':
      into.name = value;
      break;
    case 'originaltitle':
      into.originalTitle = value;
      break;
    case 'sorttitle':
      into.sortName = value;
      break;
    case 'plot':
    case 'review':
    case 'biography':
      into.overview = value;
      break;
    case 'tagline':
      into.tagline = value;
      break;
    case 'year':
      into.productionYear = Number(value);
      break;
    case 'premiered':
    case 'releasedate':
    case 'aired':
      into.premiereDate = value;
      into.productionYear ??= Number(value.slice(0, 4));
      break;
    case 'runtime':
      into.runtimeMinutes = Number(value.split(' ')[0]);
      break;
    case 'mpaa':
      into.officialRating = value;
      break;
    case 'genre':
      into.genres.push(...parts);
      break;
    case 'studio':
      into.studios.push(value);
      break;
    case 'country':
      into.locations = parts;
      break;
    case 'tag':
    case 'style':
      into.tags.push(value);
      break;
    case 'director':
      into.directors.push(value);
      break;
    case 'credits':
      into.writers.push(...parts);
      break;
    case 'rating':
      into.communityRating = Number(value);
      break;
    case 'criticrating':
      into.criticRating = Number(value);
      break;
    case 'ratings':
      readRatings(into, inner);
      break;
    case 'lockdata':
      into.isLocked = value.toLowerCase() === 'true';
      break;
    case 'lockedfields':
      into.lockedFields = value.split('|').filter((field) => FIELDS.includes(field));
      break;
    case 'uniqueid':
      into.providerIds[(attributes['type'] ?? '').toLowerCase()] = value;
      break;
    case 'set':
      into.collection = unescaped(elementsIn(inner).find((child) => child.name === 'name')?.inner ?? inner);
      if (attributes['tmdbcolid'] !== undefined) into.providerIds['tmdbcollection'] = attributes['tmdbcolid'];
      break;
    case 'collectionnumber':
    case 'tmdbcolid':
      into.providerIds['tmdbcollection'] = value;
      break;
    case 'imdb_id':
      into.providerIds['imdb'] = value;
      break;
    case 'tmdbid':
    case 'imdbid':
    case 'tvdbid':
      into.providerIds[name.slice(0, -2)] = value;
      break;
  }
}

/** A source with "tomato" in its name that is not the audience's is the critics', any other the community's. */
function readRatings(into: JellyfinReading, inner: string): void {
  for (const rating of elementsIn(inner)) {
    const value = Number(elementsIn(rating.inner).find((child) => child.name === 'value')?.inner);
    const source = (rating.attributes['name'] ?? '').toLowerCase();
    if (source.includes('tomato') && !source.includes('audience')) into.criticRating = value;
    else into.communityRating = value;
  }
}

function elementsIn(xml: string): Element[] {
  const found: Element[] = [];
  const pattern = /<([\w]+)((?:\s+\w+="[^"]*")*)\s*(?:\/>|>)/gu;
  for (let match = pattern.exec(xml); match !== null; match = pattern.exec(xml)) {
    const [whole, name = '', attributes = ''] = match;
    const end = whole.endsWith('/>') ? match.index + whole.length : xml.indexOf(`</${name}>`, match.index);
    const inner = whole.endsWith('/>') ? '' : xml.slice(match.index + whole.length, end);
    const named = [...attributes.matchAll(/(\w+)="([^"]*)"/gu)].map(([, key = '', value = '']) => [key, unescaped(value)]);
    found.push({ name, attributes: Object.fromEntries(named) as Record<string, string>, inner });
    if (!whole.endsWith('/>')) pattern.lastIndex = end + name.length + 3;
  }
  return found;
}

function unescaped(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return plain.trim();
}
