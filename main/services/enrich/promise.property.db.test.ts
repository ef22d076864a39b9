import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentifiableRef } from '../../../contract/identification.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { addShow } from '../../__testing__/test-shows.ts';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import { ProviderError } from '../../providers/provider.ts';
import { selectionOf } from '../../store/artwork.store.ts';
import { candidateRecords } from '../../store/candidate.store.ts';
import { recoverEnriching } from '../../store/enrichment.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import { settleIdentity } from '../identify/settle-identity.ts';
import { createItemEdits, type ItemEdits } from '../items/item-edits.ts';
import { guardOf } from '../items/item-guard.ts';
import { readItemValue } from '../items/item-values.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { askOptions } from './ask-options.ts';
import { setMergeRules } from '../providers/merge-rules.ts';
import {
  addFilm,
  type EnrichScene,
  enrichOptions,
  movieAnswer,
  openEnrichScene,
  seasonAnswer,
  seriesAnswer,
  type TestProvider,
} from './__testing__/enrich-scene.ts';
import { undoRun } from './undo-run.ts';

/**
 * The first promise: whatever providers answer, refreshes, restarts and re-identifications come, what a person has locked,
 * typed or picked stays as it is.
 */
let scene: EnrichScene;
beforeAll(() => {
  scene = openEnrichScene();
});
afterAll(() => {
  scene.close();
});

const FIELDS = ['title', 'plot', 'year', 'genres', 'actors', 'ratings', 'set_id', 'mpaa', 'runtime'] as const;
const PROVIDERS = ['tmdb', 'tvdb', 'omdb'] as const;
const IDS = [1, 2, 3];

