import { FieldName } from '../../contract/field-values.ts';
import { LockTarget } from '../../contract/items.ts';
import { LibraryType } from '../../contract/libraries.ts';
import type { Core } from '../core.ts';
import { CoreError } from '../domain/core-error.ts';
import { fieldsOf } from '../domain/item-fields.ts';
import { addLibrary, findLibrary, requireInside } from '../services/libraries/library-service.ts';
import { scanJob } from '../services/scan/scan-library.job.ts';
import type { ScanResult } from '../services/scan/scan-types.ts';
import { examine } from '../services/system/doctor.ts';
import { liveItemIds } from '../store/item.store.ts';
import { call } from './call-core.ts';
import { type CommandLine, itemArgument, itemTypeOption } from './command-line.ts';
import { fieldValue } from './field-value.ts';
import { itemRows } from './item-rows.ts';
import { UsageError } from './usage-error.ts';

export interface CommandContext {
  core: Core;
  line: CommandLine;
  /** One JSON line on standard output. */
  print: (value: unknown) => void;
  /** A message on standard error. */
  note: (message: string) => void;
}

/** Answers the exit code: 0 or 1. Throws UsageError (2) and CoreError (1). */
export type Command = (context: CommandContext) => Promise<number>;

export const COMMANDS: Record<string, Command> = {
  scan,
  items,
  show,
  set,
  lock: (context) => setLock(context, true),
  unlock: (context) => setLock(context, false),
  doctor,
  migrate: (context) => {
    context.print({ migrated: true });
    return Promise.resolve(0);
  },
  seed,
};

async function scan({ core, line, print, note }: CommandContext): Promise<number> {
  const [folder] = line.args;
  if (folder === undefined) throw new UsageError('Give the folder to scan: metarr scan FOLDER');
  const type = LibraryType.optional().safeParse(line.type ?? undefined);
  if (!type.success) throw new UsageError('--type is movies or tvshows.');
  const { db, runner } = core.internals;
  const startedMs = performance.now();
  const library =
    (await findLibrary(db, folder)) ??
    (await addLibrary(db, core.events, { path: folder, ...(type.data === undefined ? {} : { type: type.data }) }))
      .library;
  if (type.data !== undefined && library.type !== type.data) {
    throw new CoreError('conflict', `${library.path} is a library of ${library.type} already. Remove it first.`);
  }
  const folders =
    line.directory === null ? null : [{ path: await requireInside(library.path, line.directory), isDeep: true }];
  const job = runner.enqueue(
    scanJob(library, { probe: line.shouldProbe, mode: line.isFull ? 'full' : 'incremental', folders }),
  );
  const finished = await runner.waitFor(job.id);
  if (finished.status !== 'completed') {
    note(finished.errorMessage ?? `The scan was ${finished.status}.`);
    return 1;
  }
  await runner.whenIdle();
  print({ ...(finished.result as unknown as ScanResult), durationMs: Math.round(performance.now() - startedMs) });
  return 0;
}

function items({ core, line, print }: CommandContext): Promise<number> {
  for (const row of itemRows(core.internals.db, itemTypeOption(line))) print(row);
  return Promise.resolve(0);
}

async function show({ core, line, print }: CommandContext): Promise<number> {
  print(await call(core, 'items.get', { item: itemArgument(line.args[0], itemTypeOption(line)) }));
  return 0;
}

async function set({ core, line, print }: CommandContext): Promise<number> {
  const [id, name, word] = line.args;
  if (name === undefined || word === undefined) throw new UsageError('Give it as: metarr set ID FIELD VALUE');
  const item = itemArgument(id, itemTypeOption(line));
  const field = FieldName.safeParse(name);
  if (!field.success) {
    throw new UsageError(`There is no field “${name}”. Fields: ${fieldsOf(item.type).join(', ')}`);
  }
  const value = fieldValue(item.type, field.data, word);
  print(await call(core, 'items.setField', { item, field: field.data, value }));
  return 0;
}

async function setLock({ core, line, print }: CommandContext, isLocked: boolean): Promise<number> {
  const [id, name] = line.args;
  const target = LockTarget.safeParse(name);
  if (!target.success) throw new UsageError(`There is no field or artwork type “${name ?? ''}”.`);
  const item = itemArgument(id, itemTypeOption(line));
  print(await call(core, 'items.setLock', { item, target: target.data, isLocked }));
  return 0;
}

async function doctor({ core, print, note }: CommandContext): Promise<number> {
  const { db, pool, publisher } = core.internals;
  // What an earlier command left in the queue goes on meanwhile.
  const report = await examine(db, pool, (journalId) => publisher.isWriting(journalId));
  print(report);
  for (const problem of report.problems) note(`${problem.code}: ${problem.message}`);
  return report.isHealthy ? 0 : 1;
}

async function seed({ core, print }: CommandContext): Promise<number> {
  const { path, jobId } = core.createSample();
  const job = await core.internals.runner.waitFor(jobId);
  if (job.status !== 'completed') throw new CoreError('io_error', job.errorMessage ?? `The job was ${job.status}.`);
  await core.internals.runner.whenIdle();
  print({
    path,
    items: liveItemIds(core.internals.db, 'movie').length,
    shows: liveItemIds(core.internals.db, 'series').length,
  });
  return 0;
}
