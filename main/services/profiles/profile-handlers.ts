import type { Handlers } from '../../../contract/contract.ts';
import { NamingProfile } from '../../../contract/profiles.ts';
import { PROFILE_FACTS } from '../../domain/profiles/profile-facts.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import { requireLibrary } from '../libraries/library-service.ts';
import { changeProfile } from './change-profile.ts';
import { previewNames } from './preview-names.ts';
import { publishProfileOf } from './publish-rules.ts';

export type ProfileMethod = Extract<keyof Handlers, `profiles.${string}`>;

/** The contract's methods for what is published under which names. */
export function createProfileHandlers(deps: { db: WriteDb; events: EventSink }): Pick<Handlers, ProfileMethod> {
  const { db } = deps;
  return {
    'profiles.list': () => NamingProfile.options.map((profile) => PROFILE_FACTS[profile]),
    'profiles.get': ({ libraryId }) => {
      requireLibrary(db, libraryId);
      return publishProfileOf(db, libraryId);
    },
    'profiles.set': ({ libraryId, draft }) => {
      requireLibrary(db, libraryId);
      return changeProfile(deps, libraryId, draft);
    },
    'profiles.preview': ({ libraryId, draft, item }) => {
      requireLibrary(db, libraryId);
      return previewNames(db, libraryId, draft, item);
    },
  };
}
