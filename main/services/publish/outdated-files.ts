import type { AssetImageType } from '../../domain/asset-types.ts';
import { writesImage } from '../../domain/profiles/publish-rules.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type PublishedName, publishedNamesOf } from '../../store/publish-profile.store.ts';
import type { PublishPlace } from './publish-place.ts';
import type { PublishUnit } from './publish-unit.ts';

/** As the plan takes it; see ObsoleteFile there. */
export interface OutdatedFile {
  kind: 'nfo' | 'image' | 'trailer';
  /** Null for an NFO. */
  assetType: string | null;
  path: string;
}

/**
 * Files that Metarr wrote for an item under names that were in force before, of kinds that are still written: what nothing
 * takes the place of goes. Those of kinds that are not written any more stay as they are.
 * @param missing types of which a selected image's bytes are gone, so that the file in the library is all there is
 */
export function outdatedFiles(
  db: ReadDb,
  { owner, members }: PublishUnit,
  place: PublishPlace,
  missing: readonly string[],
): OutdatedFile[] {
  const { outdated, rules } = place;
  if (outdated.size === 0) return [];
  const isStillWritten = ({ assetType }: PublishedName): boolean => {
    if (assetType === 'nfo') return rules.kinds.nfo;
    if (assetType === 'actor_thumb') return rules.kinds.portraits;
    if (assetType === 'trailer') return rules.kinds.trailers;
    return !missing.includes(assetType) && writesImage(rules, owner.type, assetType as AssetImageType);
  };
  return members
    .flatMap((item) => publishedNamesOf(db, item))
    .filter((file) => outdated.has(file.path) && isStillWritten(file))
    .map(({ path, assetType }) => ({
      path,
      kind: assetType === 'nfo' ? 'nfo' : assetType === 'trailer' ? 'trailer' : 'image',
      assetType: assetType === 'nfo' ? null : assetType,
    }));
}
