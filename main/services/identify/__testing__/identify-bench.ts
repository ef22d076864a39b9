import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EventMessage } from '../../../../contract/events.ts';
import type { IdentifiableRef } from '../../../../contract/identification.ts';
import { parseMoviePath } from '../../../domain/names/movie-path.ts';
import { parseSeriesFolder } from '../../../domain/names/series-name.ts';
import type { JobContext, JobOutcome } from '../../../jobs/job-kind.ts';
import type { Provider } from '../../../providers/provider.ts';
import * as jobs from '../../../store/job.store.ts';
import { openDatabase, type WriteDb } from '../../../store/open-database.ts';
import { setProvenance } from '../../../store/provenance.store.ts';
import { createIdentifyKind, identifyJob, type IdentifyCounts } from '../identify-items.job.ts';
import type { IdentifyDependencies } from '../identify-dependencies.ts';

/** A database with a library of films and one of shows, and providers that the test brings. */
export interface IdentifyBench {
  readonly db: WriteDb;
  readonly deps: IdentifyDependencies;
  providers: Provider[];
  readonly accepted: IdentifiableRef[];
  readonly events: EventMessage[];
  readonly films: number;
  readonly shows: number;
  /** A film as a scan adds it: title, year and ids from its name. */
  addFilm(folder: string, columns?: Record<string, string | number | null>): IdentifiableRef;
  addShow(folder: string, seasons?: Record<number, number>): IdentifiableRef;
  row(item: IdentifiableRef): Record<string, unknown>;
  /** Runs the job to its end, or until it pauses. */
  run(request?: Parameters<typeof identifyJob>[0], signal?: AbortSignal): Promise<JobOutcome & { jobId: number }>;
  counts(request?: Parameters<typeof identifyJob>[0]): Promise<IdentifyCounts>;
  close(): void;
}

export function openIdentifyBench(): IdentifyBench {
  const folder = mkdtempSync(path.join(tmpdir(), 'metarr-identify-'));
  const db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0' });
  const insert = (table: string, columns: Record<string, string | number | null>): number => {
    const names = Object.keys(columns);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
    return Number(db.prepare(sql).run(columns).lastInsertRowid);
  };
  const films = insert('libraries', { name: 'Films', type: 'movies', path: '/films' });
  const shows = insert('libraries', { name: 'Shows', type: 'tvshows', path: '/shows' });
  const events: EventMessage[] = [];
  const accepted: IdentifiableRef[] = [];
  const bench: { providers: Provider[] } = { providers: [] };
  const deps: IdentifyDependencies = {
    db,
    events: {
      publish: (message) => {
        events.push(message);
      },
      itemChanged: (item) => {
        events.push({ name: 'items.changed', payload: { items: [item] } });
      },
      flush: () => undefined,
    },
    rules: () => ({ fields: [], assets: {} }),
    providers: { all: () => bench.providers },
  };
  const kind = createIdentifyKind({
    ...deps,
    onAccepted: (items) => {
      accepted.push(...items);
    },
  });
  const add = (item: IdentifiableRef, ids: Record<string, unknown>): IdentifiableRef => {
    for (const [field, value] of Object.entries(ids)) {
      if (value !== null && field.endsWith('_id')) setProvenance(db, item.type, item.id, field, 'name');
    }
    return item;
  };
  const run = async (
    request: Parameters<typeof identifyJob>[0] = {},
    signal: AbortSignal = new AbortController().signal,
  ): Promise<JobOutcome & { jobId: number }> => {
    const { job } = jobs.enqueue(db, identifyJob(request));
    const context: JobContext = { jobId: job.id, signal, progress: () => undefined };
    return { ...(await kind.run(kind.payload.parse(identifyJob(request).payload), context)), jobId: job.id };
  };
  return Object.assign(bench, {
    db,
    deps,
    accepted,
    events,
    films,
    shows,
    addFilm: (name: string, columns: Record<string, string | number | null> = {}): IdentifiableRef => {
      const file = `/films/${name}/${name}.mkv`;
      const facts = parseMoviePath(file, 'file');
      const ids = { tmdb_id: facts.tmdbId, imdb_id: facts.imdbId };
      const id = insert('movies', {
        library_id: films,
        title: facts.title,
        sort_key: facts.title.toLowerCase(),
        year: facts.year,
        ...ids,
        directory_path: `/films/${name}`,
        file_path: file,
        base_name: name,
        state: Object.values(ids).some((value) => value !== null) ? 'identified' : 'needs_identification',
        ...columns,
      });
      return add({ type: 'movie', id }, ids);
    },
    addShow: (name: string, seasons: Record<number, number> = {}): IdentifiableRef => {
      const facts = parseSeriesFolder(`/shows/${name}`);
      const ids = { tmdb_id: facts.tmdbId, tvdb_id: facts.tvdbId, imdb_id: facts.imdbId };
      const id = insert('series', {
        library_id: shows,
        title: facts.series,
        sort_key: facts.series.toLowerCase(),
        year: facts.seriesYear,
        ...ids,
        directory_path: `/shows/${name}`,
        state: Object.values(ids).some((value) => value !== null) ? 'identified' : 'needs_identification',
      });
      for (const [season, episodes] of Object.entries(seasons)) {
        for (let episode = 1; episode <= episodes; episode++) {
          const at = { series_id: id, season_number: Number(season), episode_number: episode };
          insert('episodes', { ...at, title: '', file_path: `/shows/${name}/${season}x${String(episode)}.mkv` });
        }
      }
      return add({ type: 'series', id }, ids);
    },
    row: ({ type, id }: IdentifiableRef) =>
      db.prepare(`SELECT * FROM ${type === 'movie' ? 'movies' : 'series'} WHERE id = ?`).get(id) as Record<
        string,
        unknown
      >,
    run,
    counts: async (request?: Parameters<typeof identifyJob>[0]) => {
      const outcome = await run(request);
      if (outcome.kind !== 'done') throw new Error(`The job ended as ${outcome.kind}.`);
      return outcome.result as unknown as IdentifyCounts;
    },
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
