import type { ArtworkFile, ListedFile, MovieGroup, NameFacts } from '../folder-facts.ts';
import { parseMovieName } from '../names/movie-name.ts';
import { titleKey } from '../names/title-key.ts';
import { type ArtworkName, readArtworkName, splitArtworkName } from './artwork-name.ts';
import { companionOf } from './companion-folder.ts';
import { readExternalAudio } from './external-audio.ts';
import { AUDIO_EXTENSIONS, IMAGE_EXTENSIONS, SUBTITLE_EXTENSIONS } from './file-extensions.ts';
import type { FileOwners, OwnedName } from './file-owners.ts';
import { readSubtitleStem, readSubtitleSuffix, subtitleCodec } from './subtitle-name.ts';
import { type Entry, foldName } from './video-unit.ts';

interface RankedArtwork {
  file: ListedFile;
  artwork: ArtworkName;
  /** Names with the video's name are preferred to short ones, those to numbered folders. */
  rank: number;
}

const LONG_NAME = 0;
const SHORT_NAME = 100;
const FOLDER_NAME = 200;
const SUFFIX_EDGE = /^[\s\-_.]+/u;
const NUMBER_AT_END = /(\d{1,3})$/u;
/** NFO of other things than the film. */
const OTHER_NFO = new Set(['tvshow', 'season', 'set', 'collection', 'artist', 'album']);

/** Gives every file that is no video to its film, or to none. One folder, one use. */
export class SideFiles {
  readonly stray: ListedFile[] = [];
  readonly #owners: FileOwners;
  readonly #folderName: string;
  readonly #folderKey: string;
  readonly #vobsubIndexes: ReadonlySet<string>;
  readonly #artwork = new Map<MovieGroup, RankedArtwork[]>();
  readonly #nfos = new Map<MovieGroup, { file: ListedFile; rank: number }[]>();

  constructor(owners: FileOwners, entries: readonly Entry[], folderName: string, folderFacts: NameFacts) {
    this.#owners = owners;
    this.#folderName = foldName(folderName);
    this.#folderKey = titleKey(folderFacts.title);
    this.#vobsubIndexes = new Set(entries.filter(({ path }) => path.extension === 'idx').map(pairKey));
  }

  add(entry: Entry): void {
    // The `.sub` of a vobsub pair is part of its `.idx`, which stands for both.
    if (entry.path.extension === 'sub' && this.#vobsubIndexes.has(pairKey(entry))) return;
    if (!this.#place(entry)) this.addUnknown(entry);
  }

  addUnknown(entry: Entry): void {
    const owner = this.#owners.ofEntry(entry)?.group;
    if (owner === undefined) this.stray.push(entry.file);
    else owner.unknown.push(entry.file);
  }

  /** Puts the best first. To be called once, behind the last file. */
  finish(): void {
    for (const [group, files] of this.#artwork) group.artwork = orderArtwork(files);
    for (const [group, files] of this.#nfos) {
      const discNfos = group.nfos.map((file) => ({ file, rank: 2 }));
      const ranked = [...files, ...discNfos].sort((a, b) => a.rank - b.rank || comparePaths(a.file, b.file));
      group.nfos = ranked.map(({ file }) => file);
    }
  }

  /** False when the file has no place of its own. */
  #place(entry: Entry): boolean {
    const folder = entry.path.folders[0];
    const companion = folder === undefined ? null : companionOf(folder);
    switch (companion?.kind) {
      case 'actors':
        return this.#addActor(entry);
      case 'extrafanart':
        return this.#addNumbered(entry, 'fanart');
      case 'extrathumbs':
        return this.#addNumbered(entry, 'landscape');
      case 'theme':
        return this.#addTheme(entry);
      case 'subtitles':
        return isSubtitle(entry) && this.#addFolderSubtitle(entry);
      case 'part':
      case undefined:
        return this.#addBeside(entry);
      default:
        return false;
    }
  }

  #addBeside(entry: Entry): boolean {
    const { stem, extension } = entry.path;
    if (IMAGE_EXTENSIONS.has(extension)) return this.#addImage(entry);
    if (isSubtitle(entry)) return this.#addSubtitle(entry, this.#owners.ofEntry(entry));
    if (extension === 'nfo') return this.#addNfo(entry);
    if (!AUDIO_EXTENSIONS.has(extension)) return false;
    return stem.toLowerCase() === 'theme' ? this.#addTheme(entry) : this.#addAudio(entry);
  }

  #addImage(entry: Entry): boolean {
    const owned = this.#owners.ofEntry(entry);
    const named = owned === null ? null : this.#artworkOf(entry, owned);
    if (owned === null || owned.isOfExtra || named === null) return false;
    this.#pushArtwork(owned.group, { file: entry.file, ...named });
    return true;
  }

  #artworkOf({ path }: Entry, owned: OwnedName): { artwork: ArtworkName; rank: number } | null {
    if (owned.suffix === '') return { artwork: { type: 'poster', index: 0, rank: 0 }, rank: SHORT_NAME - 1 };
    if (owned.suffix !== null) {
      const artwork = readArtworkName(owned.suffix.replace(SUFFIX_EDGE, ''));
      if (artwork !== null) return { artwork, rank: LONG_NAME + artwork.rank };
    }
    const short = readArtworkName(path.stem);
    if (short !== null && owned.suffix === null) return { artwork: short, rank: SHORT_NAME + short.rank };
    // Artwork of a release that was replaced keeps the old name: it is still this film's.
    const split = this.#owners.only === null ? null : splitArtworkName(path.stem);
    if (split === null || !this.#isOfFilm(split.owner, owned.group)) return null;
    return { artwork: split.artwork, rank: LONG_NAME + 50 + split.artwork.rank };
  }

