import type { Handlers } from '../contract/contract.ts';
import { createPlanHandlers, type PlanMethod } from './services/publish/plan-handlers.ts';
import { type PlansDependencies, PublishPlans } from './services/publish/publish-plans.ts';

export interface PublishPlanning {
  handlers: Pick<Handlers, PlanMethod>;
  plans: PublishPlans;
}

/** Plans of many items, put together: a part of core.ts. */
export function composePublishPlans(deps: PlansDependencies): PublishPlanning {
  const plans = new PublishPlans(deps);
  return { handlers: createPlanHandlers(deps.db, plans), plans };
}
