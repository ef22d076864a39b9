import { insertInOrder } from './element-order.ts';
import { formatDecimal, parseDecimal } from './nfo-number.ts';
import { COUNTRIES, splitEntries } from './list-elements.ts';
import { COLLECTION_ID_ELEMENTS } from './movie-set-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { ownIds } from './own-ids.ts';
import { patchLocks } from './patch-locks.ts';
import { communityRating, CRITIC_SOURCE, findRatingElements } from './rating-elements.ts';
import type { XmlElement } from './xml-tree.ts';

/** Where the elements of Jellyfin and Emby go: behind the one of Kodi's that they belong to. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  plot: ['lockdata', 'lockedfields'],
  uniqueid: ['tmdbid', 'tvdbid', 'imdbid'],
  set: ['collectionnumber'],
};

/**
 * Adds what Jellyfin and Emby read beside Kodi's elements: an element for each id, the locks, the number of a set's
 * collection (Jellyfin's BaseNfoParser, which it has from Emby; https://jellyfin.org/docs/general/server/metadata/nfo/), and
 * the rating of the community and of critics: Emby reads no `<ratings>`, Jellyfin takes the last of them whatever its scale.
 * Of several countries both keep the last element's, so one holds all. For Kodi nothing is added, and nothing that is there
 * goes. Call behind all other fields.
 */
export function patchDialect(document: NfoDocument, root: XmlElement, values: NfoValues, kind: NfoKind): void {
  const { dialect = 'kodi' } = values;
  if (dialect === 'kodi') return;
  const order = kind.order.flatMap((name) => [name, ...(BEHIND[name] ?? [])]);
  if (values.locks !== undefined) patchLocks(document, root, values.locks, order);
  for (const [provider, id] of ownIds(values, kind)) {
    const isThere = document.children(root, `${provider}id`, `${provider}_id`).length > 0;
    if (id !== null && !isThere) insertInOrder(document, root, { name: `${provider}id`, content: id }, order);
  }
  addCollectionNumber(document, root, values, order);
  joinCountries(document, root, values);
  if (kind.fields.some((field) => field.kind === 'ratings')) addFlatRatings(document, root, values, order);
}

/** As `A / B`, which Kodi reads as two, too; those that would not read back as themselves stay apart. */
function joinCountries(document: NfoDocument, root: XmlElement, { countries = [] }: NfoValues): void {
  const [first, ...others] = document.children(root, ...COUNTRIES.elements);
  const joined = countries.join(' / ');
  const isWhole = splitEntries(joined).every((entry, index) => entry === countries[index]);
  if (first === undefined || others.length === 0 || !isWhole) return;
  document.replaceText(first, joined);
  for (const element of others) document.remove(element);
}

function addCollectionNumber(
  document: NfoDocument,
  root: XmlElement,
  { set }: NfoValues,
  order: readonly string[],
): void {
  const id = set?.tmdbCollectionId ?? null;
  const isThere = document.children(root, ...COLLECTION_ID_ELEMENTS).some((element) => document.text(element) !== null);
  if (id === null || isThere) return;
  insertInOrder(document, root, { name: 'collectionnumber', content: String(id) }, order);
}

/** An element that is a rating's only place belongs to the file, and has been seen to. */
function addFlatRatings(document: NfoDocument, root: XmlElement, values: NfoValues, order: readonly string[]): void {
  // Neither server knows <communityrating>.
  const told = findRatingElements(document, root).filter(
    ({ rating, element }) => rating !== null && element.name !== 'communityrating',
  );
  const forms = new Set(told.map(({ form }) => form));
  const ratings = values.ratings ?? [];
  const community = communityRating(ratings);
  const critics = ratings.find(({ source, max }) => source === CRITIC_SOURCE && max === 100);
  if (community !== null) {
    if (!forms.has('flat')) setNumber(document, root, 'rating', community, order);
    else moveBehindRatings(document, root);
  }
  if (critics !== undefined && !forms.has('critic') && order.includes('criticrating')) {
    setNumber(document, root, 'criticrating', critics.value, order);
  }
}

function setNumber(
  document: NfoDocument,
  root: XmlElement,
  name: string,
  value: number,
  order: readonly string[],
): void {
  const element = document.children(root, name).at(-1);
  if (element === undefined) insertInOrder(document, root, { name, content: formatDecimal(value) }, order);
  else if (parseDecimal(document.text(element)) !== value) document.replaceText(element, formatDecimal(value));
  else if (name === 'rating') moveBehindRatings(document, root);
}

/** Of `<rating>` and `<ratings>` a server goes by what comes last. */
function moveBehindRatings(document: NfoDocument, root: XmlElement): void {
  const element = document.children(root, 'rating').at(-1);
  const block = document.children(root, 'ratings').at(-1);
  if (element === undefined || block === undefined || element.start > block.start) return;
  document.remove(element);
  document.insert(root, block, { name: 'rating', content: document.text(element) ?? '' });
}
