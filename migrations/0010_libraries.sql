-- Library folders, and everything that is set or remembered per library.

CREATE TABLE libraries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('movies', 'tvshows', 'music')),
  path TEXT NOT NULL, -- canonical: absolute, symlinks resolved, no trailing separator
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  scan_on_startup INTEGER NOT NULL DEFAULT 0 CHECK (scan_on_startup IN (0, 1)),
  auto_scan_interval INTEGER CHECK (auto_scan_interval > 0), -- minutes, NULL = disabled
  last_scanned_at TEXT CHECK (last_scanned_at GLOB '????-??-??T??:??:??.???Z'),
  naming_profile TEXT NOT NULL DEFAULT 'kodi' CHECK (naming_profile IN ('kodi', 'kodi_short', 'jellyfin', 'emby', 'plex')),
  is_online INTEGER NOT NULL DEFAULT 1 CHECK (is_online IN (0, 1)), -- 0 = the folder could not be reached the last time
  last_error TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_libraries_type ON libraries(type);
CREATE INDEX idx_libraries_enabled ON libraries(enabled);
CREATE UNIQUE INDEX idx_libraries_path ON libraries(path);

CREATE TABLE library_automation_config (
  library_id INTEGER PRIMARY KEY REFERENCES libraries(id) ON DELETE CASCADE,
  automation_mode TEXT NOT NULL DEFAULT 'hybrid' CHECK (automation_mode IN ('manual', 'yolo', 'hybrid')),
  auto_enrich INTEGER NOT NULL DEFAULT 1 CHECK (auto_enrich IN (0, 1)),
  auto_select_assets INTEGER NOT NULL DEFAULT 1 CHECK (auto_select_assets IN (0, 1)),
  auto_publish INTEGER NOT NULL DEFAULT 0 CHECK (auto_publish IN (0, 1)),
  webhook_enabled INTEGER NOT NULL DEFAULT 1 CHECK (webhook_enabled IN (0, 1)),
  webhook_auto_publish INTEGER NOT NULL DEFAULT 1 CHECK (webhook_auto_publish IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE TABLE asset_selection_config (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  asset_type TEXT NOT NULL CHECK (asset_type IN (
    'poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart', 'thumb',
    'trailer', 'subtitle', 'theme'
  )),

  min_count INTEGER NOT NULL DEFAULT 1 CHECK (min_count >= 0),
  max_count INTEGER NOT NULL DEFAULT 3 CHECK (max_count >= 0),

  min_width INTEGER CHECK (min_width >= 0),
  min_height INTEGER CHECK (min_height >= 0),
  prefer_language TEXT DEFAULT 'en',

  -- Normalised when used: they need not sum to 1.
  weight_resolution REAL NOT NULL DEFAULT 0.3 CHECK (weight_resolution >= 0),
  weight_votes REAL NOT NULL DEFAULT 0.4 CHECK (weight_votes >= 0),
  weight_language REAL NOT NULL DEFAULT 0.2 CHECK (weight_language >= 0),
  weight_provider REAL NOT NULL DEFAULT 0.1 CHECK (weight_provider >= 0),

  phash_similarity_threshold REAL NOT NULL DEFAULT 0.90 CHECK (phash_similarity_threshold BETWEEN 0 AND 1),

  provider_priority TEXT NOT NULL DEFAULT '["tmdb", "tvdb", "fanart.tv"]'
    CHECK (json_valid(provider_priority) AND json_type(provider_priority) = 'array'),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_asset_config_library ON asset_selection_config(library_id, asset_type);

CREATE TABLE scan_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  scan_type TEXT NOT NULL CHECK (scan_type IN ('full', 'incremental', 'single_directory')),
  status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'cancelled')),
  started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  completed_at TEXT CHECK (completed_at GLOB '????-??-??T??:??:??.???Z'),
  total_items INTEGER,
  processed_items INTEGER,
  added_items INTEGER,
  updated_items INTEGER,
  removed_items INTEGER,
  error_message TEXT
) STRICT;

CREATE INDEX idx_scan_jobs_library ON scan_jobs(library_id);
CREATE INDEX idx_scan_jobs_status ON scan_jobs(status);
CREATE INDEX idx_scan_jobs_started ON scan_jobs(started_at);

-- What a directory looked like when it was last scanned; an unchanged one is not opened again.
CREATE TABLE scanned_directories (
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  scanned_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (scanned_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (library_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE ignore_patterns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pattern TEXT NOT NULL CHECK (pattern <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('glob', 'exact')), -- both are matched against names, without regard to case
  library_id INTEGER REFERENCES libraries(id) ON DELETE CASCADE, -- NULL = every library
  is_builtin INTEGER NOT NULL DEFAULT 0 CHECK (is_builtin IN (0, 1)),
  is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_ignore_patterns_pattern ON ignore_patterns(pattern, ifnull(library_id, 0));
CREATE INDEX idx_ignore_patterns_library ON ignore_patterns(library_id);

CREATE TRIGGER keep_builtin_ignore_patterns
BEFORE DELETE ON ignore_patterns
FOR EACH ROW
WHEN OLD.is_builtin = 1
BEGIN
  SELECT RAISE(ABORT, 'a built-in ignore pattern can be disabled, not deleted');
END;

-- Samples and proofs of films are left to the classifier: '*sample*' or '*ETRG*' as patterns hide real films.
INSERT INTO ignore_patterns (pattern, kind, is_builtin) VALUES
  ('.DS_Store', 'exact', 1),
  ('._*', 'glob', 1),
  ('.AppleDouble', 'exact', 1),
  ('.Spotlight-V100', 'exact', 1),
  ('.fseventsd', 'exact', 1),
  ('.Trashes', 'exact', 1),
  ('.Trash-*', 'glob', 1),
  ('Thumbs.db', 'exact', 1),
  ('ehthumbs.db', 'exact', 1),
  ('desktop.ini', 'exact', 1),
  ('$RECYCLE.BIN', 'exact', 1),
  ('System Volume Information', 'exact', 1),
  ('lost+found', 'exact', 1),
  ('@eaDir', 'exact', 1),
  ('#recycle', 'exact', 1),
  ('*.tmp', 'glob', 1),
  ('*.!ut', 'glob', 1),
  ('*.!qB', 'glob', 1),
  ('*.crdownload', 'glob', 1),
  ('*.part', 'glob', 1),
  ('*.partial', 'glob', 1),
  ('*.torrent', 'glob', 1),
  ('*.nzb', 'glob', 1),
  ('*-proof.jpg', 'glob', 1),
  ('*.proof.jpg', 'glob', 1),
  ('RARBG.txt', 'exact', 1),
  ('RARBG_DO_NOT_MIRROR.exe', 'exact', 1);
