import path from 'node:path';
import type { PreviewedName, ProfilePreview, PublishProfile } from '../../../contract/profiles.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { type AssetImageType, imageTypesOf } from '../../domain/asset-types.ts';
import { CoreError } from '../../domain/core-error.ts';
import { checkNames } from '../../domain/profiles/check-names.ts';
import { settledProfile, writesImage } from '../../domain/profiles/publish-rules.ts';
import { type NamedItem, publishedImageName, publishedTrailerName } from '../../domain/publish-names.ts';
import type { DesiredFile } from '../../domain/publish-plan.ts';
import { episodesOf } from '../../store/episode.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { firstItemOf, type PublishedName, publishedNamesOf } from '../../store/publish-profile.store.ts';
import { seasonsOf } from '../../store/season.store.ts';
import { desiredImages } from '../publish/desired-images.ts';
import { desiredPortraits } from '../publish/desired-portraits.ts';
import { desiredTrailer } from '../publish/desired-trailer.ts';
import { unitTitle } from '../publish/item-title.ts';
import { placeUnder, type PublishPlace } from '../publish/publish-place.ts';
import { findUnit, type PublishUnit } from '../publish/publish-unit.ts';
import { rulesOf } from './publish-rules.ts';

/** Kinds of images that have transparent parts: published as PNG. */
const TRANSPARENT: readonly AssetImageType[] = ['clearlogo', 'clearart', 'discart', 'characterart'];
const PORTRAITS_SHOWN = 2;

/**
 * The names that a draft gives the files of a film, or of a show with some of what is below it. Patterns that cannot be used
 * are told and left out of the names. Reads no file. Throws `not_found` for an item that is not in the library.
 */
export function previewNames(
  db: ReadDb,
  libraryId: number,
  draft: PublishProfile,
  wanted: ItemRef | null,
): ProfilePreview {
  const problems = checkNames(draft);
  const bad = new Set<string>(problems.map(({ key }) => key));
  const names = Object.fromEntries(Object.entries(draft.names).filter(([key]) => !bad.has(key)));
  const rules = rulesOf(settledProfile({ ...draft, names }));
  const first = wanted ?? firstItemOf(db, libraryId);
  if (first === null) return { problems, items: [] };
  if (getItem(db, first)?.library_id !== libraryId) {
    throw new CoreError('not_found', 'This item is not in the library any more.', { ...first });
  }
  const items = withBelow(db, first).flatMap((item) => {
    const unit = findUnit(db, item);
    const place = unit === null ? null : placeUnder(db, unit, rules);
    return unit === null || place === null ? [] : [previewUnit(db, unit, place)];
  });
  return { problems, items };
}

/** Of a show the first season, the specials and the first episode that has a file. */
function withBelow(db: ReadDb, item: ItemRef): ItemRef[] {
  if (item.type !== 'series') return [item];
  const seasons = seasonsOf(db, item.id);
  const shown = [
    seasons.find(({ season_number }) => season_number > 0),
    seasons.find(({ season_number }) => season_number === 0),
  ];
  const episode = episodesOf(db, item.id).find(
    ({ deleted_on, file_path, season_number }) => deleted_on === null && file_path !== null && season_number > 0,
  );
  return [
    item,
    ...shown.flatMap((season) => (season === undefined ? [] : [{ type: 'season' as const, id: season.id }])),
    ...(episode === undefined ? [] : [{ type: 'episode' as const, id: episode.id }]),
  ];
}

function previewUnit(db: ReadDb, unit: PublishUnit, place: PublishPlace): ProfilePreview['items'][number] {
  const { owner, members } = unit;
  const written = members.flatMap((item) => publishedNamesOf(db, item));
  const formerly = new Map(written.filter((file) => place.outdated.has(file.path)).map((file) => [file.path, file]));
  const files = [
    ...nfoName(place, formerly),
    ...imageNames(db, unit, place, formerly),
    ...trailerName(db, unit, place, [...formerly.values()]),
    ...desiredPortraits(db, unit, place)
      .slice(0, PORTRAITS_SHOWN)
      .map(({ file }) => named(place, 'portrait', null, file.path, null, true)),
  ];
  return {
    item: { type: owner.type, id: owner.id },
    title: unitTitle(db, unit),
    folderPath: place.folderPath,
    circumstance: circumstanceOf(place.named),
    files,
  };
}

function named(
  place: PublishPlace,
  kind: PreviewedName['kind'],
  type: PreviewedName['type'],
  file: string,
  former: string | null,
  isChosen: boolean,
): PreviewedName {
  const relative = (to: string): string => path.relative(place.folderPath, to).replaceAll(path.sep, '/');
  const formerName = former === null || former === file ? null : relative(former);
  return { kind, type, name: relative(file), formerName, isChosen };
}

type Formerly = ReadonlyMap<string, PublishedName>;

function nfoName(place: PublishPlace, formerly: Formerly): PreviewedName[] {
  const { nfoPath, formerNfoPath } = place;
  if (nfoPath === null) return [];
  const isOurs = formerNfoPath !== null && formerly.has(formerNfoPath);
  return [named(place, 'nfo', null, nfoPath, isOurs ? formerNfoPath : null, true)];
}

function imageNames(db: ReadDb, unit: PublishUnit, place: PublishPlace, formerly: Formerly): PreviewedName[] {
  const { files } = desiredImages(db, unit, place);
  const { type: itemType } = unit.owner;
  return imageTypesOf(itemType)
    .filter((type) => writesImage(place.rules, itemType, type))
    .flatMap((type) => {
      const chosen = files.filter((file) => file.assetType === type);
      if (chosen.length === 0) return [exampleImage(place, type)];
      return chosen.map((file) => named(place, 'image', type, file.path, formerOf(file, formerly), true));
    });
}

function formerOf({ supersedes }: DesiredFile, formerly: Formerly): string | null {
  return supersedes !== null && formerly.has(supersedes) ? supersedes : null;
}

/** What the item has no image of is shown as well: its name is what the draft decides. */
function exampleImage(place: PublishPlace, type: AssetImageType): PreviewedName {
  const extension = TRANSPARENT.includes(type) ? '.png' : '.jpg';
  const { profile, names, named: item, folderPath } = place;
  const name = publishedImageName({ profile, names, item, type, rank: 0, extension });
  return named(place, 'image', type, path.join(folderPath, name), null, false);
}

function trailerName(
  db: ReadDb,
  unit: PublishUnit,
  place: PublishPlace,
  formerly: readonly PublishedName[],
): PreviewedName[] {
  if (!place.rules.kinds.trailers) return [];
  const chosen = desiredTrailer(db, unit, place);
  const former = formerly.find(({ assetType }) => assetType === 'trailer')?.path ?? null;
  if (chosen !== null) return [named(place, 'trailer', null, chosen.path, former, true)];
  const example = publishedTrailerName(place, place.named, '.mp4');
  return example === null ? [] : [named(place, 'trailer', null, path.join(place.folderPath, example), null, false)];
}

function circumstanceOf(item: NamedItem): ProfilePreview['items'][number]['circumstance'] {
  if (item.type !== 'movie') return null;
  if (item.isDisc) return 'disc';
  if (item.isFlat) return 'flat';
  if (item.hasVersions === true) return 'versions';
  return item.stackName === undefined ? null : 'parts';
}
