import { foldName } from './video-unit.ts';

const BOUNDARY = /[^\p{L}\p{N}]/u;

export interface StemMatch<T> {
  value: T;
  /** What the name has behind the video's name; '' when it is the same. */
  suffix: string;
}

/** Finds the video that a file is named after: the longest name of a video that the file's name starts with. */
export class StemIndex<T> {
  readonly #byStem = new Map<string, T>();
  /** The lengths that names of videos have, longest first: only there a name can be one with something behind it. */
  #lengths: number[] | null = null;

  /** @param stem the video's name without extension */
  set(stem: string, value: T): void {
    this.#byStem.set(foldName(stem), value);
    this.#lengths = null;
  }

  has(stem: string): boolean {
    return this.#byStem.has(foldName(stem));
  }

  /** @param accept may turn a match down; a shorter name is tried then */
  find(stem: string, accept: (suffix: string) => boolean = () => true): StemMatch<T> | null {
    const folded = foldName(stem);
    const composed = stem.normalize('NFC');
    // A few capitals become two characters in lower case; then positions differ.
    const name = composed.length === folded.length ? composed : folded;
    this.#lengths ??= [...new Set([...this.#byStem.keys()].map((key) => key.length))].sort((a, b) => b - a);
    for (const end of this.#lengths) {
      if (end > folded.length || (end < folded.length && !BOUNDARY.test(folded.charAt(end)))) continue;
      const key = folded.slice(0, end);
      const suffix = name.slice(end);
      if (this.#byStem.has(key) && accept(suffix)) return { value: this.#byStem.get(key) as T, suffix };
    }
    return null;
  }
}
