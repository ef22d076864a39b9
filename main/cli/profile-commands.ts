import { NamingProfile, type PublishProfile } from '../../contract/profiles.ts';
import type { Core } from '../core.ts';
import { CoreError } from '../domain/core-error.ts';
import { findLibrary } from '../services/libraries/library-service.ts';
import { type Library, listLibraries } from '../store/library.store.ts';
import { call } from './call-core.ts';
import type { Command, CommandContext } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** What is published under which names, from the command line. */
export const PROFILE_COMMANDS: Record<string, Command> = { profiles };

const USAGE = `Give it as: metarr profiles [list], or metarr profiles use LIBRARY ${NamingProfile.options.join('|')}`;

/**
 * `profiles [list]`: one line per library with the profile it is published by. `profiles use LIBRARY PROFILE`: publishes it
 * by another from now on, and prints it so; the next publication of each item renames what has other names then.
 */
async function profiles(context: CommandContext): Promise<number> {
  const { core, line, print } = context;
  const [action = 'list', name, word, ...more] = line.args;
  if (action === 'list' && name === undefined) {
    for (const library of listLibraries(core.internals.db)) {
      print(row(library, await call(core, 'profiles.get', { libraryId: library.id })));
    }
    return 0;
  }
  if (action !== 'use' || name === undefined || word === undefined || more.length > 0) throw new UsageError(USAGE);
  print(await use(core, await libraryOf(core, name), word));
  return 0;
}

/** Throws UsageError for a word that is no profile: names of the person's own are made in the window. */
async function use(core: Core, library: Library, word: string): Promise<unknown> {
  const profile = NamingProfile.safeParse(word);
  if (!profile.success) throw new UsageError(`“${word}” is no profile. There are ${NamingProfile.options.join(', ')}.`);
  const facts = (await call(core, 'profiles.list', {})).find((known) => known.profile === profile.data);
  if (facts === undefined) throw new CoreError('not_found', `There is no profile “${word}”.`);
  const draft: PublishProfile = { ...facts, base: profile.data, names: {} };
  return row(library, await call(core, 'profiles.set', { libraryId: library.id, draft }));
}

/** The library of this folder, name or id. */
async function libraryOf(core: Core, word: string): Promise<Library> {
  const { db } = core.internals;
  const library =
    listLibraries(db).find(({ id, name }) => String(id) === word || name === word) ?? (await findLibrary(db, word));
  if (library === null) throw new CoreError('not_found', `${word} is no library. Scan it first.`);
  return library;
}

function row({ id, name, path }: Library, profile: PublishProfile): Record<string, unknown> {
  return { libraryId: id, library: name, path, ...profile };
}
