import type { FindingKind } from '../../../contract/verification.ts';
import { t } from '../../messages/t.ts';
import type { FindingQuery } from './finding-list.svelte.ts';

function isKind(text: string | null): text is FindingKind {
  return text !== null && Object.hasOwn(t.verify.kinds, text);
}

/** Writes a query into address parameters, leaving out what is not set. */
export function verifyQueryToParams(query: FindingQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.libraryId !== null) params.set('library', String(query.libraryId));
  if (query.kind !== null) params.set('kind', query.kind);
  return params;
}

/** Reads a query from address parameters; what makes no sense is left out. */
export function verifyQueryFromParams(params: URLSearchParams): FindingQuery {
  const library = params.get('library') ?? '';
  const kind = params.get('kind');
  return {
    libraryId: /^[1-9]\d{0,14}$/.test(library) ? Number(library) : null,
    kind: isKind(kind) ? kind : null,
  };
}
