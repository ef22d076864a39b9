import type { ItemRef } from '../../contract/primitives.ts';
import { ItemType } from '../../contract/primitives.ts';
import type { PublishRun } from '../../contract/publish-runs.ts';
import type { PublishPreview } from '../../contract/publishing.ts';
import { CoreError } from '../domain/core-error.ts';
import { startPublishRun } from '../services/publish/start-run.ts';
import { liveItemIds } from '../store/item.store.ts';
import type { ReadDb } from '../store/open-database.ts';
import { pathsOfRun, standingJournalsOfRun } from '../store/publish-run.store.ts';
import { call } from './call-core.ts';
import { type CommandLine, itemArgument, itemTypeOption } from './command-line.ts';
import type { Command, CommandContext } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** The commands that write to libraries and take it back. */
export const PUBLISH_COMMANDS: Record<string, Command> = { publish, undo };

const PAGE = 500;

async function publish(context: CommandContext): Promise<number> {
  const { core, line } = context;
  const { db, runner } = core.internals;
  if (!line.isAll && line.args.length === 0) throw new UsageError('Give ids, or --all.');
  const items = line.isAll ? everyItem(db, line) : line.args.map((text) => itemArgument(text, itemTypeOption(line)));
  if (line.isDryRun || line.isDiff) return preview(context, items);
  const { runId, jobId } = startPublishRun({ db, enqueue: (job) => runner.enqueue(job) }, items, {
    includeBelow: false,
    by: 'manual',
  });
  return follow(context, runId, jobId, 'published');
}

async function undo(context: CommandContext): Promise<number> {
  const { core, line, print } = context;
  if (line.run !== null) {
    if (line.args.length > 0) throw new UsageError('Give a publication or a run, not both.');
    const { runId, jobId } = await call(core, 'publish.undoRun', { runId: wholeNumber(line.run, 'run') });
    return follow(context, runId, jobId, 'restored');
  }
  const [id] = line.args;
  if (id === undefined) throw new UsageError('Give it as: metarr undo PUBLISH_ID, or metarr undo --run RUN_ID');
  const journalId = wholeNumber(id, 'publication');
  print({ journalId, ...(await call(core, 'publish.undo', { journalId })) });
  return 0;
}

function wholeNumber(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`“${text}” is no number of a ${what}.`);
  return Number(text);
}

/** Everything live, or what of it is of the type given: shows before their seasons, seasons before their episodes. */
function everyItem(db: ReadDb, line: CommandLine): ItemRef[] {
  const types = line.type === null ? ItemType.options : [itemTypeOption(line)];
  return types.flatMap((type) => liveItemIds(db, type).map((id) => ({ type, id })));
}

/** Waits for a run and prints its sums; what it did not write is told on standard error. */
async function follow(
  { core, print, note }: CommandContext,
  runId: number,
  jobId: number,
  word: 'published' | 'restored',
): Promise<number> {
  const job = await core.internals.runner.waitFor(jobId);
  for (let after: number | null = null; ;) {
    const page: Awaited<ReturnType<typeof leftItems>> = await leftItems(core, runId, after);
    for (const { item, outcome, reason } of page.items) {
      note(`${item.type}:${String(item.id)}: ${outcome === 'left_out' ? 'left out: ' : ''}${reason ?? ''}`);
    }
    after = page.items.at(-1)?.position ?? null;
    if (!page.hasMore) break;
  }
  const run: PublishRun = await call(core, 'publish.run', { runId });
  const { written, unchanged, leftOut, failed } = run.counts;
  const { db } = core.internals;
  print({
    runId,
    state: run.state,
    [word]: written,
    unchanged,
    leftOut,
    failed,
    files: pathsOfRun(db, runId),
    // By these each of them can be undone alone.
    ...(word === 'published' ? { publications: publicationsOf(db, runId) } : {}),
  });
  if (job.status !== 'completed') note(job.errorMessage ?? `The run was ${job.status}.`);
  return failed + leftOut > 0 || job.status !== 'completed' ? 1 : 0;
}

function publicationsOf(db: ReadDb, runId: number): { id: number; item: string }[] {
  const journals = standingJournalsOfRun(db, runId).reverse();
  return journals.map(({ id, item }) => ({ id, item: `${item.type}:${String(item.id)}` }));
}

function leftItems(core: CommandContext['core'], runId: number, after: number | null) {
  return call(core, 'publish.runItems', { runId, outcomes: ['left_out', 'failed'], after, limit: PAGE });
}

/** Says what publishing would do and writes nothing: one line an item with `--diff`, then the sums. */
async function preview({ core, line, print, note }: CommandContext, items: readonly ItemRef[]): Promise<number> {
  const sums = { published: 0, unchanged: 0, leftOut: 0, failed: 0, files: [] as string[] };
  for (const item of items) {
    try {
      const plan = await core.internals.publisher.preview(item);
      const conflict = plan.files.find((file) => file.op === 'conflict');
      if (conflict !== undefined) {
        sums.leftOut += 1;
        note(`${item.type}:${String(item.id)}: left out: ${conflict.name}: ${conflict.reason ?? 'conflict'}`);
      } else if (plan.isUnchanged) sums.unchanged += 1;
      else sums.published += 1;
      if (conflict === undefined) {
        sums.files.push(...plan.files.filter((file) => file.op !== 'leave').map((file) => file.path));
      }
      if (line.isDiff && !plan.isUnchanged) print(planLine(plan));
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      sums.failed += 1;
      note(`${item.type}:${String(item.id)}: ${error.message}`);
    }
  }
  print(sums);
  return sums.failed + sums.leftOut > 0 ? 1 : 0;
}

function planLine(plan: PublishPreview): Record<string, unknown> {
  const signs = { added: '+', removed: '-' } as const;
  return {
    item: `${plan.item.type}:${String(plan.item.id)}`,
    title: plan.title,
    files: plan.files
      .filter((file) => file.op !== 'leave')
      .map(({ op, name, fromName, reason }) => ({
        op,
        name,
        ...(fromName === null ? {} : { from: fromName }),
        ...(reason === null ? {} : { reason }),
      })),
    diff: plan.nfoDiff.flatMap(({ kind, text }) => (kind === 'same' ? [] : [`${signs[kind]} ${text}`])),
  };
}
