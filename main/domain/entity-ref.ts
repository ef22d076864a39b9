import type { EntityType } from '../../contract/primitives.ts';

/** An item of a library: what files, streams and artwork belong to. */
export interface EntityRef {
  readonly type: Exclude<EntityType, 'actor' | 'set'>;
  readonly id: number;
}
