-- A new file's reference count as before, without touching the index of orphans for bytes that are in use.
DROP TRIGGER count_new_cache_asset;
CREATE TRIGGER count_new_cache_asset
AFTER INSERT ON cache_inventory
FOR EACH ROW
BEGIN
  UPDATE cache_inventory
  SET reference_count = (SELECT count(*) FROM cache_references WHERE content_hash = NEW.content_hash)
  WHERE id = NEW.id;

  UPDATE cache_inventory SET orphaned_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id AND reference_count <= 0 AND orphaned_at IS NULL;

  UPDATE cache_inventory SET orphaned_at = NULL
  WHERE id = NEW.id AND reference_count > 0 AND orphaned_at IS NOT NULL;
END;

-- Statements that have triggers and may abort make SQLite keep a journal of every page they touch. These fail instead (their
-- one row is not written then either), so that `INSERT OR FAIL`, which a scan says thousands of times, needs no journal.
DROP TRIGGER field_provenance_entity_insert;
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
  SELECT RAISE(FAIL, 'entity does not exist');
END;
DROP TRIGGER asset_candidates_entity_insert;
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
  SELECT RAISE(FAIL, 'entity does not exist');
END;
DROP TRIGGER ratings_entity_insert;
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
  SELECT RAISE(FAIL, 'entity does not exist');
END;
