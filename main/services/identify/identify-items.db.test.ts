import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../providers/provider.ts';
import { identificationOf, pageWaiting } from '../../store/identification.store.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { transaction } from '../../store/sql.ts';
import { type IdentifyBench, openIdentifyBench } from './__testing__/identify-bench.ts';
import { memoryProvider, type MemoryProvider } from './__testing__/memory-provider.ts';
import { reviewAnswers } from './review-answers.ts';

let bench: IdentifyBench;
let tmdb: MemoryProvider;

beforeEach(() => {
  bench = openIdentifyBench();
  tmdb = memoryProvider('tmdb', [
    { ids: { tmdbId: 348, imdbId: 'tt0078748' }, title: 'Alien', year: 1979, runtimeMinutes: 117 },
    { ids: { tmdbId: 679, imdbId: 'tt0090605' }, title: 'Aliens', year: 1986, runtimeMinutes: 137 },
    { ids: { tmdbId: 1091, imdbId: 'tt0084787' }, title: 'The Thing', year: 1982 },
    { ids: { tmdbId: 60935, imdbId: 'tt0905372' }, title: 'The Thing', year: 2011 },
    {
      kind: 'series',
      ids: { tmdbId: 1396, tvdbId: 81189 },
      title: 'Breaking Bad',
      year: 2008,
      seasons: [{ season: 1, episodeCount: 7 }],
    },
  ]);
  bench.providers = [tmdb];
});
afterEach(() => {
  bench.close();
});

describe('by searching', () => {
  it('accepts what is certain with one request, and says where its id came from', async () => {
    const item = bench.addFilm('Alien (1979)');
    expect(await bench.counts()).toEqual({ accepted: 1, known: 0, waiting: 0, unanswered: 0, message: null });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 348, state: 'identified', has_unpublished_changes: 1 });
    expect(provenanceOf(bench.db, 'movie', item.id).get('tmdb_id')).toMatchObject({ source: 'tmdb' });
    expect(tmdb.calls).toEqual(['search Alien 1979 en-US']);
    expect(bench.accepted).toEqual([item]);
    expect(bench.events).toContainEqual({ name: 'items.changed', payload: { items: [item] } });
  });

  it('identifies shows as well', async () => {
    const item = bench.addShow('Breaking Bad (2008)', { 1: 7 });
    await bench.counts();
    expect(bench.row(item)).toMatchObject({ tmdb_id: 1396, state: 'identified' });
  });

  it('leaves what is in doubt in the inbox, best guesses first', async () => {
    const item = bench.addFilm('The Thing');
    bench.addFilm('Home Video (2003)');
    expect(await bench.counts()).toMatchObject({ accepted: 0, waiting: 2 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: null, state: 'needs_identification' });
    const { items } = pageWaiting(bench.db, { libraryId: null, after: null, limit: 10 });
    expect(items.map(({ title, reason }) => [title, reason])).toEqual([
      ['The Thing', 'ambiguous'],
      ['Home Video', 'nothing'],
    ]);
    expect(items[0]?.guesses.map(({ tmdbId }) => tmdbId).sort()).toEqual([1091, 60935]);
  });

  it('asks for as much certainty as the library wants', async () => {
    bench.db
      .prepare(`INSERT OR REPLACE INTO library_automation_config (library_id, automation_mode) VALUES (?, 'manual')`)
      .run(bench.films);
    bench.addFilm('Alien');
    expect(await bench.counts()).toMatchObject({ accepted: 1 });
    const other = bench.addFilm('Alien (1978)');
    tmdb.titles = tmdb.titles
      .filter(({ title }) => title !== 'Alien')
      .concat({ ids: { tmdbId: 5 }, title: 'Alien', year: null });
    expect(await bench.counts()).toMatchObject({ waiting: 1 });
    expect(identificationOf(bench.db, other)).toMatchObject({ reason: 'weak' });
  });

  it('goes on to other providers when the first has nothing', async () => {
    const tvdb = memoryProvider('tvdb', [
      { ids: { tvdbId: 9, imdbId: 'tt1234567' }, title: 'Nebula Road', year: 2001 },
    ]);
    bench.providers = [tmdb, tvdb];
    const item = bench.addFilm('Nebula Road (2001)');
    await bench.counts();
    // Films have no id at TheTVDB.
    expect(bench.row(item)).toMatchObject({ imdb_id: 'tt1234567', state: 'identified' });
    expect(provenanceOf(bench.db, 'movie', item.id).get('imdb_id')).toMatchObject({ source: 'tvdb' });
  });

  it('never writes over a lock or a hand edit', async () => {
    const item = bench.addFilm('Alien (1979)', { tmdb_id_locked: 1, imdb_id_locked: 1 });
    expect(await bench.counts()).toMatchObject({ accepted: 0, waiting: 1 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: null, imdb_id: null });
    expect(identificationOf(bench.db, item)?.message).toContain('locked');
  });
});

