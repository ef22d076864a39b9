-- Who was asked about an item and what came of it: answers themselves are in provider_records.
CREATE TABLE provider_asks (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set')),
  entity_id INTEGER NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local')),
  asked_with TEXT NOT NULL, -- the ids that it was asked with: another identity makes the answer one about something else
  asked_at TEXT NOT NULL CHECK (asked_at GLOB '????-??-??T??:??:??.???Z'),
  answered_at TEXT CHECK (answered_at GLOB '????-??-??T??:??:??.???Z'), -- null until it has answered once
  is_known INTEGER NOT NULL DEFAULT 0 CHECK (is_known IN (0, 1)), -- by its last answer
  problem TEXT CHECK (problem IN (
    'no_key', 'bad_key', 'quota', 'rate_limited', 'offline', 'unreachable', 'timeout', 'unavailable', 'bad_answer',
    'refused', 'redirected'
  )), -- why it did not answer the last time
  message TEXT,
  PRIMARY KEY (entity_type, entity_id, provider)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_provider_asks_problem ON provider_asks(entity_type, entity_id) WHERE problem IS NOT NULL;

CREATE TRIGGER provider_asks_entity_insert
BEFORE INSERT ON provider_asks
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'actor' THEN EXISTS (SELECT 1 FROM actors WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER provider_asks_entity_update
BEFORE UPDATE OF entity_type, entity_id ON provider_asks
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'actor' THEN EXISTS (SELECT 1 FROM actors WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER cascade_movie_asks AFTER DELETE ON movies FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series_asks AFTER DELETE ON series FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_season_asks AFTER DELETE ON seasons FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'season' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episode_asks AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_actor_asks AFTER DELETE ON actors FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'actor' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_set_asks AFTER DELETE ON sets FOR EACH ROW
BEGIN
  DELETE FROM provider_asks WHERE entity_type = 'set' AND entity_id = OLD.id;
END;

-- What an enrichment would change, kept until it is applied or forgotten.
CREATE TABLE enrich_previews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE TABLE enrich_preview_items (
  preview_id INTEGER NOT NULL REFERENCES enrich_previews(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  is_changed INTEGER NOT NULL CHECK (is_changed IN (0, 1)),
  data TEXT NOT NULL CHECK (json_valid(data)),
  PRIMARY KEY (preview_id, position)
) STRICT, WITHOUT ROWID;

-- Which job wrote it by itself; null for a person's own edit, which alone is what undo without a name takes back.
ALTER TABLE edit_history ADD COLUMN run_id INTEGER;
CREATE INDEX idx_edit_history_run ON edit_history(run_id) WHERE run_id IS NOT NULL;
CREATE INDEX idx_edit_history_by_hand ON edit_history(id) WHERE run_id IS NULL AND undone_at IS NULL;

-- People are told apart by any provider's id; only those without one are one person a name.
DROP INDEX idx_actors_local_name;
CREATE UNIQUE INDEX idx_actors_local_name ON actors(name) WHERE tmdb_id IS NULL AND tvdb_id IS NULL AND imdb_id IS NULL;
CREATE UNIQUE INDEX idx_actors_tvdb_id ON actors(tvdb_id) WHERE tvdb_id IS NOT NULL;
CREATE UNIQUE INDEX idx_actors_imdb_id ON actors(imdb_id) WHERE imdb_id IS NOT NULL;
