import type { ExtraType } from '../folder-facts.ts';
import { titleKey } from '../names/title-key.ts';
import { companionOf } from './companion-folder.ts';
import { type ExtraSuffix, readExtraSuffix } from './extra-suffix.ts';
import type { Entry } from './video-unit.ts';

export interface SplitVideos {
  mains: Entry[];
  extras: { entry: Entry; extraType: ExtraType }[];
  themes: Entry[];
  /** Videos in folders that hold none (subtitles …). */
  unknown: Entry[];
}

interface Suffixed {
  entry: Entry;
  suffix: ExtraSuffix;
}

/** "sample-film.mkv" is a sample only when it is this much smaller than the film; 0 is an unknown size. */
const SAMPLE_SHARE = 0.2;
const SAMPLE_PREFIX = /^sample[-_. ]/iu;
/** Never part of a film's title, so they need no film of the same name beside them. */
const SURE_TYPES: ReadonlySet<ExtraType> = new Set(['trailer', 'sample', 'behindthescenes', 'deleted', 'featurette']);

/**
 * Tells main videos from extras, samples and theme videos: by folder, then by the suffix of the name. The only video of a
 * folder is always the film ("I Live in a Trailer.mkv").
 * @param hasDisc a disc structure is the film, so every video beside it may be an extra
 */
export function splitVideos(
  entries: readonly Entry[],
  folder: { name: string; isLibraryRoot: boolean; hasDisc: boolean },
): SplitVideos {
  const split: SplitVideos = { mains: [], extras: [], themes: [], unknown: [] };
  const suffixed: Suffixed[] = [];
  for (const entry of entries) {
    const place = placeOf(entry);
    if (place === 'unknown') split.unknown.push(entry);
    else if (place === 'theme') split.themes.push(entry);
    else if (place !== 'main') split.extras.push({ entry, extraType: place });
    else {
      const suffix = readExtraSuffix(entry.path.stem);
      if (suffix === null) split.mains.push(entry);
      else suffixed.push({ entry, suffix });
    }
  }
  addSuffixed(split, suffixed, folder);
  moveSamples(split);
  return split;
}

function placeOf({ path }: Entry): 'main' | 'theme' | 'unknown' | ExtraType {
  if (path.folders.length === 0) return 'main';
  for (const folder of path.folders.toReversed()) {
    const companion = companionOf(folder);
    if (companion?.kind === 'extras') return companion.extraType;
    if (companion?.kind === 'theme') return 'theme';
    if (companion?.kind === 'part') return path.folders.length === 1 ? 'main' : 'unknown';
  }
  return 'unknown';
}

function addSuffixed(
  split: SplitVideos,
  suffixed: readonly Suffixed[],
  folder: { name: string; isLibraryRoot: boolean; hasDisc: boolean },
): void {
  const themes = split.mains.filter(({ path }) => path.stem.toLowerCase() === 'theme');
  if (split.mains.length > themes.length || folder.hasDisc || suffixed.length > 0) {
    split.themes.push(...themes);
    split.mains = split.mains.filter((entry) => !themes.includes(entry));
  }
  if (suffixed.length === 0) return;
  const mainKeys = split.mains.map(({ path }) => titleKey(path.stem));
  const folderKey = titleKey(folder.name);
  const extras = suffixed.filter(({ suffix, entry }) => {
    const hasOwner = isOwner(titleKey(suffix.owner), folderKey, mainKeys);
    const isExtra = suffix.isMarked ? !folder.isLibraryRoot || hasOwner || SURE_TYPES.has(suffix.extraType) : hasOwner;
    if (!isExtra) split.mains.push(entry);
    return isExtra;
  });
  if (split.mains.length === 0 && !folder.hasDisc) {
    const film = extras.toSorted((a, b) => b.entry.file.sizeBytes - a.entry.file.sizeBytes)[0];
    if (film !== undefined) split.mains.push(film.entry);
  }
  for (const { entry, suffix } of extras) {
    if (!split.mains.includes(entry)) split.extras.push({ entry, extraType: suffix.extraType });
  }
}

/** "Film.2010.Trailer" beside "Film.2010.1080p": what is in front of the suffix starts a film's name, or is the folder's. */
function isOwner(key: string, folderKey: string, mainKeys: readonly string[]): boolean {
  return key !== '' && (key === folderKey || mainKeys.some((main) => main.startsWith(key)));
}

function moveSamples(split: SplitVideos): void {
  if (split.mains.length < 2) return;
  const largest = Math.max(...split.mains.map(({ file }) => file.sizeBytes));
  const isSample = ({ path, file }: Entry): boolean =>
    SAMPLE_PREFIX.test(path.stem) && (largest === 0 || file.sizeBytes < largest * SAMPLE_SHARE);
  const samples = split.mains.filter(isSample);
  if (samples.length === split.mains.length) return;
  split.mains = split.mains.filter((entry) => !samples.includes(entry));
  for (const entry of samples) split.extras.push({ entry, extraType: 'sample' });
}
