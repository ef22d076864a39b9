import type { ExtraType } from '../../folder-facts.ts';
import type { EpisodeNameFacts } from '../../names/episode-name.ts';
import { type ExtraSuffix, readExtraSuffix } from '../extra-suffix.ts';
import type { EpisodeNumbers } from '../../series-facts.ts';
import type { Entry } from '../video-unit.ts';
import { readEpisodeNames, settleNumbers } from './episode-numbers.ts';
import { type NamedVideo, numbersKey } from './episode-unit.ts';
import type { FolderPlace, FolderPlaces } from './folder-place.ts';

export interface EpisodeExtra {
  entry: Entry;
  place: FolderPlace;
  extraType: ExtraType;
  /** Key of the episode it belongs to by its name; null for the season's or show's. */
  episodeKey: string | null;
}

export interface SplitEpisodeVideos {
  mains: NamedVideo[];
  extras: EpisodeExtra[];
  themes: { entry: Entry; place: FolderPlace }[];
  /** Videos in folders that hold none (subtitles …). */
  unknown: Entry[];
  /** Folders or names tell seasons above the first, so that a bare number does not count within it. */
  hasSeasons: boolean;
}

interface Read {
  entry: Entry;
  place: FolderPlace;
  facts: EpisodeNameFacts;
  suffix: ExtraSuffix | null;
}

const SURE_TYPES: ReadonlySet<ExtraType> = new Set(['trailer', 'sample', 'behindthescenes', 'deleted', 'featurette']);
const SAMPLE_PREFIX = /^sample[-_. ]/iu;
/** "sample-show.s01e01.mkv" is a sample only when it is this much smaller than the episode; 0 is an unknown size. */
const SAMPLE_SHARE = 0.2;
const THEME = /^theme(?:[-_. ]?(?:video|song|music))?[-_. ]?\d{0,2}$/iu;

/**
 * Tells a show's episodes from extras, samples and theme videos: by folder, then by the suffix of the name. Words that
 * titles of episodes have as well ("S01E03 - The Interview") are a suffix only beside the episode they belong to.
 * @param entries the videos outside of disc structures
 * @param discs the show's disc structures
 */
export function splitEpisodeVideos(
  entries: readonly Entry[],
  showName: string,
  places: FolderPlaces,
  discs: readonly NamedVideo[],
): SplitEpisodeVideos {
  const split: SplitEpisodeVideos = { mains: [], extras: [], themes: [], unknown: [], hasSeasons: false };
  const read: Read[] = [];
  for (const entry of entries) {
    const place = places.of(entry.path.folders);
    const kind = place.companion?.kind;
    if (place.companion?.kind === 'extras') {
      split.extras.push({ entry, place, extraType: place.companion.extraType, episodeKey: null });
    } else if (kind === 'theme' || (kind === undefined && THEME.test(entry.path.stem))) {
      split.themes.push({ entry, place });
    } else if (kind !== undefined) split.unknown.push(entry);
    else read.push(readVideo(entry, place, showName));
  }
  split.hasSeasons = [
    ...discs.map(({ numbers }) => numbers.season),
    ...read.map(({ facts, place }) => facts.season ?? place.season),
  ].some((season) => season !== null && season > 1);
  const settled = read.map((video) => ({ ...video, numbers: settleNumbers(video.facts, video.place, split) }));
  const mainSizes = new Map<string, number>();
  for (const { suffix, numbers, entry } of settled) {
    const key = numbersKey(numbers);
    if (suffix === null && key !== null && !SAMPLE_PREFIX.test(entry.path.stem))
      mainSizes.set(key, Math.max(mainSizes.get(key) ?? 0, entry.file.sizeBytes));
  }
  for (const { entry, place, facts, suffix, numbers } of settled) {
    const key = numbersKey(numbers);
    const extraType =
      suffix === null ? sampleByPrefix(entry, key, mainSizes) : typeOfSuffix(suffix, entry, key, mainSizes);
    if (extraType !== null) split.extras.push({ entry, place, extraType, episodeKey: key });
    else split.mains.push(nameVideo(entry, place, numbers, facts));
  }
  return split;
}

/** Takes from the names what is the video's own; disc and NFO stay empty. */
export function nameVideo(
  entry: Entry,
  place: FolderPlace,
  numbers: EpisodeNumbers,
  { title, edition, tmdbId, imdbId, tvdbId }: EpisodeNameFacts,
): NamedVideo {
  return { entry, place, numbers, title, edition, tmdbId, imdbId, tvdbId, disc: null, discNfos: [] };
}

/** A name with a suffix is read without it, so that "Interview" is no title. */
function readVideo(entry: Entry, place: FolderPlace, showName: string): Read {
  const { stem, base, extension } = entry.path;
  const suffix = readExtraSuffix(stem);
  if (suffix === null) {
    const prefix = SAMPLE_PREFIX.exec(stem);
    const name = prefix === null ? base : base.slice(prefix[0].length);
    return { entry, place, suffix, facts: readEpisodeNames(showName, place, name) };
  }
  const owner = readEpisodeNames(showName, place, `${suffix.owner}.${extension}`);
  const whole = readEpisodeNames(showName, place, base);
  return { entry, place, suffix, facts: { ...owner, title: whole.title } };
}

function typeOfSuffix(
  { extraType, owner }: ExtraSuffix,
  { path }: Entry,
  key: string | null,
  mains: ReadonlyMap<string, number>,
): ExtraType | null {
  if (owner === '') return extraType;
  const isTight = /^[-_][^\s]/u.test(path.stem.slice(owner.length));
  const hasEpisode = key !== null && mains.has(key);
  if (key === null) return isTight || SURE_TYPES.has(extraType) ? extraType : null;
  return hasEpisode || (isTight && SURE_TYPES.has(extraType)) ? extraType : null;
}

function sampleByPrefix(
  { path, file }: Entry,
  key: string | null,
  mains: ReadonlyMap<string, number>,
): ExtraType | null {
  const size = key === null || !SAMPLE_PREFIX.test(path.stem) ? undefined : mains.get(key);
  if (size === undefined) return null;
  return size === 0 || file.sizeBytes < size * SAMPLE_SHARE ? 'sample' : null;
}
