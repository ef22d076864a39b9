import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import type { IdentifiableRef, InboxEntry } from '../../../contract/identification.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { AskOptions } from '../../providers/provider.ts';
import { countWaiting, pageWaiting, type WaitingItem } from '../../store/identification.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { askOptions } from '../enrich/ask-options.ts';
import { itemDetail } from '../items/item-detail.ts';
import type { IdentifyDependencies } from './identify-dependencies.ts';
import { requireIdentifiable } from './identify-item.ts';
import { identifyJob } from './identify-items.job.ts';
import { queryOf } from './item-query.ts';
import { searchers, searchEverywhere } from './search-title.ts';
import { lookUpIdentity, settleIdentity } from './settle-identity.ts';

export interface IdentifyHandlerDependencies extends IdentifyDependencies {
  enqueue: (job: NewJob) => Job;
  /** The job that enriches an item a person has settled. */
  enrichJobOf: (item: IdentifiableRef) => NewJob;
}

type IdentifyMethod = Extract<keyof Handlers, `inbox.${string}` | `identify.${string}`>;

/** The contract's methods of the inbox and of saying what an item is. */
export function createIdentifyHandlers(deps: IdentifyHandlerDependencies): Pick<Handlers, IdentifyMethod> {
  const { db, rules } = deps;
  const asking = (signal: AbortSignal): AskOptions => askOptions(db, { isFresh: false, isInteractive: true, signal });
  return {
    'inbox.page': (request) => {
      const { items, nextAfter } = pageWaiting(db, request);
      return { entries: items.map(toEntry), nextAfter, total: countWaiting(db, request.libraryId) };
    },
    'inbox.count': ({ libraryId }) => ({ total: countWaiting(db, libraryId) }),
    'identify.search': async ({ item, title, year }, { signal }) => {
      const known = queryOf(db, requireIdentifiable(deps, item));
      const query = {
        ...known,
        ...(title === undefined ? {} : { title, otherTitles: [] }),
        ...(year === undefined ? {} : { year }),
      };
      const providers = deps.providers.all();
      if ((await searchers(providers, query.kind)).length === 0) {
        const message = 'No provider can be searched. Enter a key in the settings.';
        return { guesses: [], problems: [{ provider: 'tmdb', problem: 'no_key', message }] };
      }
      const { guesses, problems } = await searchEverywhere(providers, query, asking(signal));
      return {
        guesses,
        problems: problems.map(({ provider, code, message }) => ({ provider, problem: code, message })),
      };
    },
    'identify.lookUp': ({ item, identity }, { signal }) => lookUpIdentity(deps, item, identity, asking(signal)),
    'identify.settle': async ({ item, identity, enrich }, { signal }) => {
      const editId = await settleIdentity(deps, item, identity, asking(signal));
      const jobId = enrich ? deps.enqueue(deps.enrichJobOf(item)).id : null;
      return { editId, jobId, item: itemDetail(db, item, rules) };
    },
    'identify.run': (request) => ({ jobId: deps.enqueue(identifyJob(request)).id }),
  };
}

function toEntry({ filePath, libraryPath, ...entry }: WaitingItem): InboxEntry {
  return { ...entry, path: path.relative(libraryPath, filePath).replaceAll(path.sep, '/') };
}
