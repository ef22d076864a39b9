-- How each provider is reached. A provider without a row is enabled, has no key, and is asked at its own address.
CREATE TABLE provider_settings (
  provider TEXT PRIMARY KEY CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local')),
  is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
  base_url TEXT CHECK (base_url <> ''), -- null: the provider's own
  key_cipher BLOB, -- sealed by the platform's secrets, as is the second
  second_key_cipher BLOB,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- What providers answered, kept to be used again while it is fresh and, when nothing else can be had, after that.
CREATE TABLE provider_answers (
  id INTEGER PRIMARY KEY,
  answer_key TEXT NOT NULL CHECK (answer_key <> ''), -- method and address without secrets
  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local')),
  status INTEGER NOT NULL CHECK (status BETWEEN 100 AND 599),
  body BLOB NOT NULL,
  is_gzipped INTEGER NOT NULL CHECK (is_gzipped IN (0, 1)),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0), -- of body as it is stored
  etag TEXT,
  last_modified TEXT, -- as the provider wrote it
  fetched_at TEXT NOT NULL CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
  expires_at TEXT NOT NULL CHECK (expires_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_provider_answers_key ON provider_answers(answer_key);
CREATE INDEX idx_provider_answers_age ON provider_answers(fetched_at, size_bytes);

-- How often each provider was asked on a day (UTC): for daily quotas and for the person to see.
CREATE TABLE provider_calls (
  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local')),
  day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  ok_count INTEGER NOT NULL DEFAULT 0 CHECK (ok_count >= 0),
  not_modified_count INTEGER NOT NULL DEFAULT 0 CHECK (not_modified_count >= 0),
  error_count INTEGER NOT NULL DEFAULT 0 CHECK (error_count >= 0),
  last_answer_at TEXT CHECK (last_answer_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (provider, day)
) STRICT, WITHOUT ROWID;

-- At or above this confidence a match is accepted without asking.
ALTER TABLE library_automation_config ADD COLUMN accept_from INTEGER NOT NULL DEFAULT 85 CHECK (accept_from BETWEEN 0 AND 100);
