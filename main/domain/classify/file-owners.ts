import type { MovieGroup } from '../folder-facts.ts';
import { type Entry, foldName, type VideoUnit } from './video-unit.ts';

export interface OwnedName {
  group: MovieGroup;
  /** What the name has behind the video's name; null when it does not start with one. */
  suffix: string | null;
  /** The video of that name is an extra of the film, so the file is nothing of the film itself. */
  isOfExtra: boolean;
}

interface NamedVideo {
  group: MovieGroup;
  isExtra: boolean;
}

const BOUNDARY = /[^\p{L}\p{N}]/u;
/** In a folder of many films "Film 2.txt" beside "Film.mkv" is not Film's, "Film-poster.jpg" and "Film.en.srt" are. */
const FLAT_SUFFIX = /^\s*[-._]/u;

/** Finds the film that a file belongs to by its name: the longest name of a video that the file's name starts with. */
export class FileOwners {
  readonly #byStem = new Map<string, NamedVideo>();
  /** The lengths that names of videos have, longest first: only there a name can be one with something behind it. */
  #lengths: number[] | null = null;
  readonly #byFolder = new Map<string, MovieGroup>();
  readonly #only: MovieGroup | null;

  /** @param isFlat several films share the folder, so a name has to say whose a file is */
  constructor(films: readonly { group: MovieGroup; versions: readonly VideoUnit[] }[], isFlat: boolean) {
    this.#only = isFlat ? null : (films[0]?.group ?? null);
    for (const { group, versions } of films) {
      for (const unit of versions) {
        if (unit.disc === null && unit.stem !== '') this.#setStem(foldName(unit.stem), { group, isExtra: false });
        for (const { path } of unit.entries) {
          const folder = path.folders[0];
          if (unit.disc === null) this.#setStem(foldName(path.stem), { group, isExtra: false });
          if (folder !== undefined) this.#byFolder.set(folder, group);
        }
      }
    }
  }

  /** Lets files named after an extra be told from the film's own. */
  addExtra(entry: Entry, group: MovieGroup): void {
    if (entry.path.folders.length > 0) return;
    const key = foldName(entry.path.stem);
    if (!this.#byStem.has(key)) this.#setStem(key, { group, isExtra: true });
  }

  /** The film of a file; null when none can be told. */
  ofEntry({ path }: Entry): OwnedName | null {
    const byName = this.ofStem(path.stem);
    if (byName !== null) return byName;
    const folder = path.folders[0];
    const group = this.#only ?? (folder === undefined ? undefined : this.#byFolder.get(folder));
    return group === undefined ? null : { group, suffix: null, isOfExtra: false };
  }

  /** The film that a name starts with. */
  ofStem(stem: string): OwnedName | null {
    const folded = foldName(stem);
    const composed = stem.normalize('NFC');
    // A few capitals become two characters in lower case; then positions differ.
    const name = composed.length === folded.length ? composed : folded;
    this.#lengths ??= [...new Set([...this.#byStem.keys()].map((key) => key.length))].sort((a, b) => b - a);
    for (const end of this.#lengths) {
      if (end > folded.length || (end < folded.length && !BOUNDARY.test(folded.charAt(end)))) continue;
      const video = this.#byStem.get(folded.slice(0, end));
      if (video === undefined) continue;
      const suffix = name.slice(end);
      if (suffix !== '' && this.#only === null && !FLAT_SUFFIX.test(suffix)) continue;
      return { group: video.group, suffix, isOfExtra: video.isExtra };
    }
    return null;
  }

  #setStem(key: string, video: NamedVideo): void {
    this.#byStem.set(key, video);
    this.#lengths = null;
  }

  /** The only film of the folder; null in a folder of many. */
  get only(): MovieGroup | null {
    return this.#only;
  }
}
