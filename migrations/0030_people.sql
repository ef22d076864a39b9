-- People, vocabularies, who and what belongs to which item, and ratings.

CREATE TABLE actors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  tmdb_id INTEGER,
  tvdb_id INTEGER,
  imdb_id TEXT,
  thumb_url TEXT,
  thumb_hash TEXT, -- the portrait's bytes, in the cache

  name_locked INTEGER NOT NULL DEFAULT 0 CHECK (name_locked IN (0, 1)),
  thumb_locked INTEGER NOT NULL DEFAULT 0 CHECK (thumb_locked IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- A name is unique only among people no provider knows; different provider ids are different people.
CREATE INDEX idx_actors_name ON actors(name);
CREATE UNIQUE INDEX idx_actors_local_name ON actors(name) WHERE tmdb_id IS NULL;
CREATE UNIQUE INDEX idx_actors_tmdb_id ON actors(tmdb_id) WHERE tmdb_id IS NOT NULL;
CREATE INDEX idx_actors_thumb_hash ON actors(thumb_hash) WHERE thumb_hash IS NOT NULL;

CREATE TABLE genres (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_genres_name ON genres(name);

CREATE TABLE directors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_directors_name ON directors(name);

CREATE TABLE writers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_writers_name ON writers(name);

CREATE TABLE studios (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_studios_name ON studios(name);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_tags_name ON tags(name);

CREATE TABLE countries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_countries_name ON countries(name);

-- Link tables. order_index is the order of the NFO or the provider; one person may play several roles.

CREATE TABLE movies_actors (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  actor_id INTEGER NOT NULL REFERENCES actors(id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  order_index INTEGER,
  PRIMARY KEY (movie_id, actor_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_actors_movie ON movies_actors(movie_id, order_index);
CREATE INDEX idx_movies_actors_actor ON movies_actors(actor_id);

CREATE TABLE movies_genres (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  genre_id INTEGER NOT NULL REFERENCES genres(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, genre_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_genres_movie ON movies_genres(movie_id, order_index);
CREATE INDEX idx_movies_genres_genre ON movies_genres(genre_id);

CREATE TABLE movies_directors (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  director_id INTEGER NOT NULL REFERENCES directors(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, director_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_directors_movie ON movies_directors(movie_id, order_index);
CREATE INDEX idx_movies_directors_director ON movies_directors(director_id);

CREATE TABLE movies_writers (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  writer_id INTEGER NOT NULL REFERENCES writers(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, writer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_writers_movie ON movies_writers(movie_id, order_index);
CREATE INDEX idx_movies_writers_writer ON movies_writers(writer_id);

CREATE TABLE movies_studios (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  studio_id INTEGER NOT NULL REFERENCES studios(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, studio_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_studios_movie ON movies_studios(movie_id, order_index);
CREATE INDEX idx_movies_studios_studio ON movies_studios(studio_id);

CREATE TABLE movies_tags (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_tags_movie ON movies_tags(movie_id, order_index);
CREATE INDEX idx_movies_tags_tag ON movies_tags(tag_id);

CREATE TABLE movies_countries (
  movie_id INTEGER NOT NULL REFERENCES movies(id) ON DELETE CASCADE,
  country_id INTEGER NOT NULL REFERENCES countries(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (movie_id, country_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_movies_countries_movie ON movies_countries(movie_id, order_index);
CREATE INDEX idx_movies_countries_country ON movies_countries(country_id);

CREATE TABLE series_actors (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  actor_id INTEGER NOT NULL REFERENCES actors(id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  order_index INTEGER,
  PRIMARY KEY (series_id, actor_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_actors_series ON series_actors(series_id, order_index);
CREATE INDEX idx_series_actors_actor ON series_actors(actor_id);

CREATE TABLE series_genres (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  genre_id INTEGER NOT NULL REFERENCES genres(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, genre_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_genres_series ON series_genres(series_id, order_index);
CREATE INDEX idx_series_genres_genre ON series_genres(genre_id);

CREATE TABLE series_directors (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  director_id INTEGER NOT NULL REFERENCES directors(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, director_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_directors_series ON series_directors(series_id, order_index);
CREATE INDEX idx_series_directors_director ON series_directors(director_id);

CREATE TABLE series_writers (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  writer_id INTEGER NOT NULL REFERENCES writers(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, writer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_writers_series ON series_writers(series_id, order_index);
CREATE INDEX idx_series_writers_writer ON series_writers(writer_id);

CREATE TABLE series_studios (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  studio_id INTEGER NOT NULL REFERENCES studios(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, studio_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_studios_series ON series_studios(series_id, order_index);
CREATE INDEX idx_series_studios_studio ON series_studios(studio_id);

CREATE TABLE series_tags (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_tags_series ON series_tags(series_id, order_index);
CREATE INDEX idx_series_tags_tag ON series_tags(tag_id);

CREATE TABLE series_countries (
  series_id INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE,
  country_id INTEGER NOT NULL REFERENCES countries(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (series_id, country_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_series_countries_series ON series_countries(series_id, order_index);
CREATE INDEX idx_series_countries_country ON series_countries(country_id);

CREATE TABLE episodes_actors (
  episode_id INTEGER NOT NULL REFERENCES episodes(id) ON DELETE CASCADE,
  actor_id INTEGER NOT NULL REFERENCES actors(id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  order_index INTEGER,
  PRIMARY KEY (episode_id, actor_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_episodes_actors_episode ON episodes_actors(episode_id, order_index);
CREATE INDEX idx_episodes_actors_actor ON episodes_actors(actor_id);

CREATE TABLE episodes_directors (
  episode_id INTEGER NOT NULL REFERENCES episodes(id) ON DELETE CASCADE,
  director_id INTEGER NOT NULL REFERENCES directors(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (episode_id, director_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_episodes_directors_episode ON episodes_directors(episode_id, order_index);
CREATE INDEX idx_episodes_directors_director ON episodes_directors(director_id);

CREATE TABLE episodes_writers (
  episode_id INTEGER NOT NULL REFERENCES episodes(id) ON DELETE CASCADE,
  writer_id INTEGER NOT NULL REFERENCES writers(id) ON DELETE CASCADE,
  order_index INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (episode_id, writer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_episodes_writers_episode ON episodes_writers(episode_id, order_index);
CREATE INDEX idx_episodes_writers_writer ON episodes_writers(writer_id);

CREATE TABLE ratings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode')),
  entity_id INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  value REAL NOT NULL CHECK (value >= 0),
  max REAL NOT NULL DEFAULT 10 CHECK (max > 0), -- the scale's top
  votes INTEGER CHECK (votes >= 0),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_ratings_entity ON ratings(entity_type, entity_id, source);
CREATE UNIQUE INDEX idx_ratings_default ON ratings(entity_type, entity_id) WHERE is_default = 1;
CREATE INDEX idx_ratings_source ON ratings(source);
