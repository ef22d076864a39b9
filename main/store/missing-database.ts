import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** There is no database, and what lies around it says that there was one. */
export class MissingDatabaseError extends Error {
  override readonly name = 'MissingDatabaseError';
  readonly code = 'database_missing';

  constructor(path: string) {
    super(
      `The database ${path} is missing or empty, but what belongs to it is there. Nothing was changed. Open Metarr to restore a backup or to rebuild it.`,
    );
  }
}

/**
 * Throws MissingDatabaseError when there is no database at `path`, or an empty file, beside backups, manifests or a filled
 * cache: to begin with an empty library then would look as if everything were lost.
 */
export function refuseMissing(path: string): void {
  if (existsSync(path) && statSync(path).size > 0) return;
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  const isBackup = (name: string): boolean => name.startsWith(`${basename(path)}.v`) && name.endsWith('.bak');
  const hasTraces =
    readdirSync(folder).some(isBackup) ||
    namesIn(join(folder, 'backups')).some((name) => name.endsWith('.sqlite')) ||
    namesIn(join(folder, 'manifests')).length > 0 ||
    namesIn(join(folder, 'cache')).some(
      (name) => /^[0-9a-f]{2}$/.test(name) && namesIn(join(folder, 'cache', name)).length > 0,
    );
  if (hasTraces) throw new MissingDatabaseError(path);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
