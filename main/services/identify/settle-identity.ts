import { randomUUID } from 'node:crypto';
import type { Guess, IdentifiableRef, Identity } from '../../../contract/identification.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isEmptyValue, mayAutomationReplace } from '../../domain/field-guard.ts';
import { hasIds, ID_FIELDS, ID_NAMES, isOtherTitle } from '../../domain/identify/compare-ids.ts';
import { identityFromUrl } from '../../domain/identify/identity-from-url.ts';
import { rankGuesses } from '../../domain/identify/rank-guesses.ts';
import { fieldsOf, isFieldOf } from '../../domain/item-fields.ts';
import { transition } from '../../domain/media-state.ts';
import { type ProviderIds, PROVIDERS } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../../providers/provider.ts';
import { type FieldSnapshot, insertEdit } from '../../store/edit-history.store.ts';
import { forgetAnswers } from '../../store/identification.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { applySnapshot, takeSnapshot } from '../items/edit-snapshot.ts';
import { isHandsOff } from '../artwork/hands-off.ts';
import { refreshItem } from '../items/item-completeness.ts';
import { guardOf } from '../items/item-guard.ts';
import { locksOf } from '../items/lock-state.ts';
import type { IdentifyDependencies } from './identify-dependencies.ts';
import { requireIdentifiable } from './identify-item.ts';
import { queryOf } from './item-query.ts';
import { type LookedUp, lookUpTitle } from './look-up-title.ts';
import { providerFailure } from './provider-failure.ts';
import { idsOfRow } from './stated-ids.ts';
import { storableIds } from './write-identity.ts';

/** What a person gave, as ids. Throws `invalid_input` for an address that holds none. */
export function idsOfIdentity(identity: Identity, kind: 'movie' | 'series'): ProviderIds {
  if (identity.url !== undefined) {
    const read = identityFromUrl(identity.url, kind);
    if ('problem' in read) throw new CoreError('invalid_input', read.problem, { field: 'url' });
    return read.ids;
  }
  return {
    tmdbId: identity.tmdbId ?? null,
    tvdbId: identity.tvdbId ?? null,
    imdbId: identity.imdbId ?? null,
  };
}

/** What an identity stands for. Throws `not_found`, `invalid_input`, and what keeps providers from answering. */
export async function lookUpIdentity(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  identity: Identity,
  options: AskOptions,
): Promise<Guess> {
  const record = requireIdentifiable(deps, item);
  const ids = idsOfIdentity(identity, item.type);
  const { found, problems, isGone } = await lookUpTitle(deps.providers.all(), item.type, ids, options);
  const [guess] = found === null ? [] : rankGuesses(queryOf(deps.db, record), [found.hit]);
  if (guess !== undefined) return guess;
  const [problem] = problems;
  if (problem !== undefined && !isGone) throw providerFailure(problem);
  throw unknown(item, deps.providers.all().length > 0);
}

function unknown(item: IdentifiableRef, hasProviders: boolean): CoreError {
  const what = item.type === 'movie' ? 'film' : 'show';
  return hasProviders
    ? new CoreError('not_found', `No ${what} is known by that id. Check it, and that it is a ${what}’s.`)
    : new CoreError('provider_no_key', 'No provider can be asked. Enter a key in the settings.');
}

/**
 * A person says what an item is. The id is looked up where somebody can be asked; offline it is taken as it is. Locked
 * fields and hand edits stay, but for the id itself. What providers said of another title is forgotten, with the values
 * that came from it. All of it is one edit, undone as one; answers its id, or null when nothing changed. Throws
 * `not_found` for an id that nobody knows, and `invalid_input`.
 */
export async function settleIdentity(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  identity: Identity,
  options: AskOptions,
): Promise<number | null> {
  requireIdentifiable(deps, item);
  const given = idsOfIdentity(identity, item.type);
  const { found, problems, isGone } = await lookUpTitle(deps.providers.all(), item.type, given, options);
  const couldAsk = problems.length === 0 && (await isAnyoneAble(deps, item.type));
  if (found === null && (isGone || couldAsk)) throw unknown(item, true);
  const ids = storableIds(item.type, found?.ids ?? given);
  if (!hasIds(ids)) {
    throw new CoreError(
      'invalid_input',
      'A film is kept by its id at TMDB or IMDb, which nobody could tell now. Give one of those.',
    );
  }
  const editId = transaction(deps.db, () => settle(deps, item, ids, given, found));
  deps.events.itemChanged(item);
  if (item.type === 'series') {
    const libraryId = getItem(deps.db, item)?.library_id ?? null;
    deps.events.publish({ name: 'items.listChanged', payload: { type: 'series', libraryId } });
  }
  return editId;
}

