import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../../contract/contract.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { addShow } from '../../__testing__/test-shows.ts';
import type { JobContext, JobOutcome } from '../../jobs/job-kind.ts';
import { ProviderError } from '../../providers/provider.ts';
import { enqueue, getJob, type NewJob } from '../../store/job.store.ts';
import { newestEdit } from '../../store/edit-history.store.ts';
import { getItem } from '../../store/item.store.ts';
import { asksOf } from '../../store/provider-record.store.ts';
import { createItemEdits } from '../items/item-edits.ts';
import { setAutomation } from '../providers/automation.ts';
import { addFilm, type EnrichScene, movieAnswer, openEnrichScene } from './__testing__/enrich-scene.ts';
import { automateLibrary } from './automate-library.ts';
import { createEnrichHandlers } from './enrich-handlers.ts';
import { enrichJob } from './enrich-job.ts';
import { createEnrichKind } from './enrich-metadata.job.ts';

let scene: EnrichScene;
beforeEach(() => {
  scene = openEnrichScene();
});
afterEach(() => {
  scene.close();
});

const CALLER = { principal: 'window', signal: new AbortController().signal } as const;
type Methods = ReturnType<typeof createEnrichHandlers>;

function call<M extends keyof Methods>(method: M, input: Input<M>): Promise<Output<M>> {
  const handler = createEnrichHandlers(scene.deps, scene.enricher)[method] as unknown as (
    given: Input<M>,
    caller: typeof CALLER,
  ) => Promise<Output<M>> | Output<M>;
  return Promise.resolve().then(() => handler(input, CALLER));
}

/** Runs a job as the queue would, and answers its id and what came of it. */
async function run(job: NewJob, context: Partial<JobContext> = {}): Promise<{ jobId: number; outcome: JobOutcome }> {
  const { id } = enqueue(scene.db, job).job;
  const kind = createEnrichKind(scene.deps, scene.enricher);
  const outcome = await kind.run(kind.payload.parse(job.payload), {
    jobId: id,
    signal: CALLER.signal,
    progress: () => undefined,
    ...context,
  });
  return { jobId: id, outcome };
}

const queued = (): NewJob => {
  const job = scene.jobs.at(-1);
  if (job === undefined) throw new Error('Nothing was queued.');
  return job;
};
const row = (item: ItemRef): Record<string, unknown> => getItem(scene.db, item) ?? {};

/** Films that TMDB knows: Title 1, Title 2 … */
function knownFilms(count: number): ItemRef[] {
  return Array.from({ length: count }, (_, i) => {
    const id = i + 1;
    const said = { title: `Title ${String(id)}`, plot: `Plot ${String(id)}` };
    scene.providers.tmdb.movies.set(id, movieAnswer('tmdb', { tmdbId: id }, said));
    return addFilm(scene.db, { tmdb_id: id });
  });
}

