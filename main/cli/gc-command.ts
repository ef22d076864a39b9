import type { Job } from '../../contract/jobs.ts';
import { purgeJob } from '../services/items/item-trash.ts';
import { collectGarbageJob } from '../services/maintenance/collect-garbage.job.ts';
import { expireAnswersJob } from '../services/maintenance/expire-answers.job.ts';
import { previewPurge } from '../services/maintenance/purge-preview.ts';
import { tidyEntitiesJob } from '../services/maintenance/tidy-entities.job.ts';
import type { NewJob } from '../store/job.store.ts';
import { nowTimestamp } from '../store/timestamps.ts';
import { call, finished } from './call-core.ts';
import type { Command, CommandContext } from './commands.ts';

/** Upkeep from the command line. */
export const GC_COMMANDS: Record<string, Command> = { gc };

/**
 * `gc [--dry-run]`: deletes for good what is due in the trash, what nothing refers to any more, unused files of the cache, and
 * old answers of providers. Prints one line with the sums; with `--dry-run` one line per cached file that would go, and a
 * line with the sums, and changes nothing.
 */
async function gc(context: CommandContext): Promise<number> {
  if (context.line.isDryRun) return dryRun(context);
  const run = async (job: NewJob): Promise<Job['result']> => {
    const { runner } = context.core.internals;
    return (await finished(context.core, runner.enqueue(job).id)).result;
  };
  const purged = await run(purgeJob());
  const tidied = await run(tidyEntitiesJob());
  const answers = await run(expireAnswersJob());
  const collected = await run(collectGarbageJob());
  context.print({ purged, tidied, answers, collected });
  return 0;
}

async function dryRun({ core, print }: CommandContext): Promise<number> {
  const due = await previewPurge(core.internals.db, { before: nowTimestamp(), items: null });
  const { sample, ...sums } = await call(core, 'cache.preview', { limit: 10_000 });
  for (const file of sample) print(file);
  print({ purge: due, collect: sums });
  return 0;
}
