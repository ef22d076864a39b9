import type { FieldName, FieldValue } from '../../../contract/field-values.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import { t } from '../../messages/t.ts';
import { FIELD_KINDS, type FieldKind } from '../../lib/field-kinds.ts';

export type ParsedField = { ok: true; value: FieldValue } | { ok: false; message: string };

const MAX_TITLE = 1000;
const MAX_TEXT = 20_000;

const good = (value: FieldValue): ParsedField => ({ ok: true, value });
const bad = (message: string): ParsedField => ({ ok: false, message });

function wholeNumber(text: string, min: number, max: number, message: string): ParsedField {
  if (!/^\d+$/.test(text)) return bad(message);
  const value = Number(text);
  return value >= min && value <= max ? good(value) : bad(message);
}

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** "117", "117 min", "1:57", "1 h 57 min", "1h57" as minutes; null for anything else. */
export function parseMinutes(text: string): number | null {
  const plain = /^(\d+)\s*(?:min|m)?$/i.exec(text);
  if (plain?.[1]) return Number(plain[1]);
  const parts = /^(\d+)\s*(?::|h)\s*(?:(\d{1,2})\s*(?:min|m)?)?$/i.exec(text);
  if (!parts?.[1]) return null;
  const minutes = parts[2] ? Number(parts[2]) : 0;
  return minutes < 60 ? Number(parts[1]) * 60 + minutes : null;
}

function parseByKind(kind: FieldKind, text: string): ParsedField {
  switch (kind) {
    case 'year':
      return wholeNumber(text, 1870, 2200, t.item.invalid.year);
    case 'date':
      return isRealDate(text) ? good(text) : bad(t.item.invalid.date);
    case 'runtime': {
      const minutes = parseMinutes(text);
      return minutes !== null && minutes <= 6000 ? good(minutes) : bad(t.item.invalid.runtime);
    }
    case 'userRating': {
      const value = Number(text.replace(',', '.'));
      return Number.isFinite(value) && value >= 0 && value <= 10 ? good(value) : bad(t.item.invalid.rating);
    }
    case 'number':
      return wholeNumber(text, 0, 100_000, t.item.invalid.whole);
    case 'tvdbId':
      return wholeNumber(text, 1, Number.MAX_SAFE_INTEGER, t.item.invalid.tvdb);
    case 'tmdbId':
      return wholeNumber(text, 1, Number.MAX_SAFE_INTEGER, t.item.invalid.tmdb);
    case 'imdbId':
      return /^tt\d{7,10}$/.test(text) ? good(text) : bad(t.item.invalid.imdb);
    default:
      return text.length > MAX_TEXT ? bad(t.item.invalid.tooLong(MAX_TEXT)) : good(text);
  }
}

/**
 * Reads what was typed into a one-value field. Nothing typed clears the field; the titles of films and shows alone may not
 * be cleared.
 */
export function parseField(type: ItemType, field: FieldName, typed: string): ParsedField {
  const text = typed.trim();
  if (field === 'title' && (type === 'movie' || type === 'series')) {
    if (text === '') return bad(t.item.invalid.needed(type));
    return text.length > MAX_TITLE ? bad(t.item.invalid.tooLong(MAX_TITLE)) : good(text);
  }
  return text === '' ? good(null) : parseByKind(FIELD_KINDS[field], text);
}

/** The text a one-value field is edited as. */
export function fieldText(value: FieldValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
