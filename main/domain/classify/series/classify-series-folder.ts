import type { ListedFile } from '../../folder-facts.ts';
import { parseSeriesFolder } from '../../names/series-name.ts';
import type { SeasonFiles, SeriesFiles } from '../../series-facts.ts';
import { findDiscStructures, type DiscStructure } from '../disc-structure.ts';
import { VIDEO_EXTENSIONS } from '../file-extensions.ts';
import { isIgnorable } from '../ignorable.ts';
import { splitPath } from '../split-path.ts';
import type { Entry } from '../video-unit.ts';
import { readEpisodeNames, settleNumbers } from './episode-numbers.ts';
import { EpisodeOwners } from './episode-owners.ts';
import { type EpisodeUnit, type NamedVideo, numbersKey } from './episode-unit.ts';
import { groupEpisodeVideos } from './episode-units.ts';
import { type FolderPlace, FolderPlaces } from './folder-place.ts';
import { SeriesSideFiles } from './series-side-files.ts';
import { separateShowIds } from './show-ids.ts';
import { nameVideo, splitEpisodeVideos, type SplitEpisodeVideos } from './split-episode-videos.ts';

export interface SeriesFolderInput {
  /** Name of the show's folder, not its path; for loose episodes the show's name. */
  folderName: string;
  /** Everything below the show's folder, ignorable files included; the order does not matter. */
  files: readonly ListedFile[];
}

/**
 * Tells what lies below a show's folder: its seasons and episodes, with what belongs to each of them and to the show.
 * Every file is in exactly one place of the answer, except ignorable ones, the inside of disc structures and the `.sub` of
 * an `.idx`. Reads names only, never throws, and gives the same answer for the same files in any order.
 */
export function classifySeriesFolder({ folderName, files }: SeriesFolderInput): SeriesFiles {
  const entries: Entry[] = [];
  for (const file of files) {
    if (!isIgnorable(file.relPath)) entries.push({ file, path: splitPath(file.relPath) });
  }
  entries.sort((a, b) => (a.file.relPath < b.file.relPath ? -1 : 1));

  const places = new FolderPlaces(folderName);
  const { discs, rest } = findDiscStructures(entries, (folders) => places.of(folders).companion === null);
  const discVideos = discs.map((disc) => readDisc(disc, folderName, places));
  const isVideo = ({ path }: Entry): boolean => VIDEO_EXTENSIONS.has(path.extension);
  const split = splitEpisodeVideos(rest.filter(isVideo), folderName, places, discVideos);
  const named = separateShowIds([...discVideos, ...split.mains], parseSeriesFolder(folderName));
  const units = groupEpisodeVideos(named.videos);

  const isNumbered = (unit: EpisodeUnit): boolean => numbersKey(unit.files) !== null;
  const series: SeriesFiles = {
    name: named.show,
    nfos: [],
    artwork: [],
    allSeasonsArtwork: [],
    actorImages: [],
    themes: [],
    extras: [],
    seasons: [],
    episodes: units.filter(isNumbered).map((unit) => unit.files),
    unnumbered: units.filter((unit) => !isNumbered(unit)).map((unit) => unit.files),
    unknown: split.unknown.map(({ file }) => file),
  };
  const seasons = new Map<number, SeasonFiles>();
  const seasonOf = (season: number): SeasonFiles => {
    const known = seasons.get(season);
    if (known !== undefined) return known;
    const made: SeasonFiles = { season, folder: null, nfo: null, artwork: [], extras: [] };
    seasons.set(season, made);
    series.seasons.push(made);
    return made;
  };
  for (const place of placesOf(entries, places)) {
    if (place.season !== null) seasonOf(place.season).folder ??= place.seasonFolder;
  }
  for (const { season, episodes } of series.episodes) {
    if (season !== null && episodes.length > 0) seasonOf(season);
  }

  const owners = new EpisodeOwners(units);
  addExtras(split, series, owners, seasonOf);
  const side = new SeriesSideFiles(
    { showName: folderName, series, places, owners, habits: { hasSeasons: split.hasSeasons }, seasonOf },
    rest,
  );
  for (const entry of rest) {
    if (!isVideo(entry)) side.add(entry);
  }
  side.finish(units);
  series.seasons.sort((a, b) => a.season - b.season);
  return series;
}

function readDisc(disc: DiscStructure, showName: string, places: FolderPlaces): NamedVideo {
  const folders = disc.folder === '' ? [] : disc.folder.split('/');
  const place = places.of(folders);
  const facts = readEpisodeNames(showName, place, `${folders.at(-1) ?? showName}.iso`);
  // A folder of its own tells which episodes are on the disc; a season's folder only the season.
  const isNamed = folders.length > 0 && place.home !== place.seasonFolder;
  const numbers = isNamed
    ? settleNumbers({ ...facts, absolute: [] }, place, { hasSeasons: true })
    : { season: place.season, episodes: [], absolute: [], airDate: null };
  const video = nameVideo(disc.main, place, numbers, facts);
  return { ...video, disc: disc.kind, discNfos: disc.nfos };
}

function placesOf(entries: readonly Entry[], places: FolderPlaces): Set<FolderPlace> {
  return new Set(entries.map(({ path }) => places.of(path.folders)));
}

function addExtras(
  split: SplitEpisodeVideos,
  series: SeriesFiles,
  owners: EpisodeOwners,
  seasonOf: (season: number) => SeasonFiles,
): void {
  for (const { entry, place, extraType, episodeKey } of split.extras) {
    const isOwnFolder = place.home !== '' && place.home !== place.seasonFolder;
    const unit = owners.ofKey(episodeKey) ?? (isOwnFolder ? owners.onlyOf(place.home) : null);
    const season = place.season === null ? null : seasonOf(place.season);
    (unit?.files ?? season ?? series).extras.push({ ...entry.file, extraType });
  }
  for (const { entry } of split.themes) series.themes.push(entry.file);
}
