import type { ManifestBody, ManifestKind } from '../../domain/manifest/manifest.ts';
import { listManifests } from '../../store/manifest-place.ts';
import { RESTORE_ORDER } from '../../store/manifest-restore.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { RebuildProblem } from './rebuild-database.types.ts';

const AT_ONCE = 50;

/** The manifests in a folder, checked, in the order in which they are put back. */
export class ManifestSource {
  readonly #folder: string;
  readonly #pool: WorkerPool;
  readonly #files: { kind: ManifestKind; file: string }[];

  constructor(folder: string, pool: WorkerPool, kinds: readonly ManifestKind[] = RESTORE_ORDER) {
    this.#folder = folder;
    this.#pool = pool;
    this.#files = kinds.flatMap((kind) => listManifests(folder, kind).map((file) => ({ kind, file })));
  }

  get total(): number {
    return this.#files.length;
  }

  countOf(kind: ManifestKind): number {
    return this.#files.filter((entry) => entry.kind === kind).length;
  }

  /** Reads some at a time. What cannot be used is told to `onProblem`. Throws the signal's reason. */
  async *read(
    onProblem: (problem: RebuildProblem) => void,
    signal?: AbortSignal,
  ): AsyncGenerator<{ file: string; body: ManifestBody }> {
    for (let start = 0; start < this.#files.length; start += AT_ONCE) {
      signal?.throwIfAborted();
      const files = this.#files.slice(start, start + AT_ONCE).map(({ file }) => file);
      for (const read of await this.#pool.run('readManifests', { folder: this.#folder, files })) {
        if ('reason' in read) onProblem(read);
        else yield read;
      }
    }
  }
}
