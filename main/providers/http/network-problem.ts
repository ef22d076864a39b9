import type { ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { ProviderError } from '../provider.ts';

/** No way out of this computer. */
const OFFLINE = new Set([
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
]);
/** No address for the name: offline, too, unless other names are known at the moment. */
const UNKNOWN_NAME = new Set(['ENOTFOUND']);
/** Compressed bytes that end too early or are none. */
const GARBLED = /^Z_/;
const CERTIFICATE = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|EPROTO/;

/**
 * What kept a request from being answered at all, from what `fetch` threw. Nothing of the error's text is taken over, because
 * it may hold the request with its key.
 * @param isOtherReachable another host answered lately
 */
export function networkProblem(provider: ProviderName, error: unknown, isOtherReachable: boolean): ProviderError {
  const label = PROVIDER_LABELS[provider];
  const code = codeOf(error);
  if (OFFLINE.has(code) || (UNKNOWN_NAME.has(code) && !isOtherReachable)) {
    return new ProviderError(provider, 'offline', `There is no network connection, so ${label} cannot be asked.`);
  }
  if (GARBLED.test(code)) {
    return new ProviderError(provider, 'bad_answer', `The answer of ${label} was cut off. Try again.`);
  }
  if (CERTIFICATE.test(code)) {
    return new ProviderError(
      provider,
      'unreachable',
      `${label} has no certificate that can be trusted (${code}). Check its address, a proxy in between, and this computer’s clock.`,
    );
  }
  const why = code === '' ? '' : ` (${code})`;
  return new ProviderError(
    provider,
    'unreachable',
    `${label} cannot be reached${why}. Try again later, or check its address in the settings.`,
  );
}

/** True for what cannot have reached the provider, and so does not count against its quota. */
export function wasNeverSent(error: unknown): boolean {
  const code = codeOf(error);
  return OFFLINE.has(code) || UNKNOWN_NAME.has(code) || code === 'ECONNREFUSED' || CERTIFICATE.test(code);
}

/** The system's code, which `fetch` wraps once, or twice when it tried several addresses. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; depth < 4 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if ('errors' in at && Array.isArray(at.errors)) at = at.errors[0] as unknown;
    else at = 'cause' in at ? at.cause : null;
  }
  return '';
}
