-- Where notifications go, which events there are, who wants which, and what is on its way.

CREATE TABLE notification_channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN (
    'desktop', 'kodi', 'jellyfin', 'emby', 'plex', 'pushover', 'discord', 'slack', 'telegram', 'gotify', 'ntfy', 'email',
    'webhook'
  )),
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  media_player_id INTEGER REFERENCES media_players(id) ON DELETE CASCADE, -- Kodi channels only
  config TEXT CHECK (json_valid(config)),
  capabilities TEXT NOT NULL CHECK (json_valid(capabilities) AND json_type(capabilities) = 'array'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_notification_channels_type ON notification_channels(type);
CREATE INDEX idx_notification_channels_enabled ON notification_channels(enabled);
CREATE INDEX idx_notification_channels_player ON notification_channels(media_player_id) WHERE media_player_id IS NOT NULL;

CREATE TABLE notification_event_types (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL CHECK (category IN ('movie', 'series', 'health', 'system')),
  description TEXT,
  default_enabled INTEGER NOT NULL DEFAULT 1 CHECK (default_enabled IN (0, 1)),
  default_severity TEXT NOT NULL DEFAULT 'info' CHECK (default_severity IN ('info', 'warning', 'error', 'success')),
  required_capabilities TEXT
    CHECK (json_valid(required_capabilities) AND json_type(required_capabilities) = 'array'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_notification_event_types_category ON notification_event_types(category);

INSERT INTO notification_event_types
  (event_name, category, description, default_enabled, default_severity, required_capabilities)
VALUES
  ('movie.added', 'movie', 'A film was found in a library', 0, 'info', '["text"]'),
  ('movie.download.complete', 'movie', 'A downloader delivered a film', 1, 'success', '["text"]'),
  ('movie.needs_identification', 'movie', 'A film could not be identified', 1, 'warning', '["text"]'),
  ('movie.published', 'movie', 'A film was published', 0, 'success', '["text"]'),
  ('movie.publish.failed', 'movie', 'A film could not be published', 1, 'error', '["text"]'),
  ('movie.deleted', 'movie', 'A film was moved to the trash', 0, 'info', '["text"]'),
  ('series.added', 'series', 'A series was found in a library', 0, 'info', '["text"]'),
  ('series.needs_identification', 'series', 'A series could not be identified', 1, 'warning', '["text"]'),
  ('episode.download.complete', 'series', 'A downloader delivered an episode', 1, 'success', '["text"]'),
  ('series.published', 'series', 'A series was published', 0, 'success', '["text"]'),
  ('series.publish.failed', 'series', 'A series could not be published', 1, 'error', '["text"]'),
  ('library.offline', 'health', 'A library folder cannot be reached', 1, 'warning', '["text"]'),
  ('provider.failed', 'health', 'A metadata provider does not answer', 1, 'warning', '["text"]'),
  ('disk.full', 'health', 'A disk has no room left', 1, 'error', '["text"]'),
  ('library.scan.completed', 'system', 'A library scan has finished', 0, 'info', '["text"]'),
  ('library.scan.failed', 'system', 'A library scan has failed', 1, 'error', '["text"]'),
  ('job.failed', 'system', 'A background job has failed for good', 1, 'error', '["text"]');

CREATE TABLE notification_subscriptions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES notification_channels(id) ON DELETE CASCADE,
  event_name TEXT NOT NULL REFERENCES notification_event_types(event_name) ON DELETE CASCADE,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  message_template TEXT,
  filter_conditions TEXT CHECK (json_valid(filter_conditions)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_notification_subscriptions_channel ON notification_subscriptions(channel_id, event_name);
CREATE INDEX idx_notification_subscriptions_event ON notification_subscriptions(event_name);

CREATE TABLE notification_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_name TEXT NOT NULL,
  event_data TEXT NOT NULL CHECK (json_valid(event_data)),
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
  retry_count INTEGER NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
  max_retries INTEGER NOT NULL DEFAULT 3 CHECK (max_retries >= 0),
  error_message TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  processed_at TEXT CHECK (processed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_notification_queue_status ON notification_queue(status);
CREATE INDEX idx_notification_queue_created ON notification_queue(created_at);

-- One row per event and channel, so that a retry reaches only the channels that failed.
CREATE TABLE notification_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue_id INTEGER NOT NULL REFERENCES notification_queue(id) ON DELETE CASCADE,
  channel_id INTEGER NOT NULL REFERENCES notification_channels(id) ON DELETE CASCADE,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at TEXT CHECK (next_attempt_at GLOB '????-??-??T??:??:??.???Z'),
  error_message TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_notification_deliveries_queue ON notification_deliveries(queue_id, channel_id);
CREATE INDEX idx_notification_deliveries_channel ON notification_deliveries(channel_id);
CREATE INDEX idx_notification_deliveries_pending ON notification_deliveries(next_attempt_at) WHERE status = 'pending';
