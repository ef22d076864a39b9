import path from 'node:path';
import type { UnknownFileUse } from '../../../contract/unknown-files.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { seasonsOf } from '../../store/season.store.ts';
import type { UnknownFileRow } from '../../store/unknown-file.store.ts';
import { type PublishPlace, placeOf } from '../publish/publish-place.ts';
import { findUnit, type PublishUnit } from '../publish/publish-unit.ts';

/**
 * Whose a file is to be, and where its new name goes: the item it lies beside, and for artwork in the folder of a season
 * that season. Throws `invalid_input` for a file that lies beside no item, and for an item that has no place of its own.
 */
export function usePlace(db: ReadDb, file: UnknownFileRow, use: UnknownFileUse['kind']): PublishPlace {
  if (file.ownerType === 'library') {
    throw new CoreError(
      'invalid_input',
      `${file.fileName} lies beside no film or show. Move it into a folder of one first.`,
    );
  }
  const unit = findUnit(db, { type: file.ownerType, id: file.ownerId });
  const place = unit === null ? null : placeOf(db, use === 'artwork' ? seasonUnit(db, unit, file) : unit);
  if (unit === null || place === null || place.folderPath === '') {
    throw new CoreError('invalid_input', `${file.fileName} lies beside an item that has no folder.`);
  }
  return place;
}

function seasonUnit(db: ReadDb, unit: PublishUnit, file: UnknownFileRow): PublishUnit {
  if (unit.owner.type !== 'series') return unit;
  const season = seasonsOf(db, unit.owner.id).find((row) => row.directory_path === path.dirname(file.filePath));
  if (season === undefined) return unit;
  return findUnit(db, { type: 'season', id: season.id }) ?? unit;
}

/** The item whose extras folder a file beside it goes to: of an episode or a season the show. */
export function extrasPlace(db: ReadDb, file: UnknownFileRow): PublishPlace {
  const place = usePlace(db, file, 'extra');
  if (place.named.type !== 'episode' && place.named.type !== 'season') return place;
  const unit = file.ownerType === 'library' ? null : findUnit(db, { type: file.ownerType, id: file.ownerId });
  const show = unit?.owner.series_id == null ? null : findUnit(db, { type: 'series', id: unit.owner.series_id });
  const showPlace = show === null ? null : placeOf(db, show);
  if (showPlace === null)
    throw new CoreError('invalid_input', `${file.fileName} lies beside an item that has no folder.`);
  return showPlace;
}
