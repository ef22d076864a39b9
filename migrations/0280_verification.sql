-- Verification: what differs between what Metarr wrote, what it keeps in the cache, and what lies in a library.

CREATE TABLE verify_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  mode TEXT NOT NULL CHECK (mode IN ('quick', 'full')),
  started_by TEXT NOT NULL CHECK (started_by IN ('manual', 'schedule', 'scan')),
  status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'cancelled')),
  job_id INTEGER, -- the job that a restart goes on with; no reference, because finished jobs are swept
  -- Where a run that was interrupted goes on: everything before it is judged.
  cursor TEXT CHECK (json_valid(cursor)),
  started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  completed_at TEXT CHECK (completed_at GLOB '????-??-??T??:??:??.???Z'),
  checked_files INTEGER NOT NULL DEFAULT 0 CHECK (checked_files >= 0),
  found TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(found) AND json_type(found) = 'object'), -- counts by kind
  error_message TEXT
) STRICT;
CREATE INDEX idx_verify_runs_library ON verify_runs(library_id, id);
CREATE INDEX idx_verify_runs_job ON verify_runs(job_id) WHERE job_id IS NOT NULL;

-- A finding tells of hashes but keeps no bytes: what it expects is kept by what published it.
CREATE TABLE verify_findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  run_id INTEGER REFERENCES verify_runs(id) ON DELETE SET NULL, -- the one that found it last
  entity_type TEXT CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'set')),
  entity_id INTEGER CHECK ((entity_id IS NULL) = (entity_type IS NULL)),
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('missing', 'changed', 'wrong_name', 'orphan', 'corrupt_cache', 'unreadable', 'offline')),
  path TEXT NOT NULL,
  asset_type TEXT,
  expected_hash TEXT,
  expected_size INTEGER CHECK (expected_size >= 0),
  found_hash TEXT,
  found_size INTEGER CHECK (found_size >= 0),
  other_path TEXT,
  reason TEXT,
  found_at TEXT NOT NULL CHECK (found_at GLOB '????-??-??T??:??:??.???Z'),
  resolved_at TEXT CHECK (resolved_at GLOB '????-??-??T??:??:??.???Z'),
  -- Null while it is open. What a later run does not find any more is deleted.
  resolution TEXT CHECK (resolution IN ('put_back', 'rename_back', 'adopt', 'remove', 'recache')),
  repair_job_id INTEGER, -- the job whose undo brings it back; no reference, because finished jobs are swept
  journal_id INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL,
  -- The row of published_files or orphaned_files that the repair changed, for its undo.
  former_row TEXT CHECK (json_valid(former_row) AND json_type(former_row) = 'object'),
  CHECK ((resolved_at IS NULL) = (resolution IS NULL))
) STRICT;
CREATE UNIQUE INDEX idx_verify_findings_open ON verify_findings(library_id, path) WHERE resolved_at IS NULL;
CREATE INDEX idx_verify_findings_kind ON verify_findings(library_id, kind, id) WHERE resolved_at IS NULL;
CREATE INDEX idx_verify_findings_entity ON verify_findings(entity_type, entity_id) WHERE entity_type IS NOT NULL;
CREATE INDEX idx_verify_findings_run ON verify_findings(run_id) WHERE run_id IS NOT NULL;
CREATE INDEX idx_verify_findings_repair ON verify_findings(repair_job_id) WHERE repair_job_id IS NOT NULL;
CREATE INDEX idx_verify_findings_journal ON verify_findings(journal_id) WHERE journal_id IS NOT NULL;

CREATE TRIGGER verify_findings_entity_insert
BEFORE INSERT ON verify_findings
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

CREATE TRIGGER verify_findings_entity_update
BEFORE UPDATE OF entity_type, entity_id ON verify_findings
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

CREATE TRIGGER cascade_movie_findings AFTER DELETE ON movies FOR EACH ROW
BEGIN
  DELETE FROM verify_findings WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series_findings AFTER DELETE ON series FOR EACH ROW
BEGIN
  DELETE FROM verify_findings WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_season_findings AFTER DELETE ON seasons FOR EACH ROW
BEGIN
  DELETE FROM verify_findings WHERE entity_type = 'season' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episode_findings AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  DELETE FROM verify_findings WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_set_findings AFTER DELETE ON sets FOR EACH ROW
BEGIN
  DELETE FROM verify_findings WHERE entity_type = 'set' AND entity_id = OLD.id;
END;

-- Library files that Metarr wrote for items that were purged since: the item's own rows go with it, the files do not.
CREATE TABLE orphaned_files (
  path TEXT PRIMARY KEY,
  asset_type TEXT NOT NULL,
  content_hash TEXT NOT NULL, -- as they were written; the bytes themselves lie in the library
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms INTEGER NOT NULL, -- whole milliseconds
  orphaned_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (orphaned_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;

-- Told from a file that is only forgotten by the item: a cascade runs when its row is gone already.
CREATE TRIGGER remember_orphaned_file
AFTER DELETE ON published_files
FOR EACH ROW
WHEN NOT CASE OLD.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = OLD.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = OLD.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = OLD.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = OLD.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = OLD.entity_id)
  ELSE 1
END
BEGIN
  INSERT INTO orphaned_files (path, asset_type, content_hash, size_bytes, mtime_ms)
  VALUES (OLD.path, OLD.asset_type, OLD.content_hash, OLD.size_bytes, OLD.mtime_ms)
  ON CONFLICT (path) DO NOTHING;
END;

-- A path that an item publishes to again is its own.
CREATE TRIGGER reclaim_orphaned_file
AFTER INSERT ON published_files
FOR EACH ROW
BEGIN
  DELETE FROM orphaned_files WHERE path = NEW.path;
END;

-- When each library is verified by itself.
CREATE TABLE verify_schedules (
  library_id INTEGER PRIMARY KEY REFERENCES libraries(id) ON DELETE CASCADE,
  every TEXT NOT NULL DEFAULT 'off' CHECK (every IN ('off', 'daily', 'weekly')),
  mode TEXT NOT NULL DEFAULT 'quick' CHECK (mode IN ('quick', 'full')),
  restore_after_upgrade INTEGER NOT NULL DEFAULT 0 CHECK (restore_after_upgrade IN (0, 1)),
  asked_at TEXT CHECK (asked_at GLOB '????-??-??T??:??:??.???Z'), -- by the clock, the last time
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
