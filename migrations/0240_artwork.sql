-- Since when a candidate that could not be fetched may be tried again; an error without it is for good.
ALTER TABLE asset_candidates ADD COLUMN retry_after TEXT CHECK (retry_after GLOB '????-??-??T??:??:??.???Z');
CREATE INDEX idx_candidates_waiting ON asset_candidates(entity_type, entity_id) WHERE retry_after IS NOT NULL;
-- A season's candidate that its show's answer brought: the season's own answer says nothing of it.
ALTER TABLE asset_candidates ADD COLUMN is_from_show INTEGER NOT NULL DEFAULT 0 CHECK (is_from_show IN (0, 1));

-- To find what an image is rejected as everywhere. A person's own files are found by their bytes.
CREATE INDEX idx_candidates_source_key ON asset_candidates(source_key) WHERE provider_url IS NOT NULL;

-- ISO 639-1 in the order of preference, 'none' for images without text; NULL where prefer_language is all there is.
ALTER TABLE asset_selection_config ADD COLUMN languages TEXT
  CHECK (json_valid(languages) AND json_type(languages) = 'array');

-- A rejection holds for one item, or for all when it names none. An image is known again by its key, whatever its address.
ALTER TABLE rejected_assets ADD COLUMN entity_type TEXT
  CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set'));
ALTER TABLE rejected_assets ADD COLUMN entity_id INTEGER CHECK ((entity_id IS NULL) = (entity_type IS NULL));
ALTER TABLE rejected_assets ADD COLUMN source_key TEXT CHECK (source_key <> '');
ALTER TABLE rejected_assets ADD COLUMN content_hash TEXT;

DROP INDEX idx_rejected_provider_url;
CREATE INDEX idx_rejected_provider_url ON rejected_assets(provider, provider_url);
CREATE UNIQUE INDEX idx_rejected_scope
  ON rejected_assets(provider, provider_url, asset_type, ifnull(entity_type, ''), ifnull(entity_id, 0));
CREATE INDEX idx_rejected_entity ON rejected_assets(entity_type, entity_id) WHERE entity_type IS NOT NULL;
CREATE INDEX idx_rejected_source_key ON rejected_assets(source_key) WHERE source_key IS NOT NULL;

CREATE TRIGGER rejected_assets_entity_insert
BEFORE INSERT ON rejected_assets
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

CREATE TRIGGER rejected_assets_entity_update
BEFORE UPDATE OF entity_type, entity_id ON rejected_assets
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

CREATE TRIGGER cascade_movie_rejections AFTER DELETE ON movies FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series_rejections AFTER DELETE ON series FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_season_rejections AFTER DELETE ON seasons FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'season' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episode_rejections AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_actor_rejections AFTER DELETE ON actors FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'actor' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_set_rejections AFTER DELETE ON sets FOR EACH ROW
BEGIN
  DELETE FROM rejected_assets WHERE entity_type = 'set' AND entity_id = OLD.id;
END;

-- Portraits that could not be fetched are not asked for again and again: not before retry_after, or without it not at all.
ALTER TABLE actors ADD COLUMN thumb_error TEXT;
ALTER TABLE actors ADD COLUMN thumb_retry_after TEXT CHECK (thumb_retry_after GLOB '????-??-??T??:??:??.???Z');
CREATE INDEX idx_actors_waiting ON actors(id) WHERE thumb_retry_after IS NOT NULL;
