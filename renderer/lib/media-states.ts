import type { MediaState } from '../../contract/primitives.ts';

/** The states of an item in the order it goes through them. */
export const MediaStates = [
  'discovered',
  'identified',
  'enriching',
  'enriched',
  'selected',
  'published',
  'needs_identification',
  'error_provider',
  'error_network',
  'error_parse',
  'error_publish',
] as const satisfies readonly MediaState[];
