import type { Artwork } from '../../../contract/artwork.ts';
import type { EditEntry } from '../../../contract/items.ts';
import { t } from '../../messages/t.ts';

const MAX_LENGTH = 120;

function nameOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return null;
  const { name, source } = entry as { name?: unknown; source?: unknown };
  if (typeof name === 'string') return name;
  return typeof source === 'string' ? source : null;
}

function listSummary(value: readonly unknown[]): string {
  if (value.length === 0) return t.item.history.nothing;
  const names = value.map(nameOf);
  const text = names.every((name) => name !== null) ? names.join(', ') : '';
  return text !== '' && text.length <= MAX_LENGTH ? text : t.item.history.items(value.length);
}

/** One side of an edit in few words: what a field held before or after. */
export function editSummary(value: unknown): string {
  if (value === null || value === undefined || value === '') return t.item.history.nothing;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    return value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH - 1).trimEnd()}…` : value;
  }
  return Array.isArray(value) ? listSummary(value) : (nameOf(value) ?? t.item.history.items(1));
}

/** Which images an edit of artwork selected, by their files; `images` are the film's candidates. */
function artworkSummary(value: unknown, images: readonly Artwork[]): string {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [];
  const names = ids.map((id) => images.find((image) => image.candidateId === id)?.fileName ?? t.item.history.image);
  return names.length === 0 ? t.item.history.nothing : names.join(', ');
}

/** Both sides of an edit in words; null when only the lock changed. */
export function editChange(
  edit: Pick<EditEntry, 'field' | 'before' | 'after'>,
  images: readonly Artwork[],
): { before: string; after: string } | null {
  if (JSON.stringify(edit.before) === JSON.stringify(edit.after)) return null;
  const isImage = edit.field in t.item.images;
  const summary = (value: unknown): string => (isImage ? artworkSummary(value, images) : editSummary(value));
  return { before: summary(edit.before), after: summary(edit.after) };
}
