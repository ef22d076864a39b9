import type { ArtworkCandidate, SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { call, on, onResync, uploadImage, type UploadedImage } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const EVENTS_MS = 400;

/** What an edit of the artwork answers. */
export interface Edited {
  editId: number | null;
  item: ItemDetail;
}

/** The images there are for one type of an item's artwork, and what can be done with them. Methods throw what the core refuses. */
export class CandidateList {
  readonly item: ItemRef;
  readonly type: ImageType;
  config = $state.raw<SelectionConfig | null>(null);
  candidates = $state.raw<ArtworkCandidate[] | null>(null);
  error = $state.raw<unknown>(null);
  /** Selected ones, best first. */
  selected = $derived(
    (this.candidates ?? [])
      .filter((candidate) => candidate.isSelected)
      .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map((candidate) => candidate.id),
  );
  #turn = 0;
  readonly #stops: (() => void)[];

  constructor(item: ItemRef, type: ImageType) {
    this.item = item;
    this.type = type;
    const reload = throttled(() => void this.load(), EVENTS_MS);
    this.#stops = [
      on('items.changed', ({ items }) => {
        if (items.some((changed) => changed.type === item.type && changed.id === item.id)) reload();
      }),
      onResync(reload),
    ];
    reload();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { config, candidates } = await call('artwork.candidates', { item: this.item, type: this.type });
      if (turn !== this.#turn) return;
      this.config = config;
      this.candidates = candidates;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  async choose(candidateIds: number[]): Promise<Edited> {
    return this.#edit(call('artwork.choose', { item: this.item, type: this.type, candidateIds }));
  }

  /** Answers the rejection, to take it back by. */
  async reject(candidateId: number, scope: 'item' | 'everywhere'): Promise<number> {
    const { rejectionId } = await call('artwork.reject', { candidateId, scope });
    await this.load();
    return rejectionId;
  }

  async unreject(rejectionId: number): Promise<void> {
    await call('artwork.unreject', { rejectionId });
    await this.load();
  }

  /** Hands bytes to the core, which keeps them; nothing is chosen yet. */
  async upload(file: Blob): Promise<UploadedImage> {
    return uploadImage(file);
  }

  async addUploaded(hash: string): Promise<Edited> {
    return this.#edit(call('artwork.add', { item: this.item, type: this.type, hash }));
  }

  async addFromUrl(url: string): Promise<Edited> {
    return this.#edit(call('artwork.addFromUrl', { item: this.item, type: this.type, url }));
  }

  async grabFrame(atSeconds: number | null): Promise<Edited> {
    return this.#edit(call('artwork.grabFrame', { item: this.item, type: this.type, atSeconds }));
  }

  async crop(hash: string, part: { left: number; top: number; width: number; height: number }): Promise<Edited> {
    return this.#edit(call('artwork.crop', { item: this.item, type: this.type, hash, ...part }));
  }

  async undo(editId: number): Promise<void> {
    await call('items.undoEdit', { editId });
    await this.load();
  }

  async #edit(work: Promise<Edited>): Promise<Edited> {
    const result = await work;
    await this.load();
    return result;
  }
}
