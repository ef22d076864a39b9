import { FIELD_VALUES, type FieldName } from '../../contract/field-values.ts';
import type { ItemType } from '../../contract/primitives.ts';
import type { z } from 'zod';
import { ITEM_FIELDS } from '../domain/item-fields.ts';
import { UsageError } from './usage-error.ts';

/** JSON's own way to write a number, so that "0x10", " " and "Infinity" are none. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A command-line word as the field's value: JSON where it is JSON of the right kind, else text, a number, names separated
 * by commas, or a set's name. An empty word clears. Throws UsageError when it does not fit.
 */
export function fieldValue(type: ItemType, field: FieldName, word: string): unknown {
  const schemas: Readonly<Record<string, z.ZodType>> = FIELD_VALUES[type];
  const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined;
  if (schema === undefined) {
    throw new UsageError(`There is no field “${field}” of a ${type}. Fields: ${Object.keys(schemas).join(', ')}`);
  }
  const checked = schema.safeParse(interpret(type, field, word));
  if (!checked.success)
    throw new UsageError(`${field}: ${checked.error.issues[0]?.message ?? 'this value does not fit.'}`);
  return checked.data;
}

/** A text that looks like JSON ("[8]") is a text; only what cannot be written plainly is written as JSON. */
function interpret(type: ItemType, field: FieldName, word: string): unknown {
  const kind = ITEM_FIELDS[type][field]?.kind ?? 'text';
  switch (kind) {
    case 'integer':
    case 'decimal':
      if (word === '') return null;
      return NUMBER.test(word) ? Number(word) : word;
    case 'list':
      return jsonOr(word, (text) =>
        text
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      );
    case 'people':
    case 'ratings':
      return word === '' ? [] : jsonOr(word, (text) => text);
    case 'set':
      return word === '' ? null : jsonOr(word, (text) => ({ name: text, overview: null }));
    default:
      return word === '' ? null : word;
  }
}

function jsonOr(word: string, plain: (text: string) => unknown): unknown {
  if (/^[[{]/.test(word)) {
    try {
      return JSON.parse(word) as unknown;
    } catch {
      // No JSON: a plain value that happens to begin with a bracket.
    }
  }
  return plain(word);
}
