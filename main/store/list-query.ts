import type { MediaState } from '../../contract/primitives.ts';

/** Conditions that must all hold, with the values they name. */
export interface ListClause {
  sql: string[];
  params: Record<string, string | number>;
}

/** What lists of films and of shows can be narrowed by alike. */
export interface CommonFilter {
  libraryId: number | null;
  states: readonly MediaState[];
  completenessMin: number | null;
  completenessMax: number | null;
  isDeleted: boolean;
}

/** @param alias of the item's table in the query */
export function stateClause(filter: CommonFilter, alias: string): ListClause {
  const clause: ListClause = {
    sql: [filter.isDeleted ? `${alias}.deleted_on IS NOT NULL` : `${alias}.deleted_on IS NULL`],
    params: {},
  };
  const add = (sql: string, params: ListClause['params']): void => {
    clause.sql.push(sql);
    Object.assign(clause.params, params);
  };
  if (filter.libraryId !== null) add(`${alias}.library_id = @libraryId`, { libraryId: filter.libraryId });
  if (filter.states.length > 0) {
    const names = filter.states.map((_state, i) => `state${String(i)}`);
    add(
      `${alias}.state IN (${names.map((name) => `@${name}`).join(', ')})`,
      Object.fromEntries(filter.states.map((state, i) => [`state${String(i)}`, state])),
    );
  }
  if (filter.completenessMin !== null) add(`${alias}.completeness >= @cMin`, { cMin: filter.completenessMin });
  if (filter.completenessMax !== null) add(`${alias}.completeness <= @cMax`, { cMax: filter.completenessMax });
  return clause;
}

/** Where the page before ended. Null for no cursor. */
export function parseCursor(text: string | null): { key: string | number; id: number } | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && (typeof value[0] === 'string' || typeof value[0] === 'number')) {
      return { key: value[0], id: Number(value[1]) };
    }
  } catch {
    // Falls through: a cursor that is none starts from the top, as a client with an old page would want.
  }
  return null;
}

/** The cursor for the rows after a page; null when it was the last. */
export function nextCursorOf(
  rows: readonly { id: number; sortValue: string | number }[],
  limit: number,
): string | null {
  const last = rows.at(-1);
  return last !== undefined && rows.length === limit ? JSON.stringify([last.sortValue, last.id]) : null;
}

/**
 * One letter of the alphabet finds the titles that begin with it: as a word's beginning it would find half the library.
 * Other scripts say much with one character, and are searched like any word.
 */
export function firstLetter(search: string): string | null {
  const text = search.trim().toLowerCase();
  return /^[a-z]$/.test(text) ? text : null;
}

/** The sort keys that begin with a letter: from it up to the one after. */
export function letterBounds(letter: string): { letter: string; afterLetter: string } {
  return { letter, afterLetter: String.fromCharCode(letter.charCodeAt(0) + 1) };
}
