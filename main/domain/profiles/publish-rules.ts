import type { NamingProfile, PublishProfile } from '../../../contract/profiles.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import type { AssetImageType } from '../asset-types.ts';
import { PROFILE_FACTS } from './profile-facts.ts';

/** What publishing in a library goes by. */
export interface PublishRules extends PublishProfile {
  /**
   * Stands for the names alone: a file that was written under another key goes by old names. Equal keys mean equal names
   * for every item.
   */
  namingKey: string;
}

/** How a library is published that goes by a profile as it is. */
export function profileAsItIs(profile: NamingProfile): PublishProfile {
  const { dialect, kinds } = PROFILE_FACTS[profile];
  return { profile, base: profile, names: {}, dialect, kinds };
}

/** The profile without what contradicts itself: names of one's own belong to `custom` alone, which has a base. */
export function settledProfile(draft: PublishProfile): PublishProfile {
  if (draft.profile === 'custom') return { ...draft, names: withoutBlanks(draft.names) };
  return { ...draft, base: draft.profile, names: {} };
}

/** Whether artwork of a type is written for such an item. */
export function writesImage({ kinds }: Pick<PublishProfile, 'kinds'>, item: ItemType, type: AssetImageType): boolean {
  return item === 'set' || kinds.images[item].includes(type);
}

/** What the names follow from, the same text for the same names. */
export function namingText({ profile, base, names }: PublishProfile): string {
  if (profile !== 'custom') return base;
  const entries = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([base, entries]);
}

function withoutBlanks(names: PublishProfile['names']): PublishProfile['names'] {
  return Object.fromEntries(Object.entries(names).filter(([, pattern]) => pattern.trim() !== ''));
}
