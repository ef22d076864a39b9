import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleDatabase } from './__testing__/schema-sample.ts';
import { addEntity, addMovie, addPairRow, openSampleDatabase } from './__testing__/schema-sample.ts';

let sample: SampleDatabase;
let library: number;
let movie: number;
beforeAll(() => {
  sample = openSampleDatabase();
  library = addEntity(sample, 'library');
  movie = addMovie(sample, library, '/films/Alien/Alien.mkv');
});
afterAll(() => {
  sample.close();
});

describe('soft delete', () => {
  test('the same path is free again, and only for one live film', () => {
    const path = '/films/Heat/Heat.mkv';
    const first = addMovie(sample, library, path);
    expect(() => addMovie(sample, library, path)).toThrow('UNIQUE');
    sample.insert(`UPDATE movies SET deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ?`, first);
    addMovie(sample, library, path);
    expect(() => sample.insert('UPDATE movies SET deleted_on = NULL WHERE id = ?', first)).toThrow('UNIQUE');
    expect(sample.one('SELECT count(*) FROM live_movies WHERE file_path = ?', path)).toBe(1);
  });

  test('a trashed film comes back with its locks', () => {
    const id = addMovie(sample, library, '/films/Ran/Ran.mkv');
    sample.insert(
      `UPDATE movies SET title_locked = 1, poster_locked = 1, deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ?`,
      id,
    );
    sample.insert('UPDATE movies SET deleted_on = NULL WHERE id = ?', id);
    const row = sample.db
      .prepare('SELECT title_locked, poster_locked, plot_locked FROM live_movies WHERE id = ?')
      .get(id);
    expect(row).toEqual({ title_locked: 1, poster_locked: 1, plot_locked: 0 });
  });

  test('a folder of a series and a number of an episode are free again, too', () => {
    const series = addEntity(sample, 'series');
    const again = `INSERT INTO series (library_id, title, sort_key, directory_path)
      SELECT library_id, title, sort_key, directory_path FROM series WHERE id = ?`;
    expect(() => sample.insert(again, series)).toThrow('UNIQUE');
    const add = 'INSERT INTO episodes (series_id, season_number, episode_number) VALUES (?, 1, 2)';
    const episode = sample.insert(add, series);
    expect(() => sample.insert(add, series)).toThrow('UNIQUE');
    sample.insert(`UPDATE episodes SET deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ?`, episode);
    sample.insert(add, series);
    expect(sample.one('SELECT count(*) FROM live_episodes WHERE series_id = ?', series)).toBe(1);
    sample.insert(`UPDATE series SET deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ?`, series);
    sample.insert(again, series);
    expect(sample.one('SELECT count(*) FROM live_episodes WHERE series_id = ?', series)).toBe(0);
    expect(sample.one('SELECT count(*) FROM live_series WHERE id = ?', series)).toBe(0);
  });
});

describe('episodes', () => {
  test('one file holds two of them; a missing one has none', () => {
    const series = addEntity(sample, 'series');
    const add = 'INSERT INTO episodes (series_id, season_number, episode_number, file_path) VALUES (?, 1, ?, ?)';
    const ids = [1, 2].map((n) => sample.insert(add, series, n, '/shows/S01E01E02.mkv'));
    sample.insert(add, series, 3, null);
    for (const id of ids) {
      sample.insert(
        `INSERT INTO media_files (library_id, entity_type, entity_id, file_path, kind, size_bytes, mtime_ms)
         VALUES (?, 'episode', ?, '/shows/S01E01E02.mkv', 'main', 1, 1)`,
        library,
        id,
      );
    }
    expect(sample.one(`SELECT count(*) FROM media_files WHERE file_path = '/shows/S01E01E02.mkv'`)).toBe(2);
  });
});

