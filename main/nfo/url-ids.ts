import type { UniqueId } from '../domain/movie-metadata.ts';
import type { MergedIds } from './id-elements.ts';
import type { NfoKind } from './nfo-kind.ts';
import type { UrlIds } from './nfo-urls.ts';

/** Ids of an NFO's XML with those of the URLs around it: they fill in what it lacks; where they disagree that is a conflict. */
export function addUrlIds(known: MergedIds, urls: UrlIds, kind: NfoKind): MergedIds {
  const uniqueIds: UniqueId[] = [...known.uniqueIds];
  const conflicts = [...known.conflicts];
  for (const [type, key] of kind.urlIds) {
    const fromXml = known.uniqueIds.find((id) => id.type === type)?.value;
    const hasConflict = known.conflicts.some((conflict) => conflict.startsWith(`${type}:`));
    const [first] = urls[key];
    if (first === undefined || hasConflict) continue;
    const distinct = new Set([...(fromXml === undefined ? [] : [fromXml]), ...urls[key]]);
    if (distinct.size > 1) conflicts.push(`${type}: ${[...distinct].join(', ')}`);
    else if (fromXml === undefined) uniqueIds.push({ type, value: first, isDefault: false });
  }
  return { uniqueIds, conflicts };
}
