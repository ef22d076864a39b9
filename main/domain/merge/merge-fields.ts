import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import type { MergeRules } from '../../../contract/providers.ts';
import { type FieldGuard, isEmptyValue, mayAutomationReplace } from '../field-guard.ts';
import { fieldsOf } from '../item-fields.ts';
import { ruleOf } from '../merge-rules.ts';
import type { CastCredit, MetadataValue } from '../metadata-values.ts';
import type { Rating } from '../movie-metadata.ts';
import type { ProviderName } from '../provider-answer.ts';
import { type ValueCandidate, valueCandidates } from './candidates.ts';
import { mergeCast } from './merge-cast.ts';
import { mergeRatings } from './merge-ratings.ts';
import type { MergeRecord } from './merge-record.ts';
import { isSameValue } from './same-value.ts';

/** A value that was chosen, and whose it is. */
export interface FieldPick {
  field: FieldName;
  value: MetadataValue;
  provider: ProviderName;
  /** BCP 47; '' for none; of a certification the country it is for, as und-DE. */
  language: string;
}

export interface MergePlan {
  /** To be written, in the order of the fields. */
  changes: FieldPick[];
  /** The same as what is there already: it now is known from a provider. */
  confirmed: FieldPick[];
  /** An answer differs, but the field stays. */
  kept: { field: FieldName; reason: 'locked' | 'edited' | 'fill_only' }[];
}

export interface MergeInput {
  type: ItemType;
  /** In any order. */
  records: readonly MergeRecord[];
  rules: MergeRules;
  guardOf: (field: FieldName) => FieldGuard;
  present: (field: FieldName) => MetadataValue;
}

/** Ids say what the item is: answers complete them, and only the id's own provider says that it has another one now. */
const ID_OWNERS: Partial<Record<FieldName, ProviderName | null>> = {
  tmdb_id: 'tmdb',
  tmdb_collection_id: 'tmdb',
  tvdb_id: 'tvdb',
  imdb_id: null,
};

/**
 * What providers' answers make of an item's fields: by each field's rule the first that says something, never nothing,
 * never over a lock or a hand edit. Doing it twice changes nothing the second time.
 */
export function mergeFields(input: MergeInput): MergePlan {
  const plan: MergePlan = { changes: [], confirmed: [], kept: [] };
  for (const field of fieldsOf(input.type)) {
    const pick = pickOf(field, input);
    if (pick === null) continue;
    const guard = input.guardOf(field);
    const present = input.present(field);
    const isSame = isSameValue(field, present, pick.value);
    const reason = whyKept(field, guard, present, input.rules);
    if (reason === null) (isSame ? plan.confirmed : plan.changes).push(pick);
    else if (!isSame) plan.kept.push({ field, reason });
  }
  return plan;
}

function whyKept(
  field: FieldName,
  guard: FieldGuard,
  present: MetadataValue,
  rules: MergeRules,
): MergePlan['kept'][number]['reason'] | null {
  if (guard.isLocked) return 'locked';
  if (!mayAutomationReplace(guard)) return 'edited';
  // A name knows least: what it says is no more than a stand-in.
  if (isEmptyValue(present) || guard.source === 'name') return null;
  // Ratings are filled source by source, ids only completed.
  if (field === 'ratings' || Object.hasOwn(ID_OWNERS, field)) return null;
  return ruleOf(rules, field).mode === 'fill' ? 'fill_only' : null;
}

function pickOf(field: FieldName, { records, rules, present }: MergeInput): FieldPick | null {
  const candidates = valueCandidates(records, field, rules).filter(isOfProvider);
  const [best] = candidates;
  if (best === undefined) return null;
  if (Object.hasOwn(ID_OWNERS, field)) return pickId(field, candidates, present(field));
  if (field === 'ratings') {
    const answers = candidates.map(({ value }) => value as Rating[]);
    const mode = ruleOf(rules, field).mode;
    const value = mergeRatings(answers, (present(field) ?? []) as Rating[], mode, rules.defaultRating);
    return { field, value, provider: best.provider, language: '' };
  }
  if (field === 'actors') {
    const casts = candidates.map(({ value }) => value as CastCredit[]);
    const value = mergeCast(casts, rules.maxActors);
    return isEmptyValue(value) ? null : { field, value, provider: best.provider, language: best.language };
  }
  return { field, ...best };
}

function pickId(
  field: FieldName,
  candidates: readonly (ValueCandidate & { provider: ProviderName })[],
  present: MetadataValue,
): FieldPick | null {
  const own = candidates.find(({ provider }) => provider === ID_OWNERS[field]);
  const pick = own ?? candidates[0];
  if (pick === undefined) return null;
  const isOther = !isEmptyValue(present) && own === undefined && pick.value !== present;
  return isOther ? null : { field, ...pick };
}

function isOfProvider(candidate: ValueCandidate): candidate is ValueCandidate & { provider: ProviderName } {
  return candidate.provider !== 'nfo';
}
