-- Renaming: the patterns of each library, and runs with every step, so that a crash leaves old or new names and undo finds each.

CREATE TABLE rename_patterns (
  library_id INTEGER PRIMARY KEY REFERENCES libraries(id) ON DELETE CASCADE,
  patterns TEXT NOT NULL CHECK (json_valid(patterns) AND json_type(patterns) = 'object'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE TABLE rename_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planning', 'planned', 'applying', 'done', 'undoing', 'undone', 'failed')),
  unchanged_count INTEGER NOT NULL DEFAULT 0 CHECK (unchanged_count >= 0),
  job_id INTEGER REFERENCES job_queue(id) ON DELETE SET NULL,
  error_message TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  applied_at TEXT CHECK (applied_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX idx_rename_runs_job ON rename_runs(job_id) WHERE job_id IS NOT NULL;

-- One film, the folders of one show, or the files of one episode: what is renamed together or not at all.
CREATE TABLE rename_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES rename_runs(id) ON DELETE CASCADE,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'episode')),
  entity_id INTEGER NOT NULL,
  series_id INTEGER REFERENCES series(id) ON DELETE CASCADE, -- of a show's own row and those of its episodes
  title TEXT NOT NULL,
  -- 'moving' and 'undoing': files are on their way, 'backing' and 'redoing': on their way back from that, because something
  -- refused; 'following' and 'following_back': they are there, and what the database knows of them follows.
  state TEXT NOT NULL CHECK (state IN (
    'planned', 'conflict', 'moving', 'backing', 'following', 'moved', 'failed',
    'undoing', 'redoing', 'following_back', 'undone'
  )),
  is_excluded INTEGER NOT NULL DEFAULT 0 CHECK (is_excluded IN (0, 1)),
  problem TEXT,
  steps TEXT NOT NULL CHECK (json_valid(steps) AND json_type(steps) = 'array'), -- in the order they are taken
  stage INTEGER NOT NULL DEFAULT 0 CHECK (stage >= 0), -- of the steps: the one that is being taken, or taken back
  changes TEXT NOT NULL CHECK (json_valid(changes) AND json_type(changes) = 'array'), -- what the person sees
  season_folders TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(season_folders) AND json_type(season_folders) = 'array'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX idx_rename_items_run ON rename_items(run_id, id);
CREATE INDEX idx_rename_items_state ON rename_items(run_id, state, is_excluded, library_id); -- for counting without the steps
CREATE INDEX idx_rename_items_library ON rename_items(library_id);
CREATE INDEX idx_rename_items_series ON rename_items(series_id) WHERE series_id IS NOT NULL;
CREATE INDEX idx_rename_items_entity ON rename_items(entity_type, entity_id);
CREATE INDEX idx_rename_items_open ON rename_items(id)
  WHERE state IN ('moving', 'backing', 'following', 'undoing', 'redoing', 'following_back');

CREATE TRIGGER cascade_movies_renames AFTER DELETE ON movies FOR EACH ROW
BEGIN
  DELETE FROM rename_items WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series_renames AFTER DELETE ON series FOR EACH ROW
BEGIN
  DELETE FROM rename_items WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_episodes_renames AFTER DELETE ON episodes FOR EACH ROW
BEGIN
  DELETE FROM rename_items WHERE entity_type = 'episode' AND entity_id = OLD.id;
END;

CREATE TRIGGER rename_items_entity_insert
BEFORE INSERT ON rename_items
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER rename_items_entity_update
BEFORE UPDATE OF entity_type, entity_id ON rename_items
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

-- What lies in a renamed folder is found by its path.
CREATE INDEX idx_subtitle_streams_file ON subtitle_streams(file_path) WHERE is_external = 1;
CREATE INDEX idx_publish_journal_directory ON publish_journal(directory_path);
CREATE INDEX idx_movies_directory ON movies(directory_path);
