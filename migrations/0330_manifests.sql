-- What was decided is also kept outside the database, in manifests: one small file per film, show and set. Here is which of them are
-- out of date. A thread writes them soon after; the mark goes when the file is on the disk.
CREATE TABLE manifest_marks (
  kind TEXT NOT NULL CHECK (kind IN ('application', 'library', 'people', 'set', 'movie', 'series')),
  -- The row's id, which may be gone: then the file goes. 0 for the application; people are kept 500 to a file.
  owner_id INTEGER NOT NULL CHECK (owner_id >= 0),
  is_taken INTEGER NOT NULL DEFAULT 0 CHECK (is_taken IN (0, 1)), -- being written; a change meanwhile marks it anew
  PRIMARY KEY (kind, owner_id)
) STRICT, WITHOUT ROWID;

-- The folder of this database's manifests, and how often they were written: a database that is behind its manifests is an older
-- copy, and begins a folder of its own.
CREATE TABLE manifest_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation TEXT NOT NULL CHECK (generation GLOB '[0-9a-f][0-9a-f]*'),
  sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  written_at TEXT CHECK (written_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- What an import is adding at present. Whatever of it is there when the import is taken up again was left half done, and goes.
CREATE TABLE import_progress (
  job_id INTEGER PRIMARY KEY REFERENCES job_queue(id) ON DELETE CASCADE,
  item_type TEXT NOT NULL CHECK (item_type IN ('movie', 'series')),
  item_id INTEGER NOT NULL
) STRICT;

INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0);
INSERT INTO manifest_marks (kind, owner_id) SELECT 'library', id FROM libraries;
INSERT INTO manifest_marks (kind, owner_id) SELECT 'set', id FROM sets;
INSERT INTO manifest_marks (kind, owner_id) SELECT DISTINCT 'people', (id - 1) / 500 FROM actors;
INSERT INTO manifest_marks (kind, owner_id) SELECT 'movie', id FROM movies;
INSERT INTO manifest_marks (kind, owner_id) SELECT 'series', id FROM series;

