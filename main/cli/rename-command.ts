import type { Input } from '../../contract/contract.ts';
import type { RenameItem, RenameRun } from '../../contract/renaming.ts';
import type { Core } from '../core.ts';
import { CoreError } from '../domain/core-error.ts';
import { findLibrary } from '../services/libraries/library-service.ts';
import { listLibraries } from '../store/library.store.ts';
import { call, finished } from './call-core.ts';
import { type CommandLine, itemArgument, itemTypeOption } from './command-line.ts';
import type { Command, CommandContext } from './commands.ts';
import { UsageError } from './usage-error.ts';

export const RENAME_COMMANDS: Record<string, Command> = { rename };

const PAGE = 200;
const USAGE =
  'Say what to rename: metarr rename (--all | --library FOLDER | ID…) [--dry-run], or metarr rename undo RUN_ID';

/**
 * Plans new names and prints a line for each item; without --dry-run renames what nothing is in the way of, and prints the
 * sum with the run's id. `rename undo RUN_ID` gives the old names back.
 */
async function rename(context: CommandContext): Promise<number> {
  const { core, line, print } = context;
  if (line.args[0] === 'undo') return undo(context, line.args[1]);
  let isFailed = false;
  for (const scope of await scopesOf(core, line)) {
    const { runId, jobId } = await call(core, 'rename.plan', { scope });
    await finished(core, jobId);
    const plan = await call(core, 'rename.run', { runId });
    if (plan.state === 'failed')
      throw new CoreError('io_error', plan.errorMessage ?? 'The names could not be planned.');
    if (line.isDryRun || plan.counts.planned === 0) {
      await printItems(core, runId, print);
      print(sumOf(plan));
      isFailed ||= plan.counts.conflict > 0;
      continue;
    }
    await finished(core, (await call(core, 'rename.apply', { runId })).jobId);
    const done = await call(core, 'rename.run', { runId });
    await printItems(core, runId, print);
    print(sumOf(done));
    isFailed ||= done.counts.failed + done.counts.conflict + done.counts.open > 0;
  }
  return isFailed ? 1 : 0;
}

async function undo({ core, print }: CommandContext, id: string | undefined): Promise<number> {
  const runId = Number(id);
  if (!Number.isSafeInteger(runId) || runId <= 0) throw new UsageError(USAGE);
  await finished(core, (await call(core, 'rename.undo', { runId })).jobId);
  const run = await call(core, 'rename.run', { runId });
  print(sumOf(run));
  return run.counts.moved + run.counts.open > 0 ? 1 : 0;
}

type Scope = Input<'rename.plan'>['scope'];

async function scopesOf(core: Core, line: CommandLine): Promise<Scope[]> {
  const { db } = core.internals;
  if (line.isAll) return listLibraries(db).map(({ id }) => ({ kind: 'library', libraryId: id }));
  if (line.library !== null) {
    const library =
      listLibraries(db).find(({ id, name }) => String(id) === line.library || name === line.library) ??
      (await findLibrary(db, line.library));
    if (library === null) throw new CoreError('not_found', `${line.library} is no library.`);
    return [{ kind: 'library', libraryId: library.id }];
  }
  if (line.args.length === 0) throw new UsageError(USAGE);
  return [{ kind: 'items', items: line.args.map((word) => itemArgument(word, itemTypeOption(line))) }];
}

async function printItems(core: Core, runId: number, print: (value: RenameItem) => void): Promise<void> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows, matching } = await call(core, 'rename.items', { runId, offset, limit: PAGE });
    for (const row of rows) print(row);
    if (offset + PAGE >= matching) return;
  }
}

function sumOf({ id, state, counts }: RenameRun): { runId: number; state: RenameRun['state'] } & RenameRun['counts'] {
  return { runId: id, state, ...counts };
}
