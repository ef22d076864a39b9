import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemRef } from '../../../contract/primitives.ts';
import { addShow } from '../../__testing__/test-shows.ts';
import { ProviderError } from '../../providers/provider.ts';
import { recoverEnriching } from '../../store/enrichment.store.ts';
import { listEdits } from '../../store/edit-history.store.ts';
import { episodesOf } from '../../store/episode.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import { actorsOf } from '../../store/people.store.ts';
import { getSet } from '../../store/set.store.ts';
import { provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { asksOf, recordsOf } from '../../store/provider-record.store.ts';
import { createItemEdits } from '../items/item-edits.ts';
import { setMergeRules } from '../providers/merge-rules.ts';
import {
  addFilm,
  type EnrichScene,
  enrichOptions,
  movieAnswer,
  NO_IDS,
  openEnrichScene,
  seasonAnswer,
  seriesAnswer,
} from './__testing__/enrich-scene.ts';
import type { EnrichResult } from './enrich-types.ts';
import { itemAlternatives, takeAlternative } from './item-alternatives.ts';
import { undoRun } from './undo-run.ts';

let scene: EnrichScene;
beforeEach(() => {
  scene = openEnrichScene();
});
afterEach(() => {
  scene.close();
});

const enrich = (item: ItemRef, change = {}): Promise<EnrichResult> =>
  scene.enricher.enrich(item, enrichOptions(change));
const row = (item: ItemRef): Record<string, unknown> => getItem(scene.db, item) ?? {};
const down = (code: 'unavailable' | 'offline' | 'unreachable'): ProviderError =>
  new ProviderError('tmdb', code, 'TMDB does not answer. It is asked again later.');
const signal = new AbortController().signal;

describe('enriching a film', () => {
  it('asks who knows its id, completes ids for the others, and writes the merge with its origin', async () => {
    const { tmdb, omdb, tvdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 348 });
    tmdb.movies.set(
      348,
      movieAnswer('tmdb', { tmdbId: 348, imdbId: 'tt0078748' }, { title: 'Alien', plot: 'Far out.' }),
    );
    omdb.movies.set('tt0078748', movieAnswer('omdb', { imdbId: 'tt0078748' }, { plot: 'Short.', mpaa: 'R' }));
    expect(await enrich(film)).toMatchObject({ outcome: 'enriched', problems: [] });
    expect([tmdb.asked, omdb.asked]).toEqual([['movie 348'], ['movie tt0078748']]);
    expect(tvdb.asked).toHaveLength(1);
    expect(row(film)).toMatchObject({
      title: 'Alien',
      plot: 'Far out.',
      mpaa: 'R',
      imdb_id: 'tt0078748',
      state: 'selected',
      has_unpublished_changes: 1,
    });
    expect(provenanceOf(scene.db, 'movie', film.id).get('mpaa')).toMatchObject({ source: 'omdb', detail: '' });
    expect(asksOf(scene.db, film).map(({ provider, isKnown }) => [provider, isKnown])).toEqual([
      ['omdb', true],
      ['tmdb', true],
      ['tvdb', false],
    ]);
    expect(recordsOf(scene.db, film)).toHaveLength(2);
  });

  it('finds its own id by another, and writes nothing the second time', async () => {
    const film = addFilm(scene.db, { tmdb_id: null, imdb_id: 'tt0078748' });
    scene.providers.tmdb.movies.set(348, movieAnswer('tmdb', { tmdbId: 348, imdbId: 'tt0078748' }, { title: 'Alien' }));
    await enrich(film);
    expect(row(film)).toMatchObject({ tmdb_id: 348, title: 'Alien' });
    const edits = listEdits(scene.db, film, 100).length;
    expect(await enrich(film, { jobId: 2 })).toMatchObject({ changed: 0 });
    expect(listEdits(scene.db, film, 100)).toHaveLength(edits);
  });

  it('leaves the rest of a provider that is down for later, and is not asked again in the same run', async () => {
    const { tmdb, omdb } = scene.providers;
    const film = addFilm(scene.db, { imdb_id: 'tt0078748' });
    const other = addFilm(scene.db, { imdb_id: 'tt0090605' });
    omdb.movies.set('tt0078748', movieAnswer('omdb', { imdbId: 'tt0078748' }, { plot: 'Short.' }));
    tmdb.error = down('offline');
    const options = enrichOptions();
    expect(await scene.enricher.enrich(film, options)).toMatchObject({
      outcome: 'enriched',
      problems: [{ provider: 'tmdb' }],
    });
    await scene.enricher.enrich(other, options);
    expect(tmdb.asked).toHaveLength(1);
    expect(row(film)).toMatchObject({ plot: 'Short.' });
    expect(asksOf(scene.db, film).find(({ provider }) => provider === 'tmdb')).toMatchObject({ problem: 'offline' });
  });

  it.each([
    ['unavailable', 'error_provider'],
    ['unreachable', 'error_network'],
  ] as const)('says what is wrong when nobody answers (%s), and forgets it when somebody does', async (code, state) => {
    const { tmdb, tvdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 348 });
    tmdb.error = down(code);
    tvdb.error = down(code);
    expect(await enrich(film)).toMatchObject({ outcome: 'failed' });
    expect(row(film)).toMatchObject({ state, error_message: 'TMDB does not answer. It is asked again later.' });
    tmdb.error = null;
    tmdb.movies.set(348, movieAnswer('tmdb', { tmdbId: 348 }, { title: 'Alien' }));
    await enrich(film);
    expect(row(film)).toMatchObject({ state: 'selected', error_message: null, title: 'Alien' });
    tmdb.error = down(code);
    await enrich(film);
    expect(row(film)).toMatchObject({ title: 'Alien', state: 'selected' });
  });

  it('puts a film that nobody knows any more into the inbox, and follows an id that was merged', async () => {
    const { tmdb } = scene.providers;
    const gone = addFilm(scene.db, { tmdb_id: 1 });
    expect(await enrich(gone)).toMatchObject({ outcome: 'unknown' });
    expect(row(gone)).toMatchObject({ state: 'needs_identification', tmdb_id: 1 });
    const merged = addFilm(scene.db, { tmdb_id: 2 });
    tmdb.movies.set(2, movieAnswer('tmdb', { tmdbId: 3 }, { title: 'Merged', plot: 'Same.' }));
    tmdb.movies.set(3, movieAnswer('tmdb', { tmdbId: 3 }, { title: 'Merged', plot: 'Same.' }));
    await enrich(merged);
    expect(row(merged)).toMatchObject({ tmdb_id: 3, title: 'Merged' });
    expect(await enrich(merged, { jobId: 2 })).toMatchObject({ changed: 0 });
    expect(row(merged)).toMatchObject({ plot: 'Same.' });
  });

  it('forgets what was said of another film when its id changes, but not what was typed', async () => {
    const { tmdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 1 });
    tmdb.movies.set(1, movieAnswer('tmdb', { tmdbId: 1 }, { title: 'Wrong', plot: 'Wrong.', tagline: 'Wrong!' }));
    tmdb.movies.set(2, movieAnswer('tmdb', { tmdbId: 2 }, { title: 'Right', plot: 'Right.' }));
    await enrich(film);
    const edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
    edits.setField(film, 'outline', 'Mine');
    edits.setField(film, 'tmdb_id', 2);
    await enrich(film, { jobId: 2 });
    expect(row(film)).toMatchObject({ title: 'Right', plot: 'Right.', tagline: null, outline: 'Mine' });
    await undoRun(scene.deps, 2, signal);
    expect(row(film)).toMatchObject({ title: 'Wrong', tagline: 'Wrong!', outline: 'Mine' });
  });

  it('keeps what the NFO said with "fill", offers it otherwise, and lets a person take it', async () => {
    const { tmdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 1, plot: 'By the NFO.' });
    setProvenance(scene.db, 'movie', film.id, 'plot', 'nfo');
    tmdb.movies.set(1, movieAnswer('tmdb', { tmdbId: 1 }, { plot: 'By TMDB.' }));
    setMergeRules(scene.db, { fields: { plot: { providers: ['tmdb'], languages: [], mode: 'fill' } } });
    expect(await enrich(film)).toMatchObject({ kept: [{ field: 'plot', reason: 'fill_only' }] });
    setMergeRules(scene.db, { fields: {} });
    await enrich(film);
    expect(row(film)).toMatchObject({ plot: 'By TMDB.' });
    expect(itemAlternatives(scene.db, film, 'plot')).toMatchObject([
      { provider: 'tmdb', language: '', value: 'By TMDB.', isCurrent: true },
      { provider: 'nfo', language: '', value: 'By the NFO.', isCurrent: false },
    ]);
    const edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
    takeAlternative(scene.db, edits, film, 'plot', { provider: 'nfo', language: '' });
    expect(row(film)).toMatchObject({ plot: 'By the NFO.', plot_locked: 1 });
    await enrich(film);
    expect(row(film)).toMatchObject({ plot: 'By the NFO.' });
  });

  it('tells people apart by their ids and asks about a set once a run', async () => {
    const { tmdb } = scene.providers;
    const set = { name: 'Pair', overview: null, tmdbCollectionId: 9 };
    const cast = (tmdbId: number, role: string): MovieCast => ({
      name: 'Ann Doe',
      role,
      order: 0,
      thumbUrl: null,
      tmdbId,
    });
    const films = [1, 2].map((id) => addFilm(scene.db, { tmdb_id: id }));
    tmdb.movies.set(1, movieAnswer('tmdb', { tmdbId: 1 }, { set, actors: [cast(7, 'A')] }));
    tmdb.movies.set(2, movieAnswer('tmdb', { tmdbId: 2 }, { set, actors: [cast(8, 'B')] }));
    tmdb.sets.set(9, {
      kind: 'set',
      provider: 'tmdb',
      providerId: '9',
      ids: NO_IDS,
      records: [{ language: '', metadata: { name: 'The Pair', overview: 'Two.', tmdbCollectionId: 9, uniqueIds: [] } }],
      images: [],
      trailers: [],
      members: [],
    });
    const options = enrichOptions();
    for (const film of films) await scene.enricher.enrich(film, options);
    expect(tmdb.asked.filter((what) => what.startsWith('set'))).toEqual(['set 9']);
    expect(getSet(scene.db, Number(row(films[0] as ItemRef)['set_id']))).toMatchObject({
      name: 'The Pair',
      overview: 'Two.',
    });
    expect(films.map((film) => actorsOf(scene.db, film).map(({ tmdbId }) => tmdbId))).toEqual([[7], [8]]);
  });

  it('asks again when somebody says meanwhile that it is another film', async () => {
    const { tmdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 1 });
    tmdb.movies.set(1, movieAnswer('tmdb', { tmdbId: 1 }, { title: 'Wrong' }));
    tmdb.movies.set(2, movieAnswer('tmdb', { tmdbId: 2 }, { title: 'Right' }));
    tmdb.before = () => {
      tmdb.before = () => Promise.resolve();
      updateItem(scene.db, film, { tmdb_id: 2 });
      return Promise.resolve();
    };
    await enrich(film);
    expect(tmdb.asked.filter((what) => what.startsWith('movie'))).toEqual(['movie 1', 'movie 2']);
    expect(row(film)).toMatchObject({ title: 'Right' });
  });

  it('leaves no film in between when it is cancelled or killed', async () => {
    const { tmdb } = scene.providers;
    const film = addFilm(scene.db, { tmdb_id: 1 });
    const controller = new AbortController();
    tmdb.before = () => {
      expect(row(film)).toMatchObject({ state: 'enriching' });
      controller.abort();
      return Promise.resolve();
    };
    await expect(enrich(film, { signal: controller.signal })).rejects.toThrow();
    expect(row(film)).toMatchObject({ state: 'identified' });
    updateItem(scene.db, film, { state: 'enriching' });
    scene.restart();
    expect(recoverEnriching(scene.db)).toBe(1);
    expect(row(film)).toMatchObject({ state: 'identified' });
  });
});

