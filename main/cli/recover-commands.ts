import type { ImportResult } from '../../contract/recovery.ts';
import { defaultDataDir, appPaths } from '../app-paths.ts';
import { CoreError } from '../domain/core-error.ts';
import { rebuildWithWorkers } from '../compose-rebuild.ts';
import { SETTLE_REBUILD } from '../services/recover/settle-rebuild.job.ts';
import { findLibrary } from '../services/libraries/library-service.ts';
import { lockInstance } from '../store/instance-lock.ts';
import { listFinished, listUnfinished } from '../store/job.store.ts';
import { listLibraries } from '../store/library.store.ts';
import { call, finished } from './call-core.ts';
import type { CommandLine } from './command-line.ts';
import type { Command, CommandContext } from './commands.ts';
import { openCore } from './open-core.ts';
import { UsageError } from './usage-error.ts';

/** Putting back, taking out and bringing in from the command line. `rebuild --database` opens no core; see rebuildCommand. */
export const RECOVER_COMMANDS: Record<string, Command> = { rebuild: fromCache, export: exportAll, import: importAll };

/**
 * `rebuild --database`: makes the database anew from the manifests, scans the libraries, and prints what came back and what
 * could not be placed. Exit code 1 when something could not.
 */
export async function rebuildCommand(line: CommandLine, print: (value: unknown) => void): Promise<number> {
  const dataDir = line.dataDir ?? defaultDataDir();
  const paths = appPaths(import.meta.url);
  const unlock = lockInstance(dataDir);
  const report = await rebuildWithWorkers({
    dataDir,
    workerUrl: paths.workerUrl,
    appVersion: paths.version,
    mappings: line.mappings,
  }).finally(unlock);
  const core = await openCore(dataDir);
  try {
    const { db, runner } = core.internals;
    // It looks again and again whether the scans are over.
    const waiting = listUnfinished(db).find((job) => job.type === SETTLE_REBUILD);
    const settled =
      waiting === undefined
        ? listFinished(db, 200).find((job) => job.type === SETTLE_REBUILD)
        : await runner.waitFor(waiting.id);
    await runner.whenIdle();
    const outcome = settled?.result as { unplacedTotal?: number } | null | undefined;
    print({ ...report, settled: outcome ?? null });
    return report.problems.length > 0 || (outcome?.unplacedTotal ?? 0) > 0 ? 1 : 0;
  } finally {
    await core.close();
  }
}

/** `rebuild --from-cache LIBRARY [--dry-run]`: puts back the published files of a library that are missing. */
async function fromCache({ core, line, print, note }: CommandContext): Promise<number> {
  const [name] = line.args;
  if (!line.isFromCache || name === undefined) {
    throw new UsageError('Give it as: metarr rebuild --from-cache LIBRARY, or metarr rebuild --database');
  }
  const { db } = core.internals;
  const library =
    listLibraries(db).find((known) => known.name === name || String(known.id) === name || known.path === name) ??
    (await findLibrary(db, name));
  if (library === null) throw new CoreError('not_found', `There is no library “${name}”.`);
  if (line.isDryRun) {
    print(await call(core, 'cacheRebuild.preview', { libraryId: library.id }));
    return 0;
  }
  const job = await finished(core, (await call(core, 'cacheRebuild.run', { libraryId: library.id })).jobId);
  const result = job.result as { problems: { path: string; reason: string }[] };
  print(result);
  for (const problem of result.problems) note(`${problem.path}: ${problem.reason}`);
  return result.problems.length > 0 ? 1 : 0;
}

/** `export FILE [--with-artwork]`: everything in one file. */
async function exportAll({ core, line, print }: CommandContext): Promise<number> {
  const [file] = line.args;
  if (file === undefined) throw new UsageError('Give the file to write: metarr export FILE.zip [--with-artwork]');
  const { jobId } = await call(core, 'archive.export', { path: file, hasArtwork: line.hasArtwork });
  print((await finished(core, jobId)).result);
  return 0;
}

/** `import FILE [--map OLD=NEW]… [--dry-run]`: adds what an export holds; with `--dry-run` says what that is. */
async function importAll({ core, line, print, note }: CommandContext): Promise<number> {
  const [file] = line.args;
  if (file === undefined) throw new UsageError('Give the file to read: metarr import FILE.zip [--map OLD=NEW]');
  if (line.isDryRun) {
    print(await call(core, 'archive.preview', { path: file }));
    return 0;
  }
  const { jobId } = await call(core, 'archive.import', { path: file, mappings: [...line.mappings] });
  const result = (await finished(core, jobId)).result as unknown as ImportResult;
  await core.internals.runner.whenIdle();
  print(result);
  if (result.isWhole) note('The database was taken over. Its libraries are scanned when Metarr starts.');
  for (const problem of result.problems) note(`${problem.file}: ${problem.reason}`);
  return result.problems.length > 0 ? 1 : 0;
}
