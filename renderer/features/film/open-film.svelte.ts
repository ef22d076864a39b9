import type {
  EditEntry,
  LockTarget,
  MovieDetail,
  MovieFieldName,
  MovieFieldValue,
  MovieRow,
} from '../../../contract/movies.ts';
import type { PublishRecord } from '../../../contract/publishing.ts';
import type { ImageType } from '../../../contract/primitives.ts';
import { call, on, onResync, uploadImage } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const SAVED_SHOWN_MS = 5000;

/** The open film: its data, kept true by events, and everything that can be done to it. Methods throw what the core refuses. */
export class OpenFilm {
  readonly id: number;
  detail = $state.raw<MovieDetail | null>(null);
  /** The film as the list shows it: the short names of its picture and sound. */
  row = $state.raw<MovieRow | null>(null);
  edits = $state.raw<EditEntry[]>([]);
  publications = $state.raw<PublishRecord[]>([]);
  error = $state.raw<unknown>(null);
  /** What was saved a moment ago, for "saved · undo"; gone after five seconds. */
  saved = $state.raw<{ target: LockTarget; editId: number } | null>(null);
  #savedTimer: ReturnType<typeof setTimeout> | undefined;
  #isHistoryWanted = false;
  readonly #stops: (() => void)[];

  constructor(id: number) {
    this.id = id;
    const refresh = throttled(() => void this.load(), 200);
    this.#stops = [
      on('movies.changed', ({ ids }) => {
        if (ids.includes(id)) refresh();
      }),
      on('movies.listChanged', refresh),
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
      const [detail, rows] = await Promise.all([
        call('movies.get', { id: this.id }),
        call('movies.rows', { ids: [this.id] }),
      ]);
      this.detail = detail;
      this.row = rows[0] ?? null;
      this.error = null;
      if (this.#isHistoryWanted) await this.loadHistory();
    } catch (error) {
      this.error = error;
    }
  }

  async loadHistory(): Promise<void> {
    this.#isHistoryWanted = true;
    const [edits, publications] = await Promise.all([
      call('movies.history', { id: this.id }),
      call('publish.history', { movieId: this.id }),
    ]);
    this.edits = edits;
    this.publications = publications;
  }

  async setField(field: MovieFieldName, value: MovieFieldValue): Promise<void> {
    this.#take(field, await call('movies.setField', { id: this.id, field, value }));
  }

  async setLock(target: LockTarget, isLocked: boolean): Promise<void> {
    const { movie } = await call('movies.setLock', { id: this.id, target, isLocked });
    this.detail = movie;
  }

  async undo(editId: number): Promise<void> {
    const { movie } = await call('movies.undoEdit', { editId });
    if (movie && movie.id === this.id) this.detail = movie;
    if (this.saved?.editId === editId) this.saved = null;
    if (this.#isHistoryWanted) await this.loadHistory();
  }

  async undoPublication(journalId: number): Promise<number> {
    const { restored } = await call('publish.undo', { journalId });
    await this.load();
    return restored;
  }

  async selectArtwork(type: ImageType, candidateId: number): Promise<void> {
    this.#take(type, await call('artwork.select', { movieId: this.id, candidateId }));
  }

  async clearArtwork(type: ImageType): Promise<void> {
    this.#take(type, await call('artwork.clear', { movieId: this.id, type }));
  }

  /** Takes an image of the person's own: uploads its bytes, selects it and locks the type. */
  async addArtwork(type: ImageType, file: Blob): Promise<void> {
    const { hash } = await uploadImage(file);
    this.#take(type, await call('artwork.add', { movieId: this.id, type, hash }));
  }

  async restore(): Promise<void> {
    await call('movies.restore', { ids: [this.id] });
    await this.load();
  }

  #take(target: LockTarget, result: { editId: number | null; movie: MovieDetail }): void {
    this.detail = result.movie;
    if (this.#isHistoryWanted) void this.loadHistory().catch(() => undefined);
    if (result.editId === null) return;
    this.saved = { target, editId: result.editId };
    clearTimeout(this.#savedTimer);
    this.#savedTimer = setTimeout(() => {
      this.saved = null;
    }, SAVED_SHOWN_MS);
  }
}
