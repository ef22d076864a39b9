import { CoreError } from '../../domain/core-error.ts';
import type { ProviderError } from '../../providers/provider.ts';

/** Why a provider did not answer, as an error of the boundary. */
export function providerFailure(error: ProviderError): CoreError {
  const details = { provider: error.provider, problem: error.code };
  switch (error.code) {
    case 'no_key':
    case 'bad_key':
      return new CoreError('provider_no_key', error.message, details);
    case 'offline':
      return new CoreError('offline', error.message, details);
    case 'refused':
    case 'quota':
    case 'redirected':
      return new CoreError('provider_refused', error.message, details);
    default:
      return new CoreError('provider_unreachable', error.message, details);
  }
}
