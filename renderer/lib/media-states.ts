import type { MediaState } from '../../contract/primitives.ts';

/** The states of a film in the order a film goes through them. */
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
