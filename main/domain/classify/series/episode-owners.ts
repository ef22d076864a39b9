import { foldName } from '../video-unit.ts';
import { type EpisodeUnit, numbersKey } from './episode-unit.ts';

export interface OwnedByName {
  unit: EpisodeUnit;
  /** The video's name, without extension and as spelled; null when only the number or folder is the same. */
  stem: string | null;
  /** What the name has behind the video's name; '' for the same name, null when only the number or folder is the same. */
  suffix: string | null;
}

const FOLLOWS = /^\s*[-._]|^\s+[([]/u;

/** Finds the episode that a file belongs to: by the name of a video in its folder, by number, or as the folder's only one. */
export class EpisodeOwners {
  readonly #stems = new Map<string, Map<string, { unit: EpisodeUnit; stem: string }>>();
  /** Lengths of the names in a folder, longest first: only there a name can be one with something behind it. */
  readonly #lengths = new Map<string, number[]>();
  readonly #homes = new Map<string, Set<EpisodeUnit>>();
  readonly #byKey = new Map<string, EpisodeUnit>();

  constructor(units: readonly EpisodeUnit[]) {
    for (const unit of units) {
      for (const { home, stem } of unit.stems) {
        const held = this.#stems.get(home) ?? new Map<string, { unit: EpisodeUnit; stem: string }>();
        if (!held.has(foldName(stem))) held.set(foldName(stem), { unit, stem });
        this.#stems.set(home, held);
      }
      for (const { place } of unit.videos) {
        this.#homes.set(place.home, (this.#homes.get(place.home) ?? new Set()).add(unit));
      }
      const key = numbersKey(unit.files);
      if (key !== null) this.#byKey.set(key, unit);
    }
    for (const [home, stems] of this.#stems) {
      this.#lengths.set(
        home,
        [...new Set([...stems.keys()].map((stem) => stem.length))].sort((a, b) => b - a),
      );
    }
  }

  /** The episode whose video's name this one starts with, in the same folder. */
  ofStem(home: string, stem: string): OwnedByName | null {
    const stems = this.#stems.get(home);
    if (stems === undefined) return null;
    const folded = foldName(stem);
    const composed = stem.normalize('NFC');
    // A few capitals become two characters in lower case; then positions differ.
    const name = composed.length === folded.length ? composed : folded;
    for (const end of this.#lengths.get(home) ?? []) {
      if (end > folded.length) continue;
      const suffix = name.slice(end);
      if (suffix !== '' && !FOLLOWS.test(suffix)) continue;
      const found = stems.get(folded.slice(0, end));
      if (found !== undefined) return { ...found, suffix };
    }
    return null;
  }

  ofKey(key: string | null): EpisodeUnit | null {
    return key === null ? null : (this.#byKey.get(key) ?? null);
  }

  /** The episode that a folder was made for ("Show.S01E02.720p-GRP"); null for folders of several, and of none. */
  onlyOf(home: string): EpisodeUnit | null {
    const units = this.#homes.get(home);
    return units?.size === 1 ? ([...units][0] ?? null) : null;
  }
}
