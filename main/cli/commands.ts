import type { Method } from '../../contract/contract.ts';
import { MOVIE_FIELD_VALUES, MovieFieldName } from '../../contract/movies.ts';
import { ImageType } from '../../contract/primitives.ts';
import type { Core } from '../core.ts';
import { CoreError } from '../domain/core-error.ts';
import { addLibrary, findLibrary } from '../services/libraries/library-service.ts';
import { requireMovies } from '../services/libraries/library-handlers.ts';
import { type PublishSums, publishOne } from '../services/publish/publish-entity.job.ts';
import { scanJob } from '../services/scan/scan-library.job.ts';
import type { ScanResult } from '../services/scan/scan-types.ts';
import { examine } from '../services/system/doctor.ts';
import { allLiveIds } from '../store/movie.store.ts';
import { rowsById } from '../store/movie-list.store.ts';
import { type CommandLine, idArgument } from './command-line.ts';
import { fieldValue } from './field-value.ts';
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
type Command = (context: CommandContext) => Promise<number>;

export const COMMANDS: Record<string, Command> = {
  scan,
  items,
  show,
  set,
  lock: (context) => setLock(context, true),
  unlock: (context) => setLock(context, false),
  publish,
  doctor,
  migrate: (context) => {
    context.print({ migrated: true });
    return Promise.resolve(0);
  },
  seed,
};

async function call(core: Core, method: Method, input: unknown): Promise<unknown> {
  const reply = await core.dispatch(method, input, { principal: 'cli', signal: new AbortController().signal });
  if (!reply.ok) throw new CoreError(reply.error.code, reply.error.message, reply.error.details);
  return reply.value;
}

async function scan({ core, line, print, note }: CommandContext): Promise<number> {
  const [folder] = line.args;
  if (folder === undefined) throw new UsageError('Give the folder to scan: metarr scan FOLDER');
  const type = line.type ?? 'movies';
  if (type !== 'movies' && type !== 'tvshows') throw new UsageError('--type is movies or tvshows.');
  requireMovies(type);
  const { db, runner } = core.internals;
  const startedMs = performance.now();
  const library =
    (await findLibrary(db, folder)) ?? (await addLibrary(db, core.events, { path: folder, type })).library;
  const job = runner.enqueue(scanJob(library, line.shouldProbe));
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
  const type = line.type ?? 'movie';
  if (!['movie', 'series', 'episode'].includes(type)) throw new UsageError('--type is movie, series or episode.');
  if (type !== 'movie') return Promise.resolve(0);
  const { db } = core.internals;
  const ids = allLiveIds(db);
  for (let start = 0; start < ids.length; start += 500) {
    for (const row of rowsById(db, ids.slice(start, start + 500))) print({ type: 'movie', ...row });
  }
  return Promise.resolve(0);
}

async function show({ core, line, print }: CommandContext): Promise<number> {
  print(await call(core, 'movies.get', { id: idArgument(line.args[0]) }));
  return 0;
}

async function set({ core, line, print }: CommandContext): Promise<number> {
  const [id, field, value] = line.args;
  if (field === undefined || value === undefined) throw new UsageError('Give it as: metarr set ID FIELD VALUE');
  if (!Object.hasOwn(MOVIE_FIELD_VALUES, field)) {
    throw new UsageError(`There is no field “${field}”. Fields: ${MovieFieldName.options.join(', ')}`);
  }
  const name = MovieFieldName.parse(field);
  const input = { id: idArgument(id), field: name, value: fieldValue(name, value) };
  print(await call(core, 'movies.setField', input));
  return 0;
}

async function setLock({ core, line, print }: CommandContext, isLocked: boolean): Promise<number> {
  const [id, target] = line.args;
  const isKnown = MovieFieldName.safeParse(target).success || ImageType.safeParse(target).success;
  if (!isKnown) throw new UsageError(`There is no field or artwork type “${target ?? ''}”.`);
  print(await call(core, 'movies.setLock', { id: idArgument(id), target, isLocked }));
  return 0;
}

async function publish({ core, line, print, note }: CommandContext): Promise<number> {
  const { db, publisher } = core.internals;
  if (!line.isAll && line.args.length === 0) throw new UsageError('Give ids, or --all.');
  const ids = line.isAll ? allLiveIds(db) : line.args.map(idArgument);
  const sums: PublishSums = { published: 0, unchanged: 0, failed: 0, files: [] };
  for (const id of ids) {
    const refused = (error: CoreError): void => {
      note(`${String(id)}: ${error.message}`);
    };
    if (line.isDryRun) await planOne(core, id, sums, refused);
    else await publishOne(publisher, id, sums, refused);
  }
  print(sums);
  return sums.failed > 0 ? 1 : 0;
}

async function planOne(
  core: Core,
  id: number,
  sums: PublishSums,
  onFailure: (error: CoreError) => void,
): Promise<void> {
  try {
    const plan = await core.internals.publisher.preview(id);
    const conflict = plan.files.find((file) => file.op === 'conflict');
    if (conflict !== undefined) throw new CoreError('conflict', `${conflict.name}: ${conflict.reason ?? 'conflict'}`);
    if (plan.isUnchanged) sums.unchanged += 1;
    else sums.published += 1;
    sums.files.push(...plan.files.filter((file) => file.op !== 'leave').map((file) => file.path));
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    sums.failed += 1;
    onFailure(error);
  }
}

async function doctor({ core, print, note }: CommandContext): Promise<number> {
  const report = await examine(core.internals.db, core.internals.pool);
  print(report);
  for (const problem of report.problems) note(`${problem.code}: ${problem.message}`);
  return report.isHealthy ? 0 : 1;
}

async function seed({ core, print }: CommandContext): Promise<number> {
  const { path, jobId } = core.createSample();
  const job = await core.internals.runner.waitFor(jobId);
  if (job.status !== 'completed') throw new CoreError('io_error', job.errorMessage ?? `The job was ${job.status}.`);
  await core.internals.runner.whenIdle();
  print({ path, items: allLiveIds(core.internals.db).length });
  return 0;
}