describe('media files', () => {
  const add = (path: string, kind = 'main'): number =>
    sample.insert(
      `INSERT INTO media_files (library_id, entity_type, entity_id, file_path, kind, size_bytes, mtime_ms)
       VALUES (?, 'movie', ?, ?, ?, 1, 1)`,
      library,
      movie,
      path,
      kind,
    );

  test('a film has parts and extras, each path once while live', () => {
    const cd1 = add('/films/Alien/cd1.mkv');
    add('/films/Alien/cd2.mkv');
    add('/films/Alien/making of.mkv', 'extra');
    expect(() => add('/films/Alien/cd1.mkv')).toThrow('UNIQUE');
    sample.insert(`UPDATE media_files SET deleted_on = '2030-01-01T00:00:00.000Z' WHERE id = ?`, cd1);
    add('/films/Alien/cd1.mkv');
  });

  test('streams belong to files: each file has a picture of its own and takes it along', () => {
    const [one, two] = [add('/films/Alien/theatrical.mkv'), add('/films/Alien/director.mkv')];
    const addVideo = (file: number | null): number =>
      sample.insert(
        `INSERT INTO video_streams (entity_type, entity_id, media_file_id, codec) VALUES ('movie', ?, ?, 'hevc')`,
        movie,
        file,
      );
    addVideo(one);
    addVideo(two);
    addVideo(null);
    expect(() => addVideo(one)).toThrow('UNIQUE');
    expect(() => addVideo(null)).toThrow('UNIQUE');
    sample.insert('DELETE FROM media_files WHERE id = ?', one);
    expect(sample.list('SELECT media_file_id FROM video_streams WHERE entity_id = ? ORDER BY id', movie)).toEqual([
      two,
      null,
    ]);
  });
});

describe('subtitles', () => {
  const embedded = (index: number | null): number =>
    sample.insert(
      `INSERT INTO subtitle_streams (entity_type, entity_id, stream_index, language) VALUES ('movie', ?, ?, 'eng')`,
      movie,
      index,
    );
  const external = (path: string | null): number =>
    sample.insert(
      `INSERT INTO subtitle_streams (entity_type, entity_id, is_external, file_path) VALUES ('movie', ?, 1, ?)`,
      movie,
      path,
    );

  test('an index is taken once, a file is taken once', () => {
    embedded(2);
    embedded(3);
    external('/films/Alien/Alien.en.srt');
    external('/films/Alien/Alien.de.srt');
    expect(() => embedded(2)).toThrow('UNIQUE');
    expect(() => external('/films/Alien/Alien.en.srt')).toThrow('UNIQUE');
  });

  test('an embedded one has an index, an external one a file', () => {
    expect(() => embedded(null)).toThrow('CHECK');
    expect(() => external(null)).toThrow('CHECK');
  });
});

describe('names', () => {
  test('namesakes with different ids are different people; without ids there is one', () => {
    const add = 'INSERT INTO actors (name, tmdb_id) VALUES (?, ?)';
    sample.insert(add, 'Michael Collins', 101);
    sample.insert(add, 'Michael Collins', 102);
    sample.insert(add, 'Michael Collins', null);
    expect(() => sample.insert(add, 'michael collins', null)).toThrow('UNIQUE');
    expect(() => sample.insert(add, 'Somebody Else', 101)).toThrow('UNIQUE');
    expect(sample.one(`SELECT count(*) FROM actors WHERE name = 'Michael Collins'`)).toBe(3);
  });

  test('sets likewise', () => {
    const add = 'INSERT INTO sets (name, tmdb_collection_id) VALUES (?, ?)';
    sample.insert(add, 'Godzilla', 1);
    sample.insert(add, 'Godzilla', 2);
    sample.insert(add, 'Godzilla', null);
    expect(() => sample.insert(add, 'Godzilla', null)).toThrow('UNIQUE');
    expect(() => sample.insert(add, 'Gojira', 1)).toThrow('UNIQUE');
  });

  test.each(['genres', 'directors', 'writers', 'studios', 'tags', 'countries'])(
    '%s differ by more than case',
    (table) => {
      sample.insert(`INSERT INTO ${table} (name) VALUES ('Sci-Fi')`);
      expect(() => sample.insert(`INSERT INTO ${table} (name) VALUES ('sci-fi')`)).toThrow('UNIQUE');
    },
  );

  test('one person plays two roles, each once', () => {
    const actor = addEntity(sample, 'actor');
    const add = 'INSERT INTO movies_actors (movie_id, actor_id, role) VALUES (?, ?, ?)';
    sample.insert(add, movie, actor, 'Jekyll');
    sample.insert(add, movie, actor, 'Hyde');
    expect(() => sample.insert(add, movie, actor, 'Hyde')).toThrow('UNIQUE');
    sample.insert('INSERT INTO movies_actors (movie_id, actor_id) VALUES (?, ?)', movie, actor);
    expect(sample.list('SELECT role FROM movies_actors WHERE actor_id = ? ORDER BY role', actor)).toEqual([
      '',
      'Hyde',
      'Jekyll',
    ]);
  });
});

