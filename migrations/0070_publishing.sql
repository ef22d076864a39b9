-- What was written to the library, what was there before, and what is being written now.

-- History: stays when the item goes.
CREATE TABLE publish_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'set')),
  entity_id INTEGER NOT NULL,

  published_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (published_at GLOB '????-??-??T??:??:??.???Z'),
  published_by TEXT CHECK (published_by IN ('auto', 'manual', 'webhook')),
  success INTEGER NOT NULL DEFAULT 1 CHECK (success IN (0, 1)),
  error_message TEXT,

  nfo_content TEXT,
  nfo_hash TEXT,
  assets_published TEXT CHECK (json_valid(assets_published) AND json_type(assets_published) = 'array'),

  duration_ms INTEGER,

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_publish_log_entity ON publish_log(entity_type, entity_id);
CREATE INDEX idx_publish_log_published_at ON publish_log(published_at);
CREATE INDEX idx_publish_log_success ON publish_log(success);

-- Opened before the first rename, closed after the last; an open one is settled at the next start.
CREATE TABLE publish_journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'set')),
  entity_id INTEGER NOT NULL,
  publish_log_id INTEGER REFERENCES publish_log(id) ON DELETE SET NULL,
  action TEXT NOT NULL CHECK (action IN ('publish', 'undo')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'committed', 'rolled_back')),
  directory_path TEXT NOT NULL,
  started_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  closed_at TEXT CHECK (closed_at GLOB '????-??-??T??:??:??.???Z'),
  undone_by INTEGER REFERENCES publish_journal(id) ON DELETE SET NULL
) STRICT;

CREATE INDEX idx_publish_journal_entity ON publish_journal(entity_type, entity_id, id);
CREATE INDEX idx_publish_journal_open ON publish_journal(id) WHERE state = 'open';
CREATE INDEX idx_publish_journal_log ON publish_journal(publish_log_id) WHERE publish_log_id IS NOT NULL;
CREATE INDEX idx_publish_journal_undone_by ON publish_journal(undone_by) WHERE undone_by IS NOT NULL;

CREATE TABLE publish_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  journal_id INTEGER NOT NULL REFERENCES publish_journal(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  op TEXT NOT NULL CHECK (op IN ('create', 'replace', 'remove', 'keep')),
  path TEXT NOT NULL,
  temp_path TEXT,
  before_hash TEXT, -- the displaced bytes, in the cache
  after_hash TEXT,
  asset_type TEXT CHECK (asset_type IN (
    'poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart', 'thumb',
    'trailer', 'subtitle', 'theme',
    'nfo', 'actor_thumb', 'other')),
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'staged', 'applied', 'rolled_back'))
) STRICT;

CREATE UNIQUE INDEX idx_publish_steps_journal ON publish_steps(journal_id, seq);
CREATE INDEX idx_publish_steps_before_hash ON publish_steps(before_hash) WHERE before_hash IS NOT NULL;
CREATE INDEX idx_publish_steps_after_hash ON publish_steps(after_hash) WHERE after_hash IS NOT NULL;

-- The library files Metarr wrote, as it left them: the base line for drift and the only files it may replace.
CREATE TABLE published_files (
  path TEXT PRIMARY KEY,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'set')),
  entity_id INTEGER NOT NULL,
  asset_type TEXT NOT NULL CHECK (asset_type IN (
    'poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart', 'thumb',
    'trailer', 'subtitle', 'theme',
    'nfo', 'actor_thumb', 'other')),
  content_hash TEXT NOT NULL,
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms INTEGER NOT NULL, -- whole milliseconds
  published_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (published_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_published_files_entity ON published_files(entity_type, entity_id);
