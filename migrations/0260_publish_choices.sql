-- What a person decided about files of others in the way, who else writes NFO files, and what was found unchanged.

-- Holds for these bytes only: other bytes at the path are another question.
CREATE TABLE publish_choices (
  path TEXT PRIMARY KEY,
  disk_hash TEXT NOT NULL CHECK (length(disk_hash) = 64), -- of a file in the library; says nothing of the cache
  choice TEXT NOT NULL CHECK (choice IN ('adopt', 'overwrite', 'merge', 'keep')),
  chosen_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (chosen_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;

-- Once Metarr has written to the path, or has put back what was there, the question is a new one.
CREATE TRIGGER forget_choice_of_written_file AFTER INSERT ON published_files FOR EACH ROW
BEGIN
  DELETE FROM publish_choices WHERE path = NEW.path;
END;
CREATE TRIGGER forget_choice_of_rewritten_file AFTER UPDATE OF content_hash ON published_files FOR EACH ROW
BEGIN
  DELETE FROM publish_choices WHERE path = NEW.path;
END;
CREATE TRIGGER forget_choice_of_taken_back_file AFTER DELETE ON published_files FOR EACH ROW
BEGIN
  DELETE FROM publish_choices WHERE path = OLD.path;
END;

-- Each change of an NFO that somebody else made, once.
CREATE TABLE outside_changes (
  path TEXT NOT NULL,
  disk_hash TEXT NOT NULL CHECK (length(disk_hash) = 64),
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  writer TEXT NOT NULL CHECK (writer IN (
    'radarr', 'sonarr', 'jellyfin', 'emby', 'kodi', 'tinymediamanager', 'mediaelch', 'unknown'
  )),
  was_published INTEGER NOT NULL CHECK (was_published IN (0, 1)), -- Metarr had written the file before
  seen_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (seen_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (path, disk_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_outside_changes_library ON outside_changes(library_id, writer, seen_at);

-- Items whose files were all as they should be: as long as neither the item nor its files change, nobody has to look into
-- them again. Anything may be deleted here at any time.
CREATE TABLE publish_checks (
  item_type TEXT NOT NULL CHECK (item_type IN ('movie', 'series', 'season', 'episode', 'set')),
  item_id INTEGER NOT NULL,
  context TEXT NOT NULL, -- of what is no item: the library's profile, the version that writes
  members TEXT NOT NULL CHECK (json_valid(members) AND json_type(members) = 'array'), -- [[id, updated_at], …]
  files TEXT NOT NULL CHECK (json_valid(files) AND json_type(files) = 'array'), -- [[path, size, mtime_ms], …]; null: not there
  PRIMARY KEY (item_type, item_id)
) STRICT, WITHOUT ROWID;

-- What does not touch the item's own row. What hangs on an item goes with it.
CREATE TRIGGER recheck_movie_gone AFTER DELETE ON movies FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'movie' AND item_id = OLD.id;
END;
CREATE TRIGGER recheck_series_gone AFTER DELETE ON series FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'series' AND item_id = OLD.id;
END;
CREATE TRIGGER recheck_season_gone AFTER DELETE ON seasons FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'season' AND item_id = OLD.id;
  DELETE FROM publish_checks WHERE item_type = 'series' AND item_id = OLD.series_id;
END;
CREATE TRIGGER recheck_episode_gone AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'episode' AND item_id = OLD.id;
END;
CREATE TRIGGER recheck_set_gone AFTER DELETE ON sets FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'set' AND item_id = OLD.id;
END;

CREATE TRIGGER recheck_new_selection AFTER INSERT ON asset_candidates FOR EACH ROW
WHEN NEW.is_selected = 1
BEGIN
  DELETE FROM publish_checks WHERE item_type = NEW.entity_type AND item_id = NEW.entity_id;
END;
CREATE TRIGGER recheck_selection AFTER UPDATE OF is_selected, selected_rank, content_hash ON asset_candidates FOR EACH ROW
WHEN OLD.is_selected IS NOT NEW.is_selected
  OR (NEW.is_selected = 1 AND (OLD.selected_rank IS NOT NEW.selected_rank OR OLD.content_hash IS NOT NEW.content_hash))
BEGIN
  DELETE FROM publish_checks WHERE item_type = NEW.entity_type AND item_id = NEW.entity_id;
END;
CREATE TRIGGER recheck_gone_selection AFTER DELETE ON asset_candidates FOR EACH ROW
WHEN OLD.is_selected = 1
BEGIN
  DELETE FROM publish_checks WHERE item_type = OLD.entity_type AND item_id = OLD.entity_id;
END;

CREATE TRIGGER recheck_new_file AFTER INSERT ON media_files FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = NEW.entity_type AND item_id = NEW.entity_id;
END;
CREATE TRIGGER recheck_file AFTER UPDATE OF file_path, kind, part, edition, duration_seconds, probe_state ON media_files FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = NEW.entity_type AND item_id = NEW.entity_id;
END;
CREATE TRIGGER recheck_gone_file AFTER DELETE ON media_files FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = OLD.entity_type AND item_id = OLD.entity_id;
END;

-- Names of seasons stand in their show's NFO.
CREATE TRIGGER recheck_new_season AFTER INSERT ON seasons FOR EACH ROW
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'series' AND item_id = NEW.series_id;
END;
CREATE TRIGGER recheck_season AFTER UPDATE OF title, season_number ON seasons FOR EACH ROW
WHEN OLD.title IS NOT NEW.title OR OLD.season_number IS NOT NEW.season_number
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'series' AND item_id = NEW.series_id;
END;

-- What many items share.
CREATE TRIGGER recheck_set AFTER UPDATE OF name, overview, tmdb_collection_id ON sets FOR EACH ROW
WHEN OLD.name IS NOT NEW.name OR OLD.overview IS NOT NEW.overview OR OLD.tmdb_collection_id IS NOT NEW.tmdb_collection_id
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'movie' AND item_id IN (SELECT id FROM movies WHERE set_id = NEW.id);
END;
CREATE TRIGGER recheck_actor AFTER UPDATE OF name, thumb_hash, tmdb_id ON actors FOR EACH ROW
WHEN OLD.name IS NOT NEW.name OR OLD.thumb_hash IS NOT NEW.thumb_hash OR OLD.tmdb_id IS NOT NEW.tmdb_id
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'movie' AND item_id IN (SELECT movie_id FROM movies_actors WHERE actor_id = NEW.id);
  DELETE FROM publish_checks WHERE item_type = 'series' AND item_id IN (SELECT series_id FROM series_actors WHERE actor_id = NEW.id);
  DELETE FROM publish_checks WHERE item_type = 'episode' AND item_id IN (SELECT episode_id FROM episodes_actors WHERE actor_id = NEW.id);
END;

-- Where the first selection of two episodes in one file comes from, the other's row is not the owner's.
CREATE TRIGGER recheck_episode_file AFTER UPDATE OF file_path, deleted_on ON episodes FOR EACH ROW
WHEN OLD.file_path IS NOT NEW.file_path OR OLD.deleted_on IS NOT NEW.deleted_on
BEGIN
  DELETE FROM publish_checks WHERE item_type = 'episode'
    AND item_id IN (SELECT id FROM episodes WHERE series_id = NEW.series_id AND file_path IN (OLD.file_path, NEW.file_path));
END;
