import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that something happened to, as it is now. */
export interface ChangedFile {
  path: string;
  /** Null when it is gone. */
  sizeBytes: number | null;
  mtimeMs: number | null;
}

/** A folder that something happened in. */
export interface ChangedFolder {
  path: string;
  /** It came, went or was renamed: what lies below counts, too. */
  isDeep: boolean;
  /** What happened to these; empty when that is not known. */
  files: ChangedFile[];
}

export interface GatherOptions {
  /** Handed on when nothing more happened for this long, */
  quietMs?: number;
  /** and after this long whatever happens. */
  atMostMs?: number;
  /** How often files that are still being written are looked at. */
  growthMs?: number;
  /** More folders than these are not named any more: `onChanges` gets null. */
  maxFolders?: number;
  onChanges: (folders: ChangedFolder[] | null) => void;
  /** Everything that was written is complete. */
  onSettled: () => void;
}

interface Pending {
  isDeep: boolean;
  files: Set<string>;
}

interface Growing {
  reported: string;
  last: string;
  /** Looks that found it as the one before had. */
  sameLooks: number;
}

/** A file written to longer ago than this is complete. */
const FRESH_MS = 10_000;
const LOOKS_UNTIL_COMPLETE = 2;
/** More files of one folder are not looked at one by one. */
const MAX_FILES = 200;

/**
 * Makes few reports of many events: gathers them by folder until it is quiet for a moment. A file that is still being
 * written is reported at once and, when it has stopped growing, once more; meanwhile nothing that happens to it is.
 */
export class ChangeGatherer {
  readonly #options: Required<GatherOptions>;
  readonly #pending = new Map<string, Pending>();
  readonly #growing = new Map<string, Growing>();
  #quietTimer: NodeJS.Timeout | null = null;
  #firstMs = 0;
  #growthTimer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: GatherOptions) {
    this.#options = { quietMs: 300, atMostMs: 2_000, growthMs: 1_000, maxFolders: 200, ...options };
  }

  /** Something happened to a file, or to an entry that may be one. */
  file(path: string): void {
    if (this.#growing.has(path)) return;
    this.#add(dirname(path), false).files.add(path);
  }

  /** @param isDeep the folder came, went or was renamed */
  folder(path: string, isDeep: boolean): void {
    this.#add(path, isDeep);
  }

  close(): void {
    this.#isClosed = true;
    if (this.#quietTimer !== null) clearTimeout(this.#quietTimer);
    if (this.#growthTimer !== null) clearTimeout(this.#growthTimer);
  }

  #add(folder: string, isDeep: boolean): Pending {
    if (this.#pending.size === 0) this.#firstMs = performance.now();
    const pending = this.#pending.get(folder) ?? { isDeep: false, files: new Set<string>() };
    pending.isDeep ||= isDeep;
    this.#pending.set(folder, pending);
    if (this.#quietTimer !== null) clearTimeout(this.#quietTimer);
    const { quietMs, atMostMs } = this.#options;
    const leftMs = Math.max(0, this.#firstMs + atMostMs - performance.now());
    if (!this.#isClosed) {
      this.#quietTimer = setTimeout(
        () => {
          void this.#flush();
        },
        Math.min(quietMs, leftMs),
      );
    }
    return pending;
  }

  async #flush(): Promise<void> {
    const taken = [...this.#pending];
    this.#pending.clear();
    const folders: ChangedFolder[] = [];
    for (const [path, { isDeep, files }] of taken) {
      const looked = files.size > MAX_FILES ? [] : await Promise.all([...files].map((file) => this.#look(file)));
      const found = looked.filter((file) => file !== null);
      // A folder that came or went is reported as one; that is no news of the folder above.
      if (isDeep || files.size !== looked.length || found.length > 0 || looked.length === 0) {
        folders.push({ path, isDeep, files: found });
      }
    }
    if (this.#isClosed || folders.length === 0) return;
    this.#options.onChanges(folders.length > this.#options.maxFolders ? null : folders);
    if (this.#growing.size > 0) this.#watchGrowth();
    else this.#settle();
  }

  /** Null for a folder. */
  async #look(path: string): Promise<ChangedFile | null> {
    const state = await fileState(path);
    if (state === 'folder') return null;
    if (state === null) return { path, sizeBytes: null, mtimeMs: null };
    if (Date.now() - state.changedMs < FRESH_MS) {
      this.#growing.set(path, { reported: state.key, last: state.key, sameLooks: 0 });
    }
    return { path, sizeBytes: state.sizeBytes, mtimeMs: state.mtimeMs };
  }

  #watchGrowth(): void {
    this.#growthTimer ??= setTimeout(() => {
      void this.#lookAtGrowing();
    }, this.#options.growthMs);
  }

  async #lookAtGrowing(): Promise<void> {
    for (const [path, growing] of this.#growing) {
      const state = await fileState(path);
      const key = state === null || state === 'folder' ? '' : state.key;
      growing.sameLooks = key === growing.last ? growing.sameLooks + 1 : 0;
      growing.last = key;
      if (key !== '' && growing.sameLooks < LOOKS_UNTIL_COMPLETE) continue;
      this.#growing.delete(path);
      if (key !== growing.reported) this.#add(dirname(path), false).files.add(path);
    }
    this.#growthTimer = null;
    if (this.#isClosed) return;
    if (this.#growing.size > 0) this.#watchGrowth();
    else if (this.#pending.size === 0) this.#settle();
  }

  #settle(): void {
    this.#options.onSettled();
  }
}

async function fileState(
  path: string,
): Promise<{ sizeBytes: number; mtimeMs: number; changedMs: number; key: string } | 'folder' | null> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return 'folder';
    const { size, mtimeMs, ctimeMs } = stats;
    return {
      sizeBytes: size,
      mtimeMs: Math.floor(mtimeMs),
      changedMs: Math.max(mtimeMs, ctimeMs),
      key: `${String(size)} ${String(mtimeMs)}`,
    };
  } catch {
    return null;
  }
}