const word = fc.constantFrom('A', 'B', 'C', 'مرحبا', '🎬');
const metadata = fc.record<Partial<MovieMetadata>>({
  title: fc.option(word, { nil: null }),
  plot: fc.option(word, { nil: null }),
  year: fc.option(fc.integer({ min: 1990, max: 1995 }), { nil: null }),
  mpaa: fc.option(fc.constantFrom('R', 'PG'), { nil: null }),
  runtime: fc.option(fc.nat(99_999), { nil: null }),
  genres: fc.array(fc.constantFrom('Drama', 'Sci-Fi', 'Horror'), { maxLength: 2 }),
  actors: fc.array(
    fc.record({
      name: fc.constantFrom('Ann', 'Bob'),
      role: fc.option(word, { nil: null }),
      order: fc.nat(3),
      thumbUrl: fc.constant(null),
      tmdbId: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    }),
    { maxLength: 3 },
  ),
  ratings: fc.array(
    fc.record({
      source: fc.constantFrom('imdb', 'themoviedb'),
      value: fc.nat(10),
      max: fc.constant(10),
      votes: fc.constant(null),
      isDefault: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  set: fc.option(
    fc.record({
      name: fc.constantFrom('S', 'T'),
      overview: fc.constant(null),
      tmdbCollectionId: fc.integer({ min: 1, max: 2 }),
    }),
    { nil: null },
  ),
});
const VALUES: Record<(typeof FIELDS)[number], fc.Arbitrary<unknown>> = {
  title: word,
  plot: fc.option(word, { nil: null }),
  year: fc.option(fc.integer({ min: 1960, max: 1965 }), { nil: null }),
  genres: fc.array(fc.constantFrom('Western', 'Drama'), { maxLength: 2 }),
  actors: fc.array(
    fc.record({
      name: fc.constantFrom('Ann', 'Carl'),
      role: fc.constant(null),
      tmdbId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      thumbHash: fc.constant(null),
    }),
    { maxLength: 1 },
  ),
  ratings: fc.constant([{ source: 'mine', value: 1, max: 10, votes: null, isDefault: true }]),
  set_id: fc.option(fc.record({ name: fc.constantFrom('S', 'Own'), overview: fc.option(word, { nil: null }) }), {
    nil: null,
  }),
  mpaa: fc.constantFrom('FSK 6', null),
  runtime: fc.integer({ min: 0, max: 300 }),
};

type Step =
  | {
      do: 'answer';
      provider: (typeof PROVIDERS)[number];
      id: number;
      said: Partial<MovieMetadata>;
      images: number[];
      asId: number;
    }
  | { do: 'forget'; provider: (typeof PROVIDERS)[number]; id: number }
  | { do: 'fail'; provider: (typeof PROVIDERS)[number]; isDown: boolean }
  | { do: 'refresh'; isSelecting: boolean }
  | { do: 'preview' | 'restart' | 'undoRun' }
  | { do: 'edit'; field: (typeof FIELDS)[number]; value: unknown }
  | { do: 'lock'; field: (typeof FIELDS)[number] | 'poster' | 'all'; isLocked: boolean }
  | { do: 'pick'; index: number }
  | { do: 'settle'; id: number }
  | { do: 'mode'; mode: 'fill' | 'replace' };

const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>): { arbitrary: fc.Arbitrary<T>; weight: number } => ({
  arbitrary,
  weight,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  weighted(
    6,
    fc
      .record({
        provider: fc.constantFrom(...PROVIDERS),
        id: fc.constantFrom(...IDS),
        merged: fc.option(fc.constantFrom(...IDS), { nil: null, freq: 8 }),
        said: metadata,
        images: fc.array(fc.nat(4), { maxLength: 2 }),
      })
      .map(({ merged, ...rest }): Step => ({ do: 'answer', ...rest, asId: merged ?? rest.id })),
  ),
  weighted(
    1,
    fc.record({
      do: fc.constant('forget' as const),
      provider: fc.constantFrom(...PROVIDERS),
      id: fc.constantFrom(...IDS),
    }),
  ),
  weighted(
    2,
    fc.record({ do: fc.constant('fail' as const), provider: fc.constantFrom(...PROVIDERS), isDown: fc.boolean() }),
  ),
  weighted(10, fc.record({ do: fc.constant('refresh' as const), isSelecting: fc.boolean() })),
  weighted(3, fc.record({ do: fc.constantFrom('preview' as const, 'restart' as const, 'undoRun' as const) })),
  weighted(
    6,
    fc.constantFrom(...FIELDS).chain((field) => VALUES[field].map((value): Step => ({ do: 'edit', field, value }))),
  ),
  weighted(
    4,
    fc.record({
      do: fc.constant('lock' as const),
      field: fc.constantFrom(...FIELDS, 'poster' as const, 'all' as const),
      isLocked: fc.boolean(),
    }),
  ),
  weighted(2, fc.record({ do: fc.constant('pick' as const), index: fc.nat(3) })),
  weighted(3, fc.record({ do: fc.constant('settle' as const), id: fc.constantFrom(...IDS) })),
  weighted(
    1,
    fc.record({ do: fc.constant('mode' as const), mode: fc.constantFrom('fill' as const, 'replace' as const) }),
  ),
);

function image(index: number): ImageOffer {
  return {
    type: 'poster',
    url: `https://invented.example/${String(index)}.jpg`,
    previewUrl: null,
    sourceKey: `/${String(index)}.jpg`,
    width: 1000,
    height: 1500,
    language: null,
    voteAverage: null,
    voteCount: null,
    season: null,
  };
}

const imdb = (id: number): string => `tt000000${String(id)}`;

/** One life of one film: what a person has settled is compared after each step that is not theirs. */
class Life {
  readonly #film: IdentifiableRef;
  #run = 0;

  constructor() {
    for (const name of PROVIDERS) {
      scene.providers[name].movies.clear();
      scene.providers[name].error = null;
    }
    for (const id of IDS) {
      const said = { title: `Title ${String(id)}`, plot: `Plot ${String(id)}`, year: 1980 + id };
      const ids = { tmdbId: id, imdbId: imdb(id) };
      scene.providers.tmdb.movies.set(id, movieAnswer('tmdb', ids, said, { images: [image(id), image(0)] }));
    }
    setMergeRules(scene.db, { default: { providers: [...PROVIDERS], languages: [], mode: 'replace' }, fields: {} });
    this.#film = { type: 'movie', id: addFilm(scene.db, { tmdb_id: 1 }).id };
  }

  get #edits(): ItemEdits {
    return createItemEdits(scene.db, scene.deps.rules, () => undefined);
  }

  /** What must not change but by the person: locked or hand-edited fields, and the poster they have picked. */
  settled(): Record<string, unknown> {
    const { db } = scene;
    const item = getItem(db, this.#film);
    if (item === null) throw new Error('The film is gone.');
    const guard = guardOf(db, this.#film);
    const fields = FIELDS.filter((field) => !mayAutomationReplace(guard(field)));
    const posters = candidateRecords(db, this.#film, 'poster');
    const isPicked = item['poster_locked'] === 1 || posters.some(({ selectedBy }) => selectedBy === 'manual');
    return {
      ...Object.fromEntries(fields.map((field) => [field, readItemValue(db, item, field)])),
      ...(isPicked ? { poster: selectionOf(db, this.#film, 'poster') } : {}),
    };
  }

  async take(step: Step): Promise<{ isByHand: boolean }> {
    const { db, enricher } = scene;
    const provider = (name: (typeof PROVIDERS)[number]): TestProvider => scene.providers[name];
    switch (step.do) {
      case 'answer': {
        const ids = { tmdbId: step.asId, imdbId: imdb(step.asId) };
        const answer = movieAnswer(step.provider, ids, step.said, { images: step.images.map(image) });
        provider(step.provider).movies.set(step.provider === 'omdb' ? imdb(step.id) : step.id, answer);
        return { isByHand: false };
      }
      case 'forget':
        provider(step.provider).movies.delete(step.id);
        return { isByHand: false };
      case 'fail':
        provider(step.provider).error = step.isDown ? new ProviderError(step.provider, 'unavailable', 'Down.') : null;
        return { isByHand: false };
      case 'refresh':
        this.#run += 1;
        await enricher.enrich(this.#film, enrichOptions({ isSelecting: step.isSelecting, jobId: this.#run }));
        return { isByHand: false };
      case 'preview':
        await enricher.preview(this.#film, enrichOptions({ jobId: null }));
        return { isByHand: false };
      case 'restart':
        if (getItem(db, this.#film)?.state === 'identified') updateItem(db, this.#film, { state: 'enriching' });
        scene.restart();
        recoverEnriching(scene.db);
        return { isByHand: false };
      case 'undoRun':
        await undoRun(scene.deps, this.#run, new AbortController().signal);
        return { isByHand: false };
      case 'edit':
        this.#edits.setField(this.#film, step.field, step.value);
        return { isByHand: true };
      case 'lock':
        this.#edits.setLock(this.#film, step.field, step.isLocked);
        return { isByHand: true };
      case 'pick': {
        const poster = candidateRecords(db, this.#film, 'poster')[step.index];
        if (poster !== undefined) this.#edits.setArtwork(this.#film, 'poster', [poster.id]);
        return { isByHand: true };
      }
      case 'settle': {
        const deps = { ...scene.deps, providers: { all: () => [] } };
        const options = askOptions(db, enrichOptions());
        await settleIdentity(deps, this.#film, { tmdbId: step.id }, options);
        return { isByHand: false };
      }
      case 'mode':
        setMergeRules(db, { default: { providers: [...PROVIDERS], languages: [], mode: step.mode } });
        return { isByHand: false };
    }
  }
}

describe('what a person has settled', () => {
  it('stays, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const life = new Life();
        for (const next of steps) {
          const before = life.settled();
          const { isByHand } = await life.take(next);
          if (!isByHand) expect(life.settled()).toEqual(before);
        }
      }),
      { numRuns: Number(process.env['METARR_PROMISE_RUNS'] ?? 60), seed: 4 },
    );
  }, 120_000);

  it('stays below a show, too, also when it is another one now', async () => {
    const ids = addShow(scene.db, {
      title: 'Show',
      columns: { tmdb_id: 51, state: 'identified' },
      episodes: [{ season: 1, episode: 1, file: 'S01E01.mkv' }],
    });
    setMergeRules(scene.db, { default: { providers: [...PROVIDERS], languages: [], mode: 'replace' } });
    const { tmdb } = scene.providers;
    for (const id of [51, 52]) {
      tmdb.series.set(id, seriesAnswer('tmdb', { tmdbId: id }, { title: `Show ${String(id)}` }, [1]));
      const episode = { episode: 1, title: `Title ${String(id)}`, plot: `Plot ${String(id)}` };
      tmdb.seasons.set(`${String(id)}/1`, seasonAnswer('tmdb', 1, [episode]));
    }
    tmdb.error = null;
    const series: ItemRef = { type: 'series', id: ids.series };
    const episode: ItemRef = { type: 'episode', id: ids.episodes['1x01'] ?? 0 };
    const edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
    await scene.enricher.enrich(series, enrichOptions());
    edits.setField(episode, 'plot', 'Mine');
    edits.setLock(series, 'title', true);
    updateItem(scene.db, series, { tmdb_id: 52 });
    await scene.enricher.enrich(series, enrichOptions());
    expect(getItem(scene.db, series)).toMatchObject({ title: 'Show 51' });
    // A lock of the show's title holds below.
    expect(getItem(scene.db, episode)).toMatchObject({ title: 'Title 51', plot: 'Mine' });
  });
});