async function isAnyoneAble(deps: IdentifyDependencies, kind: 'movie' | 'series'): Promise<boolean> {
  for (const provider of deps.providers.all()) {
    const isFull = !provider.abilities.has('artwork-only') && !provider.abilities.has('ratings-only');
    if (isFull && provider.name !== 'local' && provider.abilities.has(kind) && (await provider.isConfigured()))
      return true;
  }
  return false;
}

function settle(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  ids: ProviderIds,
  given: ProviderIds,
  found: LookedUp | null,
): number | null {
  const { db, rules } = deps;
  const record = requireIdentifiable(deps, item);
  const before = idsOfRow(record);
  const isOther = isOtherTitle(before, ids);
  const edits = new EditGroup(db, item);
  for (const name of ID_NAMES) {
    const field = ID_FIELDS[name];
    if (!isFieldOf(item.type, field)) continue;
    const isGiven = given[name] !== null;
    if (locksOf(db, item).isLocked(field) && !isGiven) continue;
    // An id of the old title is none of the new one’s.
    const value = ids[name] ?? (isOther ? null : before[name]);
    if (value === before[name] && !isGiven) continue;
    const source = isGiven ? 'user' : value === null ? null : (found?.provider ?? 'user');
    edits.change(field, { value, source, isReleased: false });
  }
  if (isOther) forgetOther(db, item, edits, found);
  const state = transition(record.state, 'identified');
  updateItem(db, item, {
    state,
    error_message: null,
    ...(edits.lastId === null ? {} : { has_unpublished_changes: 1 }),
  });
  refreshItem(db, item, rules);
  return edits.lastId;
}

/** Takes away what providers said of another title: their answers and images, and the values that came from them. */
function forgetOther(db: WriteDb, item: IdentifiableRef, edits: EditGroup, found: LookedUp | null): void {
  const guard = guardOf(db, item);
  const ids: readonly string[] = Object.values(ID_FIELDS);
  for (const field of fieldsOf(item.type)) {
    const { source } = guard(field);
    const isProviders = PROVIDERS.some((provider) => provider === source && provider !== 'local');
    if (!isProviders || ids.includes(field) || field === 'episode_order' || !mayAutomationReplace(guard(field)))
      continue;
    const now = takeSnapshot(db, item, field);
    if (field === 'title') {
      if (found !== null && found.hit.title !== '')
        edits.change(field, { ...now, value: found.hit.title, source: found.provider });
    } else if (field === 'year' && found?.hit.year != null) {
      edits.change(field, { ...now, value: found.hit.year, source: found.provider });
    } else if (!isEmptyValue(now.value)) {
      edits.change(field, { ...now, value: Array.isArray(now.value) ? [] : null, source: null });
    }
  }
  forgetAnswers(db, item, (entity, type) => isHandsOff(db, entity, type));
}

/** Changes of fields that are one entry in the history. Locks stay as they are. */
class EditGroup {
  readonly #db: WriteDb;
  readonly #item: IdentifiableRef;
  readonly #groupId = randomUUID();
  lastId: number | null = null;

  constructor(db: WriteDb, item: IdentifiableRef) {
    this.#db = db;
    this.#item = item;
  }

  change(field: string, next: Pick<FieldSnapshot, 'value' | 'source' | 'isReleased'>): void {
    const [db, item] = [this.#db, this.#item];
    const before = takeSnapshot(db, item, field);
    const isSame = JSON.stringify(before.value) === JSON.stringify(next.value) && before.source === next.source;
    if (isSame) return;
    const isLocked = locksOf(db, item).isLocked(field);
    applySnapshot(db, item, field, {
      value: next.value,
      source: next.source,
      isReleased: next.isReleased,
      isOwnLock: before.isOwnLock === true,
    });
    this.lastId = insertEdit(db, {
      item,
      field,
      before,
      after: takeSnapshot(db, item, field),
      beforeLocked: isLocked,
      afterLocked: isLocked,
      groupId: this.#groupId,
    });
  }
}
