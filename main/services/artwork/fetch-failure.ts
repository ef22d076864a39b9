import { CoreError } from '../../domain/core-error.ts';
import { FileError } from '../../files/file-error.ts';
import { ImageFetchError, type ImageFetchCode } from '../../providers/http/image-fetch-error.ts';
import type { ErrorCode } from '../../../contract/errors.ts';

const CODES: Readonly<Record<ImageFetchCode, ErrorCode>> = {
  gone: 'not_found',
  refused: 'provider_refused',
  too_large: 'image_too_large',
  redirected: 'provider_refused',
  not_allowed: 'invalid_input',
  offline: 'offline',
  unreachable: 'provider_unreachable',
  timeout: 'provider_unreachable',
  unavailable: 'provider_unreachable',
  rate_limited: 'provider_unreachable',
  truncated: 'provider_unreachable',
};

/** Why an image did not arrive, as the boundary says it. What is no failure of fetching comes back as it is. */
export function fetchFailure(error: unknown): unknown {
  if (error instanceof ImageFetchError) return new CoreError(CODES[error.code], error.message);
  if (error instanceof FileError && error.code === 'disk_full') return new CoreError('disk_full', error.message);
  return error;
}
