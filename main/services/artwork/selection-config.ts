import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import { ProviderName } from '../../../contract/providers.ts';
import type { AssetImageType } from '../../domain/asset-types.ts';
import { defaultSelection, imageTypesOfLibrary } from '../../domain/artwork/default-selection.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import { getLibrary, type Library } from '../../store/library.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import {
  forgetSelectionConfig,
  libraryOf,
  selectionConfigsOf,
  type StoredSelectionConfig,
  writeSelectionConfig,
} from '../../store/selection-config.store.ts';
import { mergeRules } from '../providers/merge-rules.ts';

/** How each image type of a library is chosen: what has been set, the defaults for the rest. Throws `not_found`. */
export function selectionConfigs(db: ReadDb, libraryId: number): SelectionConfig[] {
  const library = requireLibrary(db, libraryId);
  const configOf = configsFor(db, library.id, library.type);
  return imageTypesOfLibrary(library.type).map(configOf);
}

/** How the images of an item are chosen, by type. People and sets without films go by the defaults. */
export function selectionConfigFor(db: ReadDb, entity: ArtEntity): (type: AssetImageType) => SelectionConfig {
  const library = libraryOf(db, entity);
  return configsFor(db, library?.id ?? 0, library?.type === 'tvshows' ? 'tvshows' : 'movies');
}

export type SelectionChange = { [K in keyof Omit<SelectionConfig, 'isDefault'>]?: SelectionConfig[K] | undefined } & {
  libraryId: number;
  type: AssetImageType;
};

/** Changes what is given and answers what holds now. Throws `not_found` and `invalid_input`. */
export function setSelectionConfig(db: WriteDb, change: SelectionChange): SelectionConfig {
  const library = requireLibrary(db, change.libraryId);
  requireTypeOf(library, change.type);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const next: SelectionConfig = {
    ...configsFor(db, library.id, library.type)(change.type),
    ...given,
    isDefault: false,
  };
  if (next.maxCount > 0 && next.minCount > next.maxCount) {
    throw new CoreError('invalid_input', 'At least cannot be more than at most.', { field: 'minCount' });
  }
  writeSelectionConfig(db, library.id, {
    ...next,
    languages: [...new Set(next.languages)],
    providers: [...new Set(next.providers)],
  });
  return configsFor(db, library.id, library.type)(change.type);
}

/** Leaves a type to the defaults again and answers them. Throws `not_found` and `invalid_input`. */
export function resetSelectionConfig(db: WriteDb, libraryId: number, type: AssetImageType): SelectionConfig {
  const library = requireLibrary(db, libraryId);
  requireTypeOf(library, type);
  forgetSelectionConfig(db, libraryId, type);
  return configsFor(db, library.id, library.type)(type);
}

function requireTypeOf(library: Library, type: AssetImageType): void {
  if (imageTypesOfLibrary(library.type).includes(type)) return;
  throw new CoreError('invalid_input', `Items of this library have no ${type}.`, { type });
}

function configsFor(
  db: ReadDb,
  libraryId: number,
  libraryType: Library['type'],
): (type: AssetImageType) => SelectionConfig {
  const stored = new Map(selectionConfigsOf(db, libraryId).map((row) => [row.type, row]));
  const { imageLanguages } = mergeRules(db);
  return (type) => {
    const row = stored.get(type);
    return row === undefined
      ? defaultSelection(libraryId, libraryType, type, imageLanguages)
      : fromRow(libraryId, type, row);
  };
}

/** A row may have been written by another version: what the contract does not know is left out. */
function fromRow(libraryId: number, type: AssetImageType, row: StoredSelectionConfig): SelectionConfig {
  const weight = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    ...row,
    libraryId,
    type,
    minCount: Math.min(20, row.minCount),
    maxCount: Math.min(20, row.maxCount),
    weightResolution: weight(row.weightResolution),
    weightVotes: weight(row.weightVotes),
    weightLanguage: weight(row.weightLanguage),
    weightProvider: weight(row.weightProvider),
    providers: row.providers.flatMap((name) => {
      const parsed = ProviderName.safeParse(name);
      return parsed.success ? [parsed.data] : [];
    }),
    isDefault: false,
  };
}

function requireLibrary(db: ReadDb, libraryId: number): Library {
  const library = getLibrary(db, libraryId);
  if (library === null) throw new CoreError('not_found', 'This library is not in Metarr any more.', { libraryId });
  return library;
}
