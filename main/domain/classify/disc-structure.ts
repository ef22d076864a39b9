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

interface DiscFiles {
  kind: DiscKind;
  /** Folder the structure lies in: '' or a part folder such as "disc 1". */
  folder: string;
  entries: Entry[];
}

export interface DiscsInFolder {
  units: VideoUnit[];
  /** What is not part of a disc structure. */
  rest: Entry[];
}

/**
 * Finds BDMV and VIDEO_TS structures, in the folder itself or in its part folders, which become one stack. The main file is
 * the one players open (`BDMV/index.bdmv`, `VIDEO_TS/VIDEO_TS.IFO`), or the largest stream when that is missing.
 */
export function findDiscs(entries: readonly Entry[], folderFacts: NameFacts): DiscsInFolder {
  const rest: Entry[] = [];
  const discs = new Map<string, DiscFiles>();
  for (const entry of entries) {
    const place = discPlace(entry);
    if (place === null) {
      rest.push(entry);
      continue;
    }
    const disc = discs.get(place.folder) ?? { kind: place.kind, folder: place.folder, entries: [] };
    if (place.kind === 'bluray') disc.kind = 'bluray';
    disc.entries.push(entry);
    discs.set(place.folder, disc);
  }
  const found: { disc: DiscFiles; main: Entry }[] = [];
  for (const disc of discs.values()) {
    const main = mainFile(disc);
    if (main === null) rest.push(...disc.entries);
    else found.push({ disc, main });
  }
  return { units: stackDiscs(found, folderFacts), rest };
}

function discPlace({ path }: Entry): { kind: DiscKind; folder: string } | null {
  const [first, second] = path.folders;
  if (first === undefined) return LOOSE_DVD_FILE.test(path.base) ? { kind: 'dvd', folder: '' } : null;
  const companion = companionOf(first);
  if (companion?.kind === 'bluray' || companion?.kind === 'dvd') return { kind: companion.kind, folder: '' };
  if (companion?.kind !== 'part') return null;
  const inner = second === undefined ? null : companionOf(second);
  if (inner?.kind === 'bluray' || inner?.kind === 'dvd') return { kind: inner.kind, folder: first };
  return second === undefined && LOOSE_DVD_FILE.test(path.base) ? { kind: 'dvd', folder: first } : null;
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

function stackDiscs(found: { disc: DiscFiles; main: Entry }[], folderFacts: NameFacts): VideoUnit[] {
  if (found.length === 0) return [];
  const byStem = new Map<string, { disc: DiscFiles; main: Entry; part: number | null }[]>();
  for (const { disc, main } of found) {
    const companion = disc.folder === '' ? null : companionOf(disc.folder);
    const part = companion?.kind === 'part' ? companion.part : null;
    const stem = companion?.kind === 'part' ? companion.stem : '';
    byStem.set(stem, [...(byStem.get(stem) ?? []), { disc, main, part }]);
  }
  return [...byStem].map(([stem, discs]) => {
    discs.sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
    return {
      entries: discs.map(({ main }) => main),
      parts: discs.map(({ part }) => (discs.length > 1 ? part : null)),
      stem,
      facts: stem === '' ? folderFacts : parseMovieName(stem, 'folder'),
      disc: discs[0]?.disc.kind ?? null,
      discNfos: discs.flatMap(({ disc }) => disc.entries.filter(isDiscNfo).map((entry): ListedFile => entry.file)),
    };
  });
}

function isDiscNfo({ path }: Entry): boolean {
  return DISC_NFOS.has(path.base.toLowerCase());
}
