import type { Handlers } from '../../../contract/contract.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { otherWriters } from './other-writers.ts';
import type { PublishPlans } from './publish-plans.ts';

export type PlanMethod =
  | 'publish.plan'
  | 'publish.planState'
  | 'publish.planPage'
  | 'publish.planItems'
  | 'publish.cancelPlan'
  | 'publish.conflicts'
  | 'publish.resolveAll'
  | 'publish.takeBackChoice'
  | 'publish.replan'
  | 'publish.otherWriters';

/** The contract's methods for plans of many items. */
export function createPlanHandlers(db: ReadDb, plans: PublishPlans): Pick<Handlers, PlanMethod> {
  return {
    'publish.plan': ({ scope }) => plans.start(scope),
    'publish.planState': ({ planId }) => plans.state(planId),
    'publish.planPage': ({ planId, filter, offset, limit }) => plans.page(planId, filter, offset, limit),
    'publish.planItems': ({ planId }) => ({ items: plans.items(planId) }),
    'publish.cancelPlan': ({ planId }) => plans.cancel(planId),
    'publish.conflicts': ({ planId, offset, limit }) => plans.conflicts(planId, offset, limit),
    'publish.resolveAll': ({ planId, choice }) => plans.resolveAll(planId, choice),
    'publish.takeBackChoice': ({ planId }) => plans.takeBackChoice(planId),
    'publish.replan': ({ planId, items }) => plans.replan(planId, items),
    'publish.otherWriters': ({ libraryId }) => otherWriters(db, libraryId),
  };
}
