-- What providers said, who set each value, and what was there before.

-- The normalised answer of each provider, so that every field can show its alternatives.
CREATE TABLE provider_records (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set')),
  entity_id INTEGER NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local', 'nfo')),
  language TEXT NOT NULL DEFAULT '',
  provider_id TEXT, -- the item's id at the provider
  data TEXT NOT NULL CHECK (json_valid(data)),
  fetched_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (entity_type, entity_id, provider, language)
) STRICT;

CREATE TABLE field_provenance (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set')),
  entity_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN (
    'name', 'nfo', 'local', 'user', 'tmdb', 'tvdb', 'fanart.tv', 'omdb', 'probe'
  )),
  source_detail TEXT,
  is_released INTEGER NOT NULL DEFAULT 0 CHECK (is_released IN (0, 1)), -- set by hand, and unlocked by hand since
  set_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (set_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (entity_type, entity_id, field)
) STRICT, WITHOUT ROWID;

-- Every edit with both values: what undo works from.
CREATE TABLE edit_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'actor', 'set')),
  entity_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  before_value TEXT CHECK (json_valid(before_value)),
  after_value TEXT CHECK (json_valid(after_value)),
  before_locked INTEGER CHECK (before_locked IN (0, 1)),
  after_locked INTEGER CHECK (after_locked IN (0, 1)),
  group_id TEXT, -- edits made together are undone together
  edited_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (edited_at GLOB '????-??-??T??:??:??.???Z'),
  undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE INDEX idx_edit_history_entity ON edit_history(entity_type, entity_id, id);
CREATE INDEX idx_edit_history_group ON edit_history(group_id) WHERE group_id IS NOT NULL;
CREATE INDEX idx_edit_history_edited_at ON edit_history(edited_at);
