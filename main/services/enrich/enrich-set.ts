import type { SetMetadata } from '../../domain/tv-metadata.ts';
import type { LanguageRecord, SetAnswer } from '../../domain/provider-answer.ts';
import { mergeSet } from '../../domain/merge/merge-set.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { getSet, lockedOfSet, updateSet } from '../../store/set.store.ts';
import { forgetRecords, noteAnswer, noteProblem, putRecords, recordsOf } from '../../store/provider-record.store.ts';
import { transaction } from '../../store/sql.ts';
import { setProvenance } from '../../store/provenance.store.ts';
import { putParts } from '../../store/set-members.store.ts';
import { refreshItem } from '../items/item-completeness.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { askOptions } from './ask-options.ts';
import { type Asked, attempt } from './ask-providers.ts';
import type { EnrichDependencies, EnrichOptions } from './enrich-types.ts';

const NO_IDS = { tmdbId: null, tvdbId: null, imdbId: null };

/**
 * Asks about the set that a film belongs to, once a run: its name, its text, its films and its images. What keeps a
 * provider from answering is noted at the set and is no failure of the film's. Answers what came of asking; nothing for a
 * set that no provider knows, or that the run has asked about.
 */
export async function enrichSet(
  deps: EnrichDependencies,
  setId: number,
  options: EnrichOptions,
): Promise<Asked<SetAnswer>[]> {
  const { db } = deps;
  const collectionId = getSet(db, setId)?.tmdbCollectionId ?? null;
  if (collectionId === null || options.sets.has(setId)) return [];
  // Before anything is awaited: the next film of the set is on its way.
  options.sets.add(setId);
  const asked: Asked<SetAnswer>[] = [];
  for (const provider of deps.providers.all()) {
    if (!provider.abilities.has('set') || !(await provider.isConfigured())) continue;
    const ask = async (): Promise<SetAnswer | null> =>
      (await provider.set?.(collectionId, askOptions(db, options))) ?? null;
    asked.push(await attempt(provider, 'movie', NO_IDS, options.down, ask));
  }
  transaction(db, () => {
    writeSet(db, deps, setId, String(collectionId), asked);
  });
  const isKnown = asked.some(({ answer }) => answer !== null);
  if (isKnown && options.isSelecting) await deps.artwork.select({ type: 'set', id: setId }, options.signal);
  transaction(db, () => {
    if (getSet(db, setId) !== null) refreshItem(db, { type: 'set', id: setId }, deps.rules);
  });
  deps.events.itemChanged({ type: 'set', id: setId });
  return asked;
}

function writeSet(
  db: WriteDb,
  { artwork }: EnrichDependencies,
  setId: number,
  askedWith: string,
  asked: readonly Asked<SetAnswer>[],
): void {
  const present = getSet(db, setId);
  if (present === null) return;
  const entity: ArtEntity & { type: 'set' } = { type: 'set', id: setId };
  for (const { provider, answer, error } of asked) {
    if (error !== null) {
      noteProblem(db, entity, provider, askedWith, error.code, error.message);
      continue;
    }
    noteAnswer(db, entity, provider, askedWith, answer !== null);
    if (answer === null) forgetRecords(db, entity, provider);
    else putRecords(db, entity, provider, answer.providerId, answer.records);
    putParts(db, setId, provider, answer?.members ?? []);
    artwork.storeOffers(db, entity, provider, answer?.images ?? [], []);
  }
  const records = recordsOf(db, entity).map(({ provider, record }) => {
    const { language, metadata } = record as LanguageRecord<SetMetadata>;
    return { provider, language, name: metadata.name, overview: metadata.overview };
  });
  const change = mergeSet(records, mergeRules(db), present, lockedOfSet(db, setId));
  updateSet(db, setId, {
    ...(change.name === undefined ? {} : { name: change.name.value }),
    ...(change.overview === undefined ? {} : { overview: change.overview.value }),
  });
  for (const field of ['name', 'overview'] as const) {
    const taken = change[field];
    if (taken !== undefined) setProvenance(db, 'set', setId, field, taken.provider, false, taken.language);
  }
}
