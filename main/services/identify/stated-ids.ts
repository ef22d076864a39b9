import type { ItemIssue } from '../../../contract/items.ts';
import type { IdentifiableRef } from '../../../contract/identification.ts';
import {
  findIdConflict,
  ID_FIELDS,
  ID_NAMES,
  type IdConflict,
  NO_IDS,
  type StatedIds,
  unitedIds,
} from '../../domain/identify/compare-ids.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { type ProviderIds, type ProviderName, PROVIDERS } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { guardOf } from '../items/item-guard.ts';
import { namedFacts } from './item-query.ts';

/** The ids of the item's row. */
export function idsOfRow(item: ItemRecord): ProviderIds {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const imdbId = item['imdb_id'];
  return {
    tmdbId: number(item['tmdb_id']),
    // A film's row has the column, but films have no such field.
    tvdbId: item.type === 'movie' ? null : number(item['tvdb_id']),
    imdbId: typeof imdbId === 'string' && imdbId !== '' ? imdbId : null,
  };
}

/**
 * The row's ids that names and NFO state. Those that a person has set or locked are nobody else's business, and those that
 * a provider told (also where it merged what a name says into another) are settled: left out.
 */
function openIds(db: ReadDb, item: ItemRecord): StatedIds[] {
  const ids = idsOfRow(item);
  const guard = guardOf(db, item);
  return ID_NAMES.flatMap((name): StatedIds[] => {
    const field = ID_FIELDS[name];
    if (ids[name] === null || !isFieldOf(item.type, field) || !mayAutomationReplace(guard(field))) return [];
    const { source } = guard(field);
    if (PROVIDERS.some((provider) => provider === source && provider !== 'local')) return [];
    return [{ where: whereOf(source), ids: { ...NO_IDS, [name]: ids[name] } }];
  });
}

function whereOf(source: string | null): string {
  if (source === 'name') return 'the name';
  return source === 'nfo' ? 'the NFO' : 'the item';
}

/**
 * Whether the names, the NFO and the row state different ids, and which titles they may mean; null when they agree. What a
 * person has said is beyond doubt.
 */
export function localConflict(db: ReadDb, item: ItemRecord): { message: string; candidates: ProviderIds[] } | null {
  const named = namedFacts(item).ids;
  const open = openIds(db, item);
  const openNames = new Set(open.flatMap(({ ids }) => ID_NAMES.filter((name) => ids[name] !== null)));
  // A name that contradicts what a person has set says nothing.
  const asNamed = Object.fromEntries(
    ID_NAMES.map((name) => [name, openNames.has(name) ? named[name] : null]),
  ) as unknown as ProviderIds;
  const conflict = findIdConflict([...open, { where: 'the name of the file or folder', ids: asNamed }]);
  if (conflict !== null) {
    return { message: conflict.message, candidates: [unitedIds(open.map(({ ids }) => ids)), named] };
  }
  const issue = (JSON.parse(item.scan_issues) as ItemIssue[]).find(({ code }) => code === 'ids_conflict');
  const isSaid = ID_NAMES.some((name) => idsOfRow(item)[name] !== null && !openNames.has(name));
  return issue === undefined || isSaid ? null : { message: issue.message, candidates: [idsOfRow(item)] };
}

/**
 * Whether what a provider answers contradicts the ids it was asked by. Its own id is left out: where that differs, the
 * provider has merged two entries.
 */
export function answerConflict(
  db: ReadDb,
  item: ItemRecord & IdentifiableRef,
  provider: ProviderName,
  answer: ProviderIds,
): IdConflict | null {
  const own: Partial<Record<ProviderName, keyof ProviderIds>> = { tmdb: 'tmdbId', tvdb: 'tvdbId' };
  const ownName = own[provider];
  const stated = ownName === undefined ? answer : { ...answer, [ownName]: null };
  const open = openIds(db, item).filter(({ ids }) => ownName === undefined || ids[ownName] === null);
  return findIdConflict([...open, { where: PROVIDER_LABELS[provider], ids: stated }]);
}
