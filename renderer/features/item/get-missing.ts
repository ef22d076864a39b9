import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ImageType } from '../../../contract/primitives.ts';
import { call } from '../../client/client.ts';
import { t } from '../../messages/t.ts';

/** Where something that completeness asks for is to be had. */
export type WayToGet =
  | { kind: 'identify' }
  /** Among the images and trailers to choose from. */
  | { kind: 'artwork'; type: ImageType | 'trailers' }
  /** A source has a value for the field. */
  | { kind: 'alternatives'; field: FieldName }
  /** Nobody who was asked knows it: ask again. */
  | { kind: 'enrich' };

function isImage(name: string): name is ImageType {
  return name in t.item.images;
}

function isField(name: string): name is FieldName {
  return name in t.item.fields;
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Finds the shortest way to what is missing, by its name in `detail.missing`. Asks only what is stored here. */
export async function wayToGet(detail: ItemDetail, requirement: string): Promise<WayToGet> {
  if (detail.state === 'needs_identification' && detail.placement === null) return { kind: 'identify' };
  if (isImage(requirement)) return { kind: 'artwork', type: requirement };
  if (!isField(requirement)) return { kind: 'artwork', type: 'trailers' };
  const item = { type: detail.type, id: detail.id };
  const alternatives = await call('enrich.alternatives', { item, field: requirement });
  const isKnown = alternatives.some(({ value }) => !isEmpty(value));
  return isKnown ? { kind: 'alternatives', field: requirement } : { kind: 'enrich' };
}
