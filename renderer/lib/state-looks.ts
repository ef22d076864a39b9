import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import LoaderCircle from '@lucide/svelte/icons/loader-circle';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Component } from 'svelte';
import type { MediaState } from '../../contract/primitives.ts';

export interface StateLook {
  icon: Component<{ size?: number | string }>;
  tone: 'plain' | 'ok' | 'warn' | 'danger';
}

const plain = (icon: StateLook['icon']): StateLook => ({ icon, tone: 'plain' });
const danger: StateLook = { icon: TriangleAlert, tone: 'danger' };

/** The icon and tone of each state of an item; the word comes from the messages. */
export const STATE_LOOKS: Readonly<Record<MediaState, StateLook>> = {
  discovered: plain(CircleDashed),
  identified: plain(CircleDot),
  enriching: plain(LoaderCircle),
  enriched: plain(CircleDot),
  selected: plain(CircleDot),
  published: { icon: CircleCheck, tone: 'ok' },
  needs_identification: { icon: CircleQuestionMark, tone: 'warn' },
  error_provider: danger,
  error_network: danger,
  error_parse: danger,
  error_publish: danger,
};
