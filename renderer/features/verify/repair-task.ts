import type { Input } from '../../../contract/contract.ts';
import type { Repair } from '../../../contract/verification.ts';

/** A repair that somebody wants to see before it is done. */
export interface RepairTask {
  selection: Input<'verify.repair'>['selection'];
  repair: Repair;
  /** How many findings it is about. */
  count: number;
}
