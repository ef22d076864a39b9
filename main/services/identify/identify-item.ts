import type { Guess, IdentifiableRef, InboxEntry } from '../../../contract/identification.ts';
import { CoreError } from '../../domain/core-error.ts';
import { hasIds, unitedIds } from '../../domain/identify/compare-ids.ts';
import type { RankableHit } from '../../domain/identify/identify-query.ts';
import { rankGuesses } from '../../domain/identify/rank-guesses.ts';
import type { ProviderIds } from '../../domain/provider-answer.ts';
import { ownTurn } from '../../providers/http/own-turn.ts';
import type { AskOptions, ProviderError } from '../../providers/provider.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { WaitingResult } from '../../store/identification.store.ts';
import { transaction } from '../../store/sql.ts';
import { automationOf } from '../providers/automation.ts';
import type { IdentifyDependencies } from './identify-dependencies.ts';
import { queryOf } from './item-query.ts';
import { type LookedUp, lookUpTitle } from './look-up-title.ts';
import { followMerge, goneMessage } from './review-answers.ts';
import { searchTitle } from './search-title.ts';
import { answerConflict, idsOfRow, localConflict } from './stated-ids.ts';
import { isWaiting, keepWaiting } from './waiting.ts';
import { markIdentified, storableIds, writeIds } from './write-identity.ts';

/**
 * `accepted`: it has its ids now. `known`: it was identified before, and still is. `waiting`: it is in the inbox.
 * `unanswered`: nobody could be asked. `gone`: the item is not there any more.
 */
export type IdentifyOutcome =
  | { kind: 'accepted' | 'known' | 'gone' }
  | { kind: 'waiting'; reason: InboxEntry['reason'] }
  | { kind: 'unanswered'; error: ProviderError };

/**
 * Finds out what one film or show is: by the ids it has, else by searching; takes what is certain enough for its library,
 * and leaves the rest in the inbox with ranked guesses. Locks and hand edits stay. Never throws for what a provider does;
 * throws the signal's reason when aborted.
 */
export async function identifyItem(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  options: AskOptions,
): Promise<IdentifyOutcome> {
  const record = getItem(deps.db, item);
  if (record === null || record.deleted_on !== null) return { kind: 'gone' };
  const conflict = localConflict(deps.db, record);
  if (conflict !== null) {
    const guesses = await guessesOfIds(deps, record, conflict.candidates, options);
    return wait(deps, item, { reason: 'conflict', message: conflict.message, problem: null, guesses });
  }
  const ids = storableIds(item.type, idsOfRow(record));
  return hasIds(ids) ? identifyById(deps, item, record, ids, options) : identifyBySearch(deps, item, record, options);
}

async function identifyById(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  record: ItemRecord,
  ids: ProviderIds,
  options: AskOptions,
): Promise<IdentifyOutcome> {
  const { db } = deps;
  const { found, problems, isGone } = await lookUpTitle(deps.providers.all(), item.type, ids, options);
  const [problem] = problems;
  if (found === null && problem !== undefined) return unanswered(deps, item, problem);
  if (found === null) {
    // Nobody who could tell was asked.
    if (!isGone) return accept(deps, item, null);
    const { guesses } = await searchTitle(deps.providers.all(), queryOf(db, record), 100, options);
    const deniers = (['tmdb', 'tvdb'] as const)
      .filter((provider) => ids[provider === 'tmdb' ? 'tmdbId' : 'tvdbId'] !== null)
      .map((provider) => ({ provider }));
    return wait(deps, item, { reason: 'gone', message: goneMessage(deniers, ids), problem: null, guesses });
  }
  const conflict = answerConflict(db, { ...record, type: item.type }, found.provider, found.answerIds);
  if (conflict !== null) {
    const guesses = await guessesOfIds(deps, record, [found.ids, { ...ids, tmdbId: null, tvdbId: null }], options);
    return wait(deps, item, { reason: 'conflict', message: conflict.message, problem: null, guesses });
  }
  return accept(deps, item, found);
}

