import type { NameFacts } from '../folder-facts.ts';
import { parseMovieName } from '../names/movie-name.ts';
import { findPartMarkers, type PartMarker } from '../names/part-marker.ts';
import { titleKey } from '../names/title-key.ts';
import { companionOf } from './companion-folder.ts';
import { type Entry, foldName, type VideoUnit } from './video-unit.ts';

interface PartFile {
  entry: Entry;
  marker: PartMarker;
}

const DANGLING = /[\s._\-([{]+$/u;
const HAS_YEAR = /(?<!\d)(?:18|19|20)\d\d(?!\d)/u;

export interface StackedVideos {
  units: VideoUnit[];
  /** Smaller videos in a part folder that already has its part. */
  leftovers: Entry[];
}

/**
 * Joins the parts of split films (cd1, part 2, disc-b …) and leaves every other video a unit of its own. Parts have the same
 * name but for the number, and the numbers run from 1 without a gap; https://kodi.wiki/view/Naming_video_files/Movies.
 * Stricter than Kodi: "Part 1" and "Part 2" behind a title without a year are two films, unless the folder has that title.
 */
export function stackVideos(entries: readonly Entry[], folderFacts: NameFacts | null): StackedVideos {
  const { folderParts, topLevel, leftovers } = splitPartFolders(entries);
  const units = [...folderStacks(folderParts)];
  const byKey = new Map<string, PartFile[]>();
  const single: Entry[] = [];
  for (const entry of topLevel) {
    const marker = findPartMarkers(entry.path.stem).at(-1);
    if (marker === undefined || !canStack(entry.path.stem, marker, folderFacts)) {
      single.push(entry);
      continue;
    }
    const { stem, extension } = entry.path;
    const key = [stem.slice(0, marker.start), marker.word, marker.isLetter, stem.slice(marker.end), extension].join(
      '\0',
    );
    const files = byKey.get(foldName(key));
    if (files === undefined) byKey.set(foldName(key), [{ entry, marker }]);
    else files.push({ entry, marker });
  }
  for (const files of byKey.values()) {
    files.sort((a, b) => a.marker.number - b.marker.number);
    if (files.length > 1 && files.every(({ marker }, at) => marker.number === at + 1)) units.push(stackUnit(files));
    else single.push(...files.map(({ entry }) => entry));
  }
  for (const entry of single) units.push(singleUnit(entry));
  return { units, leftovers };
}

function canStack(stem: string, marker: PartMarker, folderFacts: NameFacts | null): boolean {
  const before = stem.slice(0, marker.start);
  if (!marker.isTitleWord || !marker.isSpaced || HAS_YEAR.test(before)) return true;
  return folderFacts !== null && titleKey(before) === titleKey(folderFacts.title);
}

function stackUnit(files: readonly PartFile[]): VideoUnit {
  const first = files[0] as PartFile;
  const { stem } = first.entry.path;
  const after = stem.slice(first.marker.end).replace(/^[)\]}]/u, '');
  const base = stem.slice(0, first.marker.start).replace(DANGLING, '') + after;
  return {
    entries: files.map(({ entry }) => entry),
    parts: files.map(({ marker }) => marker.number),
    stem: base,
    facts: { ...parseMovieName(base, 'folder'), part: null },
    disc: null,
    discNfos: [],
  };
}

function singleUnit(entry: Entry): VideoUnit {
  const facts = parseMovieName(entry.path.base, 'file', { keepPartInTitle: true });
  return {
    entries: [entry],
    parts: [null],
    stem: entry.path.stem,
    facts: { ...facts, part: null },
    disc: null,
    discNfos: [],
  };
}

function splitPartFolders(entries: readonly Entry[]): {
  folderParts: Map<string, Entry>;
  topLevel: Entry[];
  leftovers: Entry[];
} {
  const folderParts = new Map<string, Entry>();
  const topLevel: Entry[] = [];
  const leftovers: Entry[] = [];
  for (const entry of entries) {
    const folder = entry.path.folders[0];
    if (folder === undefined) {
      topLevel.push(entry);
      continue;
    }
    const held = folderParts.get(folder);
    const isLarger = held !== undefined && entry.file.sizeBytes > held.file.sizeBytes;
    if (held === undefined || isLarger) folderParts.set(folder, entry);
    if (held !== undefined) leftovers.push(isLarger ? held : entry);
  }
  return { folderParts, topLevel, leftovers };
}

/** cd1/film.avi and cd2/film.avi are one film, whatever the files are called. */
function folderStacks(folderParts: ReadonlyMap<string, Entry>): VideoUnit[] {
  const byStem = new Map<string, { entry: Entry; part: number }[]>();
  for (const [folder, entry] of folderParts) {
    const companion = companionOf(folder);
    const stem = companion?.kind === 'part' ? companion.stem : folder;
    const part = companion?.kind === 'part' ? companion.part : 1;
    byStem.set(stem, [...(byStem.get(stem) ?? []), { entry, part }]);
  }
  return [...byStem].map(([stem, files]) => {
    files.sort((a, b) => a.part - b.part);
    const first = files[0] as { entry: Entry };
    const name = stem === '' ? first.entry.path.base : stem;
    const unit = singleUnit(first.entry);
    return {
      ...unit,
      entries: files.map(({ entry }) => entry),
      parts: files.map(({ part }) => (files.length > 1 ? part : null)),
      facts: {
        ...parseMovieName(name, stem === '' ? 'file' : 'folder', { keepPartInTitle: files.length === 1 }),
        part: null,
      },
    };
  });
}
