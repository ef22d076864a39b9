import path from 'node:path';
import type { ItemRef } from '../../../contract/primitives.ts';
import { followVideo } from '../../domain/verify/follow-video.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { placeOf } from '../publish/publish-place.ts';
import { findUnit } from '../publish/publish-unit.ts';

interface Published {
  path: string;
  assetType: string;
}

/**
 * Where the published files of an item belong now that its video has another name, by their path. Files whose name still
 * fits, and those of items whose files do not follow a video, are left out.
 */
export function followedPaths(db: ReadDb, item: ItemRef, published: readonly Published[]): Map<string, string> {
  const stems = stemsOf(db, item);
  const followed = new Map<string, string>();
  if (stems.length === 0) return followed;
  const names = published.map((file) => ({ name: path.basename(file.path), assetType: file.assetType }));
  for (const file of published) {
    const name = followVideo({ name: path.basename(file.path), assetType: file.assetType }, names, stems);
    if (name !== null) followed.set(file.path, path.join(path.dirname(file.path), name));
  }
  return followed;
}

/** What the names of an item's files may begin with; empty for items that have no video of their own. */
function stemsOf(db: ReadDb, item: ItemRef): string[] {
  if (item.type !== 'movie' && item.type !== 'episode') return [];
  const unit = findUnit(db, item);
  if (unit === null || unit.owner.file_path === null) return [];
  const place = placeOf(db, unit);
  if (place === null || (place.named.type !== 'movie' && place.named.type !== 'episode')) return [];
  const { named } = place;
  const stack = named.type === 'movie' ? named.stackName : undefined;
  const isDisc = named.type === 'movie' && named.isDisc;
  return isDisc ? [] : [...(stack === undefined ? [] : [stack]), named.baseName].filter((stem) => stem !== '');
}
