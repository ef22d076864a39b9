export type NfoSyntaxReason = 'not_xml' | 'too_large' | 'entity_declaration' | 'truncated';

/** Why a file cannot be read as an NFO document; the message is for people. */
export class NfoSyntaxError extends Error {
  readonly reason: NfoSyntaxReason;

  constructor(reason: NfoSyntaxReason, message: string) {
    super(message);
    this.name = 'NfoSyntaxError';
    this.reason = reason;
  }
}
