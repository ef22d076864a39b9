-- What shows, seasons and episodes need to be everything that films are: NFO and state of a season, the numbers of other
-- orders, locks for every field, why a row is in the trash, and lists that read an index only.

ALTER TABLE seasons ADD COLUMN state TEXT NOT NULL DEFAULT 'discovered' CHECK (state IN (
    'discovered', 'identified', 'enriching', 'enriched', 'selected', 'published',
    'needs_identification', 'error_provider', 'error_network', 'error_parse', 'error_publish'
  ));
ALTER TABLE seasons ADD COLUMN error_message TEXT;
ALTER TABLE seasons ADD COLUMN scan_issues TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scan_issues) AND json_type(scan_issues) = 'array');
ALTER TABLE seasons ADD COLUMN completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100);
ALTER TABLE seasons ADD COLUMN nfo_path TEXT;
ALTER TABLE seasons ADD COLUMN nfo_hash TEXT;
ALTER TABLE seasons ADD COLUMN nfo_parsed_at TEXT CHECK (nfo_parsed_at GLOB '????-??-??T??:??:??.???Z');
ALTER TABLE seasons ADD COLUMN published_nfo_hash TEXT;
ALTER TABLE seasons ADD COLUMN tmdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tmdb_id_locked IN (0, 1));
ALTER TABLE seasons ADD COLUMN tvdb_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tvdb_id_locked IN (0, 1));

ALTER TABLE episodes ADD COLUMN base_name TEXT NOT NULL DEFAULT '';
ALTER TABLE episodes ADD COLUMN dvd_season INTEGER CHECK (dvd_season >= 0);
ALTER TABLE episodes ADD COLUMN dvd_episode INTEGER CHECK (dvd_episode >= 0);
ALTER TABLE episodes ADD COLUMN deleted_reason TEXT CHECK (deleted_reason IN ('missing', 'user', 'library'));
ALTER TABLE episodes ADD COLUMN display_season_locked INTEGER NOT NULL DEFAULT 0 CHECK (display_season_locked IN (0, 1));
ALTER TABLE episodes ADD COLUMN display_episode_locked INTEGER NOT NULL DEFAULT 0 CHECK (display_episode_locked IN (0, 1));
ALTER TABLE episodes ADD COLUMN absolute_number_locked INTEGER NOT NULL DEFAULT 0 CHECK (absolute_number_locked IN (0, 1));
ALTER TABLE episodes ADD COLUMN dvd_season_locked INTEGER NOT NULL DEFAULT 0 CHECK (dvd_season_locked IN (0, 1));
ALTER TABLE episodes ADD COLUMN dvd_episode_locked INTEGER NOT NULL DEFAULT 0 CHECK (dvd_episode_locked IN (0, 1));
ALTER TABLE series ADD COLUMN deleted_reason TEXT CHECK (deleted_reason IN ('missing', 'user', 'library'));

ALTER TABLE series ADD COLUMN issue_count INTEGER GENERATED ALWAYS AS (json_array_length(scan_issues)) VIRTUAL;
ALTER TABLE seasons ADD COLUMN issue_count INTEGER GENERATED ALWAYS AS (json_array_length(scan_issues)) VIRTUAL;
ALTER TABLE episodes ADD COLUMN issue_count INTEGER GENERATED ALWAYS AS (json_array_length(scan_issues)) VIRTUAL;
ALTER TABLE series ADD COLUMN lock_count INTEGER GENERATED ALWAYS AS (
    title_locked + original_title_locked + sort_title_locked + year_locked + tmdb_id_locked +
    tvdb_id_locked + imdb_id_locked + plot_locked + outline_locked + tagline_locked + mpaa_locked +
    series_status_locked + premiered_locked + runtime_locked + user_rating_locked + episode_order_locked
    + actors_locked + directors_locked + writers_locked + genres_locked + studios_locked + tags_locked +
    countries_locked + ratings_locked + poster_locked + fanart_locked + banner_locked + clearlogo_locked
    + clearart_locked + landscape_locked + keyart_locked + characterart_locked + thumb_locked
  ) VIRTUAL;
ALTER TABLE seasons ADD COLUMN lock_count INTEGER GENERATED ALWAYS AS (
    title_locked + plot_locked + premiered_locked + user_rating_locked + tmdb_id_locked + tvdb_id_locked
    + poster_locked + fanart_locked + banner_locked + landscape_locked + clearlogo_locked +
    clearart_locked + keyart_locked + thumb_locked
  ) VIRTUAL;
ALTER TABLE episodes ADD COLUMN lock_count INTEGER GENERATED ALWAYS AS (
    title_locked + plot_locked + outline_locked + aired_locked + runtime_locked + user_rating_locked +
    tmdb_id_locked + tvdb_id_locked + imdb_id_locked + display_season_locked + display_episode_locked +
    absolute_number_locked + dvd_season_locked + dvd_episode_locked + actors_locked + directors_locked +
    writers_locked + ratings_locked + thumb_locked
  ) VIRTUAL;
ALTER TABLE series ADD COLUMN sort_year INTEGER GENERATED ALWAYS AS (coalesce(year, 0)) VIRTUAL;

CREATE INDEX idx_series_list_title
  ON series(sort_key, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_series_list_year
  ON series(sort_year, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_series_list_added
  ON series(created_at, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_series_list_completeness
  ON series(completeness, id, library_id, state, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_series_library_live ON series(library_id, deleted_on) WHERE deleted_on IS NULL;
-- The show's tree, and what of it is missing, unpublished or in trouble.
CREATE INDEX idx_episodes_tree
  ON episodes(series_id, season_number, episode_number, id, file_path, aired, has_unpublished_changes, lock_count, issue_count)
  WHERE deleted_on IS NULL;
CREATE INDEX idx_episodes_unpublished ON episodes(series_id) WHERE deleted_on IS NULL AND has_unpublished_changes = 1;
CREATE INDEX idx_episodes_missing ON episodes(series_id, aired) WHERE deleted_on IS NULL AND file_path IS NULL AND season_number > 0;

-- Locks set by hand reach down: a show's holds for the same target of its seasons and episodes, a season's for its
-- episodes, unless one of them is exempt. Locks that come of an edit stay where the edit was.
CREATE TABLE lock_rules (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('series', 'season', 'episode')),
  entity_id INTEGER NOT NULL,
  target TEXT NOT NULL CHECK (target <> ''), -- a field or an artwork type
  rule TEXT NOT NULL CHECK (rule IN ('holds_below', 'exempt')),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (entity_type, entity_id, target, rule)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER lock_rules_entity_insert
BEFORE INSERT ON lock_rules
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER lock_rules_entity_update
BEFORE UPDATE OF entity_type, entity_id ON lock_rules
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER cascade_series_lock_rules
AFTER DELETE ON series
FOR EACH ROW
BEGIN
  DELETE FROM lock_rules WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_seasons_lock_rules
AFTER DELETE ON seasons
FOR EACH ROW
BEGIN
  DELETE FROM lock_rules WHERE entity_type = 'season' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episodes_lock_rules
AFTER DELETE ON episodes
FOR EACH ROW
BEGIN
  DELETE FROM lock_rules WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

-- How changes of a library's folder are noticed between scans.
ALTER TABLE libraries ADD COLUMN watch_mode TEXT NOT NULL DEFAULT 'auto' CHECK (watch_mode IN ('auto', 'poll', 'off'));

-- An episode without a title of its own is not complete.
UPDATE completeness_config SET required_fields = '["title", "plot", "aired"]'
WHERE media_type = 'episodes' AND required_fields = '["plot", "aired"]';
