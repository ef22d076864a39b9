import type { ErrorCode, WireError } from '../../contract/errors.ts';

/**
 * An expected failure: something the person can understand and act on. The dispatcher turns it into the envelope's error
 * as it is; anything else that is thrown becomes `internal` and is logged.
 */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: ErrorCode;
  readonly details: WireError['details'];

  constructor(code: ErrorCode, message: string, details?: WireError['details']) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
