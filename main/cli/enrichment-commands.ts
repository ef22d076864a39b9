import type { Output } from '../../contract/contract.ts';
import { ImageType, type ItemRef } from '../../contract/primitives.ts';
import type { Core } from '../core.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
import { liveItemIds } from '../store/item.store.ts';
import { call, finished } from './call-core.ts';
import { type CommandLine, itemArgument, itemTypeOption } from './command-line.ts';
import type { Command, CommandContext } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** Identifying, enriching and choosing artwork from the command line: the contract's methods, and waiting for their jobs. */
export const ENRICHMENT_COMMANDS: Record<string, Command> = { enrich, identify, candidates, score };

/**
 * `enrich (--all | ID…) [--dry-run]`: identifies what has no id yet, then asks the providers and applies what the rules say.
 * Prints one line with the sums; with `--dry-run` one line per item with what would change, and writes nothing but the
 * answers. Exit code 1 when something failed.
 */
async function enrich(context: CommandContext): Promise<number> {
  const { core, line, print, note } = context;
  if (!line.isAll && line.args.length === 0) throw new UsageError('Give ids, or --all.');
  const items = line.isAll ? [] : line.args.map((text) => itemArgument(text, itemTypeOption(line)));
  if (line.isDryRun) return previewAll(context, line.isAll ? everyTitle(core) : items);
  const startedMs = performance.now();
  const identifiable = items.filter(({ type }) => type === 'movie' || type === 'series');
  const identified =
    line.isAll || identifiable.length > 0
      ? (await finished(core, (await call(core, 'identify.run', { items: identifiable })).jobId)).result
      : null;
  const job = await finished(core, (await call(core, 'enrich.run', { items, isFresh: line.isFull })).jobId);
  await core.internals.runner.whenIdle();
  const { total: waiting } = await call(core, 'inbox.count', {});
  print({ identified, enriched: job.result, waiting, durationMs: Math.round(performance.now() - startedMs) });
  if (waiting > 0) note(`${String(waiting)} items wait in the inbox for somebody to say what they are.`);
  const failed = (job.result as { failed?: number } | null)?.failed ?? 0;
  return failed > 0 ? 1 : 0;
}

function everyTitle(core: Core): ItemRef[] {
  const { db } = core.internals;
  return (['movie', 'series'] as const).flatMap((type) => liveItemIds(db, type).map((id) => ({ type, id })));
}

async function previewAll({ core, line, print }: CommandContext, items: readonly ItemRef[]): Promise<number> {
  if (items.length === 0) return 0;
  const { previewId, jobId } = await call(core, 'enrich.previewRun', { items, isFresh: line.isFull });
  await finished(core, jobId);
  let after: number | null = null;
  let problems = 0;
  do {
    const page: Output<'enrich.previewPage'> = await call(core, 'enrich.previewPage', { previewId, after, limit: 100 });
    for (const preview of page.previews) {
      problems += preview.problems.length;
      print(preview);
    }
    after = page.nextAfter;
  } while (after !== null);
  return problems > 0 ? 1 : 0;
}

/**
 * `identify ID [--tmdb N | --tvdb N | --imdb tt… | --url URL]`: says what a film or show is, and enriches it; without one of
 * them prints the guesses of a search, best first.
 */
async function identify({ core, line, print, note }: CommandContext): Promise<number> {
  const item = itemArgument(line.args[0], itemTypeOption(line));
  const identity = identityOption(line);
  if (identity === null) {
    const { guesses, problems } = await call(core, 'identify.search', { item });
    for (const guess of guesses) print(guess);
    for (const { provider, message } of problems) note(`${provider}: ${message}`);
    return problems.length > 0 && guesses.length === 0 ? 1 : 0;
  }
  const { jobId } = await call(core, 'identify.settle', { item, identity });
  if (jobId !== null) await finished(core, jobId);
  await core.internals.runner.whenIdle();
  print(await call(core, 'items.get', { item }));
  return 0;
}

function identityOption(line: CommandLine): Record<string, unknown> | null {
  const given = Object.entries({
    tmdbId: line.tmdb === null ? null : Number(line.tmdb),
    tvdbId: line.tvdb === null ? null : Number(line.tvdb),
    imdbId: line.imdb,
    url: line.url,
  }).filter(([, value]) => value !== null);
  if (given.length > 1) throw new UsageError('Give one of --tmdb, --tvdb, --imdb and --url.');
  if (given.some(([, value]) => Number.isNaN(value))) throw new UsageError('--tmdb and --tvdb take a number.');
  return given.length === 0 ? null : Object.fromEntries(given);
}

/** `candidates ID [--image TYPE]`: one line per image that can be had, best first. */
async function candidates({ core, line, print }: CommandContext): Promise<number> {
  const item = itemArgument(line.args[0], itemTypeOption(line));
  for (const type of imageTypes(line, item)) {
    for (const candidate of (await call(core, 'artwork.candidates', { item, type })).candidates) print(candidate);
  }
  return 0;
}

/** `score ID [--image TYPE]`: one line per artwork type with each candidate's score, its parts, and what was excluded why. */
async function score({ core, line, print }: CommandContext): Promise<number> {
  const item = itemArgument(line.args[0], itemTypeOption(line));
  for (const type of imageTypes(line, item)) {
    const { config, candidates: found } = await call(core, 'artwork.candidates', { item, type });
    if (found.length === 0) continue;
    print({
      item,
      type,
      minCount: config.minCount,
      maxCount: config.maxCount,
      selected: found.filter((candidate) => candidate.isSelected).map((candidate) => candidate.id),
      candidates: found.map((candidate) => ({
        id: candidate.id,
        provider: candidate.provider,
        language: candidate.language,
        score: candidate.score,
        parts: candidate.parts,
        excluded: candidate.excluded,
      })),
    });
  }
  return 0;
}

function imageTypes(line: CommandLine, item: ItemRef): readonly ImageType[] {
  const types = imageTypesOf(item.type);
  if (line.image === null) return types;
  const type = ImageType.safeParse(line.image);
  if (!type.success || !types.includes(type.data)) {
    throw new UsageError(`--image is one of ${types.join(', ')}.`);
  }
  return [type.data];
}