describe('enriching a library', () => {
  it('asks about each film once, counts what came of it, and has nothing left to do the next time', async () => {
    const films = knownFilms(20);
    addFilm(scene.db, { tmdb_id: 99 });
    const progress: number[] = [];
    const { outcome } = await run(enrichJob({ isFresh: false }), { progress: (current) => progress.push(current) });
    expect(outcome).toMatchObject({ kind: 'done', result: { enriched: 20, unknown: 1, failed: 0 } });
    expect(films.map((film) => row(film)['title'])).toEqual(films.map((_, i) => `Title ${String(i + 1)}`));
    expect(progress.at(-1)).toBe(21);
    const asked = scene.providers.tmdb.asked.length;
    expect(asked).toBe(21);
    await run(enrichJob({ isFresh: false }));
    expect(scene.providers.tmdb.asked).toHaveLength(asked);
  });

  it('goes on after a crash where it was, and stops when it is cancelled', async () => {
    const films = knownFilms(12);
    const controller = new AbortController();
    const job = enrichJob({ isFresh: true });
    const { tmdb } = scene.providers;
    tmdb.before = () => {
      if (tmdb.asked.length === 5) controller.abort();
      return Promise.resolve();
    };
    await expect(run(job, { signal: controller.signal })).rejects.toThrow();
    expect(films.every((film) => row(film)['state'] !== 'enriching')).toBe(true);
    tmdb.before = () => Promise.resolve();
    const { outcome } = await run(job);
    expect(outcome).toMatchObject({ result: { enriched: 12 } });
    const all = tmdb.asked.length;
    // The queue hands the same job out again: what it has done is not done anew.
    const kind = createEnrichKind(scene.deps, scene.enricher);
    const [first] = [getJob(scene.db, 1)];
    await kind.run(kind.payload.parse(job.payload), {
      jobId: first?.id ?? 0,
      signal: CALLER.signal,
      progress: () => undefined,
    });
    expect(tmdb.asked).toHaveLength(all);
  });

  it('chooses the artwork that a fault has kept it from choosing when it is tried again', async () => {
    const films = knownFilms(3);
    const { artwork } = scene.deps;
    const { select } = artwork;
    artwork.select = () => Promise.reject(new Error('The disk is full.'));
    const job = enrichJob({ isFresh: false });
    await expect(run(job)).rejects.toThrow('The disk is full.');
    expect(films.map((film) => row(film)['state'])).toEqual(['enriched', 'enriched', 'enriched']);
    artwork.select = select;
    const { outcome } = await run(job);
    expect(outcome).toMatchObject({ result: { enriched: 3, failed: 0 } });
    expect(films.map((film) => row(film)['state'])).toEqual(['selected', 'selected', 'selected']);
  });

  it('asks again later for what a provider owes, less and less often', async () => {
    const films = knownFilms(3);
    const { tmdb, tvdb } = scene.providers;
    tvdb.error = new ProviderError('tvdb', 'unavailable', 'TheTVDB is down.');
    const { outcome } = await run(enrichJob({ isFresh: false }));
    expect(outcome).toMatchObject({ kind: 'done', result: { enriched: 3, incomplete: 3 } });
    expect(queued()).toMatchObject({ label: 'Ask again about 3 items', payload: { items: films, attempt: 1 } });
    expect(queued().runAfterMs).toBeGreaterThan(Date.now() + 4 * 60_000);
    tvdb.error = null;
    tmdb.asked.length = 0;
    const again = queued();
    await run(again);
    expect(queued()).toBe(again);
    expect(asksOf(scene.db, films[0] as ItemRef).every(({ problem }) => problem === null)).toBe(true);
  });

  it('waits when nobody can be asked any more today, without counting as a try', async () => {
    knownFilms(2);
    const retryAtMs = Date.now() + 3_600_000;
    for (const provider of Object.values(scene.providers)) {
      provider.error = new ProviderError(provider.name, 'quota', 'No requests left today.', { retryAtMs });
    }
    const { outcome } = await run(enrichJob({ isFresh: false }));
    expect(outcome).toEqual({ kind: 'rateLimited', untilMs: retryAtMs });
  });

  it('publishes afterwards where that is wanted', async () => {
    const films = knownFilms(1);
    await run(enrichJob({ isFresh: false, isPublishing: true }));
    expect(queued().type).toBe('publish_entity');
    const scope = scene.db
      .prepare("SELECT scope FROM publish_runs WHERE requested_by = 'auto'")
      .pluck()
      .get() as string;
    expect(JSON.parse(scope)).toEqual({ items: films, includeBelow: true });
  });
});

