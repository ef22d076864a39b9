import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EntityRef } from '../../domain/entity-ref.ts';
import { addEntity, openSampleDatabase, type SampleDatabase } from '../../store/__testing__/schema-sample.ts';
import { setProvenance } from '../../store/provenance.store.ts';
import { fillRunningTime } from './fill-running-time.ts';

let sample: SampleDatabase;
let library: number;
beforeEach(() => {
  sample = openSampleDatabase();
  library = addEntity(sample, 'library');
});
afterEach(() => {
  sample.close();
});

const tables = { movie: 'movies', episode: 'episodes' } as const;

function item(type: 'movie' | 'episode'): EntityRef {
  return { type, id: addEntity(sample, type) };
}

function file(
  entity: EntityRef,
  name: string,
  part: number | null,
  edition: string | null,
  seconds: number | null,
): void {
  sample.insert(
    `INSERT INTO media_files (library_id, entity_type, entity_id, file_path, kind, part, edition, size_bytes, mtime_ms,
       duration_seconds, probe_state) VALUES (?, ?, ?, ?, 'main', ?, ?, 1, 1, ?, ?)`,
    ...[library, entity.type, entity.id, name, part, edition, seconds, seconds === null ? 'pending' : 'done'],
  );
}

function runtime(entity: EntityRef): unknown {
  fillRunningTime(sample.db as never, entity);
  return sample.one(`SELECT runtime FROM ${tables[entity.type as 'movie']} WHERE id = ?`, entity.id);
}

it('is the length of the only file, of films and episodes', () => {
  for (const type of ['movie', 'episode'] as const) {
    const entity = item(type);
    file(entity, `/${type}.mkv`, null, null, 5400);
    expect(runtime(entity)).toBe(90);
  }
});

it('adds the parts of the main version, once all of them are read', () => {
  const film = item('movie');
  file(film, '/film cd1.avi', 1, null, 2700);
  file(film, '/film cd2.avi', 2, null, null);
  file(film, '/film extended.mkv', null, 'Extended', 9000);
  sample.insert(`UPDATE movies SET file_path = '/film cd1.avi' WHERE id = ?`, film.id);
  expect(runtime(film)).toBeNull();
  sample.insert(`UPDATE media_files SET duration_seconds = 2640, probe_state = 'done' WHERE part = 2`);
  expect(runtime(film)).toBe(89);
});

it('follows the file it came from, but nobody else’s word', () => {
  const film = item('movie');
  file(film, '/film.mkv', null, null, 5400);
  expect(runtime(film)).toBe(90);
  sample.insert('UPDATE media_files SET duration_seconds = 6000');
  expect(runtime(film)).toBe(100);
  for (const source of ['nfo', 'user', 'tmdb'] as const) {
    setProvenance(sample.db as never, 'movie', film.id, 'runtime', source);
    sample.insert('UPDATE media_files SET duration_seconds = duration_seconds + 600');
    expect(runtime(film)).toBe(100);
  }
});

it('leaves an episode alone whose show is locked, unless the episode is exempt', () => {
  const episode = item('episode');
  file(episode, '/episode.mkv', null, null, 5400);
  const series = sample.one('SELECT series_id FROM episodes WHERE id = ?', episode.id) as number;
  const rule = `INSERT INTO lock_rules (entity_type, entity_id, target, rule) VALUES (?, ?, 'runtime', ?)`;
  sample.insert(rule, 'series', series, 'holds_below');
  expect(runtime(episode)).toBeNull();
  sample.insert(rule, 'episode', episode.id, 'exempt');
  expect(runtime(episode)).toBe(90);
});

it('leaves a locked field and a clip of seconds alone', () => {
  const locked = item('movie');
  file(locked, '/film.mkv', null, null, 5400);
  sample.insert('UPDATE movies SET runtime_locked = 1 WHERE id = ?', locked.id);
  expect(runtime(locked)).toBeNull();
  const clip = item('movie');
  file(clip, '/clip.mkv', null, null, 59);
  expect(runtime(clip)).toBeNull();
});
