-- Films, series, seasons, episodes and the files that play them.

CREATE TABLE sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE,
  overview TEXT,
  tmdb_collection_id INTEGER,

  name_locked INTEGER NOT NULL DEFAULT 0 CHECK (name_locked IN (0, 1)),
  overview_locked INTEGER NOT NULL DEFAULT 0 CHECK (overview_locked IN (0, 1)),
  poster_locked INTEGER NOT NULL DEFAULT 0 CHECK (poster_locked IN (0, 1)),
  fanart_locked INTEGER NOT NULL DEFAULT 0 CHECK (fanart_locked IN (0, 1)),
  banner_locked INTEGER NOT NULL DEFAULT 0 CHECK (banner_locked IN (0, 1)),
  clearlogo_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearlogo_locked IN (0, 1)),
  clearart_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearart_locked IN (0, 1)),
  discart_locked INTEGER NOT NULL DEFAULT 0 CHECK (discart_locked IN (0, 1)),
  landscape_locked INTEGER NOT NULL DEFAULT 0 CHECK (landscape_locked IN (0, 1)),
  keyart_locked INTEGER NOT NULL DEFAULT 0 CHECK (keyart_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- A name is unique only among sets no provider knows; different provider ids are different sets.
CREATE INDEX idx_sets_name ON sets(name);
CREATE UNIQUE INDEX idx_sets_local_name ON sets(name) WHERE tmdb_collection_id IS NULL;
CREATE UNIQUE INDEX idx_sets_tmdb_id ON sets(tmdb_collection_id) WHERE tmdb_collection_id IS NOT NULL;

CREATE TABLE movies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,

  title TEXT NOT NULL,
  original_title TEXT,
  sort_title TEXT,
  sort_key TEXT NOT NULL, -- what lists are ordered by; made from sort_title or title
  year INTEGER,

  tmdb_id INTEGER,
  imdb_id TEXT,
  tvdb_id INTEGER,

  plot TEXT,
  outline TEXT,
  tagline TEXT,
  mpaa TEXT,
  premiered TEXT, -- YYYY-MM-DD
  runtime INTEGER CHECK (runtime >= 0), -- minutes
  user_rating REAL CHECK (user_rating BETWEEN 0 AND 10),

  set_id INTEGER REFERENCES sets(id) ON DELETE SET NULL,

  directory_path TEXT NOT NULL,
  file_path TEXT NOT NULL,
  base_name TEXT, -- the main video's name without extension
  date_added TEXT CHECK (date_added GLOB '????-??-??T??:??:??.???Z'),

  nfo_path TEXT,
  nfo_hash TEXT, -- SHA-256 of the NFO file
  nfo_parsed_at TEXT CHECK (nfo_parsed_at GLOB '????-??-??T??:??:??.???Z'),

  state TEXT NOT NULL DEFAULT 'discovered' CHECK (state IN (
    'discovered', 'identified', 'enriching', 'enriched', 'selected', 'published',
    'needs_identification', 'error_provider', 'error_network', 'error_parse', 'error_publish'
  )),
  error_message TEXT, -- why the state is error_*, or what could not be read
  scan_issues TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scan_issues) AND json_type(scan_issues) = 'array'),
  enriched_at TEXT CHECK (enriched_at GLOB '????-??-??T??:??:??.???Z'),
  enrichment_priority INTEGER NOT NULL DEFAULT 5 CHECK (enrichment_priority BETWEEN 1 AND 10),
  completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),

  has_unpublished_changes INTEGER NOT NULL DEFAULT 0 CHECK (has_unpublished_changes IN (0, 1)),
  last_published_at TEXT CHECK (last_published_at GLOB '????-??-??T??:??:??.???Z'),
  published_nfo_hash TEXT,

  deleted_on TEXT CHECK (deleted_on GLOB '????-??-??T??:??:??.???Z'), -- when it will be purged

  title_locked INTEGER NOT NULL DEFAULT 0 CHECK (title_locked IN (0, 1)),
  original_title_locked INTEGER NOT NULL DEFAULT 0 CHECK (original_title_locked IN (0, 1)),
  sort_title_locked INTEGER NOT NULL DEFAULT 0 CHECK (sort_title_locked IN (0, 1)),
  year_locked INTEGER NOT NULL DEFAULT 0 CHECK (year_locked IN (0, 1)),
  tmdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tmdb_id_locked IN (0, 1)),
  imdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (imdb_id_locked IN (0, 1)),
  tvdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tvdb_id_locked IN (0, 1)),
  plot_locked INTEGER NOT NULL DEFAULT 0 CHECK (plot_locked IN (0, 1)),
  outline_locked INTEGER NOT NULL DEFAULT 0 CHECK (outline_locked IN (0, 1)),
  tagline_locked INTEGER NOT NULL DEFAULT 0 CHECK (tagline_locked IN (0, 1)),
  mpaa_locked INTEGER NOT NULL DEFAULT 0 CHECK (mpaa_locked IN (0, 1)),
  premiered_locked INTEGER NOT NULL DEFAULT 0 CHECK (premiered_locked IN (0, 1)),
  runtime_locked INTEGER NOT NULL DEFAULT 0 CHECK (runtime_locked IN (0, 1)),
  user_rating_locked INTEGER NOT NULL DEFAULT 0 CHECK (user_rating_locked IN (0, 1)),
  set_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (set_id_locked IN (0, 1)),

  actors_locked INTEGER NOT NULL DEFAULT 0 CHECK (actors_locked IN (0, 1)),
  directors_locked INTEGER NOT NULL DEFAULT 0 CHECK (directors_locked IN (0, 1)),
  writers_locked INTEGER NOT NULL DEFAULT 0 CHECK (writers_locked IN (0, 1)),
  genres_locked INTEGER NOT NULL DEFAULT 0 CHECK (genres_locked IN (0, 1)),
  studios_locked INTEGER NOT NULL DEFAULT 0 CHECK (studios_locked IN (0, 1)),
  tags_locked INTEGER NOT NULL DEFAULT 0 CHECK (tags_locked IN (0, 1)),
  countries_locked INTEGER NOT NULL DEFAULT 0 CHECK (countries_locked IN (0, 1)),
  ratings_locked INTEGER NOT NULL DEFAULT 0 CHECK (ratings_locked IN (0, 1)),

  poster_locked INTEGER NOT NULL DEFAULT 0 CHECK (poster_locked IN (0, 1)),
  fanart_locked INTEGER NOT NULL DEFAULT 0 CHECK (fanart_locked IN (0, 1)),
  banner_locked INTEGER NOT NULL DEFAULT 0 CHECK (banner_locked IN (0, 1)),
  clearlogo_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearlogo_locked IN (0, 1)),
  clearart_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearart_locked IN (0, 1)),
  discart_locked INTEGER NOT NULL DEFAULT 0 CHECK (discart_locked IN (0, 1)),
  landscape_locked INTEGER NOT NULL DEFAULT 0 CHECK (landscape_locked IN (0, 1)),
  keyart_locked INTEGER NOT NULL DEFAULT 0 CHECK (keyart_locked IN (0, 1)),
  characterart_locked INTEGER NOT NULL DEFAULT 0 CHECK (characterart_locked IN (0, 1)),
  thumb_locked INTEGER NOT NULL DEFAULT 0 CHECK (thumb_locked IN (0, 1)),
  trailer_locked INTEGER NOT NULL DEFAULT 0 CHECK (trailer_locked IN (0, 1)),
  theme_locked INTEGER NOT NULL DEFAULT 0 CHECK (theme_locked IN (0, 1)),
  subtitles_locked INTEGER NOT NULL DEFAULT 0 CHECK (subtitles_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_movies_tmdb_id ON movies(tmdb_id);
CREATE INDEX idx_movies_imdb_id ON movies(imdb_id);
CREATE INDEX idx_movies_state ON movies(state, deleted_on, sort_key);
-- Live and trashed rows: the same path found again restores the trashed row.
CREATE INDEX idx_movies_file_path ON movies(file_path);
CREATE UNIQUE INDEX idx_movies_live_file_path ON movies(file_path) WHERE deleted_on IS NULL;
-- Partial, or the planner takes it for "deleted_on IS NULL ORDER BY sort_key" and sorts the whole table.
CREATE INDEX idx_movies_deleted_on ON movies(deleted_on) WHERE deleted_on IS NOT NULL;
CREATE INDEX idx_movies_library_directory ON movies(library_id, directory_path);
CREATE INDEX idx_movies_set_id ON movies(set_id) WHERE set_id IS NOT NULL;

CREATE INDEX idx_movies_needs_enrichment
  ON movies(state, enriched_at, enrichment_priority, created_at DESC)
  WHERE state = 'identified' AND enriched_at IS NULL;
CREATE INDEX idx_movies_needs_publish
  ON movies(has_unpublished_changes, updated_at)
  WHERE has_unpublished_changes = 1;

CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,

  title TEXT NOT NULL,
  original_title TEXT,
  sort_title TEXT,
  sort_key TEXT NOT NULL,
  year INTEGER, -- first aired

  tmdb_id INTEGER,
  tvdb_id INTEGER,
  imdb_id TEXT,

  plot TEXT,
  outline TEXT,
  tagline TEXT,
  mpaa TEXT,
  series_status TEXT, -- Continuing, Ended, and what providers say besides
  premiered TEXT, -- YYYY-MM-DD
  runtime INTEGER CHECK (runtime >= 0), -- minutes
  user_rating REAL CHECK (user_rating BETWEEN 0 AND 10),
  episode_order TEXT NOT NULL DEFAULT 'aired' CHECK (episode_order IN ('aired', 'dvd', 'absolute')),

  directory_path TEXT NOT NULL,
  date_added TEXT CHECK (date_added GLOB '????-??-??T??:??:??.???Z'),

  nfo_path TEXT,
  nfo_hash TEXT,
  nfo_parsed_at TEXT CHECK (nfo_parsed_at GLOB '????-??-??T??:??:??.???Z'),

  state TEXT NOT NULL DEFAULT 'discovered' CHECK (state IN (
    'discovered', 'identified', 'enriching', 'enriched', 'selected', 'published',
    'needs_identification', 'error_provider', 'error_network', 'error_parse', 'error_publish'
  )),
  error_message TEXT,
  scan_issues TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scan_issues) AND json_type(scan_issues) = 'array'),
  enriched_at TEXT CHECK (enriched_at GLOB '????-??-??T??:??:??.???Z'),
  enrichment_priority INTEGER NOT NULL DEFAULT 5 CHECK (enrichment_priority BETWEEN 1 AND 10),
  completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),

  has_unpublished_changes INTEGER NOT NULL DEFAULT 0 CHECK (has_unpublished_changes IN (0, 1)),
  last_published_at TEXT CHECK (last_published_at GLOB '????-??-??T??:??:??.???Z'),
  published_nfo_hash TEXT,

  deleted_on TEXT CHECK (deleted_on GLOB '????-??-??T??:??:??.???Z'),

  title_locked INTEGER NOT NULL DEFAULT 0 CHECK (title_locked IN (0, 1)),
  original_title_locked INTEGER NOT NULL DEFAULT 0 CHECK (original_title_locked IN (0, 1)),
  sort_title_locked INTEGER NOT NULL DEFAULT 0 CHECK (sort_title_locked IN (0, 1)),
  year_locked INTEGER NOT NULL DEFAULT 0 CHECK (year_locked IN (0, 1)),
  tmdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tmdb_id_locked IN (0, 1)),
  tvdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tvdb_id_locked IN (0, 1)),
  imdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (imdb_id_locked IN (0, 1)),
  plot_locked INTEGER NOT NULL DEFAULT 0 CHECK (plot_locked IN (0, 1)),
  outline_locked INTEGER NOT NULL DEFAULT 0 CHECK (outline_locked IN (0, 1)),
  tagline_locked INTEGER NOT NULL DEFAULT 0 CHECK (tagline_locked IN (0, 1)),
  mpaa_locked INTEGER NOT NULL DEFAULT 0 CHECK (mpaa_locked IN (0, 1)),
  series_status_locked INTEGER NOT NULL DEFAULT 0 CHECK (series_status_locked IN (0, 1)),
  premiered_locked INTEGER NOT NULL DEFAULT 0 CHECK (premiered_locked IN (0, 1)),
  runtime_locked INTEGER NOT NULL DEFAULT 0 CHECK (runtime_locked IN (0, 1)),
  user_rating_locked INTEGER NOT NULL DEFAULT 0 CHECK (user_rating_locked IN (0, 1)),
  episode_order_locked INTEGER NOT NULL DEFAULT 0 CHECK (episode_order_locked IN (0, 1)),

  actors_locked INTEGER NOT NULL DEFAULT 0 CHECK (actors_locked IN (0, 1)),
  directors_locked INTEGER NOT NULL DEFAULT 0 CHECK (directors_locked IN (0, 1)),
  writers_locked INTEGER NOT NULL DEFAULT 0 CHECK (writers_locked IN (0, 1)),
  genres_locked INTEGER NOT NULL DEFAULT 0 CHECK (genres_locked IN (0, 1)),
  studios_locked INTEGER NOT NULL DEFAULT 0 CHECK (studios_locked IN (0, 1)),
  tags_locked INTEGER NOT NULL DEFAULT 0 CHECK (tags_locked IN (0, 1)),
  countries_locked INTEGER NOT NULL DEFAULT 0 CHECK (countries_locked IN (0, 1)),
  ratings_locked INTEGER NOT NULL DEFAULT 0 CHECK (ratings_locked IN (0, 1)),

  poster_locked INTEGER NOT NULL DEFAULT 0 CHECK (poster_locked IN (0, 1)),
  fanart_locked INTEGER NOT NULL DEFAULT 0 CHECK (fanart_locked IN (0, 1)),
  banner_locked INTEGER NOT NULL DEFAULT 0 CHECK (banner_locked IN (0, 1)),
  clearlogo_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearlogo_locked IN (0, 1)),
  clearart_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearart_locked IN (0, 1)),
  landscape_locked INTEGER NOT NULL DEFAULT 0 CHECK (landscape_locked IN (0, 1)),
  keyart_locked INTEGER NOT NULL DEFAULT 0 CHECK (keyart_locked IN (0, 1)),
  characterart_locked INTEGER NOT NULL DEFAULT 0 CHECK (characterart_locked IN (0, 1)),
  thumb_locked INTEGER NOT NULL DEFAULT 0 CHECK (thumb_locked IN (0, 1)),
  trailer_locked INTEGER NOT NULL DEFAULT 0 CHECK (trailer_locked IN (0, 1)),
  theme_locked INTEGER NOT NULL DEFAULT 0 CHECK (theme_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_series_tmdb_id ON series(tmdb_id);
CREATE INDEX idx_series_tvdb_id ON series(tvdb_id);
CREATE INDEX idx_series_imdb_id ON series(imdb_id);
CREATE INDEX idx_series_state ON series(state, deleted_on, sort_key);
CREATE INDEX idx_series_deleted_on ON series(deleted_on) WHERE deleted_on IS NOT NULL;
CREATE INDEX idx_series_directory_path ON series(directory_path);
CREATE UNIQUE INDEX idx_series_live_directory_path ON series(directory_path) WHERE deleted_on IS NULL;
CREATE INDEX idx_series_library ON series(library_id);
CREATE INDEX idx_series_needs_enrichment
  ON series(state, enriched_at, enrichment_priority, created_at DESC)
  WHERE state = 'identified' AND enriched_at IS NULL;
CREATE INDEX idx_series_needs_publish
  ON series(has_unpublished_changes, updated_at)
  WHERE has_unpublished_changes = 1;
CREATE INDEX idx_series_page_sort ON series(sort_key, id, deleted_on) WHERE deleted_on IS NULL;

-- Art, texts and locks of a season. Episodes belong to one by (series_id, season_number); 0 = specials.
CREATE TABLE seasons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  season_number INTEGER NOT NULL CHECK (season_number >= 0),

  title TEXT,
  plot TEXT,
  premiered TEXT, -- YYYY-MM-DD
  tmdb_id INTEGER,
  tvdb_id INTEGER,
  user_rating REAL CHECK (user_rating BETWEEN 0 AND 10),
  directory_path TEXT, -- NULL when the episodes lie in the show's folder

  has_unpublished_changes INTEGER NOT NULL DEFAULT 0 CHECK (has_unpublished_changes IN (0, 1)),
  last_published_at TEXT CHECK (last_published_at GLOB '????-??-??T??:??:??.???Z'),

  title_locked INTEGER NOT NULL DEFAULT 0 CHECK (title_locked IN (0, 1)),
  plot_locked INTEGER NOT NULL DEFAULT 0 CHECK (plot_locked IN (0, 1)),
  premiered_locked INTEGER NOT NULL DEFAULT 0 CHECK (premiered_locked IN (0, 1)),
  user_rating_locked INTEGER NOT NULL DEFAULT 0 CHECK (user_rating_locked IN (0, 1)),

  poster_locked INTEGER NOT NULL DEFAULT 0 CHECK (poster_locked IN (0, 1)),
  fanart_locked INTEGER NOT NULL DEFAULT 0 CHECK (fanart_locked IN (0, 1)),
  banner_locked INTEGER NOT NULL DEFAULT 0 CHECK (banner_locked IN (0, 1)),
  landscape_locked INTEGER NOT NULL DEFAULT 0 CHECK (landscape_locked IN (0, 1)),
  clearlogo_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearlogo_locked IN (0, 1)),
  clearart_locked INTEGER NOT NULL DEFAULT 0 CHECK (clearart_locked IN (0, 1)),
  keyart_locked INTEGER NOT NULL DEFAULT 0 CHECK (keyart_locked IN (0, 1)),
  thumb_locked INTEGER NOT NULL DEFAULT 0 CHECK (thumb_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_seasons_series ON seasons(series_id, season_number);

CREATE TABLE episodes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,

  season_number INTEGER NOT NULL CHECK (season_number >= 0),
  episode_number INTEGER NOT NULL CHECK (episode_number >= 0),
  display_season INTEGER, -- where a special is shown
  display_episode INTEGER,
  absolute_number INTEGER,

  title TEXT NOT NULL DEFAULT '', -- empty until something names it
  plot TEXT,
  outline TEXT,
  aired TEXT, -- YYYY-MM-DD
  runtime INTEGER CHECK (runtime >= 0), -- minutes
  user_rating REAL CHECK (user_rating BETWEEN 0 AND 10),

  tmdb_id INTEGER,
  tvdb_id INTEGER,
  imdb_id TEXT,

  file_path TEXT, -- NULL for a missing episode; one file may hold several
  date_added TEXT CHECK (date_added GLOB '????-??-??T??:??:??.???Z'),

  nfo_path TEXT,
  nfo_hash TEXT,
  nfo_parsed_at TEXT CHECK (nfo_parsed_at GLOB '????-??-??T??:??:??.???Z'),

  state TEXT NOT NULL DEFAULT 'discovered' CHECK (state IN (
    'discovered', 'identified', 'enriching', 'enriched', 'selected', 'published',
    'needs_identification', 'error_provider', 'error_network', 'error_parse', 'error_publish'
  )),
  error_message TEXT,
  scan_issues TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scan_issues) AND json_type(scan_issues) = 'array'),
  enriched_at TEXT CHECK (enriched_at GLOB '????-??-??T??:??:??.???Z'),
  enrichment_priority INTEGER NOT NULL DEFAULT 5 CHECK (enrichment_priority BETWEEN 1 AND 10),
  completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),

  has_unpublished_changes INTEGER NOT NULL DEFAULT 0 CHECK (has_unpublished_changes IN (0, 1)),
  last_published_at TEXT CHECK (last_published_at GLOB '????-??-??T??:??:??.???Z'),
  published_nfo_hash TEXT,

  deleted_on TEXT CHECK (deleted_on GLOB '????-??-??T??:??:??.???Z'),

  title_locked INTEGER NOT NULL DEFAULT 0 CHECK (title_locked IN (0, 1)),
  plot_locked INTEGER NOT NULL DEFAULT 0 CHECK (plot_locked IN (0, 1)),
  outline_locked INTEGER NOT NULL DEFAULT 0 CHECK (outline_locked IN (0, 1)),
  aired_locked INTEGER NOT NULL DEFAULT 0 CHECK (aired_locked IN (0, 1)),
  runtime_locked INTEGER NOT NULL DEFAULT 0 CHECK (runtime_locked IN (0, 1)),
  user_rating_locked INTEGER NOT NULL DEFAULT 0 CHECK (user_rating_locked IN (0, 1)),
  tmdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tmdb_id_locked IN (0, 1)),
  tvdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tvdb_id_locked IN (0, 1)),
  imdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (imdb_id_locked IN (0, 1)),

  actors_locked INTEGER NOT NULL DEFAULT 0 CHECK (actors_locked IN (0, 1)),
  directors_locked INTEGER NOT NULL DEFAULT 0 CHECK (directors_locked IN (0, 1)),
  writers_locked INTEGER NOT NULL DEFAULT 0 CHECK (writers_locked IN (0, 1)),
  ratings_locked INTEGER NOT NULL DEFAULT 0 CHECK (ratings_locked IN (0, 1)),

  thumb_locked INTEGER NOT NULL DEFAULT 0 CHECK (thumb_locked IN (0, 1)),
  subtitles_locked INTEGER NOT NULL DEFAULT 0 CHECK (subtitles_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_episodes_series_id ON episodes(series_id);
CREATE UNIQUE INDEX idx_episodes_season_episode
  ON episodes(series_id, season_number, episode_number) WHERE deleted_on IS NULL;
CREATE INDEX idx_episodes_state ON episodes(state);
CREATE INDEX idx_episodes_deleted_on ON episodes(deleted_on) WHERE deleted_on IS NOT NULL;
CREATE INDEX idx_episodes_file_path ON episodes(file_path) WHERE file_path IS NOT NULL;
CREATE INDEX idx_episodes_needs_enrichment
  ON episodes(state, enriched_at, enrichment_priority, created_at DESC)
  WHERE state = 'identified' AND enriched_at IS NULL;
CREATE INDEX idx_episodes_needs_publish
  ON episodes(has_unpublished_changes, updated_at)
  WHERE has_unpublished_changes = 1;

-- Every playable file of an item: parts, editions, extras. A file that holds two episodes has two rows.
CREATE TABLE media_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'episode', 'series', 'season')),
  entity_id INTEGER NOT NULL,
  file_path TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('main', 'extra', 'trailer', 'sample', 'theme')),
  extra_type TEXT CHECK (extra_type IN (
    'behindthescenes', 'deleted', 'featurette', 'interview', 'scene', 'short', 'clip', 'trailer', 'sample', 'other'
  )),
  part INTEGER CHECK (part >= 1), -- position in a stack, NULL when the file stands alone
  edition TEXT,
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms INTEGER NOT NULL, -- whole milliseconds
  duration_seconds REAL,

  probe_state TEXT NOT NULL DEFAULT 'pending' CHECK (probe_state IN ('pending', 'done', 'failed', 'skipped')),
  probe_error TEXT,
  probed_size_bytes INTEGER,
  probed_mtime_ms INTEGER,

  deleted_on TEXT CHECK (deleted_on GLOB '????-??-??T??:??:??.???Z'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_media_files_live
  ON media_files(entity_type, entity_id, file_path) WHERE deleted_on IS NULL;
CREATE INDEX idx_media_files_entity ON media_files(entity_type, entity_id, kind);
CREATE INDEX idx_media_files_path ON media_files(file_path);
CREATE INDEX idx_media_files_library ON media_files(library_id);
CREATE INDEX idx_media_files_needs_probe ON media_files(id) WHERE probe_state = 'pending';

CREATE VIEW live_movies AS SELECT * FROM movies WHERE deleted_on IS NULL;
CREATE VIEW live_series AS SELECT * FROM series WHERE deleted_on IS NULL;
CREATE VIEW live_episodes AS
  SELECT * FROM episodes
  WHERE deleted_on IS NULL
    AND EXISTS (SELECT 1 FROM series WHERE series.id = episodes.series_id AND series.deleted_on IS NULL);
