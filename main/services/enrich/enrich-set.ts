import type { SetMetadata } from '../../domain/tv-metadata.ts';
import type { LanguageRecord, SetAnswer } from '../../domain/provider-answer.ts';
import { mergeSet } from '../../domain/merge/merge-set.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { getSet, lockedOfSet, updateSet } from '../../store/people.store.ts';
import { forgetRecords, noteAnswer, noteProblem, putRecords, recordsOf } from '../../store/provider-record.store.ts';
import { transaction } from '../../store/sql.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { askOptions } from './ask-options.ts';
import { type Asked, attempt } from './ask-providers.ts';
import type { EnrichDependencies, EnrichOptions } from './enrich-types.ts';

const NO_IDS = { tmdbId: null, tvdbId: null, imdbId: null };

/**
 * Asks about the set that a film belongs to, once a run: its name, its text and its images. What keeps a provider from
 * answering is noted at the set and is no failure of the film's.
 */
export async function enrichSet(deps: EnrichDependencies, setId: number, options: EnrichOptions): Promise<void> {
  const { db } = deps;
  const collectionId = getSet(db, setId)?.tmdbCollectionId ?? null;
  if (collectionId === null || options.sets.has(setId)) return;
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
    artwork.storeOffers(db, entity, provider, answer?.images ?? [], []);
  }
  const records = recordsOf(db, entity).map(({ provider, record }) => {
    const { language, metadata } = record as LanguageRecord<SetMetadata>;
    return { provider, language, name: metadata.name, overview: metadata.overview };
  });
  const change = mergeSet(records, mergeRules(db), present, lockedOfSet(db, setId));
  updateSet(db, setId, change);
}