async function identifyBySearch(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  record: ItemRecord,
  options: AskOptions,
): Promise<IdentifyOutcome> {
  const { acceptFrom } = automationOf(deps.db, record.library_id);
  const providers = deps.providers.all();
  const { guesses, decision, problems, hasAnswer } = await searchTitle(
    providers,
    queryOf(deps.db, record),
    acceptFrom,
    options,
  );
  // Ranking is in the turn of the answer; what is written has its own.
  await ownTurn();
  const [problem] = problems;
  if (!hasAnswer && problem !== undefined) return unanswered(deps, item, problem);
  if (decision.kind === 'wait') {
    // A provider that did not answer might have known better; what the others found is kept with that.
    const isHalf = problem !== undefined && decision.reason === 'nothing';
    if (isHalf) return unanswered(deps, item, problem);
    return wait(deps, item, { reason: decision.reason, message: null, problem: null, guesses });
  }
  const found = await foundOf(deps, item, decision.guess, options);
  if (found !== null) return accept(deps, item, found, guesses);
  const message = 'It is known only to a provider by an id of its own. Give its id at TMDB or IMDb.';
  return wait(deps, item, { reason: 'weak', message, problem: null, guesses });
}

interface Found {
  ids: ProviderIds;
  provider: Guess['provider'];
}

/** The ids of an accepted guess; asked for where the guess has only such as the item has no field for. */
async function foundOf(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  guess: Guess,
  options: AskOptions,
): Promise<Found | null> {
  const ids = unitedIds([guess]);
  if (hasIds(storableIds(item.type, ids))) return { ids, provider: guess.provider };
  const { found } = await lookUpTitle(deps.providers.all(), item.type, ids, options);
  return found !== null && hasIds(storableIds(item.type, found.ids)) ? found : null;
}

/** @param found null when the ids that are there stand, unasked */
function accept(
  deps: IdentifyDependencies,
  item: IdentifiableRef,
  found: Found | LookedUp | null,
  guesses: readonly Guess[] = [],
): IdentifyOutcome {
  const { db, events, rules } = deps;
  const outcome = transaction(db, (): IdentifyOutcome => {
    const record = getItem(db, item);
    // It may have been settled by hand, or have gone, while the provider was asked.
    if (record === null || record.deleted_on !== null) return { kind: 'gone' };
    const wasWaiting = isWaiting(db, item);
    if (!wasWaiting && guesses.length > 0) return { kind: 'known' };
    if (found !== null) {
      const own = idsOfRow(record);
      if ('answerIds' in found) followMerge(db, item, found.provider, own, found.answerIds);
      const source = found.provider === 'tvdb' ? 'tvdb' : 'tmdb';
      const { hasId } = writeIds(db, item, found.ids, source);
      if (!hasId) {
        const message = 'Its ids are locked and empty. Unlock one of them, or enter it by hand.';
        keepWaiting(db, item, { reason: 'weak', message, problem: null, guesses });
        return { kind: 'waiting', reason: 'weak' };
      }
    }
    if (wasWaiting) markIdentified(db, item, rules);
    return { kind: wasWaiting ? 'accepted' : 'known' };
  });
  events.itemChanged(item);
  return outcome;
}

function wait(deps: IdentifyDependencies, item: IdentifiableRef, result: WaitingResult): IdentifyOutcome {
  transaction(deps.db, () => {
    keepWaiting(deps.db, item, result);
  });
  deps.events.itemChanged(item);
  return { kind: 'waiting', reason: result.reason };
}

function unanswered(deps: IdentifyDependencies, item: IdentifiableRef, error: ProviderError): IdentifyOutcome {
  keepUnanswered(deps, item, error);
  return { kind: 'unanswered', error };
}

/** Notes at an item in the inbox that nobody could be asked about it; one that is identified stays as it is. */
export function keepUnanswered(deps: IdentifyDependencies, item: IdentifiableRef, error: ProviderError): void {
  transaction(deps.db, () => {
    if (!isWaiting(deps.db, item)) return;
    keepWaiting(deps.db, item, {
      reason: 'provider_error',
      message: error.message,
      problem: error.code,
      guesses: [],
    });
  });
  deps.events.itemChanged(item);
}

/** What several ids stand for, as guesses for a person to choose from. */
async function guessesOfIds(
  deps: IdentifyDependencies,
  record: ItemRecord,
  candidates: readonly ProviderIds[],
  options: AskOptions,
): Promise<Guess[]> {
  const kind = record.type === 'series' ? 'series' : 'movie';
  const hits: RankableHit[] = [];
  for (const ids of candidates) {
    if (!hasIds(ids)) continue;
    const { found } = await lookUpTitle(deps.providers.all(), kind, ids, options);
    if (found !== null) hits.push(found.hit);
  }
  return rankGuesses(queryOf(deps.db, record), hits);
}

/** The item, when it is a film or a show of the library that is not in the trash; throws `not_found`. */
export function requireIdentifiable(deps: IdentifyDependencies, item: IdentifiableRef): ItemRecord {
  const record = getItem(deps.db, item);
  if (record === null) throw new CoreError('not_found', 'This item is not in Metarr any more.', { ...item });
  return record;
}