describe('by ids', () => {
  it('looks up what names and NFO say, and completes it', async () => {
    const item = bench.addFilm('Whatever it is called {tmdb-679}', { state: 'needs_identification' });
    expect(await bench.counts()).toMatchObject({ accepted: 1 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 679, imdb_id: 'tt0090605', state: 'identified' });
    expect(tmdb.calls).toEqual(['movie 679']);
  });

  it('puts an id that nobody knows any more into the inbox, with guesses', async () => {
    const item = bench.addFilm('Alien (1979) {tmdb-999}');
    expect(await bench.counts({ items: [item] })).toMatchObject({ waiting: 1 });
    const found = identificationOf(bench.db, item);
    expect(found).toMatchObject({ reason: 'gone', guesses: [{ tmdbId: 348 }] });
    expect(found?.message).toContain('TMDB does not know 999 any more');
    expect(bench.row(item)).toMatchObject({ tmdb_id: 999, state: 'needs_identification' });
  });

  it('follows an id that was merged into another, and notes it', async () => {
    tmdb.titles = [{ ids: { tmdbId: 348 }, title: 'Alien', year: 1979, mergedIds: [111] }];
    const item = bench.addFilm('Alien (1979) {tmdb-111}', { state: 'needs_identification' });
    expect(await bench.counts()).toMatchObject({ accepted: 1 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 348 });
    const notes = bench.db
      .prepare(`SELECT description FROM activity_log WHERE event_type = 'item.idMerged'`)
      .pluck()
      .all();
    expect(notes).toEqual(['TMDB has merged 111 into 348; the new id is used.']);
    // The name still says the old one.
    expect(await bench.counts({ items: [item] })).toMatchObject({ known: 1 });
  });

  it('leaves it to a person when name and provider disagree', async () => {
    const item = bench.addFilm('Alien (1979) {tmdb-348} {imdb-tt0090605}');
    await bench.counts({ items: [item] });
    const found = identificationOf(bench.db, item);
    expect(found?.reason).toBe('conflict');
    expect(found?.message).toMatch(/IMDb disagree: the name says tt0090605, TMDB says tt0078748/);
    expect(found?.guesses.map(({ tmdbId }) => tmdbId).sort()).toEqual([348, 679]);
  });

  it('leaves it to a person when name and NFO disagree, but not when a person has said it', async () => {
    const item = bench.addFilm('Alien (1979) {tmdb-348}', { tmdb_id: 679 });
    bench.db.prepare(`UPDATE field_provenance SET source = 'nfo' WHERE field = 'tmdb_id'`).run();
    await bench.counts({ items: [item] });
    expect(identificationOf(bench.db, item)).toMatchObject({ reason: 'conflict' });
    bench.db.prepare(`UPDATE field_provenance SET source = 'user' WHERE field = 'tmdb_id'`).run();
    expect(await bench.counts({ items: [item] })).toMatchObject({ accepted: 1 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 679, state: 'identified' });
  });

  it('reviews answers that enriching got', () => {
    const item = bench.addFilm('Alien (1979) {tmdb-348} {imdb-tt0090605}', { state: 'enriching' });
    const none = { tmdbId: null, tvdbId: null, imdbId: null };
    const review = (...answers: Parameters<typeof reviewAnswers>[2]): string =>
      transaction(bench.db, () => reviewAnswers(bench.db, item, answers));
    expect(review({ provider: 'tmdb', ids: { ...none, tmdbId: 348, imdbId: 'tt0090605' } })).toBe('ok');
    expect(review({ provider: 'tmdb', ids: { ...none, tmdbId: 348, imdbId: 'tt0078748' } })).toBe('conflict');
    expect(bench.row(item)).toMatchObject({ state: 'needs_identification' });
    expect(review({ provider: 'tmdb', ids: null })).toBe('gone');
    expect(review({ provider: 'omdb', ids: null })).toBe('ok');
  });
});

describe('when providers do not answer', () => {
  const down = new ProviderError('tmdb', 'unreachable', 'TMDB cannot be reached.');

  it('ends well, with the items waiting for that reason and earlier guesses kept', async () => {
    const items = Array.from({ length: 30 }, (_, index) => bench.addFilm(`The Thing ${String(index)}`));
    const first = bench.addFilm('The Thing');
    await bench.counts({ items: [first] });
    tmdb.fault = down;
    const counts = await bench.counts();
    expect(counts).toEqual({ accepted: 0, known: 0, waiting: 0, unanswered: 31, message: 'TMDB cannot be reached.' });
    for (const item of [...items, first]) {
      expect(identificationOf(bench.db, item)).toMatchObject({ reason: 'provider_error', problem: 'unreachable' });
    }
    expect(identificationOf(bench.db, first)?.guesses).toHaveLength(2);
    expect(tmdb.calls.length).toBeLessThan(30);
    tmdb.fault = null;
    expect(await bench.counts()).toMatchObject({ unanswered: 0 });
  });

  it('pauses when it is too quick, and goes on with what is left', async () => {
    const item = bench.addFilm('Alien (1979)');
    const retryAtMs = Date.now() + 5_000;
    tmdb.fault = new ProviderError('tmdb', 'rate_limited', 'Too quick.', { retryAtMs });
    expect(await bench.run()).toMatchObject({ kind: 'rateLimited', untilMs: retryAtMs });
    tmdb.fault = null;
    expect(await bench.counts()).toMatchObject({ accepted: 1 });
    expect(bench.row(item)).toMatchObject({ state: 'identified' });
  });

  it('does not ask a second time, in the same job, about what it has searched for', async () => {
    bench.addFilm('The Thing');
    const { jobId } = await bench.run();
    bench.db.prepare(`UPDATE job_queue SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = ?`).run(jobId);
    const calls = tmdb.calls.length;
    await bench.run();
    expect(tmdb.calls).toHaveLength(calls);
  });

  it('says that a key is missing, and changes nothing', async () => {
    tmdb.isReady = false;
    const item = bench.addFilm('Alien (1979)');
    expect(await bench.counts()).toMatchObject({ waiting: 1, message: expect.stringContaining('key') as string });
    expect(identificationOf(bench.db, item)).toBeNull();
  });

  it('stops when it is told to', async () => {
    bench.addFilm('Alien (1979)');
    await expect(bench.run({}, AbortSignal.abort())).rejects.toThrow();
    expect(tmdb.calls).toEqual([]);
  });
});