  #isOfFilm(name: string, group: MovieGroup): boolean {
    if (foldName(name) === this.#folderName) return true;
    const key = titleKey(parseMovieName(name, 'folder').title);
    return key === titleKey(group.name.title) || key === this.#folderKey;
  }

  #pushArtwork(group: MovieGroup, artwork: RankedArtwork): void {
    const held = this.#artwork.get(group);
    if (held === undefined) this.#artwork.set(group, [artwork]);
    else held.push(artwork);
  }

  #addNumbered(entry: Entry, type: 'fanart' | 'landscape'): boolean {
    const group = this.#owners.only;
    if (group === null || !IMAGE_EXTENSIONS.has(entry.path.extension)) return false;
    const index = Number(NUMBER_AT_END.exec(entry.path.stem)?.[1] ?? 0);
    this.#pushArtwork(group, { file: entry.file, artwork: { type, index, rank: 0 }, rank: FOLDER_NAME });
    return true;
  }

  #addActor(entry: Entry): boolean {
    const group = this.#owners.only;
    if (group === null || !IMAGE_EXTENSIONS.has(entry.path.extension)) return false;
    const actorName = entry.path.stem.replace(/_+/gu, ' ').trim();
    group.actorImages.push({ ...entry.file, actorName: actorName === '' ? entry.path.stem : actorName });
    return true;
  }

  #addTheme(entry: Entry): boolean {
    const { extension } = entry.path;
    if (IMAGE_EXTENSIONS.has(extension)) return this.#addNumbered(entry, 'fanart');
    const group = this.#owners.only;
    if (group === null || !AUDIO_EXTENSIONS.has(extension)) return false;
    group.themes.push(entry.file);
    return true;
  }

  #addNfo(entry: Entry): boolean {
    const owned = this.#owners.ofEntry(entry);
    const stem = foldName(entry.path.stem);
    if (owned === null || owned.isOfExtra || (owned.suffix !== '' && OTHER_NFO.has(stem))) return false;
    if (this.#owners.only === null && owned.suffix !== '') return false;
    const rank = owned.suffix === '' ? this.#videoRank(owned.group, stem) : this.#shortRank(stem);
    const held = this.#nfos.get(owned.group);
    if (held === undefined) this.#nfos.set(owned.group, [{ file: entry.file, rank }]);
    else held.push({ file: entry.file, rank });
    return true;
  }

  /** The NFO of the first video comes before those of its other parts and versions. */
  #videoRank(group: MovieGroup, stem: string): number {
    const first = group.videos[0]?.relPath ?? '';
    return foldName(first.slice(first.lastIndexOf('/') + 1)).startsWith(`${stem}.`) ? 0 : 0.5;
  }

  /** `movie.nfo`, the folder's name, and behind the disc's own (2) whatever else there is. */
  #shortRank(stem: string): number {
    if (stem === 'movie') return 1;
    return stem === this.#folderName ? 1.5 : 3;
  }

  #addAudio(entry: Entry): boolean {
    const owned = this.#owners.ofEntry(entry);
    const name = owned?.suffix == null || owned.isOfExtra ? null : readExternalAudio(owned.suffix);
    if (owned === null || name === null) return false;
    owned.group.externalAudio.push({ ...entry.file, ...name });
    return true;
  }

  #addFolderSubtitle(entry: Entry): boolean {
    const inner = entry.path.folders[1];
    const byFolder = inner === undefined ? null : this.#owners.ofStem(inner);
    return this.#addSubtitle(entry, byFolder === null ? this.#owners.ofEntry(entry) : { ...byFolder, suffix: null });
  }

  #addSubtitle(entry: Entry, owned: OwnedName | null): boolean {
    if (owned === null || owned.isOfExtra) return false;
    const name = owned.suffix === null ? readSubtitleStem(entry.path.stem) : readSubtitleSuffix(owned.suffix);
    owned.group.subtitles.push({ ...entry.file, ...name, codec: subtitleCodec(entry.path.extension) });
    return true;
  }
}

function isSubtitle({ path }: Entry): boolean {
  return SUBTITLE_EXTENSIONS.has(path.extension);
}

function pairKey({ path }: Entry): string {
  return foldName([...path.folders, path.stem].join('/'));
}

function comparePaths(a: ListedFile, b: ListedFile): number {
  return a.relPath < b.relPath ? -1 : a.relPath > b.relPath ? 1 : 0;
}

/** By type and number, the preferred name first; images of numbered folders move up to the next free number. */
function orderArtwork(files: RankedArtwork[]): ArtworkFile[] {
  files.sort((a, b) => a.rank - b.rank || a.artwork.index - b.artwork.index || comparePaths(a.file, b.file));
  const taken = new Set<string>();
  const ordered = files.map(({ file, artwork: { type, index }, rank }): ArtworkFile => {
    let free = rank >= FOLDER_NAME ? Math.max(index, 1) : index;
    while (rank >= FOLDER_NAME && taken.has(`${type}${free}`)) free += 1;
    taken.add(`${type}${free}`);
    return { ...file, type, index: free };
  });
  return ordered.sort((a, b) => (a.type === b.type ? a.index - b.index : a.type < b.type ? -1 : 1));
}
