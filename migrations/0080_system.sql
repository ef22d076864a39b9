-- Jobs, settings, sign-in, players, webhooks and the activity timeline.

CREATE TABLE job_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_type TEXT NOT NULL CHECK (job_type <> '' AND job_type NOT GLOB '*[^a-z_]*'), -- verb_noun
  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 10),
  status TEXT NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),

  payload TEXT NOT NULL CHECK (json_valid(payload)),
  result TEXT CHECK (json_valid(result)),

  retry_count INTEGER NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
  max_retries INTEGER NOT NULL DEFAULT 3 CHECK (max_retries >= 0),
  error_message TEXT,

  dedupe_key TEXT,
  parent_id INTEGER REFERENCES job_queue(id) ON DELETE SET NULL,
  library_id INTEGER REFERENCES libraries(id) ON DELETE SET NULL,
  owner_label TEXT, -- what it works on, in words for the person

  progress_current INTEGER NOT NULL DEFAULT 0,
  progress_total INTEGER, -- NULL = not known
  progress_message TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  run_after TEXT CHECK (run_after GLOB '????-??-??T??:??:??.???Z'), -- NULL = at once
  started_at TEXT CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
  lease_expires_at TEXT CHECK (lease_expires_at GLOB '????-??-??T??:??:??.???Z'),
  completed_at TEXT CHECK (completed_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_job_queue_status ON job_queue(status);
CREATE INDEX idx_job_queue_priority ON job_queue(status, priority, created_at);
CREATE INDEX idx_job_queue_worker
  ON job_queue(status, priority, created_at, run_after)
  WHERE status = 'pending';
CREATE UNIQUE INDEX idx_job_queue_dedupe ON job_queue(dedupe_key)
  WHERE dedupe_key IS NOT NULL AND status IN ('pending', 'processing');
CREATE INDEX idx_job_queue_processing ON job_queue(lease_expires_at) WHERE status = 'processing';
CREATE INDEX idx_job_queue_parent ON job_queue(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX idx_job_queue_library ON job_queue(library_id) WHERE library_id IS NOT NULL;
CREATE INDEX idx_job_queue_completed_at ON job_queue(completed_at) WHERE completed_at IS NOT NULL;

CREATE TABLE settings (
  key TEXT PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL COLLATE NOCASE CHECK (username <> ''),
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_users_username ON users(username);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  token TEXT NOT NULL, -- a hash of the token, never the token
  expires_at TEXT NOT NULL CHECK (expires_at GLOB '????-??-??T??:??:??.???Z'),
  last_used_at TEXT CHECK (last_used_at GLOB '????-??-??T??:??:??.???Z'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_sessions_token ON sessions(token);
CREATE INDEX idx_sessions_user_id ON sessions(user_id);
CREATE INDEX idx_sessions_expires_at ON sessions(expires_at);

-- The timeline: stays when the item goes, and may name an item that has just gone.
CREATE TABLE activity_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  timestamp TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (timestamp GLOB '????-??-??T??:??:??.???Z'),
  event_type TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'success')),
  entity_type TEXT CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set', 'library')),
  entity_id INTEGER,
  description TEXT NOT NULL,
  metadata TEXT CHECK (json_valid(metadata)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_activity_log_timestamp ON activity_log(timestamp);
CREATE INDEX idx_activity_log_event_type ON activity_log(event_type);
CREATE INDEX idx_activity_log_severity ON activity_log(severity);
CREATE INDEX idx_activity_log_entity ON activity_log(entity_type, entity_id);

CREATE TABLE media_players (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('kodi', 'jellyfin', 'emby', 'plex')),
  host TEXT NOT NULL,
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  username TEXT,
  password TEXT, -- encrypted by the platform's secret store
  api_key TEXT, -- encrypted by the platform's secret store
  use_ssl INTEGER NOT NULL DEFAULT 0 CHECK (use_ssl IN (0, 1)),
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  version TEXT,
  last_seen_at TEXT CHECK (last_seen_at GLOB '????-??-??T??:??:??.???Z'),
  last_error TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_media_players_type ON media_players(type);
CREATE INDEX idx_media_players_enabled ON media_players(enabled);

-- How others (a player, a downloader) name the folders that Metarr sees.
CREATE TABLE path_mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  applies_to TEXT NOT NULL CHECK (applies_to IN ('player', 'webhook')),
  media_player_id INTEGER REFERENCES media_players(id) ON DELETE CASCADE, -- NULL = every player
  webhook_source TEXT CHECK (webhook_source IN ('radarr', 'sonarr', 'lidarr', 'other')), -- NULL = every source
  local_path TEXT NOT NULL,
  remote_path TEXT NOT NULL,
  priority INTEGER NOT NULL DEFAULT 0, -- higher is tried first; then the longer path
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
  CHECK (CASE applies_to WHEN 'player' THEN webhook_source IS NULL ELSE media_player_id IS NULL END)
) STRICT;

CREATE INDEX idx_path_mappings_player ON path_mappings(media_player_id) WHERE media_player_id IS NOT NULL;

CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL CHECK (source IN ('radarr', 'sonarr', 'lidarr', 'other')),
  event_type TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  status TEXT NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'processed', 'ignored', 'failed')),
  job_id INTEGER REFERENCES job_queue(id) ON DELETE SET NULL,
  error_message TEXT,
  received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (received_at GLOB '????-??-??T??:??:??.???Z'),
  processed_at TEXT CHECK (processed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_webhook_deliveries_received_at ON webhook_deliveries(received_at);
CREATE INDEX idx_webhook_deliveries_status ON webhook_deliveries(status);
CREATE INDEX idx_webhook_deliveries_job ON webhook_deliveries(job_id) WHERE job_id IS NOT NULL;
