import path from 'node:path';
import type { FolderScope } from '../../store/folder-scope.ts';
import type { ScanStart } from '../../workers/locate-folders.ts';
import { isWithin } from './scan-report.ts';

/** What a scan looks at: a whole library, or some folders of it. Nothing outside is touched. */
export class ScanScope {
  readonly isWhole: boolean;
  readonly starts: readonly ScanStart[];

  private constructor(isWhole: boolean, starts: readonly ScanStart[]) {
    this.isWhole = isWhole;
    this.starts = starts;
  }

  static whole(root: string): ScanScope {
    return new ScanScope(true, [{ path: root, ignoreRules: [], isDeep: true, isGone: false }]);
  }

  static of(starts: readonly ScanStart[]): ScanScope {
    return new ScanScope(false, starts);
  }

  /** For films: a folder's own, and what lies below where that is looked at, too. */
  get rows(): FolderScope {
    return this.isWhole ? null : this.starts;
  }

  /** For shows, whose loose episodes stand for a folder below the one that they lie in. */
  get rowsWithBelow(): FolderScope {
    return this.isWhole ? null : this.starts.map((start) => ({ path: start.path, isDeep: true }));
  }

  covers(folder: string): boolean {
    if (this.isWhole) return true;
    return this.starts.some((start) => (start.isDeep ? isWithin(folder, start.path) : folder === start.path));
  }

  /** True when a show may be made of loose episodes in a folder that is looked at without what lies below. */
  mayBeLoose(seriesFolder: string): boolean {
    const above = path.dirname(seriesFolder);
    return this.starts.some((start) => !start.isDeep && start.path === above);
  }
}
