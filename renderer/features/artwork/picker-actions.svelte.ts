import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';
import type { Output } from '../../../contract/contract.ts';
import { call, type UploadedImage } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { wantsCrop } from '../../lib/artwork-shape.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { CandidateList, Edited } from './candidate-list.svelte.ts';
import type { Frame } from './crop-frame.ts';

export type Rejected = Output<'artwork.rejections'>[number];

/** What the picker does, with what it says about it: every change can be undone from its message. */
export class PickerActions {
  readonly list: CandidateList;
  /** Images that are being downloaded and chosen. */
  busyIds = $state.raw<readonly number[]>([]);
  /** An own image is on its way. */
  isAdding = $state(false);
  rejections = $state.raw<Rejected[]>([]);
  rejectionsError = $state('');
  readonly #name: string;

  constructor(list: CandidateList) {
    this.list = list;
    this.#name = t.item.images[list.type];
    void this.loadRejections();
  }

  /** Chooses images, best first; answers whether it worked. */
  async choose(ids: number[]): Promise<boolean> {
    if (this.busyIds.length > 0) return false;
    this.busyIds = ids;
    try {
      const edited = await this.list.choose(ids);
      this.#tell(edited, ids.length > 1 ? t.artwork.chosenMany(this.#name, ids.length) : t.artwork.chosen(this.#name));
      return true;
    } catch (error) {
      this.#refuse(error);
      await this.list.load();
      return false;
    } finally {
      this.busyIds = [];
    }
  }

  async reject(candidate: ArtworkCandidate, scope: 'item' | 'everywhere'): Promise<void> {
    try {
      const rejectionId = await this.list.reject(candidate.id, scope);
      toasts.show({
        message: scope === 'item' ? t.artwork.rejected : t.artwork.rejectedEverywhere,
        isUndo: true,
        action: { label: t.app.undo, run: () => this.unreject(rejectionId) },
      });
      await this.loadRejections();
    } catch (error) {
      this.#refuse(error);
    }
  }

  async unreject(rejectionId: number): Promise<void> {
    try {
      await this.list.unreject(rejectionId);
      toasts.show({ message: t.artwork.unrejected, tone: 'ok', timeoutMs: 4000 });
      await this.loadRejections();
    } catch (error) {
      this.#refuse(error);
    }
  }

  async loadRejections(): Promise<void> {
    try {
      const rejections = await call('artwork.rejections', { item: this.list.item });
      this.rejections = rejections.filter(({ type }) => type === this.list.type);
      this.rejectionsError = '';
    } catch (error) {
      this.rejectionsError = errorText(error);
    }
  }

  /** Takes an image of the person's own; answers it where it would have to be cut first. */
  async addFiles(files: readonly File[]): Promise<UploadedImage | null> {
    const [file] = files;
    if (!file) return null;
    if (files.length > 1) {
      toasts.show({ message: t.artwork.notOne, tone: 'warn' });
      return null;
    }
    this.isAdding = true;
    try {
      const image = await this.list.upload(file);
      if (wantsCrop(this.list.type, image.width, image.height)) return image;
      this.#tell(await this.list.addUploaded(image.hash), t.artwork.added(this.#name));
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.isAdding = false;
    }
    return null;
  }

  /** These answer what went wrong in words, or '' when it worked. */
  addUploaded(hash: string): Promise<string> {
    return this.#add(this.list.addUploaded(hash), t.artwork.added(this.#name));
  }

  addUrl(url: string): Promise<string> {
    return this.#add(this.list.addFromUrl(url), t.artwork.added(this.#name));
  }

  grabFrame(atSeconds: number | null): Promise<string> {
    return this.#add(this.list.grabFrame(atSeconds), t.artwork.grabbed(this.#name));
  }

  crop(hash: string, frame: Frame): Promise<string> {
    return this.#add(this.list.crop(hash, frame), t.artwork.cropped(this.#name));
  }

  async #add(work: Promise<Edited>, message: string): Promise<string> {
    this.isAdding = true;
    try {
      this.#tell(await work, message);
      return '';
    } catch (error) {
      return errorText(error);
    } finally {
      this.isAdding = false;
    }
  }

  #tell({ editId }: Edited, message: string): void {
    toasts.show({
      message,
      tone: 'ok',
      isUndo: editId !== null,
      action: editId === null ? undefined : { label: t.app.undo, run: () => this.#undo(editId) },
    });
  }

  async #undo(editId: number): Promise<void> {
    try {
      await this.list.undo(editId);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #refuse(error: unknown): void {
    toasts.show({ message: errorText(error), tone: 'danger', timeoutMs: 15_000 });
  }
}
