-- Publications of many items as one thing that can be watched, paused, looked up and taken back.

-- A paused job waits until it is told to go on; its status says where it is in the queue.
ALTER TABLE job_queue ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1));

CREATE TABLE publish_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('publish', 'undo')),
  requested_by TEXT NOT NULL CHECK (requested_by IN ('auto', 'manual', 'webhook')),
  label TEXT NOT NULL CHECK (label <> ''),
  scope TEXT NOT NULL CHECK (json_valid(scope)), -- what was asked for; its items are listed when it begins
  is_listed INTEGER NOT NULL DEFAULT 0 CHECK (is_listed IN (0, 1)),
  library_id INTEGER REFERENCES libraries(id) ON DELETE SET NULL,
  job_id INTEGER REFERENCES job_queue(id) ON DELETE SET NULL,
  undoes_run_id INTEGER REFERENCES publish_runs(id) ON DELETE SET NULL,

  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'paused', 'completed', 'failed', 'cancelled')), -- follows the job
  total INTEGER NOT NULL DEFAULT 0,
  written_count INTEGER NOT NULL DEFAULT 0,
  unchanged_count INTEGER NOT NULL DEFAULT 0,
  left_out_count INTEGER NOT NULL DEFAULT 0,
  failed_count INTEGER NOT NULL DEFAULT 0,
  file_count INTEGER NOT NULL DEFAULT 0,

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  started_at TEXT CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  finished_at TEXT CHECK (finished_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_publish_runs_job ON publish_runs(job_id) WHERE job_id IS NOT NULL;
CREATE INDEX idx_publish_runs_library ON publish_runs(library_id) WHERE library_id IS NOT NULL;
CREATE INDEX idx_publish_runs_undoes ON publish_runs(undoes_run_id) WHERE undoes_run_id IS NOT NULL;

-- A report: it may name what was gone already, and stays when an item goes.
CREATE TABLE publish_run_items (
  run_id INTEGER NOT NULL REFERENCES publish_runs(id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  item_type TEXT NOT NULL CHECK (item_type IN ('movie', 'series', 'season', 'episode', 'set')),
  item_id INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '', -- as it was then
  outcome TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'written', 'unchanged', 'left_out', 'failed')),
  reason_code TEXT, -- an error code, where it was left out or failed
  reason TEXT,
  file_count INTEGER NOT NULL DEFAULT 0,
  journal_id INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL,
  undoes_journal_id INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL, -- in a run that takes another back
  finished_at TEXT CHECK (finished_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_publish_run_items_outcome ON publish_run_items(run_id, outcome, position);
CREATE INDEX idx_publish_run_items_journal ON publish_run_items(journal_id) WHERE journal_id IS NOT NULL;
CREATE INDEX idx_publish_run_items_undoes ON publish_run_items(undoes_journal_id) WHERE undoes_journal_id IS NOT NULL;

CREATE TRIGGER count_publish_run_item
AFTER INSERT ON publish_run_items
FOR EACH ROW
BEGIN
  UPDATE publish_runs SET total = total + 1 WHERE id = NEW.run_id;
END;

CREATE TRIGGER count_publish_run_outcome
AFTER UPDATE OF outcome, file_count ON publish_run_items
FOR EACH ROW
BEGIN
  UPDATE publish_runs SET
    written_count = written_count + (NEW.outcome = 'written') - (OLD.outcome = 'written'),
    unchanged_count = unchanged_count + (NEW.outcome = 'unchanged') - (OLD.outcome = 'unchanged'),
    left_out_count = left_out_count + (NEW.outcome = 'left_out') - (OLD.outcome = 'left_out'),
    failed_count = failed_count + (NEW.outcome = 'failed') - (OLD.outcome = 'failed'),
    file_count = file_count + NEW.file_count - OLD.file_count
  WHERE id = NEW.run_id;
END;

CREATE TRIGGER follow_publish_run_job
AFTER UPDATE OF status, is_paused ON job_queue
FOR EACH ROW
BEGIN
  UPDATE publish_runs SET
    state = CASE
      WHEN NEW.status IN ('completed', 'failed', 'cancelled') THEN NEW.status
      WHEN NEW.is_paused = 1 THEN 'paused'
      WHEN NEW.status = 'processing' THEN 'running'
      ELSE 'waiting' END,
    started_at = ifnull(started_at, NEW.started_at),
    finished_at = CASE WHEN NEW.status IN ('completed', 'failed', 'cancelled') THEN NEW.completed_at END
  WHERE job_id = NEW.id;
END;

CREATE TRIGGER end_publish_run_without_job
BEFORE DELETE ON job_queue
FOR EACH ROW
WHEN OLD.status IN ('pending', 'processing')
BEGIN
  UPDATE publish_runs SET state = 'cancelled', finished_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE job_id = OLD.id;
END;

-- Which run a publication is part of, which earlier one it brings back, and which folders it had to make.
ALTER TABLE publish_journal ADD COLUMN run_id INTEGER REFERENCES publish_runs(id) ON DELETE SET NULL;
ALTER TABLE publish_journal ADD COLUMN run_position INTEGER;
ALTER TABLE publish_journal ADD COLUMN undoes_id INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL;
ALTER TABLE publish_journal ADD COLUMN republishes_id INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL;
ALTER TABLE publish_journal ADD COLUMN published_by TEXT CHECK (published_by IN ('auto', 'manual', 'webhook'));
ALTER TABLE publish_journal ADD COLUMN made_folders TEXT
  CHECK (json_valid(made_folders) AND json_type(made_folders) = 'array');
CREATE INDEX idx_publish_journal_run ON publish_journal(run_id) WHERE run_id IS NOT NULL;
CREATE INDEX idx_publish_journal_undoes ON publish_journal(undoes_id) WHERE undoes_id IS NOT NULL;
CREATE INDEX idx_publish_journal_republishes ON publish_journal(republishes_id) WHERE republishes_id IS NOT NULL;

-- To find what wrote a path last.
CREATE INDEX idx_publish_steps_path ON publish_steps(path, journal_id);

-- As assets_published: what was there before, and where its bytes are kept.
ALTER TABLE publish_log ADD COLUMN assets_displaced TEXT
  CHECK (json_valid(assets_displaced) AND json_type(assets_displaced) = 'array');
