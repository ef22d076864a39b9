import { defaultDataDir } from './app-paths.ts';
import type { CommandContext } from './cli/commands.ts';
import { parseCommandLine } from './cli/command-line.ts';
import { UsageError } from './cli/usage-error.ts';
import { CoreError } from './domain/core-error.ts';
import { startUpMessage } from './start-up-message.ts';

const USAGE = `Usage: metarr COMMAND [--data-dir DIR]

  scan FOLDER [--type movies|tvshows] [--no-probe] [--full] [--directory DIR]
                                          add it as a library if new, and scan it (or one folder of it)
  items [--type movie|series|season|episode]
                                          one JSON line per item
  show ID                                 everything known of one item
  set ID FIELD VALUE                      set a field, which locks it
  lock ID FIELD|IMAGE|all    unlock ID FIELD|IMAGE|all
                                          a show's or season's lock holds for what is below it
  identify ID [--tmdb N | --tvdb N | --imdb tt… | --url URL]
                                          say what a film or show is; without, print guesses
  enrich (--all | ID…) [--dry-run] [--full]
                                          identify, ask the providers, apply what the rules say
  candidates ID    score ID               [--image TYPE] artwork that can be had; why it ranks as it does
  publish (--all | ID…) [--dry-run] [--diff]
                                          write NFO and artwork; or say what would be written, with the changes
  profiles [list]    profiles use LIBRARY kodi|kodi_short|jellyfin|emby|plex
                                          whose names and NFO each library is published with; or change it
  undo PUBLISH_ID    undo --run RUN_ID    put back what was there before a publication, or before a run of them
  rename (--all | --library FOLDER | ID…) [--dry-run]    rename undo RUN_ID
                                          name folders and files as the library's patterns say; or say what would be
                                          renamed; or give the old names back
  gc [--dry-run]                          delete for good what is due: in the trash, and unused files of the cache
  backup [list | create | restore NAME]   backups of the database; works with a damaged one, too
  verify [FOLDER…] [--full] [--repair [put_back|rename_back|adopt|remove|recache]]
                                          compare libraries with what Metarr wrote and keeps; --repair alone puts back
                                          what is missing, and overwrites nothing
  rebuild --from-cache LIBRARY [--dry-run]
                                          put back the published files of a library that are missing
  rebuild --database [--map OLD=NEW]      make a lost or damaged database anew from what is kept beside the cache
  export FILE.zip [--with-artwork]        everything in one file, without keys and passwords
  import FILE.zip [--map OLD=NEW] [--dry-run]
                                          add what an export holds; --map says where folders are now
  doctor                                  check database, cache and journals
  inspect name | folder | group | nfo     say how names, folders and NFO files are read, without a library
  serve [--port N] [--host H]             the same as headless mode
  migrate    seed                         prepare the database; fill it with the sample library

Providers and their keys come from the settings, or from METARR_TMDB_TOKEN, METARR_TVDB_KEY, METARR_FANART_KEY and
METARR_OMDB_KEY.

An ID is a number (of a film, or of what --type says) or series:12, season:3, episode:5.
Results are JSON on standard output, messages go to standard error.
Exit codes: 0 done, 1 something failed, 2 wrong usage.
`;

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function main(): Promise<number> {
  const line = parseCommandLine(process.argv.slice(2));
  if (line.command === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (line.command === 'serve') {
    // The entry reads its own arguments; ours without the command's name are the same.
    process.argv.splice(2, 1, '--headless');
    await import('./headless.ts');
    return new Promise<number>(() => undefined);
  }
  if (line.command === 'inspect') {
    // Needs no data directory and no database, and starts without loading what they need.
    const { inspect } = await import('./cli/inspect.ts');
    return inspect(line.args);
  }
  if (line.command === 'backup') {
    // Opens no core: there may be none to open.
    const { backupCommand } = await import('./cli/backup-command.ts');
    return backupCommand(line, { print });
  }
  if (line.command === 'rebuild' && line.isDatabase) {
    // Nobody may have the database open, which may be none.
    const { rebuildCommand } = await import('./cli/recover-commands.ts');
    return rebuildCommand(line, print);
  }
  const [
    { COMMANDS: plain },
    { ENRICHMENT_COMMANDS },
    { PUBLISH_COMMANDS },
    { VERIFY_COMMANDS },
    { GC_COMMANDS },
    { RENAME_COMMANDS },
    { RECOVER_COMMANDS },
    { PROFILE_COMMANDS },
  ] = await Promise.all([
    import('./cli/commands.ts'),
    import('./cli/enrichment-commands.ts'),
    import('./cli/publish-commands.ts'),
    import('./cli/verify-command.ts'),
    import('./cli/gc-command.ts'),
    import('./cli/rename-command.ts'),
    import('./cli/recover-commands.ts'),
    import('./cli/profile-commands.ts'),
  ]);
  const COMMANDS = {
    ...plain,
    ...ENRICHMENT_COMMANDS,
    ...PUBLISH_COMMANDS,
    ...VERIFY_COMMANDS,
    ...GC_COMMANDS,
    ...RENAME_COMMANDS,
    ...RECOVER_COMMANDS,
    ...PROFILE_COMMANDS,
  };
  // Own properties only: “constructor” is no command.
  const command = Object.hasOwn(COMMANDS, line.command) ? COMMANDS[line.command] : undefined;
  if (command === undefined) throw new UsageError(`There is no command “${line.command}”.\n\n${USAGE}`);
  const { openCore } = await import('./cli/open-core.ts');
  const core = await openCore(line.dataDir ?? defaultDataDir());
  const context: CommandContext = {
    core,
    line,
    print,
    note: (message) => {
      process.stderr.write(`${message}\n`);
    },
  };
  const interrupt = (): void => {
    void core.close().then(() => process.exit(1));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await command(context);
  } finally {
    await core.close();
  }
}

// Whoever reads may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
      return;
    }
    const code = error instanceof CoreError ? error.code : (error as { code?: unknown }).code;
    process.stderr.write(`${typeof code === 'string' ? `${code}: ` : ''}${startUpMessage(error)}\n`);
    process.exitCode = 1;
  },
);