test('a rating is kept once per source, and one of them leads', () => {
  const id = addMovie(sample, library, '/films/Rated/Rated.mkv');
  const add = `INSERT INTO ratings (entity_type, entity_id, source, value, max, is_default) VALUES ('movie', ?, ?, ?, ?, ?)`;
  sample.insert(add, id, 'imdb', 7.5, 10, 1);
  sample.insert(add, id, 'tomatometerallcritics', 93, 100, 0);
  expect(() => sample.insert(add, id, 'imdb', 7.6, 10, 0)).toThrow('UNIQUE');
  expect(() => sample.insert(add, id, 'metacritic', 80, 100, 1)).toThrow('UNIQUE');
});

test('a refresh does not double candidates', () => {
  const id = addMovie(sample, library, '/films/Twice/Twice.mkv');
  addPairRow(sample, 'asset_candidates', 'movie', id);
  expect(() => {
    addPairRow(sample, 'asset_candidates', 'movie', id);
  }).toThrow('UNIQUE');
});

test('a library folder is added once', () => {
  const add = `INSERT INTO libraries (name, type, path) VALUES ('Films', 'movies', '/same')`;
  sample.insert(add);
  expect(() => sample.insert(add)).toThrow('UNIQUE');
});

test('a job waits or runs once per key; finished ones do not count', () => {
  const add = `INSERT INTO job_queue (job_type, priority, payload, dedupe_key) VALUES ('scan_directory', 7, '{}', 'scan:1')`;
  const id = sample.insert(add);
  expect(() => sample.insert(add)).toThrow('UNIQUE');
  sample.insert(`UPDATE job_queue SET status = 'processing' WHERE id = ?`, id);
  expect(() => sample.insert(add)).toThrow('UNIQUE');
  sample.insert(`UPDATE job_queue SET status = 'cancelled' WHERE id = ?`, id);
  sample.insert(add);
});

test('built-in ignore patterns can be switched off, not deleted', () => {
  expect(sample.one('SELECT count(*) FROM ignore_patterns WHERE is_builtin = 1 AND is_enabled = 1')).toBeGreaterThan(
    20,
  );
  expect(() => sample.insert(`DELETE FROM ignore_patterns WHERE pattern = 'Thumbs.db'`)).toThrow(
    'disabled, not deleted',
  );
  sample.insert(`UPDATE ignore_patterns SET is_enabled = 0 WHERE pattern = 'Thumbs.db'`);
  const add = `INSERT INTO ignore_patterns (pattern, kind, library_id) VALUES ('*.bak', 'glob', ?)`;
  const own = sample.insert(add, null);
  sample.insert(add, library);
  expect(() => sample.insert(add, null)).toThrow('UNIQUE');
  sample.insert('DELETE FROM ignore_patterns WHERE id = ?', own);
});

test('completeness has its requirements for every kind', () => {
  const rows = sample.db
    .prepare(
      `SELECT media_type, required_fields, required_posters, required_fanart, required_thumbs FROM completeness_config ORDER BY id`,
    )
    .raw()
    .all();
  expect(rows).toEqual([
    ['movies', '["plot", "mpaa", "premiered"]', 1, 1, 0],
    ['series', '["plot", "mpaa", "premiered"]', 1, 1, 0],
    ['seasons', '[]', 1, 0, 0],
    ['episodes', '["title", "plot", "aired"]', 0, 0, 1],
    ['sets', '["overview"]', 1, 1, 0],
  ]);
});

test('a new film starts where the reference says', () => {
  const row = sample.db
    .prepare(
      `SELECT state, enrichment_priority, has_unpublished_changes, completeness, scan_issues, deleted_on
       FROM movies WHERE id = ?`,
    )
    .raw()
    .get(movie);
  expect(row).toEqual(['discovered', 5, 0, 0, '[]', null]);
});

test('times are written with milliseconds and Z, and no other way', () => {
  expect(sample.one('SELECT created_at FROM movies WHERE id = ?', movie)).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  );
  for (const bad of ['2030-01-01 00:00:00', '2030-01-01T00:00:00Z', '2030-01-01T00:00:00.000+00:00', 'soon', '']) {
    expect(() => sample.insert('UPDATE movies SET deleted_on = ? WHERE id = ?', bad, movie), bad).toThrow('CHECK');
  }
  sample.insert(`UPDATE movies SET enriched_at = '2030-01-01T00:00:00.000Z' WHERE id = ?`, movie);
});

