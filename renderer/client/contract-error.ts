import type { ErrorCode, WireError } from '../../contract/errors.ts';

/** A refusal by the core: `code` decides what to do, `message` is a sentence for the person. */
export class ContractError extends Error {
  readonly code: ErrorCode;
  readonly details: WireError['details'];

  constructor(error: WireError) {
    super(error.message);
    this.name = 'ContractError';
    this.code = error.code;
    this.details = error.details;
  }
}
