import type { LibraryType } from '../../../contract/libraries.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { call } from '../../client/client.ts';
import { ITEM_IMAGES } from '../../lib/item-images.ts';

interface Found {
  ref: ItemRef;
  title: string;
}

/** An item of a library to try settings on: the first one, one that was searched for, or the next. */
export class PreviewItem {
  readonly #libraryId: number;
  readonly #libraryType: LibraryType;
  readonly #imageType: ImageType;
  item = $state.raw<Found | null>(null);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  hasNext = $state(false);
  hasPrevious = $state(false);
  #search = '';
  #offset = 0;
  #turn = 0;

  constructor(libraryId: number, libraryType: LibraryType, imageType: ImageType) {
    this.#libraryId = libraryId;
    this.#libraryType = libraryType;
    this.#imageType = imageType;
    void this.#load();
  }

  find(search: string): void {
    this.#search = search;
    this.#offset = 0;
    void this.#load();
  }

  step(by: 1 | -1): void {
    this.#offset = Math.max(0, this.#offset + by);
    void this.#load();
  }

  async #load(): Promise<void> {
    const turn = ++this.#turn;
    const offset = this.#offset;
    const page = { filter: { libraryId: this.#libraryId, search: this.#search }, offset, limit: 2 } as const;
    try {
      const isFilms = this.#libraryType === 'movies';
      const { rows } = await call(isFilms ? 'movies.page' : 'series.page', page);
      const [row] = rows;
      const item = row ? await this.#itemOf({ type: isFilms ? 'movie' : 'series', id: row.id }, row.title) : null;
      if (turn !== this.#turn) return;
      this.item = item;
      this.hasNext = rows.length > 1;
      this.hasPrevious = offset > 0;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
    if (turn === this.#turn) this.isLoaded = true;
  }

  /** A show itself has no thumb: its first episode does. */
  async #itemOf(ref: ItemRef, title: string): Promise<Found> {
    if (ITEM_IMAGES[ref.type].includes(this.#imageType)) return { ref, title };
    const { seasons } = await call('series.tree', { id: ref.id });
    const episode = seasons.flatMap((season) => season.episodes).find((candidate) => !candidate.isMissing);
    return episode ? { ref: { type: 'episode', id: episode.id }, title: `${title}: ${episode.title}` } : { ref, title };
  }
}
