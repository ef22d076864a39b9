-- (entity_type, entity_id) cannot be a foreign key of SQLite; these triggers make it one.
-- Rows for an item that does not exist are refused, and an item takes its rows along when it goes.
-- activity_log and publish_log are history and stay; activity_log may also name what has just gone.

CREATE TRIGGER media_files_entity_insert
BEFORE INSERT ON media_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER media_files_entity_update
BEFORE UPDATE OF entity_type, entity_id ON media_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER ratings_entity_insert
BEFORE INSERT ON ratings
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER ratings_entity_update
BEFORE UPDATE OF entity_type, entity_id ON ratings
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER asset_candidates_entity_insert
BEFORE INSERT ON asset_candidates
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

CREATE TRIGGER asset_candidates_entity_update
BEFORE UPDATE OF entity_type, entity_id ON asset_candidates
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

CREATE TRIGGER unknown_files_entity_insert
BEFORE INSERT ON unknown_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'library' THEN EXISTS (SELECT 1 FROM libraries WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER unknown_files_entity_update
BEFORE UPDATE OF entity_type, entity_id ON unknown_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'library' THEN EXISTS (SELECT 1 FROM libraries WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER completeness_waivers_entity_insert
BEFORE INSERT ON completeness_waivers
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER completeness_waivers_entity_update
BEFORE UPDATE OF entity_type, entity_id ON completeness_waivers
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER video_streams_entity_insert
BEFORE INSERT ON video_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER video_streams_entity_update
BEFORE UPDATE OF entity_type, entity_id ON video_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER audio_streams_entity_insert
BEFORE INSERT ON audio_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER audio_streams_entity_update
BEFORE UPDATE OF entity_type, entity_id ON audio_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER subtitle_streams_entity_insert
BEFORE INSERT ON subtitle_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER subtitle_streams_entity_update
BEFORE UPDATE OF entity_type, entity_id ON subtitle_streams
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER provider_records_entity_insert
BEFORE INSERT ON provider_records
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

CREATE TRIGGER provider_records_entity_update
BEFORE UPDATE OF entity_type, entity_id ON provider_records
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

CREATE TRIGGER field_provenance_entity_insert
BEFORE INSERT ON field_provenance
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

CREATE TRIGGER field_provenance_entity_update
BEFORE UPDATE OF entity_type, entity_id ON field_provenance
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

CREATE TRIGGER edit_history_entity_insert
BEFORE INSERT ON edit_history
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

CREATE TRIGGER edit_history_entity_update
BEFORE UPDATE OF entity_type, entity_id ON edit_history
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

CREATE TRIGGER publish_log_entity_insert
BEFORE INSERT ON publish_log
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER publish_log_entity_update
BEFORE UPDATE OF entity_type, entity_id ON publish_log
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER publish_journal_entity_insert
BEFORE INSERT ON publish_journal
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER publish_journal_entity_update
BEFORE UPDATE OF entity_type, entity_id ON publish_journal
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER published_files_entity_insert
BEFORE INSERT ON published_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER published_files_entity_update
BEFORE UPDATE OF entity_type, entity_id ON published_files
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER cascade_movies
AFTER DELETE ON movies
FOR EACH ROW
BEGIN
  DELETE FROM media_files WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM ratings WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM asset_candidates WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM unknown_files WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM completeness_waivers WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM video_streams WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM audio_streams WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM subtitle_streams WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM publish_journal WHERE entity_type = 'movie' AND entity_id = OLD.id;
  DELETE FROM published_files WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series
AFTER DELETE ON series
FOR EACH ROW
BEGIN
  DELETE FROM media_files WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM ratings WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM asset_candidates WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM unknown_files WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM completeness_waivers WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM publish_journal WHERE entity_type = 'series' AND entity_id = OLD.id;
  DELETE FROM published_files WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_seasons
AFTER DELETE ON seasons
FOR EACH ROW
BEGIN
  DELETE FROM media_files WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM ratings WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM asset_candidates WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM unknown_files WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM completeness_waivers WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM publish_journal WHERE entity_type = 'season' AND entity_id = OLD.id;
  DELETE FROM published_files WHERE entity_type = 'season' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episodes
AFTER DELETE ON episodes
FOR EACH ROW
BEGIN
  DELETE FROM media_files WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM ratings WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM asset_candidates WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM unknown_files WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM completeness_waivers WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM video_streams WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM audio_streams WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM subtitle_streams WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM publish_journal WHERE entity_type = 'episode' AND entity_id = OLD.id;
  DELETE FROM published_files WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_actors
AFTER DELETE ON actors
FOR EACH ROW
BEGIN
  DELETE FROM asset_candidates WHERE entity_type = 'actor' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'actor' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'actor' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'actor' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_sets
AFTER DELETE ON sets
FOR EACH ROW
BEGIN
  DELETE FROM asset_candidates WHERE entity_type = 'set' AND entity_id = OLD.id;
  DELETE FROM provider_records WHERE entity_type = 'set' AND entity_id = OLD.id;
  DELETE FROM field_provenance WHERE entity_type = 'set' AND entity_id = OLD.id;
  DELETE FROM edit_history WHERE entity_type = 'set' AND entity_id = OLD.id;
  DELETE FROM publish_journal WHERE entity_type = 'set' AND entity_id = OLD.id;
  DELETE FROM published_files WHERE entity_type = 'set' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_libraries
AFTER DELETE ON libraries
FOR EACH ROW
BEGIN
  DELETE FROM unknown_files WHERE entity_type = 'library' AND entity_id = OLD.id;
END;