-- Every edit, lock, merge and scan writes the item's own row, too.
CREATE TRIGGER mark_new_movie AFTER INSERT ON movies FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('movie', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_movie AFTER UPDATE ON movies FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('movie', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_movie AFTER DELETE ON movies FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('movie', OLD.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_series AFTER INSERT ON series FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_series AFTER UPDATE ON series FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_series AFTER DELETE ON series FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', OLD.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_set AFTER INSERT ON sets FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_set AFTER UPDATE ON sets FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_set AFTER DELETE ON sets FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', OLD.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_library AFTER INSERT ON libraries FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_library AFTER UPDATE ON libraries FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_library AFTER DELETE ON libraries FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_season AFTER INSERT ON seasons FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_season AFTER UPDATE ON seasons FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_season AFTER DELETE ON seasons FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', OLD.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_episode AFTER INSERT ON episodes FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_episode AFTER UPDATE ON episodes FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', NEW.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_episode AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('series', OLD.series_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

-- New people come in thousands with a scan, and stand by name in the manifests of what they play in.

CREATE TRIGGER mark_changed_actor AFTER UPDATE OF name, tmdb_id, tvdb_id, imdb_id, thumb_url, thumb_hash, name_locked, thumb_locked ON actors FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('people', (NEW.id - 1) / 500)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_actor AFTER DELETE ON actors FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('people', (OLD.id - 1) / 500)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

-- What hangs on an item and may change without it. Offers of providers that nobody chose are not kept.

CREATE TRIGGER mark_new_candidate AFTER INSERT ON asset_candidates FOR EACH ROW
WHEN NEW.content_hash IS NOT NULL OR NEW.is_selected = 1 OR NEW.is_rejected = 1
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_candidate AFTER UPDATE OF is_selected, selected_rank, selected_by, is_rejected, content_hash, file_path ON asset_candidates FOR EACH ROW
WHEN OLD.is_selected IS NOT NEW.is_selected OR OLD.selected_rank IS NOT NEW.selected_rank OR OLD.selected_by IS NOT NEW.selected_by
  OR OLD.is_rejected IS NOT NEW.is_rejected OR OLD.content_hash IS NOT NEW.content_hash OR OLD.file_path IS NOT NEW.file_path
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_candidate AFTER DELETE ON asset_candidates FOR EACH ROW
WHEN OLD.content_hash IS NOT NULL OR OLD.is_selected = 1 OR OLD.is_rejected = 1
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_provenance AFTER INSERT ON field_provenance FOR EACH ROW
WHEN NEW.source = 'user'
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_provenance AFTER UPDATE ON field_provenance FOR EACH ROW
WHEN OLD.source IS NOT NEW.source OR OLD.is_released IS NOT NEW.is_released
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_provenance AFTER DELETE ON field_provenance FOR EACH ROW
WHEN OLD.source = 'user'
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_lock_rule AFTER INSERT ON lock_rules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_lock_rule AFTER UPDATE ON lock_rules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_lock_rule AFTER DELETE ON lock_rules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_waiver AFTER INSERT ON completeness_waivers FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_waiver AFTER UPDATE ON completeness_waivers FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_waiver AFTER DELETE ON completeness_waivers FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_published_file AFTER INSERT ON published_files FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_published_file AFTER UPDATE ON published_files FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_published_file AFTER DELETE ON published_files FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_rejection AFTER INSERT ON rejected_assets FOR EACH ROW
WHEN NEW.entity_type IS NOT NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_rejection_of_all AFTER INSERT ON rejected_assets FOR EACH ROW
WHEN NEW.entity_type IS NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_rejection AFTER UPDATE ON rejected_assets FOR EACH ROW
WHEN NEW.entity_type IS NOT NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_rejection_of_all AFTER UPDATE ON rejected_assets FOR EACH ROW
WHEN NEW.entity_type IS NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_rejection AFTER DELETE ON rejected_assets FOR EACH ROW
WHEN OLD.entity_type IS NOT NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_rejection_of_all AFTER DELETE ON rejected_assets FOR EACH ROW
WHEN OLD.entity_type IS NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_closed_journal AFTER UPDATE OF state, undone_by, directory_path ON publish_journal FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_journal AFTER DELETE ON publish_journal FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE OLD.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE OLD.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = OLD.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = OLD.entity_id)
        WHEN 'actor' THEN (OLD.entity_id - 1) / 500
        ELSE OLD.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_edit AFTER INSERT ON edit_history FOR EACH ROW
WHEN NEW.run_id IS NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_undone_edit AFTER UPDATE OF undone_at ON edit_history FOR EACH ROW
WHEN NEW.run_id IS NULL
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) SELECT owner.kind, owner.id FROM (SELECT
      CASE NEW.entity_type WHEN 'movie' THEN 'movie' WHEN 'set' THEN 'set' WHEN 'actor' THEN 'people' ELSE 'series' END AS kind,
      CASE NEW.entity_type
        WHEN 'season' THEN (SELECT series_id FROM seasons WHERE id = NEW.entity_id)
        WHEN 'episode' THEN (SELECT series_id FROM episodes WHERE id = NEW.entity_id)
        WHEN 'actor' THEN (NEW.entity_id - 1) / 500
        ELSE NEW.entity_id END AS id) AS owner
    WHERE owner.id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_set_alias AFTER INSERT ON set_aliases FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_set_alias AFTER UPDATE ON set_aliases FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_set_alias AFTER DELETE ON set_aliases FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', OLD.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_set_part AFTER INSERT ON set_parts FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_set_part AFTER UPDATE ON set_parts FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', NEW.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_set_part AFTER DELETE ON set_parts FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('set', OLD.set_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

-- What the person settled of a library, and of everything.

CREATE TRIGGER mark_new_automation AFTER INSERT ON library_automation_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_automation AFTER UPDATE ON library_automation_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_automation AFTER DELETE ON library_automation_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_selection_config AFTER INSERT ON asset_selection_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_selection_config AFTER UPDATE ON asset_selection_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_selection_config AFTER DELETE ON asset_selection_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_publish_profile AFTER INSERT ON publish_profiles FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_publish_profile AFTER UPDATE ON publish_profiles FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_publish_profile AFTER DELETE ON publish_profiles FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_rename_patterns AFTER INSERT ON rename_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_rename_patterns AFTER UPDATE ON rename_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_rename_patterns AFTER DELETE ON rename_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_verify_schedule AFTER INSERT ON verify_schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_verify_schedule AFTER UPDATE ON verify_schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', NEW.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_verify_schedule AFTER DELETE ON verify_schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('library', OLD.library_id)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_ignore_pattern AFTER INSERT ON ignore_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
  INSERT INTO manifest_marks (kind, owner_id) SELECT 'library', NEW.library_id WHERE NEW.library_id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_ignore_pattern AFTER UPDATE ON ignore_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
  INSERT INTO manifest_marks (kind, owner_id) SELECT 'library', NEW.library_id WHERE NEW.library_id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_ignore_pattern AFTER DELETE ON ignore_patterns FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
  INSERT INTO manifest_marks (kind, owner_id) SELECT 'library', OLD.library_id WHERE OLD.library_id IS NOT NULL
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_setting AFTER INSERT ON settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_setting AFTER UPDATE ON settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_setting AFTER DELETE ON settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_provider_setting AFTER INSERT ON provider_settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_provider_setting AFTER UPDATE ON provider_settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_provider_setting AFTER DELETE ON provider_settings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_completeness AFTER INSERT ON completeness_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_completeness AFTER UPDATE ON completeness_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_completeness AFTER DELETE ON completeness_config FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_path_mapping AFTER INSERT ON path_mappings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_path_mapping AFTER UPDATE ON path_mappings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_path_mapping AFTER DELETE ON path_mappings FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_publish_choice AFTER INSERT ON publish_choices FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_publish_choice AFTER UPDATE ON publish_choices FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_publish_choice AFTER DELETE ON publish_choices FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_new_schedule AFTER INSERT ON schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_changed_schedule AFTER UPDATE OF interval_minutes ON schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

CREATE TRIGGER mark_gone_schedule AFTER DELETE ON schedules FOR EACH ROW
BEGIN
  INSERT INTO manifest_marks (kind, owner_id) VALUES ('application', 0)
  ON CONFLICT (kind, owner_id) DO UPDATE SET is_taken = 0 WHERE is_taken = 1;
END;

-- What was published can be put back from the cache as long as it is what lies in the library: it refers to its bytes, also when the
-- history of how it came there is gone.
DROP VIEW cache_references;
CREATE VIEW cache_references AS
  SELECT content_hash, 'asset_candidates' AS referrer, id AS referrer_id FROM asset_candidates WHERE content_hash IS NOT NULL
  UNION ALL
  SELECT thumb_hash, 'actors', id FROM actors WHERE thumb_hash IS NOT NULL
  UNION ALL
  SELECT before_hash, 'publish_steps', id FROM publish_steps WHERE before_hash IS NOT NULL
  UNION ALL
  SELECT after_hash, 'publish_steps', id FROM publish_steps WHERE after_hash IS NOT NULL
  UNION ALL
  SELECT content_hash, 'published_files', NULL FROM published_files;
CREATE INDEX idx_published_files_hash ON published_files(content_hash);

UPDATE cache_inventory SET reference_count = reference_count +
  (SELECT count(*) FROM published_files p WHERE p.content_hash = cache_inventory.content_hash)
WHERE content_hash IN (SELECT content_hash FROM published_files);
UPDATE cache_inventory SET orphaned_at = NULL WHERE reference_count > 0 AND orphaned_at IS NOT NULL;

CREATE TRIGGER adopt_published_file AFTER INSERT ON published_files FOR EACH ROW
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count + 1, orphaned_at = NULL, last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE content_hash = NEW.content_hash;
END;

CREATE TRIGGER move_published_file AFTER UPDATE OF content_hash ON published_files FOR EACH ROW
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

CREATE TRIGGER orphan_published_file AFTER DELETE ON published_files FOR EACH ROW
BEGIN
  UPDATE cache_inventory
  SET reference_count = reference_count - 1,
      orphaned_at = CASE WHEN reference_count <= 1 THEN ifnull(orphaned_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ELSE orphaned_at END
  WHERE content_hash = OLD.content_hash;
END;
