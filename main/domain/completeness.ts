import { isEmptyValue } from './field-guard.ts';

export interface CompletenessRules {
  /** Field names that must have a value. */
  fields: readonly string[];
  /** Artwork (or other asset) type → how many are asked for; 0 asks for none. */
  assets: Readonly<Record<string, number>>;
}

export interface Completeness {
  /** 0–100, rounded down so that 100 means complete. */
  percent: number;
  /** What is asked for and missing, in the order of the rules. */
  missing: string[];
}

/**
 * How complete an item is: each required field and each required asset type weighs the same, as in the schema
 * reference's calculation. Asking for nothing is 100 %. Waived requirements do not count.
 */
export function completeness(
  rules: CompletenessRules,
  valueOf: (field: string) => unknown,
  countOf: (assetType: string) => number,
  waived: ReadonlySet<string> = new Set(),
): Completeness {
  let total = 0;
  const missing: string[] = [];
  for (const field of rules.fields) {
    if (waived.has(field)) continue;
    total += 1;
    if (isEmptyValue(valueOf(field))) missing.push(field);
  }
  for (const [type, required] of Object.entries(rules.assets)) {
    if (required <= 0 || waived.has(type)) continue;
    total += 1;
    if (countOf(type) < required) missing.push(type);
  }
  return { percent: total === 0 ? 100 : Math.floor(((total - missing.length) / total) * 100), missing };
}
