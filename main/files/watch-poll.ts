import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const AT_ONCE = 8;
const MAX_DEPTH = 10;

interface KnownFolder {
  mtimeMs: number;
  /** Names of the folders in it. */
  folders: readonly string[];
}

/**
 * Notices what came, went or was renamed below a folder by looking at the times of its folders, one `stat` each: cheap
 * enough for a network share. What is written into a file in its place does not show there; the next scan sees it.
 */
export class FolderPoller {
  readonly #root: string;
  readonly #isIgnored: (path: string) => boolean;
  #known = new Map<string, KnownFolder>();

  constructor(root: string, isIgnored: (path: string) => boolean) {
    this.#root = root;
    this.#isIgnored = isIgnored;
  }

  /**
   * Looks once. The first look only takes in what is there.
   * @param report gets each folder that something happened in; `isDeep` for one that came or went
   */
  async look(report: (path: string, isDeep: boolean) => void): Promise<void> {
    const isFirst = this.#known.size === 0;
    const before = this.#known;
    const next = new Map<string, KnownFolder>();
    let level = [this.#root];
    for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth++) {
      const below: string[] = [];
      for (let start = 0; start < level.length; start += AT_ONCE) {
        const batch = level.slice(start, start + AT_ONCE);
        const looked = await Promise.all(batch.map((path) => this.#lookAt(path, before.get(path))));
        for (const [at, folder] of looked.entries()) {
          const path = batch[at] ?? '';
          if (folder === null) {
            // A root that cannot be read says nothing of what is in it.
            if (path === this.#root) return;
            if (before.has(path)) keepAll(path, before, next);
            continue;
          }
          next.set(path, folder);
          below.push(...folder.folders.map((name) => join(path, name)));
          if (!isFirst) compare(path, before, folder, report);
        }
      }
      level = below;
    }
    this.#known = next;
  }

  /** Null when it cannot be read. */
  async #lookAt(path: string, known: KnownFolder | undefined): Promise<KnownFolder | null> {
    try {
      const { mtimeMs } = await stat(path);
      if (known?.mtimeMs === mtimeMs) return known;
      const entries = await readdir(path, { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      return { mtimeMs, folders: folders.filter((name) => !this.#isIgnored(join(path, name))) };
    } catch {
      return null;
    }
  }
}

function compare(
  path: string,
  known: ReadonlyMap<string, KnownFolder>,
  now: KnownFolder,
  report: (path: string, isDeep: boolean) => void,
): void {
  const before = known.get(path);
  // It was reported with the folder above.
  if (before === undefined || before === now) return;
  report(path, false);
  const were = new Set(before.folders);
  for (const name of now.folders) if (!were.delete(name)) report(join(path, name), true);
  for (const name of were) report(join(path, name), true);
}

/** What is below a folder that cannot be read at present is as it was. */
function keepAll(path: string, before: ReadonlyMap<string, KnownFolder>, next: Map<string, KnownFolder>): void {
  const known = before.get(path);
  if (known === undefined) return;
  next.set(path, known);
  for (const name of known.folders) keepAll(join(path, name), before, next);
}