test.each([
  `UPDATE movies SET state = 'enrichted'`,
  `UPDATE movies SET state = 'error_'`,
  `UPDATE movies SET enrichment_priority = 11`,
  `UPDATE movies SET completeness = 101`,
  `UPDATE movies SET user_rating = 10.5`,
  `UPDATE movies SET poster_locked = 2`,
  `UPDATE movies SET scan_issues = '{}'`,
  `UPDATE libraries SET type = 'podcasts'`,
  `UPDATE libraries SET naming_profile = 'vlc'`,
  `INSERT INTO job_queue (job_type, priority, payload) VALUES ('scan_directory', 0, '{}')`,
  `INSERT INTO job_queue (job_type, priority, payload) VALUES ('scan_directory', 5, '{')`,
  `INSERT INTO job_queue (job_type, priority, payload) VALUES ('Scan Directory', 5, '{}')`,
  `INSERT INTO job_queue (job_type, priority, payload, status) VALUES ('scan_directory', 5, '{}', 'paused')`,
  `INSERT INTO settings (key, value) VALUES ('theme', 'dark')`,
  `INSERT INTO activity_log (event_type, severity, description) VALUES ('x', 'fatal', 'x')`,
  `INSERT INTO activity_log (event_type, severity, description, metadata) VALUES ('x', 'info', 'x', 'x')`,
  `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type) VALUES ('h', '/h', 1, 'poster')`,
  `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type, dominant_color) VALUES ('h', '/h', 1, 'image', 'red')`,
  `INSERT INTO rejected_assets (provider, provider_url, asset_type, reason) VALUES ('tmdb', 'u', 'poster', 'ugly')`,
  `INSERT INTO scan_jobs (library_id, scan_type, status, started_at) VALUES (1, 'deep', 'running', '2030-01-01T00:00:00.000Z')`,
  `INSERT INTO media_players (name, type, host, port) VALUES ('p', 'vlc', 'h', 1)`,
  `INSERT INTO media_players (name, type, host, port) VALUES ('p', 'kodi', 'h', 70000)`,
  `INSERT INTO notification_channels (name, type, capabilities) VALUES ('n', 'kodi', 'text')`,
  `INSERT INTO notification_queue (event_name, event_data, status) VALUES ('x', '{}', 'lost')`,
  `INSERT INTO path_mappings (applies_to, webhook_source, local_path, remote_path) VALUES ('player', 'radarr', '/a', '/b')`,
])('refused: %s', (sql) => {
  expect(() => sample.insert(sql)).toThrow('CHECK constraint failed');
});

test('a candidate that is downloaded has a hash', () => {
  addPairRow(sample, 'asset_candidates', 'movie', movie);
  expect(() => sample.insert('UPDATE asset_candidates SET is_downloaded = 1')).toThrow('CHECK');
});

test('a notification is delivered once per channel, a subscription needs an event there is', () => {
  const channel = sample.insert(
    `INSERT INTO notification_channels (name, type, capabilities) VALUES ('D', 'discord', '["text"]')`,
  );
  const subscribe = 'INSERT INTO notification_subscriptions (channel_id, event_name) VALUES (?, ?)';
  sample.insert(subscribe, channel, 'movie.download.complete');
  expect(() => sample.insert(subscribe, channel, 'movie.download.complete')).toThrow('UNIQUE');
  expect(() => sample.insert(subscribe, channel, 'no.such.event')).toThrow('FOREIGN KEY');
  const queued = sample.insert(
    `INSERT INTO notification_queue (event_name, event_data) VALUES ('movie.download.complete', '{}')`,
  );
  const deliver = 'INSERT INTO notification_deliveries (queue_id, channel_id) VALUES (?, ?)';
  sample.insert(deliver, queued, channel);
  expect(() => sample.insert(deliver, queued, channel)).toThrow('UNIQUE');
  sample.insert('DELETE FROM notification_channels WHERE id = ?', channel);
  expect(sample.one('SELECT count(*) FROM notification_deliveries WHERE queue_id = ?', queued)).toBe(0);
});

test('sessions go with their user', () => {
  const user = sample.insert(`INSERT INTO users (username, password_hash) VALUES ('admin', 'hash')`);
  sample.insert(
    `INSERT INTO sessions (user_id, token, expires_at) VALUES (?, 'hashed', '2030-01-01T00:00:00.000Z')`,
    user,
  );
  expect(() => sample.insert(`INSERT INTO users (username, password_hash) VALUES ('Admin', 'x')`)).toThrow('UNIQUE');
  sample.insert('DELETE FROM users WHERE id = ?', user);
  expect(sample.one('SELECT count(*) FROM sessions')).toBe(0);
});
