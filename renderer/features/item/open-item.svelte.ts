import type { Alternative } from '../../../contract/enrichment.ts';
import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { EditEntry, ItemDetail, LockTarget } from '../../../contract/items.ts';
import type { MovieRow } from '../../../contract/movies.ts';
import type { SeriesRow } from '../../../contract/series.ts';
import type { SetRow } from '../../../contract/sets.ts';
import type { PublishRecord } from '../../../contract/publishing.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import { call, on, onResync, uploadImage } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const SAVED_SHOWN_MS = 5000;

/** The open item: its data, kept true by events, and everything that can be done to it. Methods throw what the core refuses. */
export class OpenItem {
  readonly ref: ItemRef;
  detail = $state.raw<ItemDetail | null>(null);
  /** The film or show as its list has it; null for seasons and episodes. */
  row = $state.raw<MovieRow | SeriesRow | SetRow | null>(null);
  edits = $state.raw<EditEntry[]>([]);
  publications = $state.raw<PublishRecord[]>([]);
  error = $state.raw<unknown>(null);
  /** What was saved a moment ago, for "saved · undo"; gone after five seconds. */
  saved = $state.raw<{ target: LockTarget; editId: number } | null>(null);
  #savedTimer: ReturnType<typeof setTimeout> | undefined;
  #isHistoryWanted = false;
  readonly #stops: (() => void)[];

  constructor(ref: ItemRef) {
    this.ref = ref;
    const refresh = throttled(() => void this.load(), 200);
    this.#stops = [
      on('items.changed', ({ items }) => {
        if (items.some((changed) => this.#isTouchedBy(changed))) refresh();
      }),
      on('items.listChanged', refresh),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    clearTimeout(this.#savedTimer);
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    try {
      const [detail, row] = await Promise.all([call('items.get', { item: this.ref }), this.#loadRow()]);
      this.detail = detail;
      this.row = row;
      this.error = null;
      if (this.#isHistoryWanted) await this.loadHistory();
    } catch (error) {
      this.error = error;
    }
  }

  async loadHistory(): Promise<void> {
    this.#isHistoryWanted = true;
    const [edits, publications] = await Promise.all([
      call('items.history', { item: this.ref }),
      call('publish.history', { item: this.ref }),
    ]);
    this.edits = edits;
    this.publications = publications;
  }

  async setField(field: FieldName, value: FieldValue): Promise<void> {
    this.#take(field, await call('items.setField', { item: this.ref, field, value }));
  }

  /** Takes what a provider says, which locks the field. */
  async takeAlternative(field: FieldName, { provider, language }: Alternative): Promise<void> {
    this.#take(field, await call('enrich.take', { item: this.ref, field, provider, language }));
  }

  /** Locks or unlocks; answers the edit to undo, null when nothing had to change. */
  async setLock(target: LockTarget, isLocked: boolean): Promise<number | null> {
    const { item, editId } = await call('items.setLock', { item: this.ref, target, isLocked });
    this.detail = item;
    if (this.#isHistoryWanted) void this.loadHistory().catch(() => undefined);
    return editId;
  }

  async undo(editId: number): Promise<void> {
    const { item } = await call('items.undoEdit', { editId });
    if (item && item.type === this.ref.type && item.id === this.ref.id) this.detail = item;
    if (this.saved?.editId === editId) this.saved = null;
    if (this.#isHistoryWanted) await this.loadHistory();
  }

  async undoPublication(journalId: number): Promise<number> {
    const { restored } = await call('publish.undo', { journalId });
    await this.load();
    return restored;
  }

  /** Puts the files back as they were after an earlier publication; answers how many that changed. */
  async publishAgain(journalId: number): Promise<number> {
    const { written } = await call('publish.again', { journalId });
    await this.load();
    return written;
  }

  async selectArtwork(type: ImageType, candidateId: number): Promise<void> {
    this.#take(type, await call('artwork.select', { item: this.ref, candidateId }));
  }

  async clearArtwork(type: ImageType): Promise<void> {
    this.#take(type, await call('artwork.clear', { item: this.ref, type }));
  }

  /** Takes an image of the person's own: uploads its bytes, selects it and locks the type. */
  async addArtwork(type: ImageType, file: Blob): Promise<void> {
    const { hash } = await uploadImage(file);
    this.#take(type, await call('artwork.add', { item: this.ref, type, hash }));
  }

  async restore(): Promise<void> {
    const ids = [this.ref.id];
    if (this.ref.type === 'movie') await call('movies.restore', { ids });
    if (this.ref.type === 'series') await call('series.restore', { ids });
    if (this.ref.type === 'set') await call('sets.restore', { ids });
    await this.load();
  }

  async #loadRow(): Promise<MovieRow | SeriesRow | SetRow | null> {
    const ids = [this.ref.id];
    if (this.ref.type === 'movie') return (await call('movies.rows', { ids }))[0] ?? null;
    if (this.ref.type === 'set') return (await call('sets.rows', { ids }))[0] ?? null;
    return this.ref.type === 'series' ? ((await call('series.rows', { ids }))[0] ?? null) : null;
  }

  /** What happens above an item may change it as well: locks reach down. So may what happens below a show: its counts. */
  #isTouchedBy({ type, id }: ItemRef): boolean {
    if (type === this.ref.type) return id === this.ref.id;
    const placement = this.detail?.placement;
    if (type === 'series') return placement?.series.id === id;
    if (type === 'season') return this.ref.type === 'series' || placement?.season?.id === id;
    if (this.ref.type === 'set') return type === 'movie';
    return type === 'episode' && this.ref.type !== 'movie';
  }

  #take(target: LockTarget, result: { editId: number | null; item: ItemDetail }): void {
    this.detail = result.item;
    if (this.#isHistoryWanted) void this.loadHistory().catch(() => undefined);
    if (result.editId === null) return;
    this.saved = { target, editId: result.editId };
    clearTimeout(this.#savedTimer);
    this.#savedTimer = setTimeout(() => {
      this.saved = null;
    }, SAVED_SHOWN_MS);
  }
}
