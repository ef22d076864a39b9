import type { Handlers } from '../../../contract/contract.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import { refreshCompletenessJob } from '../items/refresh-completeness.job.ts';
import { requireLibrary } from '../libraries/library-service.ts';
import type { SettingsService } from '../system/settings-service.ts';
import { automationOf, setAutomation } from './automation.ts';
import { changeCompletenessRules, completenessRulesOf } from './completeness-rules.ts';
import { mergeRules, setMergeRules } from './merge-rules.ts';
import type { ProviderRegistry } from './provider-registry.ts';

type ProviderMethod = Extract<
  keyof Handlers,
  `providers.${string}` | `mergeRules.${string}` | `automation.${string}` | `completenessRules.${string}`
>;

/** The contract's methods for what enrichment is set up with. Each change is announced as `settings.changed`. */
export function createProviderHandlers(deps: {
  db: WriteDb;
  registry: ProviderRegistry;
  settings: SettingsService;
  events: EventSink;
  enqueue: (job: NewJob) => Job;
}): Pick<Handlers, ProviderMethod> {
  const { db, registry, settings, events } = deps;
  const changed = (): void => {
    events.publish({ name: 'settings.changed', payload: {} });
  };
  // So that the window shows that a provider is down, or up again, without asking all the time.
  registry.onProblem(changed);
  return {
    'providers.list': () => registry.states(),
    'providers.update': async ({ name, ...change }) => {
      const state = await registry.update(name, change);
      changed();
      return state;
    },
    'providers.test': async ({ name, key }, caller) => {
      const result = await registry.test(name, key ?? null, caller.signal);
      changed();
      return result;
    },
    'mergeRules.get': () => mergeRules(db),
    'mergeRules.set': (change) => {
      const rules = setMergeRules(db, change);
      changed();
      return rules;
    },
    'automation.get': ({ libraryId }) => automationOf(db, requireLibrary(db, libraryId).id),
    'automation.set': ({ libraryId, ...change }) => {
      const automation = setAutomation(db, requireLibrary(db, libraryId).id, change);
      changed();
      return automation;
    },
    'completenessRules.get': ({ type }) => completenessRulesOf(settings, type),
    'completenessRules.set': ({ type, ...change }) => {
      const rules = changeCompletenessRules(settings, type, change);
      deps.enqueue(refreshCompletenessJob());
      changed();
      return rules;
    },
  };
}
