import type { NameFacts } from '../folder-facts.ts';
import { editionsAfterTitle } from '../names/edition-phrases.ts';
import { readProviderIds } from '../names/provider-ids.ts';
import { indexOfStrongTag, isOnlyTags } from '../names/release-tags.ts';
import { titleKey } from '../names/title-key.ts';
import { foldName, type VideoUnit } from './video-unit.ts';

export interface FilmGroups {
  /** The versions of each film. */
  films: VideoUnit[][];
  /** Videos that are no film of their own in a folder that clearly belongs to another one. */
  leftovers: VideoUnit[];
}

const LABEL_START = /^\s*[-–_.[({]/u;
const LABEL_EDGES = /^[\s\-–_.[({]+|[\s\-–_.)\]}]+$/gu;
const OPEN_BRACKET = /[[({](?![^[({]*[\])}])/u;
const WORDLESS = /^[^\p{L}\p{N}]*$/u;

/**
 * The label of a version in Jellyfin's way, "Film (2010) - 4K" in the folder "Film (2010)"; '' for the plain name, null when
 * the name does not start with the folder's. https://jellyfin.org/docs/general/server/media/movies/#multiple-versions
 */
export function versionLabel(stem: string, folderName: string): string | null {
  const folder = folderName.normalize('NFC').trim();
  const name = stem.normalize('NFC');
  if (folder === '' || !foldName(name).startsWith(foldName(folder))) return null;
  const rest = name.slice(folder.length);
  if (rest.trim() === '') return '';
  return LABEL_START.test(rest) ? rest.replace(LABEL_EDGES, '') : null;
}

/**
 * Sorts the videos of a folder into films. Versions of one film have the same title and year, or start with the folder's name
 * in Jellyfin's way. Ids or years that contradict each other make two films.
 * @param folderFacts null for a folder that says nothing of its films (the library's root)
 */
export function groupFilms(units: readonly VideoUnit[], folderName: string, folderFacts: NameFacts | null): FilmGroups {
  if (units.length < 2) return { films: units.map((unit) => [unit]), leftovers: [] };
  const films: VideoUnit[][] = [];
  const byTitle = new Map<string, Set<VideoUnit[]>>();
  const index = (unit: VideoUnit, film: VideoUnit[]): void => {
    const key = titleKey(unit.facts.title);
    byTitle.set(key, (byTitle.get(key) ?? new Set()).add(film));
  };
  const named = folderFacts === null ? [] : unitsNamedAfterFolder(units, folderName, folderFacts);
  if (named.length > 1) {
    films.push(named);
    for (const unit of named) index(unit, named);
  }
  const ownKey = folderFacts === null ? null : titleKey(folderFacts.title);
  const years = yearsByTitle(units);
  const isSameFilm = (a: VideoUnit, b: VideoUnit): boolean => {
    const x = a.facts;
    const y = b.facts;
    if (contradict(x.tmdbId, y.tmdbId) || contradict(x.imdbId, y.imdbId) || contradict(x.tvdbId, y.tvdbId))
      return false;
    if (OPEN_BRACKET.test(a.stem) || OPEN_BRACKET.test(b.stem)) return false;
    // Only a folder that has the film's name tells that whatever else is in the names means a version.
    const isOwnFolder = titleKey(x.title) === ownKey;
    if (!isOwnFolder && !(tellsOnlyVersion(a) && tellsOnlyVersion(b))) return false;
    if (x.year === y.year) return true;
    // In a folder of many films, and beside the same title with two years, a name without a year says too little.
    const hasManyYears = folderFacts?.year == null && (years.get(titleKey(x.title))?.size ?? 0) > 1;
    return folderFacts !== null && !hasManyYears && (x.year === null || y.year === null);
  };
  for (const unit of units) {
    if (named.length > 1 && named.includes(unit)) continue;
    const sameTitle = [...(byTitle.get(titleKey(unit.facts.title)) ?? [])];
    const film = sameTitle.find((versions) => versions.every((other) => isSameFilm(unit, other)));
    if (film !== undefined) {
      film.push(unit);
      continue;
    }
    const versions = [unit];
    films.push(versions);
    index(unit, versions);
  }
  return folderFacts?.year == null ? { films, leftovers: [] } : dropSideVideos(films, folderName, folderFacts);
}

/** The years that names with the same title have. */
function yearsByTitle(units: readonly VideoUnit[]): Map<string, Set<number>> {
  const years = new Map<string, Set<number>>();
  for (const { facts } of units) {
    const key = titleKey(facts.title);
    if (facts.year !== null) years.set(key, (years.get(key) ?? new Set()).add(facts.year));
  }
  return years;
}

/** Nothing stands behind title and year but an edition or what releases say: "Film (2010) - Big Spot" may be a clip. */
function tellsOnlyVersion({ stem, facts, disc }: VideoUnit): boolean {
  if (disc !== null || facts.edition !== null) return true;
  const text = readProviderIds(stem).rest;
  if (indexOfStrongTag(text) !== -1) return true;
  if (facts.year === null) return titleKey(text) === titleKey(facts.title);
  const year = String(facts.year);
  const rest = text.slice(text.lastIndexOf(year) + year.length);
  return WORDLESS.test(rest) || isOnlyTags(rest);
}

function contradict(a: number | string | null, b: number | string | null): boolean {
  return a !== null && b !== null && a !== b;
}

function unitsNamedAfterFolder(units: readonly VideoUnit[], folderName: string, folder: NameFacts): VideoUnit[] {
  const labelled = units.flatMap((unit) => {
    const label = unit.disc === null ? versionLabel(unit.stem, folderName) : '';
    const isOtherFilm = label === null || contradict(unit.facts.year, folder.year) || hasOtherId(unit.facts, folder);
    return isOtherFilm || OPEN_BRACKET.test(unit.stem) ? [] : [{ unit, label }];
  });
  const isSure = folder.year !== null || folder.tmdbId !== null || folder.imdbId !== null;
  const hasPlain = labelled.some(({ label }) => label === '');
  const years = new Set(labelled.flatMap(({ unit }) => (unit.facts.year === null ? [] : [unit.facts.year])));
  // "Saga - First Film" and "Saga - Second Film" in the folder "Saga" are two films; beside "- 720p" or "- Extended", which
  // are versions, so is every other label.
  const hasVersion = labelled.some(({ label }) => isOnlyTags(label) || editionsAfterTitle(label) !== null);
  return isSure || (years.size < 2 && (hasPlain || hasVersion)) ? labelled.map(({ unit }) => unit) : [];
}

function hasOtherId(facts: NameFacts, folder: NameFacts): boolean {
  return contradict(facts.tmdbId, folder.tmdbId) || contradict(facts.imdbId, folder.imdbId);
}

/** In "Film (2010)" with "Film (2010).mkv" a "Making of.mkv" is no second film that would take the folder's artwork away. */
function dropSideVideos(films: VideoUnit[][], folderName: string, folder: NameFacts): FilmGroups {
  const isFolderFilm = (versions: readonly VideoUnit[]): boolean =>
    versions.some(
      ({ stem, facts, disc }) =>
        disc !== null ||
        (!contradict(facts.year, folder.year) &&
          (titleKey(facts.title) === titleKey(folder.title) || versionLabel(stem, folderName) !== null)),
    );
  const folderFilms = films.filter(isFolderFilm);
  if (folderFilms.length !== 1) return { films, leftovers: [] };
  const isSide = (versions: readonly VideoUnit[]): boolean =>
    !folderFilms.includes(versions as VideoUnit[]) &&
    versions.every(({ facts }) => facts.year === null && facts.tmdbId === null && facts.imdbId === null);
  return { films: films.filter((film) => !isSide(film)), leftovers: films.filter(isSide).flat() };
}
