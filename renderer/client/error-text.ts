import { t } from '../messages/t.ts';
import { ContractError } from './contract-error.ts';

/** The sentence to show for anything that was thrown. */
export function errorText(error: unknown): string {
  if (error instanceof ContractError) return error.message;
  return t.errors.unexpected;
}
