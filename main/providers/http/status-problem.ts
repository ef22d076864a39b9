import type { ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { ProviderError } from '../provider.ts';

/**
 * What an answer that is an error by its status means. `retryAtMs` is when the provider wants to be asked again, if it says
 * so.
 */
export function statusProblem(provider: ProviderName, status: number, retryAtMs: number | null): ProviderError {
  const label = PROVIDER_LABELS[provider];
  const details = { status, retryAtMs };
  if (status === 401) {
    return new ProviderError(
      provider,
      'bad_key',
      `${label} does not accept the key. Enter a valid one in the settings.`,
      details,
    );
  }
  if (status === 429) {
    return new ProviderError(provider, 'rate_limited', `${label} wants to be asked less often for a while.`, details);
  }
  if (status === 408 || status === 425 || status >= 500) {
    return new ProviderError(
      provider,
      'unavailable',
      `${label} is in trouble at the moment (status ${String(status)}). Try again later.`,
      details,
    );
  }
  return new ProviderError(provider, 'refused', `${label} refused the request (status ${String(status)}).`, details);
}
