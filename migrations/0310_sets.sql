-- Sets of films as items of their own: edited, locked, judged and published as films are.
ALTER TABLE sets ADD COLUMN sort_title TEXT;
ALTER TABLE sets ADD COLUMN sort_title_locked INTEGER NOT NULL DEFAULT 0 CHECK (sort_title_locked IN (0, 1));
ALTER TABLE sets ADD COLUMN tmdb_collection_id_locked INTEGER NOT NULL DEFAULT 0 CHECK (tmdb_collection_id_locked IN (0, 1));
-- What lists are ordered by; '' until it is made from sort_title or name, on start at the latest.
ALTER TABLE sets ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
ALTER TABLE sets ADD COLUMN state TEXT NOT NULL DEFAULT 'identified' CHECK (state IN (
  'discovered', 'identified', 'enriching', 'enriched', 'selected', 'published',
  'needs_identification', 'error_provider', 'error_network', 'error_parse', 'error_publish'
));
ALTER TABLE sets ADD COLUMN error_message TEXT;
ALTER TABLE sets ADD COLUMN enriched_at TEXT CHECK (enriched_at GLOB '????-??-??T??:??:??.???Z');
ALTER TABLE sets ADD COLUMN scan_issues TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scan_issues) AND json_type(scan_issues) = 'array');
ALTER TABLE sets ADD COLUMN completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100);
-- Its folder among those of the movie set information folder, once something of it was read or published there.
ALTER TABLE sets ADD COLUMN directory_path TEXT;
-- What the folder's listing was like when it was read: the same again is not opened.
ALTER TABLE sets ADD COLUMN folder_fingerprint TEXT;
ALTER TABLE sets ADD COLUMN nfo_path TEXT;
ALTER TABLE sets ADD COLUMN nfo_hash TEXT;
ALTER TABLE sets ADD COLUMN nfo_parsed_at TEXT CHECK (nfo_parsed_at GLOB '????-??-??T??:??:??.???Z');
ALTER TABLE sets ADD COLUMN published_nfo_hash TEXT;
ALTER TABLE sets ADD COLUMN last_published_at TEXT CHECK (last_published_at GLOB '????-??-??T??:??:??.???Z');
ALTER TABLE sets ADD COLUMN has_unpublished_changes INTEGER NOT NULL DEFAULT 0 CHECK (has_unpublished_changes IN (0, 1));
-- By date of release, or as a person put them.
ALTER TABLE sets ADD COLUMN member_order TEXT NOT NULL DEFAULT 'release' CHECK (member_order IN ('release', 'custom'));
-- A person made it: it stays although no film is in it.
ALTER TABLE sets ADD COLUMN is_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (is_by_hand IN (0, 1));
ALTER TABLE sets ADD COLUMN deleted_on TEXT CHECK (deleted_on GLOB '????-??-??T??:??:??.???Z'); -- when it will be purged
ALTER TABLE sets ADD COLUMN deleted_reason TEXT CHECK (deleted_reason IN ('missing', 'user', 'library'));
-- The edits that took its films out when it went to the trash, so that they come back with it.
ALTER TABLE sets ADD COLUMN removal_edits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(removal_edits) AND json_type(removal_edits) = 'array');

CREATE INDEX idx_sets_list_title ON sets(sort_key, id) WHERE deleted_on IS NULL;
CREATE INDEX idx_sets_deleted_on ON sets(deleted_on) WHERE deleted_on IS NOT NULL;

-- The place a person gave a film in its set; counts where the set is ordered by hand.
ALTER TABLE movies ADD COLUMN set_position INTEGER CHECK (set_position >= 0);

-- What films a provider knows to belong to a set, whether they are here or not.
CREATE TABLE set_parts (
  set_id INTEGER NOT NULL REFERENCES sets(id) ON DELETE CASCADE,
  provider TEXT NOT NULL CHECK (provider <> ''),
  tmdb_id INTEGER NOT NULL CHECK (tmdb_id > 0),
  title TEXT NOT NULL CHECK (title <> ''),
  year INTEGER,
  position INTEGER NOT NULL CHECK (position >= 0), -- in order of release
  PRIMARY KEY (set_id, provider, tmdb_id)
) STRICT, WITHOUT ROWID;

-- Earlier names of sets that were renamed or merged by hand: files and providers may go on using them.
CREATE TABLE set_aliases (
  name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
  set_id INTEGER NOT NULL REFERENCES sets(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_set_aliases_set_id ON set_aliases(set_id);

-- Completeness is judged of sets, too. Both tables only get one more kind of item; references to them stay as they are.
PRAGMA legacy_alter_table = ON;
CREATE TABLE completeness_config_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  media_type TEXT NOT NULL UNIQUE CHECK (media_type IN ('movies', 'series', 'seasons', 'episodes', 'sets')),
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
INSERT INTO completeness_config_next SELECT * FROM completeness_config;
DROP TABLE completeness_config;
ALTER TABLE completeness_config_next RENAME TO completeness_config;
INSERT INTO completeness_config (media_type, required_fields, required_posters, required_fanart, required_thumbs)
VALUES ('sets', '["overview"]', 1, 1, 0);

CREATE TABLE completeness_waivers_next (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series', 'season', 'episode', 'set')),
  entity_id INTEGER NOT NULL,
  requirement TEXT NOT NULL CHECK (requirement <> ''), -- a field or an asset type
  reason TEXT,
  waived_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (waived_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (entity_type, entity_id, requirement)
) STRICT, WITHOUT ROWID;
INSERT INTO completeness_waivers_next SELECT * FROM completeness_waivers;
DROP TABLE completeness_waivers;
ALTER TABLE completeness_waivers_next RENAME TO completeness_waivers;
PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER completeness_waivers_entity_insert
BEFORE INSERT ON completeness_waivers
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER completeness_waivers_entity_update
BEFORE UPDATE OF entity_type, entity_id ON completeness_waivers
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  WHEN 'season' THEN EXISTS (SELECT 1 FROM seasons WHERE id = NEW.entity_id)
  WHEN 'episode' THEN EXISTS (SELECT 1 FROM episodes WHERE id = NEW.entity_id)
  WHEN 'set' THEN EXISTS (SELECT 1 FROM sets WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER cascade_set_waivers AFTER DELETE ON sets FOR EACH ROW
BEGIN
  DELETE FROM completeness_waivers WHERE entity_type = 'set' AND entity_id = OLD.id;
END;
