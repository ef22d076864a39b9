import type { ActorImageFile, ExtraFile, ListedFile, TrackFile, VideoFile } from '../folder-facts.ts';
import { companionOf } from './companion-folder.ts';
import { readExtraSuffix } from './extra-suffix.ts';
import { extraClass, fileClass, type FileClass, trackClass } from './file-class.ts';
import { AUDIO_EXTENSIONS } from './file-extensions.ts';
import { isIgnorable } from './ignorable.ts';
import { type PathParts, splitPath } from './split-path.ts';
import { StemIndex } from './stem-index.ts';
import { foldName } from './video-unit.ts';

const DISC_FILE = /\.(?:bdmv|ifo|bup|vob)$/iu;

/** The class of each file of a listing, collected from what the classification of its folder says. By relPath. */
export class ListedFileClasses {
  readonly #classes = new Map<string, FileClass>();
  /** Their names, by folder. */
  readonly #videos = new Map<string, StemIndex<true>>();

  set(file: ListedFile, found: FileClass): void {
    this.#classes.set(file.relPath, found);
  }

  setAll(files: readonly ListedFile[], found: FileClass): void {
    for (const file of files) this.set(file, found);
  }

  setVideos(files: readonly VideoFile[], found: FileClass): void {
    for (const file of files) {
      const path = splitPath(file.relPath);
      this.set(file, isInDisc(path) ? fileClass('disc_structure') : found);
      const folder = path.folders.join('/');
      const stems = this.#videos.get(folder) ?? new StemIndex<true>();
      stems.set(path.stem, true);
      this.#videos.set(folder, stems);
    }
  }

  setExtras(files: readonly ExtraFile[], facts: Partial<FileClass> = {}): void {
    for (const file of files) {
      const found = { ...extraClass(file.extraType, this.#extraTitle(splitPath(file.relPath))), ...facts };
      this.set(file, found);
    }
  }

  setTracks(
    category: 'subtitle' | 'external_audio',
    files: readonly TrackFile[],
    facts: Partial<FileClass> = {},
  ): void {
    for (const file of files) this.set(file, { ...trackClass(category, file), ...facts });
  }

  setActors(files: readonly ActorImageFile[]): void {
    for (const file of files) this.set(file, fileClass('actor_thumb', { scope: 'actor', actor: file.actorName }));
  }

  setThemes(files: readonly ListedFile[]): void {
    for (const file of files) {
      const isSong = AUDIO_EXTENSIONS.has(splitPath(file.relPath).extension);
      this.set(file, fileClass(isSong ? 'theme_song' : 'theme_video'));
    }
  }

  /** What is known of a file that the classification has no use for. */
  setUnknown(file: ListedFile, read: (path: PathParts) => FileClass | null): void {
    const path = splitPath(file.relPath);
    this.set(file, isInDisc(path) ? fileClass('disc_structure') : (read(path) ?? fileClass('unknown')));
  }

  /** Of all files, in their order; to be called once everything is set. */
  of(files: readonly ListedFile[]): Map<string, FileClass> {
    return new Map(files.map(({ relPath }) => [relPath, this.#classes.get(relPath) ?? this.#unplaced(relPath)]));
  }

  /** What is in no place of a classification: ignorable files, the `.sub` of an `.idx`, and the inside of discs. */
  #unplaced(relPath: string): FileClass {
    if (isIgnorable(relPath)) return fileClass('ignored');
    const path = splitPath(relPath);
    const pair = path.extension === 'sub' ? this.#indexOf(relPath) : undefined;
    return pair ?? fileClass('disc_structure');
  }

  #indexOf(relPath: string): FileClass | undefined {
    const key = foldName(relPath.replace(/sub$/iu, 'idx'));
    for (const [other, found] of this.#classes) {
      if (foldName(other) === key) return found;
    }
    return undefined;
  }

  #extraTitle({ folders, stem }: PathParts): string | null {
    const owner = readExtraSuffix(stem)?.owner ?? stem;
    // "trailers/Teaser.mkv" is called that; "trailer.mkv" beside the film is called nothing.
    if (owner === '') return folders.length === 0 ? null : stem;
    return this.#videos.get(folders.join('/'))?.has(owner) === true ? null : owner;
  }
}

function isInDisc({ folders, base }: PathParts): boolean {
  if (DISC_FILE.test(base)) return true;
  return folders.some((folder) => {
    const kind = companionOf(folder)?.kind;
    return kind === 'bluray' || kind === 'dvd';
  });
}
