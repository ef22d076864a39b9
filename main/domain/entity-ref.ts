import type { EntityType } from '../../contract/primitives.ts';

/** An item: what files, streams and artwork belong to. A set has neither files nor streams. */
export interface EntityRef {
  readonly type: Exclude<EntityType, 'actor'>;
  readonly id: number;
}
