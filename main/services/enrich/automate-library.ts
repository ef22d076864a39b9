import type { IdentifiableRef } from '../../../contract/identification.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import { countWaiting } from '../../store/identification.store.ts';
import { enrichableItems } from '../../store/enrichment.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { libraryName } from '../../store/library.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { identifyJob } from '../identify/identify-items.job.ts';
import { automationOf } from '../providers/automation.ts';
import { enrichJob } from './enrich-job.ts';
import type { ProviderSource } from './enrich-types.ts';

export interface AutomationDependencies {
  db: WriteDb;
  providers: ProviderSource;
  enqueue: (job: NewJob) => unknown;
}

/**
 * What happens by itself after a scan, by the library's automation: nothing, or what is new is identified and enriched,
 * its artwork chosen, and published, as far as each of that is wanted. Without a provider to ask, nothing.
 */
export function automateLibrary({ db, providers, enqueue }: AutomationDependencies, libraryId: number): void {
  const automation = automationOf(db, libraryId);
  if (!automation.autoEnrich || !providers.all().some(({ name }) => name !== 'local')) return;
  if (countWaiting(db, libraryId) > 0) enqueue(identifyJob({ libraryId, priority: PRIORITY.enrichment }));
  if (enrichableItems(db, libraryId, false).length === 0) return;
  const request = { libraryId, isFresh: false, ...wantedSteps(automation) };
  enqueue(enrichJob({ ...request, label: `Get metadata of ${libraryName(db, libraryId)}` }));
}

/** What happens by itself to items that have just been identified. */
export function automateItems({ db, enqueue }: AutomationDependencies, items: readonly IdentifiableRef[]): void {
  const byLibrary = new Map<number, IdentifiableRef[]>();
  for (const item of items) {
    const libraryId = getItem(db, item)?.library_id;
    if (libraryId !== undefined) byLibrary.set(libraryId, [...(byLibrary.get(libraryId) ?? []), item]);
  }
  for (const [libraryId, ofLibrary] of byLibrary) {
    const automation = automationOf(db, libraryId);
    if (!automation.autoEnrich) continue;
    enqueue(enrichJob({ items: ofLibrary, libraryId, isFresh: false, ...wantedSteps(automation) }));
  }
}

/** The job that enriches an item whose identity a person has settled: it is what they are waiting for. */
export function settledJob(item: IdentifiableRef): NewJob {
  return enrichJob({ items: [item], isFresh: false, priority: PRIORITY.user });
}

function wantedSteps(automation: ReturnType<typeof automationOf>): { isSelecting: boolean; isPublishing: boolean } {
  return { isSelecting: automation.autoSelectAssets, isPublishing: automation.autoPublish };
}
