import type { IdentifiableRef } from '../../../contract/identification.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ProviderIds, ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { logActivity } from '../../store/activity.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { answerConflict, idsOfRow, localConflict } from './stated-ids.ts';
import { keepWaiting } from './waiting.ts';
import { writeIds } from './write-identity.ts';

/** What one provider answered about an item that it was asked for by its ids. */
export interface AnsweredIds {
  provider: ProviderName;
  /** As the provider states them; null when it does not know the item. */
  ids: ProviderIds | null;
}

const OWN_ID: Partial<Record<ProviderName, keyof ProviderIds>> = { tmdb: 'tmdbId', tvdb: 'tvdbId' };

/**
 * Judges an item by what providers answered about its ids, before anything of it is written; inside the caller's
 * transaction. `conflict` and `gone`: the answers are not to be used, the item waits in the inbox with the reason.
 * `ok`: an id that was merged into another has been followed (never over a lock or a hand edit), with a note.
 * @param isComplete false when somebody who was asked did not answer: then nothing is said to be gone
 */
export function reviewAnswers(
  db: WriteDb,
  item: IdentifiableRef,
  answers: readonly AnsweredIds[],
  isComplete = true,
): 'ok' | 'conflict' | 'gone' {
  const record = getItem(db, item);
  if (record === null) return 'ok';
  const typed = { ...record, type: item.type };
  const message =
    localConflict(db, record)?.message ??
    answers
      .map(({ provider, ids }) => (ids === null ? null : answerConflict(db, typed, provider, ids)))
      .find((conflict) => conflict !== null)?.message;
  if (message !== undefined) {
    keepWaiting(db, item, { reason: 'conflict', message, problem: null, guesses: [] });
    return 'conflict';
  }
  const own = idsOfRow(record);
  const deniers = answers.filter(({ provider, ids }) => {
    const name = OWN_ID[provider];
    return ids === null && name !== undefined && own[name] !== null;
  });
  const isKnown = answers.some(({ provider, ids }) => ids !== null && OWN_ID[provider] !== undefined);
  if (isComplete && deniers.length > 0 && !isKnown) {
    keepWaiting(db, item, { reason: 'gone', message: goneMessage(deniers, own), problem: null, guesses: [] });
    return 'gone';
  }
  for (const { provider, ids } of answers) followMerge(db, item, provider, own, ids);
  return 'ok';
}

/** The same from what came of asking, for whoever enriches. */
export function reviewAsked(
  db: WriteDb,
  item: ItemRef,
  asked: readonly { provider: ProviderName; answer: { ids: ProviderIds } | null; error: Error | null }[],
): 'ok' | 'conflict' | 'gone' {
  if (item.type !== 'movie' && item.type !== 'series') return 'ok';
  const answered = asked.filter(({ error }) => error === null);
  const answers = answered.map(({ provider, answer }) => ({ provider, ids: answer?.ids ?? null }));
  return reviewAnswers(db, { type: item.type, id: item.id }, answers, answered.length === asked.length);
}

/** In words, which ids nobody knows any more. */
export function goneMessage(deniers: readonly { provider: ProviderName }[], own: ProviderIds): string {
  const said = deniers.map(({ provider }) => {
    const name = OWN_ID[provider];
    return `${PROVIDER_LABELS[provider]} does not know ${String(name === undefined ? '' : own[name])} any more`;
  });
  return `${said.join(', ')}. Choose what it is.`;
}

/** Takes the new id over when a provider has merged the old one into another. */
export function followMerge(
  db: WriteDb,
  item: IdentifiableRef,
  provider: ProviderName,
  own: ProviderIds,
  ids: ProviderIds | null,
): void {
  const name = OWN_ID[provider];
  if (name === undefined || ids === null || ids[name] === null || own[name] === null || ids[name] === own[name]) return;
  const merged = { tmdbId: null, tvdbId: null, imdbId: null, [name]: ids[name] } as ProviderIds;
  const { changed } = writeIds(db, item, merged, provider === 'tvdb' ? 'tvdb' : 'tmdb');
  const text = `${PROVIDER_LABELS[provider]} has merged ${String(own[name])} into ${String(ids[name])}`;
  logActivity(db, {
    eventType: 'item.idMerged',
    severity: 'info',
    entityType: item.type,
    entityId: item.id,
    description:
      changed.length > 0
        ? `${text}; the new id is used.`
        : `${text}; the old id stays, since it is kept from changing.`,
  });
}