describe('previewing many', () => {
  it('applies what was shown, but for what is excepted or changed since, and takes it back', async () => {
    const [first, second, third] = knownFilms(3) as [ItemRef, ItemRef, ItemRef];
    const { previewId } = await call('enrich.previewRun', { items: [first, second, third], isFresh: false });
    await run(queued());
    expect(row(first)).toMatchObject({ plot: null, state: 'identified' });
    const page = await call('enrich.previewPage', { previewId, after: null, limit: 2 });
    expect(page).toMatchObject({ total: 3, changed: 3, previews: [{ item: first }, { item: second }] });
    const edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
    edits.setField(first, 'plot', 'Mine');
    await call('enrich.apply', { previewId, exceptFields: ['title'], exceptItems: [third] });
    const { jobId, outcome } = await run(queued());
    expect(outcome).toMatchObject({ result: { items: 1, changed: 1 } });
    expect(row(first)).toMatchObject({ plot: 'Mine' });
    expect(row(second)).toMatchObject({ plot: 'Plot 2', state: 'enriched' });
    expect(row(second)['title']).not.toBe('Title 2');
    expect(row(third)).toMatchObject({ plot: null });
    expect(newestEdit(scene.db, null)).toMatchObject({ item: first, field: 'plot' });
    expect(await call('enrich.undo', { jobId })).toEqual({ undone: 1, kept: 0 });
    expect(row(second)).toMatchObject({ plot: null });
    expect(await call('enrich.undo', { jobId })).toEqual({ undone: 0, kept: 0 });
  });

  it('says that a preview is gone, and that there is nobody to ask', async () => {
    await expect(call('enrich.previewPage', { previewId: 77, after: null, limit: 2 })).rejects.toMatchObject({
      code: 'not_found',
    });
    scene.deps.providers = { all: () => [] };
    await expect(call('enrich.run', { items: [], libraryId: null, isFresh: false })).rejects.toMatchObject({
      code: 'provider_no_key',
    });
  });
});

describe('undoing a run', () => {
  it('leaves alone what a person or a later answer has changed since', async () => {
    const [first, second] = knownFilms(2) as [ItemRef, ItemRef];
    const { jobId } = await run(enrichJob({ isFresh: true }));
    const edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
    edits.setField(first, 'title', 'Mine');
    edits.setLock(first, 'plot', true);
    await new Promise((resolve) => setTimeout(resolve, 2));
    scene.providers.tmdb.movies.set(2, movieAnswer('tmdb', { tmdbId: 2 }, { title: 'Later' }));
    await run(enrichJob({ items: [second], isFresh: true }));
    expect(await call('enrich.undo', { jobId })).toEqual({ undone: 1, kept: 3 });
    expect(row(first)).toMatchObject({ title: 'Mine', plot: 'Plot 1' });
    expect(row(second)).toMatchObject({ title: 'Later', plot: null });
  });
});

describe('waiving', () => {
  it('asks no more for what an item will never have, until that is taken back', async () => {
    const [film] = knownFilms(1) as [ItemRef];
    const waived = await call('completeness.waive', { item: film, requirement: 'plot', reason: 'A silent film' });
    expect(waived.missing).not.toContain('plot');
    expect(waived.waived).toEqual(['plot']);
    const back = await call('completeness.waive', { item: film, requirement: 'plot', reason: null });
    expect(back.missing).toContain('plot');
    expect(waived.completeness).toBeGreaterThanOrEqual(back.completeness);
    const nonsense = call('completeness.waive', { item: film, requirement: 'nonsense', reason: 'x' });
    await expect(nonsense).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('what happens by itself after a scan', () => {
  it('is nothing until the person chooses', () => {
    const [film] = knownFilms(1) as [ItemRef];
    addFilm(scene.db, { tmdb_id: null, state: 'needs_identification' });
    addShow(scene.db, { title: 'Show' });
    const libraryId = Number(row(film)['library_id']);
    const automate = (): string[] => {
      scene.jobs.length = 0;
      automateLibrary({ db: scene.db, providers: scene.deps.providers, enqueue: scene.deps.enqueue }, libraryId);
      return scene.jobs.map(
        ({ type, payload }) => `${type} ${String((payload as { isPublishing?: boolean }).isPublishing)}`,
      );
    };
    expect(automate()).toEqual([]);
    setAutomation(scene.db, libraryId, { mode: 'hybrid' });
    expect(automate()).toEqual(['identify_items undefined', 'enrich_metadata false']);
    setAutomation(scene.db, libraryId, { mode: 'yolo' });
    expect(automate()).toEqual(['identify_items undefined', 'enrich_metadata true']);
  });
});
