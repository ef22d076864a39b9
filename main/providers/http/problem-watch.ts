import type { ProviderName } from '../../domain/provider-answer.ts';
import type { Logger } from '../../platform/ports.ts';
import type { ProviderError } from '../provider.ts';

/** Told whenever a request ends: null when it was answered. */
export type OnProblem = (provider: ProviderName, problem: ProviderError | null) => void;

/** Passes on how requests end, and logs a trouble once when it begins and once when it is over, not with every request. */
export function watchProblems(logger: Logger, onProblem: OnProblem | undefined): OnProblem {
  const current = new Map<ProviderName, ProviderError['code']>();
  return (provider, problem) => {
    onProblem?.(provider, problem);
    const before = current.get(provider);
    if (problem === null) {
      if (current.delete(provider)) logger.info({ provider, problem: before }, 'A provider answers again');
      return;
    }
    if (problem.code === before) return;
    current.set(provider, problem.code);
    const fields = { provider, problem: problem.code, status: problem.status };
    // Being offline is no fault of anything, and each provider would say it.
    if (problem.code === 'offline') logger.debug(fields, 'A provider cannot be asked without a network');
    else logger.warn(fields, 'A provider does not answer');
  };
}
