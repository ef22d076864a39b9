import { t } from '../../messages/t.ts';

const MAX_LENGTH = 120;

function nameOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return null;
  const { name, source } = entry as { name?: unknown; source?: unknown };
  if (typeof name === 'string') return name;
  return typeof source === 'string' ? source : null;
}

/** One side of an edit in few words: what a field held before or after. */
export function editSummary(value: unknown): string {
  if (value === null || value === undefined || value === '') return t.film.history.nothing;
  if (value === true) return t.film.history.locked;
  if (value === false) return t.film.history.unlocked;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (/^[0-9a-f]{64}$/.test(value)) return t.film.history.image;
    return value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH - 1).trimEnd()}…` : value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return t.film.history.nothing;
    const names = value.map(nameOf);
    const text = names.every((name) => name !== null) ? names.join(', ') : '';
    return text !== '' && text.length <= MAX_LENGTH ? text : t.film.history.items(value.length);
  }
  const { value: inner } = value as { value?: unknown };
  if (inner !== undefined) return editSummary(inner);
  return nameOf(value) ?? t.film.history.image;
}

/** The name of what an edit changed: a field, a type of artwork, or the lock of either. */
export function editedName(field: string): string {
  return t.film.named(field.replace(/^(lock|artwork|image|field)[.:]/, ''));
}
