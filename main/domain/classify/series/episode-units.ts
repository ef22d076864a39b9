import type { EpisodeFiles } from '../../series-facts.ts';
import type { VideoFile } from '../../folder-facts.ts';
import { findPartMarkers } from '../../names/part-marker.ts';
import { foldName } from '../video-unit.ts';
import { type EpisodeUnit, type NamedVideo, numbersKey } from './episode-unit.ts';
import { versionLabels } from './version-labels.ts';

/** Several files that are one version. */
interface Version {
  videos: NamedVideo[];
  /** Beside `videos`; null for what is no part. */
  parts: (number | null)[];
  /** Name without extension and part marker. */
  stem: string;
}

const DANGLING = /[\s._\-([{]+$/u;
/** "S01E02a", "1x02b": the letter is the part. */
const PART_LETTER = /(?<=\d)([a-i])(?=$|[^\p{L}\p{N}])/iu;

/**
 * Joins the videos that hold the same episodes: parts of one file, and versions. Videos whose number nothing tells stay by
 * themselves. In the order of seasons and numbers.
 */
export function groupEpisodeVideos(videos: readonly NamedVideo[]): EpisodeUnit[] {
  const byKey = new Map<string, NamedVideo[]>();
  const units: EpisodeUnit[] = [];
  for (const video of videos) {
    const key = numbersKey(video.numbers);
    if (key === null) {
      units.push(createUnit([video]));
      continue;
    }
    const held = byKey.get(key);
    if (held === undefined) byKey.set(key, [video]);
    else held.push(video);
  }
  for (const group of byKey.values()) units.push(createUnit(group));
  return units.sort((a, b) => compareNumbers(a.files, b.files));
}

function createUnit(videos: readonly NamedVideo[]): EpisodeUnit {
  const versions = videos.length === 1 ? [singleVersion(videos[0] as NamedVideo)] : stackParts(videos);
  const labels = versionLabels(
    versions.map(({ videos: [video], stem }) => ({ stem, edition: video?.edition ?? null })),
  );
  const labelled = versions.map((version, at) => ({ version, label: labels[at] ?? null }));
  labelled.sort(
    (a, b) =>
      Number(isDisc(b.version)) - Number(isDisc(a.version)) ||
      Number(a.label !== null) - Number(b.label !== null) ||
      sizeOf(b.version) - sizeOf(a.version) ||
      (a.version.stem < b.version.stem ? -1 : a.version.stem > b.version.stem ? 1 : 0) ||
      comparePaths(a.version, b.version),
  );
  const [first] = labelled[0]?.version.videos ?? [];
  const ordered = labelled.flatMap(({ version }) => version.videos);
  const files: EpisodeFiles = {
    ...(first as NamedVideo).numbers,
    title: versions.length === 1 ? (first?.title ?? null) : commonTitle(ordered, labels),
    tmdbId: firstOf(ordered, 'tmdbId'),
    imdbId: firstOf(ordered, 'imdbId'),
    tvdbId: firstOf(ordered, 'tvdbId'),
    videos: labelled.flatMap(({ version, label }) => videoFiles(version, label)),
    disc: first?.disc ?? null,
    nfos: ordered.flatMap(({ discNfos }) => discNfos),
    artwork: [],
    subtitles: [],
    externalAudio: [],
    extras: [],
    unknown: [],
  };
  const stems = versions.flatMap(({ videos: own, stem }) => {
    const named = own.filter(({ disc }) => disc === null);
    return named.flatMap(({ place: { home }, entry }) => [
      { home, stem: entry.path.stem },
      ...(stem === '' || stem === entry.path.stem ? [] : [{ home, stem }]),
    ]);
  });
  return { videos: ordered, stems, files };
}

function singleVersion(video: NamedVideo): Version {
  return { videos: [video], parts: [null], stem: video.entry.path.stem };
}

/** Parts have the same name but for the number or letter, in one folder, and run from 1 without a gap. */
function stackParts(videos: readonly NamedVideo[]): Version[] {
  const byBase = new Map<string, { video: NamedVideo; part: number; stem: string }[]>();
  const versions: Version[] = [];
  for (const video of videos) {
    const marked = video.disc === null ? partOf(video) : null;
    if (marked === null) {
      versions.push(singleVersion(video));
      continue;
    }
    const key = foldName([video.place.home, marked.key, video.entry.path.extension].join('\0'));
    byBase.set(key, [...(byBase.get(key) ?? []), { video, ...marked }]);
  }
  for (const files of byBase.values()) {
    files.sort((a, b) => a.part - b.part);
    const isStack = files.length > 1 && files.every(({ part }, at) => part === at + 1);
    if (!isStack) versions.push(...files.map(({ video }) => singleVersion(video)));
    else {
      versions.push({
        videos: files.map(({ video }) => video),
        parts: files.map(({ part }) => part),
        stem: files[0]?.stem ?? '',
      });
    }
  }
  return versions;
}

function partOf({ entry }: NamedVideo): { part: number; key: string; stem: string } | null {
  const { stem } = entry.path;
  const marker = findPartMarkers(stem).at(-1);
  if (marker !== undefined) {
    const [before, after] = [stem.slice(0, marker.start), stem.slice(marker.end)];
    return {
      part: marker.number,
      key: [before, marker.word, marker.isLetter, after].join('\0'),
      stem: before.replace(DANGLING, '') + after.replace(/^[)\]}]/u, ''),
    };
  }
  const letter = PART_LETTER.exec(stem);
  if (letter === null) return null;
  const base = stem.slice(0, letter.index) + stem.slice(letter.index + 1);
  return { part: (letter[1] ?? 'a').toLowerCase().charCodeAt(0) - 96, key: base, stem: base };
}

function videoFiles({ videos, parts }: Version, edition: string | null): VideoFile[] {
  return videos.map(({ entry }, at) => ({ ...entry.file, part: parts[at] ?? null, edition }));
}

/** What all versions have as title; a word that tells versions apart is none. */
function commonTitle(videos: readonly NamedVideo[], labels: readonly (string | null)[]): string | null {
  const isLabel = new Set(labels.flatMap((label) => (label === null ? [] : [foldName(label)])));
  const titles = videos.flatMap(({ title }) => (title === null || isLabel.has(foldName(title)) ? [] : [title]));
  return titles.sort((a, b) => a.length - b.length)[0] ?? null;
}

function isDisc({ videos }: Version): boolean {
  return videos.some(({ disc }) => disc !== null);
}

function sizeOf({ videos }: Version): number {
  return videos.reduce((sum, { entry }) => sum + entry.file.sizeBytes, 0);
}

function comparePaths(a: Version, b: Version): number {
  const [x, y] = [a.videos[0]?.entry.file.relPath ?? '', b.videos[0]?.entry.file.relPath ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

function firstOf<K extends 'tmdbId' | 'imdbId' | 'tvdbId'>(videos: readonly NamedVideo[], id: K): NamedVideo[K] {
  return videos.find((video) => video[id] !== null)?.[id] ?? null;
}

function compareNumbers(a: EpisodeFiles, b: EpisodeFiles): number {
  return (
    Number(a.season === null) - Number(b.season === null) ||
    (a.season ?? 0) - (b.season ?? 0) ||
    compareLists(a.episodes, b.episodes) ||
    compareTexts(a.airDate ?? '', b.airDate ?? '') ||
    compareLists(a.absolute, b.absolute) ||
    compareTexts(a.videos[0]?.relPath ?? '', b.videos[0]?.relPath ?? '')
  );
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
