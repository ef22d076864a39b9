-- Unknown files: where stray ones were found, and the moves that take a file to its use and back.

-- Of a stray file (entity_type 'library'): the folder whose scan found it, and the one that the next scan replaces it by.
ALTER TABLE unknown_files ADD COLUMN folder_path TEXT;
CREATE INDEX idx_unknown_files_folder ON unknown_files(entity_id, folder_path) WHERE entity_type = 'library';

-- What one click moved, and what one undo takes back.
CREATE TABLE file_move_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('assign', 'extras')),
  started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- Written before a file is renamed, so that a crash leaves nothing that cannot be told or taken back.
CREATE TABLE file_moves (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES file_move_batches(id) ON DELETE CASCADE,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  has_made_folder INTEGER NOT NULL DEFAULT 0 CHECK (has_made_folder IN (0, 1)), -- removed again by undo, when it is empty
  -- Of the file: another one under the new name is not taken back.
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms INTEGER NOT NULL, -- whole milliseconds
  state TEXT NOT NULL CHECK (state IN ('planned', 'moved', 'failed', 'undoing', 'undone'))
) STRICT;
CREATE INDEX idx_file_moves_batch ON file_moves(batch_id);
CREATE INDEX idx_file_moves_library ON file_moves(library_id);
CREATE INDEX idx_file_moves_open ON file_moves(id) WHERE state IN ('planned', 'undoing');

-- Earlier scans kept neither stray files nor what an unknown file holds: the next one reads every folder again.
DELETE FROM scanned_directories;
