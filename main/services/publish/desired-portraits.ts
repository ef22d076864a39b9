import path from 'node:path';
import { PORTRAIT_FOLDER, portraitStem } from '../../domain/portrait-name.ts';
import type { DesiredFile, DiskFile } from '../../domain/publish-plan.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { cachedPortraits } from '../../store/portrait.store.ts';
import type { PublishPlace } from './publish-place.ts';
import type { PublishUnit } from './publish-unit.ts';

const EXTENSIONS = ['.jpg', '.jpeg', '.png', '.webp', '.tbn'];

export interface DesiredPortrait {
  file: DesiredFile;
  /** The same name with other extensions: a portrait under one of them is somebody's own. */
  others: string[];
}

/** The portraits of the cast, for the players that look for them beside a film or a show. */
export function desiredPortraits(db: ReadDb, { owner }: PublishUnit, place: PublishPlace): DesiredPortrait[] {
  const { type, id } = owner;
  if (!place.rules.kinds.portraits || (type !== 'movie' && type !== 'series')) return [];
  const folder = path.join(place.folderPath, PORTRAIT_FOLDER);
  return cachedPortraits(db, { type, id }).flatMap(({ name, hash, cachePath, sizeBytes }) => {
    const stem = portraitStem(name);
    if (stem === null) return [];
    const extension = path.extname(cachePath);
    const file: DesiredFile = {
      kind: 'image',
      assetType: 'actor_thumb',
      path: path.join(folder, `${stem}${extension}`),
      contentHash: hash,
      sizeBytes,
      supersedes: null,
    };
    return [
      {
        file,
        others: EXTENSIONS.filter((other) => other !== extension).map((other) => path.join(folder, stem + other)),
      },
    ];
  });
}

/** Paths that have to be looked at to know which portraits to write. */
export function portraitPaths(portraits: readonly DesiredPortrait[]): string[] {
  return portraits.flatMap(({ file, others }) => [file.path, ...others]);
}

/** Those to be written: a portrait that lies there and that Metarr did not write stays, whatever is in the cache. */
export function writtenPortraits(
  portraits: readonly DesiredPortrait[],
  onDisk: ReadonlyMap<string, DiskFile | null>,
  lastPublished: ReadonlyMap<string, string>,
): DesiredFile[] {
  const isForeign = (file: string): boolean => {
    const there = onDisk.get(file) ?? null;
    return there !== null && lastPublished.get(file) !== there.contentHash;
  };
  return portraits
    .filter(({ file, others }) => {
      if (others.some(isForeign)) return false;
      return !isForeign(file.path) || onDisk.get(file.path)?.contentHash === file.contentHash;
    })
    .map(({ file }) => file);
}
