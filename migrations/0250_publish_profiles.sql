-- How a library is published, where that is not what its naming profile says, and under which names files were written.

CREATE TABLE publish_profiles (
  library_id INTEGER PRIMARY KEY REFERENCES libraries(id) ON DELETE CASCADE,

  is_custom INTEGER NOT NULL DEFAULT 0 CHECK (is_custom IN (0, 1)), -- names of the person's own, on top of libraries.naming_profile
  custom_names TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(custom_names) AND json_type(custom_names) = 'object'),
  nfo_dialect TEXT CHECK (nfo_dialect IN ('kodi', 'jellyfin', 'emby')), -- null: the profile's own
  kinds TEXT CHECK (json_valid(kinds) AND json_type(kinds) = 'object'), -- null: what the profile's player reads

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

-- Stands for the names that were in force: files that were written under another key are renamed by the next publication.
-- Null where that is not known, as for a file whose name somebody else gave it.
ALTER TABLE published_files ADD COLUMN naming_key TEXT;
ALTER TABLE publish_journal ADD COLUMN naming_key TEXT;

UPDATE published_files SET naming_key = (
  SELECT l.naming_profile FROM libraries l WHERE l.id = CASE entity_type
    WHEN 'movie' THEN (SELECT m.library_id FROM movies m WHERE m.id = entity_id)
    WHEN 'series' THEN (SELECT s.library_id FROM series s WHERE s.id = entity_id)
    WHEN 'season' THEN (SELECT s.library_id FROM seasons c JOIN series s ON s.id = c.series_id WHERE c.id = entity_id)
    WHEN 'episode' THEN (SELECT s.library_id FROM episodes e JOIN series s ON s.id = e.series_id WHERE e.id = entity_id)
  END
);
