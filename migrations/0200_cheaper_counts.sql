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
