import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemRef } from '../../../contract/primitives.ts';
import { getItem } from '../../store/item.store.ts';
import { keepWaiting } from '../identify/waiting.ts';
import { createItemEdits, type ItemEdits } from '../items/item-edits.ts';
import { addFilm, type EnrichScene, enrichOptions, movieAnswer, openEnrichScene } from './__testing__/enrich-scene.ts';

let scene: EnrichScene;
let edits: ItemEdits;
let film: ItemRef;
beforeEach(() => {
  scene = openEnrichScene();
  edits = createItemEdits(scene.db, scene.deps.rules, () => undefined);
  film = addFilm(scene.db, { tmdb_id: null, title: 'As the folder says', state: 'needs_identification' });
  const fetched = { title: 'As TMDB says', plot: 'Far out.', tagline: 'In space.' };
  scene.providers.tmdb.movies.set(348, movieAnswer('tmdb', { tmdbId: 348, imdbId: 'tt0078748' }, fetched));
});
afterEach(() => {
  scene.close();
});

const row = (): Record<string, unknown> => getItem(scene.db, film) ?? {};
const identify = (): number => edits.setField(film, 'tmdb_id', 348) ?? 0;
const undo = (editId: number): unknown => edits.undo({ editId, item: null });
/** Does something while TMDB is asked for the first time. */
const meanwhile = (act: () => void): void => {
  const { tmdb } = scene.providers;
  tmdb.before = () => {
    tmdb.before = () => Promise.resolve();
    expect(row()).toMatchObject({ state: 'enriching' });
    act();
    return Promise.resolve();
  };
};

describe('taking back what a film was said to be', () => {
  it('while it is being asked about: it waits in the inbox again, and nothing of the answer is written', async () => {
    const editId = identify();
    meanwhile(() => undo(editId));
    expect(await scene.enricher.enrich(film, enrichOptions())).toMatchObject({ outcome: 'unidentified' });
    expect(row()).toMatchObject({
      state: 'needs_identification',
      tmdb_id: null,
      imdb_id: null,
      title: 'As the folder says',
    });
  });

  it('and saying it again while it is being asked about: it is enriched', async () => {
    const editId = identify();
    meanwhile(() => {
      undo(editId);
      identify();
    });
    expect(await scene.enricher.enrich(film, enrichOptions())).toMatchObject({ outcome: 'enriched' });
    expect(row()).toMatchObject({ state: 'selected', title: 'As TMDB says' });
  });

  it('after it was enriched: what was fetched goes with it, but for what a person has touched since', async () => {
    const editId = identify();
    await scene.enricher.enrich(film, enrichOptions());
    edits.setField(film, 'plot', 'Mine.');
    edits.setLock(film, 'tagline', true);
    expect(row()).toMatchObject({ imdb_id: 'tt0078748', title: 'As TMDB says' });
    undo(editId);
    expect(row()).toMatchObject({
      state: 'needs_identification',
      tmdb_id: null,
      imdb_id: null,
      title: 'As the folder says',
      plot: 'Mine.',
      tagline: 'In space.',
    });
  });

  it('when it was another title before: what was fetched goes as well', async () => {
    const { tmdb } = scene.providers;
    tmdb.movies.set(679, movieAnswer('tmdb', { tmdbId: 679 }, { title: 'The other one', plot: 'Farther out.' }));
    identify();
    await scene.enricher.enrich(film, enrichOptions());
    const editId = edits.setField(film, 'tmdb_id', 679) ?? 0;
    await scene.enricher.enrich(film, enrichOptions({ jobId: 2 }));
    expect(row()).toMatchObject({ tmdb_id: 679, title: 'The other one' });
    undo(editId);
    expect(row()).toMatchObject({ tmdb_id: 348, title: 'As TMDB says', plot: 'Far out.' });
  });

  it('leaves what was fetched since where an id was only added to another', async () => {
    identify();
    const editId = edits.setField(film, 'imdb_id', 'tt0078748') ?? 0;
    await scene.enricher.enrich(film, enrichOptions());
    undo(editId);
    expect(row()).toMatchObject({ tmdb_id: 348, imdb_id: null, title: 'As TMDB says' });
  });

  it('is not offered by an edit of anything else: what was fetched stays', async () => {
    identify();
    const editId = edits.setField(film, 'outline', 'Mine.') ?? 0;
    await scene.enricher.enrich(film, enrichOptions());
    undo(editId);
    expect(row()).toMatchObject({ state: 'selected', title: 'As TMDB says', outline: null, tmdb_id: 348 });
  });
});

it('leaves in the inbox what is put there while it is being asked about', async () => {
  identify();
  meanwhile(() => {
    keepWaiting(
      scene.db,
      { type: 'movie', id: film.id },
      { reason: 'ambiguous', message: null, problem: null, guesses: [] },
    );
  });
  await scene.enricher.enrich(film, enrichOptions());
  expect(row()).toMatchObject({ state: 'needs_identification', tmdb_id: 348 });
});
