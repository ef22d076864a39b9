import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentifiableRef, Identity } from '../../../contract/identification.ts';
import { type AskOptions, ProviderError } from '../../providers/provider.ts';
import { listEdits } from '../../store/edit-history.store.ts';
import { setProvenance } from '../../store/provenance.store.ts';
import { createItemEdits } from '../items/item-edits.ts';
import { type IdentifyBench, openIdentifyBench } from './__testing__/identify-bench.ts';
import { memoryProvider, type MemoryProvider } from './__testing__/memory-provider.ts';
import { lookUpIdentity, settleIdentity } from './settle-identity.ts';

let bench: IdentifyBench;
let tmdb: MemoryProvider;
const options: AskOptions = {
  languages: ['en-US'],
  imageLanguages: [],
  signal: new AbortController().signal,
  isFresh: false,
  isInteractive: true,
};

beforeEach(() => {
  bench = openIdentifyBench();
  tmdb = memoryProvider('tmdb', [
    { ids: { tmdbId: 348, imdbId: 'tt0078748' }, title: 'Alien', year: 1979, runtimeMinutes: 117 },
    { ids: { tmdbId: 679, imdbId: 'tt0090605' }, title: 'Aliens', year: 1986 },
  ]);
  bench.providers = [tmdb];
});
afterEach(() => {
  bench.close();
});

const settle = (item: IdentifiableRef, identity: Identity): Promise<number | null> =>
  settleIdentity(bench.deps, item, identity, options);
const undo = (item: IdentifiableRef): void => {
  createItemEdits(bench.db, bench.deps.rules, () => undefined).undo({ editId: null, item });
};

describe('a person says what it is', () => {
  it('with a pick, and its other ids come along; one undo takes all of it back', async () => {
    const item = bench.addFilm('Unknown Thing (1990)');
    const editId = await settle(item, { tmdbId: 348 });
    expect(editId).not.toBeNull();
    expect(bench.row(item)).toMatchObject({
      tmdb_id: 348,
      imdb_id: 'tt0078748',
      state: 'identified',
      tmdb_id_locked: 0,
    });
    undo(item);
    expect(bench.row(item)).toMatchObject({ tmdb_id: null, imdb_id: null, state: 'needs_identification' });
    expect(listEdits(bench.db, item, 10).every(({ undoneAt }) => undoneAt !== null)).toBe(true);
  });

  it.each([
    { imdbId: 'tt0090605' },
    { url: 'https://www.imdb.com/title/tt0090605/' },
    { url: 'https://www.themoviedb.org/movie/679-aliens' },
  ])('with %j', async (identity) => {
    const item = bench.addFilm('Unknown Thing (1990)');
    expect(await lookUpIdentity(bench.deps, item, identity, options)).toMatchObject({ title: 'Aliens', tmdbId: 679 });
    await settle(item, identity);
    expect(bench.row(item)).toMatchObject({ tmdb_id: 679, imdb_id: 'tt0090605' });
  });

  it('with an id that nobody knows, which is refused', async () => {
    const item = bench.addFilm('Unknown Thing (1990)');
    await expect(settle(item, { tmdbId: 5 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(lookUpIdentity(bench.deps, item, { tmdbId: 5 }, options)).rejects.toMatchObject({ code: 'not_found' });
    await expect(settle(item, { url: 'https://example.com/1' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(settle({ type: 'movie', id: 999 }, { tmdbId: 348 })).rejects.toMatchObject({ code: 'not_found' });
    expect(bench.row(item)).toMatchObject({ tmdb_id: null, state: 'needs_identification' });
  });

  it('offline and without a key, and is taken at their word', async () => {
    const item = bench.addFilm('Unknown Thing (1990)');
    tmdb.fault = new ProviderError('tmdb', 'offline', 'There is no connection.');
    await settle(item, { tmdbId: 348 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 348, state: 'identified' });
    await expect(lookUpIdentity(bench.deps, item, { tmdbId: 348 }, options)).rejects.toMatchObject({ code: 'offline' });
    bench.providers = [];
    await settle(item, { imdbId: 'tt0090605' });
    expect(bench.row(item)).toMatchObject({ imdb_id: 'tt0090605', tmdb_id: 348 });
    await expect(settle(item, { tvdbId: 5 })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('saying that it is something else', () => {
  const insert = (sql: string, ...values: (string | number)[]): void => {
    bench.db.prepare(sql).run(...values);
  };

  it('forgets what is about the other title, and keeps locks, hand edits and what a person chose', async () => {
    const item = bench.addFilm('Alien (1979)', {
      tmdb_id: 348,
      imdb_id: 'tt0078748',
      state: 'enriched',
      title: 'Alien',
      plot: 'A ship.',
      tagline: 'In space.',
      outline: 'Mine.',
      mpaa: 'R',
      mpaa_locked: 1,
      imdb_id_locked: 1,
    });
    for (const field of ['title', 'plot', 'tagline', 'mpaa', 'tmdb_id', 'imdb_id']) {
      setProvenance(bench.db, 'movie', item.id, field, 'tmdb');
    }
    setProvenance(bench.db, 'movie', item.id, 'outline', 'user');
    insert(
      `INSERT INTO provider_records (entity_type, entity_id, provider, data) VALUES ('movie', ?, 'tmdb', '{}')`,
      item.id,
    );
    insert(
      `INSERT INTO provider_records (entity_type, entity_id, provider, data) VALUES ('movie', ?, 'nfo', '{}')`,
      item.id,
    );
    for (const [key, provider, isSelected, by] of [
      ['a', 'tmdb', 0, null],
      ['b', 'tmdb', 1, 'manual'],
      ['c', 'local', 0, null],
    ] as const) {
      bench.db
        .prepare(
          `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, source_key, is_selected, selected_by)
           VALUES ('movie', ?, 'poster', ?, ?, ?, ?)`,
        )
        .run(item.id, provider, key, isSelected, by);
    }
    await settle(item, { tmdbId: 679 });
    expect(bench.row(item)).toMatchObject({
      tmdb_id: 679,
      // Locked.
      imdb_id: 'tt0078748',
      mpaa: 'R',
      // By hand.
      outline: 'Mine.',
      // Of the other title.
      title: 'Aliens',
      plot: null,
      tagline: null,
      state: 'identified',
    });
    const list = (sql: string): unknown[] => bench.db.prepare(sql).pluck().all();
    expect(list('SELECT provider FROM provider_records')).toEqual(['nfo']);
    expect(list('SELECT source_key FROM asset_candidates ORDER BY 1')).toEqual(['b', 'c']);
    undo(item);
    expect(bench.row(item)).toMatchObject({
      tmdb_id: 348,
      title: 'Alien',
      plot: 'A ship.',
      tagline: 'In space.',
      mpaa_locked: 1,
      state: 'identified',
    });
  });

  it('leaves everything as it is when only another id is added', async () => {
    const item = bench.addFilm('Alien (1979)', { imdb_id: 'tt0078748', plot: 'A ship.', state: 'enriched' });
    setProvenance(bench.db, 'movie', item.id, 'plot', 'omdb');
    await settle(item, { tmdbId: 348 });
    expect(bench.row(item)).toMatchObject({ plot: 'A ship.', tmdb_id: 348 });
  });

  it('is not undone by the name or a search afterwards', async () => {
    const item = bench.addFilm('Alien (1979) {tmdb-348}');
    await settle(item, { tmdbId: 679 });
    expect(await bench.counts({ items: [item] })).toMatchObject({ known: 1 });
    expect(bench.row(item)).toMatchObject({ tmdb_id: 679, state: 'identified' });
  });
});