describe('previewing', () => {
  it('says what would change and writes nothing but answers', async () => {
    const film = addFilm(scene.db, { tmdb_id: 1, title: 'Old' });
    scene.providers.tmdb.movies.set(1, movieAnswer('tmdb', { tmdbId: 1 }, { title: 'New' }));
    const before = row(film);
    const [preview] = await scene.enricher.preview(film, enrichOptions({ jobId: null }));
    expect(preview).toMatchObject({
      item: film,
      changes: [{ field: 'title', before: 'Old', after: 'New', provider: 'tmdb', language: '' }],
      isUnidentified: false,
    });
    expect(row(film)).toEqual(before);
    expect(recordsOf(scene.db, film)).toHaveLength(1);
    const unidentified = addFilm(scene.db, { tmdb_id: null });
    expect(await scene.enricher.preview(unidentified, enrichOptions())).toMatchObject([{ isUnidentified: true }]);
  });
});

describe('enriching a show', () => {
  it('writes show, seasons and episodes, adds those that are missing, and drops what nobody knows any more', async () => {
    const { tmdb } = scene.providers;
    const ids = addShow(scene.db, {
      title: 'Show',
      columns: { tmdb_id: 5, state: 'identified' },
      episodes: [{ season: 1, episode: 1, file: 'S01E01.mkv' }],
    });
    const series: ItemRef = { type: 'series', id: ids.series };
    tmdb.series.set(5, seriesAnswer('tmdb', { tmdbId: 5 }, { title: 'The Show' }, [1]));
    tmdb.seasons.set(
      '5/1',
      seasonAnswer('tmdb', 1, [
        { episode: 1, title: 'Pilot' },
        { episode: 2, title: 'Second' },
      ]),
    );
    expect(await enrich(series)).toMatchObject({ outcome: 'enriched' });
    const episodes = (): unknown[] =>
      episodesOf(scene.db, ids.series)
        .filter(({ deleted_on }) => deleted_on === null)
        .map(({ episode_number, title, file_path, state }) => [episode_number, title, file_path !== null, state]);
    expect(episodes()).toEqual([
      [1, 'Pilot', true, 'selected'],
      [2, 'Second', false, 'enriched'],
    ]);
    expect(row(series)).toMatchObject({ title: 'The Show', state: 'selected' });
    tmdb.seasons.set('5/1', seasonAnswer('tmdb', 1, [{ episode: 1, title: 'Pilot' }]));
    await enrich(series);
    expect(episodes()).toEqual([[1, 'Pilot', true, 'selected']]);
  });

  it('takes back below what another show had left there', async () => {
    const { tmdb } = scene.providers;
    const ids = addShow(scene.db, {
      title: 'Show',
      columns: { tmdb_id: 5, state: 'identified' },
      episodes: [{ season: 1, episode: 1, file: 'S01E01.mkv' }],
    });
    const series: ItemRef = { type: 'series', id: ids.series };
    tmdb.series.set(5, seriesAnswer('tmdb', { tmdbId: 5 }, { title: 'Wrong' }, [1]));
    tmdb.seasons.set('5/1', seasonAnswer('tmdb', 1, [{ episode: 1, title: 'Wrong', plot: 'Wrong.' }]));
    tmdb.series.set(6, seriesAnswer('tmdb', { tmdbId: 6 }, { title: 'Right' }, [1]));
    tmdb.seasons.set('6/1', seasonAnswer('tmdb', 1, [{ episode: 1, title: 'Right' }]));
    await enrich(series);
    updateItem(scene.db, series, { tmdb_id: 6 });
    await enrich(series);
    expect(episodesOf(scene.db, ids.series)).toMatchObject([{ title: 'Right', plot: null }]);
  });
});

type MovieCast = NonNullable<Parameters<typeof movieAnswer>[2]['actors']>[number];
