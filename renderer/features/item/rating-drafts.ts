import type { RatingValue } from '../../../contract/field-values.ts';
import { t } from '../../messages/t.ts';

/** A rating as it is typed. */
export interface RatingDraft {
  source: string;
  value: string;
  max: string;
  votes: string;
  isDefault: boolean;
}

export function draftRating(rating: RatingValue): RatingDraft {
  return {
    source: rating.source,
    value: String(rating.value),
    max: String(rating.max),
    votes: rating.votes === null ? '' : String(rating.votes),
    isDefault: rating.isDefault,
  };
}

export function emptyDraft(isDefault: boolean): RatingDraft {
  return { source: '', value: '', max: '10', votes: '', isDefault };
}

function decimal(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

function parseOne(draft: RatingDraft): RatingValue | string {
  const source = draft.source.trim();
  const value = decimal(draft.value);
  const max = decimal(draft.max);
  const votes = draft.votes.replaceAll(/[\s,.]/g, '');
  if (source === '') return t.item.invalid.ratingName;
  if (!Number.isFinite(value) || value < 0 || !/^\d*$/.test(votes)) return t.item.invalid.number;
  if (!Number.isFinite(max) || max <= 0 || value > max) return t.item.invalid.ratingMax;
  return { source, value, max, votes: votes === '' ? null : Number(votes), isDefault: draft.isDefault };
}

/** Reads the typed ratings; rows left wholly empty are dropped. Answers the first thing that is wrong, in words. */
export function parseRatings(
  drafts: readonly RatingDraft[],
): { ok: true; ratings: RatingValue[] } | { ok: false; message: string } {
  const ratings: RatingValue[] = [];
  for (const draft of drafts) {
    if (draft.source.trim() === '' && draft.value.trim() === '') continue;
    const parsed = parseOne(draft);
    if (typeof parsed === 'string') return { ok: false, message: parsed };
    ratings.push(parsed);
  }
  const hasMain = ratings.some((rating) => rating.isDefault);
  return {
    ok: true,
    ratings: ratings.map((rating, at) => ({ ...rating, isDefault: hasMain ? rating.isDefault : at === 0 })),
  };
}
