import type { Output } from '../../contract/contract.ts';
import { type Finding, type FindingKind, Repair } from '../../contract/verification.ts';
import { CoreError } from '../domain/core-error.ts';
import { findLibrary } from '../services/libraries/library-service.ts';
import type { VerifySums } from '../services/verify/verify-library.job.ts';
import type { Core } from '../core.ts';
import { call, finished } from './call-core.ts';
import type { Command, CommandContext } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** Verification from the command line. */
export const VERIFY_COMMANDS: Record<string, Command> = { verify };

/** What `--repair` alone does: nothing of it overwrites or removes what somebody else may have put there. */
const HARMLESS: readonly [FindingKind, Repair][] = [
  ['wrong_name', 'rename_back'],
  ['missing', 'put_back'],
  ['corrupt_cache', 'recache'],
];

/**
 * `verify [FOLDER…] [--full] [--repair [put_back | rename_back | adopt | remove | recache]]`: compares all libraries, or
 * those named, with what Metarr wrote and keeps, and repairs what it is asked to. Prints one line per file that is not
 * right, and a last one with the sums. Exit code 1 when something is left.
 */
async function verify(context: CommandContext): Promise<number> {
  const { core, line, print, note } = context;
  const repairs = repairsOf(line.repair);
  const libraryIds = await Promise.all(line.args.map((folder) => libraryId(core, folder)));
  const scopes = libraryIds.length === 0 ? [null] : libraryIds;
  const sums = { checked: 0, found: 0, repaired: 0, failed: 0, left: 0 };
  for (const scope of scopes) {
    const { jobIds } = await call(core, 'verify.start', { libraryId: scope, mode: line.isFull ? 'full' : 'quick' });
    for (const jobId of jobIds) {
      const { checked, found, offline } = (await finished(core, jobId)).result as unknown as VerifySums;
      sums.checked += checked;
      sums.found += found;
      if (offline !== null) note(offline);
    }
    for (const [kind, repair] of repairs) {
      const selection = { libraryId: scope, kind };
      const { jobId } = await call(core, 'verify.repair', { selection, repair });
      const result = (await finished(core, jobId)).result as unknown as {
        repaired: number;
        failed: number;
        problems: string[];
      };
      sums.repaired += result.repaired;
      sums.failed += result.failed;
      for (const problem of result.problems) note(problem);
    }
    await core.internals.runner.whenIdle();
    for await (const finding of openFindings(core, scope)) {
      sums.left += 1;
      print(finding);
    }
  }
  print(sums);
  return sums.left > 0 ? 1 : 0;
}

/** Which kinds are repaired how. Throws UsageError for a word that is no repair. */
function repairsOf(word: string | null): readonly [FindingKind, Repair][] {
  if (word === null) return [];
  if (word === '') return HARMLESS;
  const repair = Repair.safeParse(word);
  if (!repair.success) throw new UsageError(`--repair takes one of ${Repair.options.join(', ')}, or nothing.`);
  const kinds: Readonly<Record<Repair, readonly FindingKind[]>> = {
    put_back: ['missing', 'changed', 'wrong_name'],
    rename_back: ['wrong_name'],
    adopt: ['missing', 'changed', 'wrong_name'],
    remove: ['orphan'],
    recache: ['corrupt_cache'],
  };
  return kinds[repair.data].map((kind) => [kind, repair.data]);
}

async function libraryId(core: Core, folder: string): Promise<number> {
  const library = await findLibrary(core.internals.db, folder);
  if (library === null) throw new CoreError('not_found', `${folder} is no library. Scan it first.`);
  return library.id;
}

async function* openFindings(core: Core, scope: number | null): AsyncGenerator<Finding> {
  let after: number | null = null;
  for (;;) {
    const page: Output<'verify.findings'> = await call(core, 'verify.findings', {
      libraryId: scope,
      after,
      limit: 500,
    });
    yield* page.findings;
    if (!page.hasMore) return;
    after = page.findings.at(-1)?.id ?? null;
  }
}
