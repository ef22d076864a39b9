import type { ListedFile, NameFacts } from '../folder-facts.ts';
import { parseMovieName } from '../names/movie-name.ts';
import { companionOf } from './companion-folder.ts';
import type { Entry, VideoUnit } from './video-unit.ts';

type DiscKind = 'bluray' | 'dvd';

/** DVD files that somebody took out of their VIDEO_TS folder. */
const LOOSE_DVD_FILE = /^(?:VIDEO_TS|VTS_\d\d_\d)\.(?:IFO|BUP|VOB)$/iu;
const INDEX: Readonly<Record<DiscKind, string>> = { bluray: 'index.bdmv', dvd: 'video_ts.ifo' };
const STREAM_EXTENSIONS: ReadonlySet<string> = new Set(['m2ts', 'vob']);
const DISC_NFOS: ReadonlySet<string> = new Set(['index.nfo', 'video_ts.nfo']);

/** One BDMV or VIDEO_TS structure. */
export interface DiscStructure {
  kind: DiscKind;
  /** Path of the folder that the structure lies in; '' for the listed folder. */
  folder: string;
  /** What players open (`BDMV/index.bdmv`, `VIDEO_TS/VIDEO_TS.IFO`), or the largest stream when that is missing. */
  main: Entry;
  /** NFO files inside the structure. */
  nfos: ListedFile[];
}

interface DiscFiles {
  kind: DiscKind;
  entries: Entry[];
}

export interface DiscsInFolder {
  units: VideoUnit[];
  /** What is not part of a disc structure. */
  rest: Entry[];
}

/** Finds the BDMV and VIDEO_TS structures of a film: in its folder itself or in its part folders, which become one stack. */
export function findDiscs(entries: readonly Entry[], folderFacts: NameFacts): DiscsInFolder {
  const { discs, rest } = findDiscStructures(
    entries,
    (folders) => folders.length === 0 || (folders.length === 1 && companionOf(folders[0] ?? '')?.kind === 'part'),
  );
  return { units: stackDiscs(discs, folderFacts), rest };
}

/**
 * Finds disc structures in the listed folder and below it.
 * @param mayHold tells for a folder (its path in pieces) whether a structure in it counts
 */
export function findDiscStructures(
  entries: readonly Entry[],
  mayHold: (folders: readonly string[]) => boolean,
): { discs: DiscStructure[]; rest: Entry[] } {
  const rest: Entry[] = [];
  const found = new Map<string, DiscFiles>();
  for (const entry of entries) {
    const place = discPlace(entry);
    if (place === null || !mayHold(place.folders)) {
      rest.push(entry);
      continue;
    }
    const folder = place.folders.join('/');
    const disc = found.get(folder) ?? { kind: place.kind, entries: [] };
    if (place.kind === 'bluray') disc.kind = 'bluray';
    disc.entries.push(entry);
    found.set(folder, disc);
  }
  const discs: DiscStructure[] = [];
  for (const [folder, disc] of found) {
    const main = mainFile(disc);
    if (main === null) rest.push(...disc.entries);
    else discs.push({ kind: disc.kind, folder, main, nfos: disc.entries.filter(isDiscNfo).map(({ file }) => file) });
  }
  return { discs, rest };
}

function discPlace({ path }: Entry): { kind: DiscKind; folders: readonly string[] } | null {
  for (const [at, name] of path.folders.entries()) {
    const companion = companionOf(name);
    if (companion?.kind === 'bluray' || companion?.kind === 'dvd') {
      return { kind: companion.kind, folders: path.folders.slice(0, at) };
    }
    // Discs of extras are no discs of the film.
    if (companion !== null && companion.kind !== 'part') return null;
  }
  return LOOSE_DVD_FILE.test(path.base) ? { kind: 'dvd', folders: path.folders } : null;
}

function mainFile(disc: DiscFiles): Entry | null {
  const indexName = INDEX[disc.kind];
  const depths = disc.entries.filter(({ path }) => path.base.toLowerCase() === indexName);
  // BDMV/BACKUP holds a second index.
  const index = depths.sort((a, b) => a.path.folders.length - b.path.folders.length)[0];
  if (index !== undefined) return index;
  const streams = disc.entries.filter(({ path }) => STREAM_EXTENSIONS.has(path.extension));
  return streams.sort((a, b) => b.file.sizeBytes - a.file.sizeBytes)[0] ?? null;
}

function stackDiscs(found: readonly DiscStructure[], folderFacts: NameFacts): VideoUnit[] {
  if (found.length === 0) return [];
  const byStem = new Map<string, { disc: DiscStructure; part: number | null }[]>();
  for (const disc of found) {
    const companion = disc.folder === '' ? null : companionOf(disc.folder);
    const part = companion?.kind === 'part' ? companion.part : null;
    const stem = companion?.kind === 'part' ? companion.stem : '';
    byStem.set(stem, [...(byStem.get(stem) ?? []), { disc, part }]);
  }
  return [...byStem].map(([stem, discs]) => {
    discs.sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
    return {
      entries: discs.map(({ disc }) => disc.main),
      parts: discs.map(({ part }) => (discs.length > 1 ? part : null)),
      stem,
      facts: stem === '' ? folderFacts : parseMovieName(stem, 'folder'),
      disc: discs[0]?.disc.kind ?? null,
      discNfos: discs.flatMap(({ disc }) => disc.nfos),
    };
  });
}

function isDiscNfo({ path }: Entry): boolean {
  return DISC_NFOS.has(path.base.toLowerCase());
}
