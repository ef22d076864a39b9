import type { UnknownFile } from '../../../contract/unknown-files.ts';
import { t } from '../../messages/t.ts';
import type { UnknownQuery } from './unknown-list.svelte.ts';

function isCategory(text: string | null): text is UnknownFile['category'] {
  return text !== null && Object.hasOwn(t.unknown.categories, text);
}

/** Writes a query into address parameters, leaving out what is not set. */
export function unknownQueryToParams(query: UnknownQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search !== '') params.set('q', query.search);
  if (query.libraryId !== null) params.set('library', String(query.libraryId));
  if (query.category !== null) params.set('kind', query.category);
  return params;
}

/** Reads a query from address parameters; what makes no sense is left out. */
export function unknownQueryFromParams(params: URLSearchParams): UnknownQuery {
  const library = params.get('library') ?? '';
  const category = params.get('kind');
  return {
    search: (params.get('q') ?? '').slice(0, 200),
    libraryId: /^[1-9]\d{0,14}$/.test(library) ? Number(library) : null,
    category: isCategory(category) ? category : null,
  };
}
