import type { Output } from '../../../contract/contract.ts';
import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { hasTrailers } from '../../store/completeness.store.ts';
import type { SettingsService } from '../system/settings-service.ts';

type Rules = Output<'completenessRules.get'>;
type Change = { [K in keyof Rules]?: Rules[K] | undefined };

/** What items of a kind must have, as the window edits it. */
export function completenessRulesOf(settings: SettingsService, type: ItemType): Rules {
  const { fields, assets } = settings.rulesOf(type);
  const { trailer = 0, ...images } = assets;
  return { fields: fields.filter((name): name is FieldName => isFieldOf(type, name)), images, trailers: trailer };
}

/** Changes what is given. Throws `invalid_input` for what such an item cannot have. */
export function changeCompletenessRules(settings: SettingsService, type: ItemType, change: Change): Rules {
  const { fields, images, trailers } = change;
  if (trailers !== undefined && trailers > 0 && !hasTrailers(type)) {
    throw new CoreError('invalid_input', 'Trailers belong to films and shows.');
  }
  const isTrailerSet = trailers !== undefined && hasTrailers(type);
  settings.setRules(type, {
    ...(fields === undefined ? {} : { fields: [...new Set(fields)] }),
    assets: { ...images, ...(isTrailerSet ? { trailer: trailers } : {}) },
  });
  return completenessRulesOf(settings, type);
}
