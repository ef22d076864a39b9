-- cache_inventory.reference_count and orphaned_at, kept true by whatever refers to bytes:
-- candidates, people's images, and both sides of a publish step.

CREATE VIEW cache_references AS
  SELECT content_hash, 'asset_candidates' AS referrer, id AS referrer_id FROM asset_candidates WHERE content_hash IS NOT NULL
  UNION ALL
  SELECT thumb_hash, 'actors', id FROM actors WHERE thumb_hash IS NOT NULL
  UNION ALL
  SELECT before_hash, 'publish_steps', id FROM publish_steps WHERE before_hash IS NOT NULL
  UNION ALL
  SELECT after_hash, 'publish_steps', id FROM publish_steps WHERE after_hash IS NOT NULL;

-- A count given by hand is replaced by the true one. Bytes nobody refers to yet start their grace period.
CREATE TRIGGER count_new_cache_asset
AFTER INSERT ON cache_inventory
FOR EACH ROW
BEGIN
  UPDATE cache_inventory
  SET reference_count = (SELECT count(*) FROM cache_references WHERE content_hash = NEW.content_hash)
  WHERE id = NEW.id;

  UPDATE cache_inventory
  SET orphaned_at = CASE WHEN reference_count > 0 THEN NULL ELSE ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) END
  WHERE id = NEW.id;
END;

CREATE TRIGGER keep_cache_asset_hash
BEFORE UPDATE OF content_hash ON cache_inventory
FOR EACH ROW
WHEN NEW.content_hash <> OLD.content_hash
BEGIN
  SELECT RAISE(ABORT, 'a content hash never changes');
END;

CREATE TRIGGER keep_referenced_cache_asset
BEFORE DELETE ON cache_inventory
FOR EACH ROW
WHEN OLD.reference_count > 0
BEGIN
  SELECT RAISE(ABORT, 'bytes are still referenced');
END;

CREATE TRIGGER adopt_cache_assets
AFTER INSERT ON asset_candidates
FOR EACH ROW
WHEN NEW.content_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.content_hash;
END;

CREATE TRIGGER move_cache_assets
AFTER UPDATE OF content_hash ON asset_candidates
FOR EACH ROW
WHEN OLD.content_hash IS NOT NEW.content_hash
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.content_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.content_hash;
END;

CREATE TRIGGER orphan_cache_assets
AFTER DELETE ON asset_candidates
FOR EACH ROW
WHEN OLD.content_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.content_hash;
END;

CREATE TRIGGER adopt_actor_thumb
AFTER INSERT ON actors
FOR EACH ROW
WHEN NEW.thumb_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.thumb_hash;
END;

CREATE TRIGGER move_actor_thumb
AFTER UPDATE OF thumb_hash ON actors
FOR EACH ROW
WHEN OLD.thumb_hash IS NOT NEW.thumb_hash
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.thumb_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.thumb_hash;
END;

CREATE TRIGGER orphan_actor_thumb
AFTER DELETE ON actors
FOR EACH ROW
WHEN OLD.thumb_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.thumb_hash;
END;

CREATE TRIGGER adopt_publish_step
AFTER INSERT ON publish_steps
FOR EACH ROW
WHEN NEW.before_hash IS NOT NULL OR NEW.after_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.before_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.after_hash;
END;

CREATE TRIGGER move_publish_step
AFTER UPDATE OF before_hash, after_hash ON publish_steps
FOR EACH ROW
WHEN OLD.before_hash IS NOT NEW.before_hash OR OLD.after_hash IS NOT NEW.after_hash
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.before_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.after_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.before_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.after_hash;
END;

CREATE TRIGGER orphan_publish_step
AFTER DELETE ON publish_steps
FOR EACH ROW
WHEN OLD.before_hash IS NOT NULL OR OLD.after_hash IS NOT NULL
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.before_hash;
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.after_hash;
END;
