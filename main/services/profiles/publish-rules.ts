import { createHash } from 'node:crypto';
import type { PublishProfile } from '../../../contract/profiles.ts';
import { PROFILE_FACTS } from '../../domain/profiles/profile-facts.ts';
import { namingText, profileAsItIs, type PublishRules, settledProfile } from '../../domain/profiles/publish-rules.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type StoredProfile, storedProfile } from '../../store/publish-profile.store.ts';

/** How a library is published; what is in no library is published as Kodi has it. */
export function publishRulesOf(db: ReadDb, libraryId: number): PublishRules {
  return rulesOf(publishProfileOf(db, libraryId));
}

/** The profile with the key of its names. */
export function rulesOf(profile: PublishProfile): PublishRules {
  return { ...profile, namingKey: namingKeyOf(profile) };
}

/** As publishRulesOf, in the boundary's shape. */
export function publishProfileOf(db: ReadDb, libraryId: number): PublishProfile {
  const stored = storedProfile(db, libraryId);
  return stored === null ? profileAsItIs('kodi') : toProfile(stored);
}

/** What is stored of a profile: nothing that follows from it anyway, so that a better default reaches it. */
export function toStored(draft: PublishProfile): StoredProfile {
  const { profile, base, names, dialect, kinds } = settledProfile(draft);
  const facts = PROFILE_FACTS[base];
  return {
    base,
    isCustom: profile === 'custom',
    names,
    dialect: dialect === facts.dialect ? null : dialect,
    kinds: JSON.stringify(kinds) === JSON.stringify(facts.kinds) ? null : kinds,
  };
}

function toProfile({ base, isCustom, names, dialect, kinds }: StoredProfile): PublishProfile {
  const facts = PROFILE_FACTS[base];
  return {
    profile: isCustom ? 'custom' : base,
    base,
    names,
    dialect: dialect ?? facts.dialect,
    kinds: kinds ?? facts.kinds,
  };
}

function namingKeyOf(profile: PublishProfile): string {
  const text = namingText(profile);
  return profile.profile === 'custom' ? `custom:${createHash('sha256').update(text).digest('hex').slice(0, 16)}` : text;
}
