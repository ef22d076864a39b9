-- Artwork, trailers and subtitles: what there is to choose from, the bytes kept, and what belongs to nothing.

CREATE TABLE asset_candidates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set')),
  entity_id INTEGER NOT NULL,
  asset_type TEXT NOT NULL CHECK (asset_type IN (
    'poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart', 'thumb',
    'trailer', 'subtitle', 'theme'
  )),

  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local', 'user')),
  provider_url TEXT, -- NULL if local file
  preview_url TEXT, -- a smaller version, for candidates that are not downloaded
  provider_metadata TEXT CHECK (json_valid(provider_metadata)),
  -- What makes it the same candidate at the next refresh: a provider's path without host and size, or 'local:' + path.
  source_key TEXT NOT NULL CHECK (source_key <> ''),
  file_path TEXT, -- where it lies in the library, for local files
  language TEXT, -- NULL = textless or unknown
  vote_average REAL,
  vote_count INTEGER,

  width INTEGER,
  height INTEGER,
  duration_seconds INTEGER,
  file_size INTEGER,

  is_downloaded INTEGER NOT NULL DEFAULT 0 CHECK (is_downloaded IN (0, 1)),
  cache_path TEXT,
  content_hash TEXT,
  perceptual_hash TEXT,
  download_error TEXT,
  download_attempts INTEGER NOT NULL DEFAULT 0 CHECK (download_attempts >= 0),

  is_selected INTEGER NOT NULL DEFAULT 0 CHECK (is_selected IN (0, 1)),
  is_rejected INTEGER NOT NULL DEFAULT 0 CHECK (is_rejected IN (0, 1)),
  selected_rank INTEGER CHECK (selected_rank >= 0), -- 0 = the first of its type
  selected_by TEXT CHECK (selected_by IN ('auto', 'manual', 'local')),
  selected_at TEXT CHECK (selected_at GLOB '????-??-??T??:??:??.???Z'),

  auto_score REAL CHECK (auto_score BETWEEN 0 AND 100),
  score_breakdown TEXT CHECK (json_valid(score_breakdown)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),

  CHECK (is_downloaded = 0 OR content_hash IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX idx_candidates_entity ON asset_candidates(entity_type, entity_id, asset_type, source_key);
-- Covers the poster wall: the hash of an item's first poster without touching the table.
CREATE INDEX idx_candidates_selected
  ON asset_candidates(entity_type, entity_id, is_selected, asset_type, selected_rank, content_hash);
CREATE INDEX idx_candidates_downloaded ON asset_candidates(is_downloaded);
CREATE INDEX idx_candidates_content_hash ON asset_candidates(content_hash);
CREATE INDEX idx_candidates_provider_url ON asset_candidates(provider, provider_url);
CREATE INDEX idx_candidates_file_path ON asset_candidates(file_path) WHERE file_path IS NOT NULL;
CREATE INDEX idx_candidates_needs_download
  ON asset_candidates(is_selected, is_downloaded)
  WHERE is_selected = 1 AND is_downloaded = 0;

CREATE TABLE cache_inventory (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  content_hash TEXT NOT NULL,
  file_path TEXT NOT NULL,
  file_size INTEGER NOT NULL CHECK (file_size >= 0),
  asset_type TEXT NOT NULL CHECK (asset_type IN ('image', 'trailer', 'subtitle', 'nfo', 'theme', 'other')),
  mime_type TEXT,

  reference_count INTEGER NOT NULL DEFAULT 0, -- kept by triggers, see 0110

  first_used_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (first_used_at GLOB '????-??-??T??:??:??.???Z'),
  last_used_at TEXT CHECK (last_used_at GLOB '????-??-??T??:??:??.???Z'),
  orphaned_at TEXT CHECK (orphaned_at GLOB '????-??-??T??:??:??.???Z'), -- since when nothing refers to it
  verified_at TEXT CHECK (verified_at GLOB '????-??-??T??:??:??.???Z'), -- when the bytes last matched the hash

  width INTEGER,
  height INTEGER,
  perceptual_hash TEXT,
  dominant_color TEXT CHECK (dominant_color GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_cache_content_hash ON cache_inventory(content_hash);
CREATE INDEX idx_cache_orphaned ON cache_inventory(orphaned_at);
CREATE INDEX idx_cache_perceptual_hash ON cache_inventory(perceptual_hash);
CREATE INDEX idx_cache_gc ON cache_inventory(orphaned_at) WHERE orphaned_at IS NOT NULL;

CREATE TABLE rejected_assets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local', 'user')),
  provider_url TEXT NOT NULL,
  asset_type TEXT NOT NULL CHECK (asset_type IN (
    'poster', 'fanart', 'banner', 'clearlogo', 'clearart', 'discart', 'landscape', 'keyart', 'characterart', 'thumb',
    'trailer', 'subtitle', 'theme'
  )),
  rejected_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (rejected_at GLOB '????-??-??T??:??:??.???Z'),
  reason TEXT CHECK (reason IN ('user_rejected', 'duplicate', 'low_quality', 'inappropriate'))
) STRICT;

CREATE UNIQUE INDEX idx_rejected_provider_url ON rejected_assets(provider, provider_url);

CREATE TABLE unknown_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- 'library' for a stray file that lies beside no item.
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'library')),
  entity_id INTEGER NOT NULL,

  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size INTEGER,
  mtime_ms INTEGER,
  file_extension TEXT,
  mime_type TEXT,
  category TEXT CHECK (category IN ('video', 'audio', 'image', 'subtitle', 'archive', 'text', 'other')),

  discovered_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (discovered_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_unknown_files_entity ON unknown_files(entity_type, entity_id);
CREATE UNIQUE INDEX idx_unknown_files_path ON unknown_files(file_path);

CREATE TABLE completeness_config (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  media_type TEXT NOT NULL UNIQUE CHECK (media_type IN ('movies', 'series', 'seasons', 'episodes')),

  required_fields TEXT NOT NULL CHECK (json_valid(required_fields) AND json_type(required_fields) = 'array'),

  required_posters INTEGER NOT NULL DEFAULT 1 CHECK (required_posters >= 0),
  required_fanart INTEGER NOT NULL DEFAULT 1 CHECK (required_fanart >= 0),
  required_landscape INTEGER NOT NULL DEFAULT 0 CHECK (required_landscape >= 0),
  required_keyart INTEGER NOT NULL DEFAULT 0 CHECK (required_keyart >= 0),
  required_banners INTEGER NOT NULL DEFAULT 0 CHECK (required_banners >= 0),
  required_clearart INTEGER NOT NULL DEFAULT 0 CHECK (required_clearart >= 0),
  required_clearlogo INTEGER NOT NULL DEFAULT 0 CHECK (required_clearlogo >= 0),
  required_discart INTEGER NOT NULL DEFAULT 0 CHECK (required_discart >= 0),
  required_characterart INTEGER NOT NULL DEFAULT 0 CHECK (required_characterart >= 0),
  required_thumbs INTEGER NOT NULL DEFAULT 0 CHECK (required_thumbs >= 0),

  required_trailers INTEGER NOT NULL DEFAULT 0 CHECK (required_trailers >= 0),
  required_subtitles INTEGER NOT NULL DEFAULT 0 CHECK (required_subtitles >= 0),
  required_themes INTEGER NOT NULL DEFAULT 0 CHECK (required_themes >= 0),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

INSERT INTO completeness_config (media_type, required_fields, required_posters, required_fanart, required_thumbs) VALUES
  ('movies', '["plot", "mpaa", "premiered"]', 1, 1, 0),
  ('series', '["plot", "mpaa", "premiered"]', 1, 1, 0),
  ('seasons', '[]', 1, 0, 0),
  ('episodes', '["plot", "aired"]', 0, 0, 1);

-- "There is none": a requirement the person has waived for one item.
CREATE TABLE completeness_waivers (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode')),
  entity_id INTEGER NOT NULL,
  requirement TEXT NOT NULL CHECK (requirement <> ''), -- a field or an asset type
  reason TEXT,
  waived_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (waived_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (entity_type, entity_id, requirement)
) STRICT, WITHOUT ROWID;
