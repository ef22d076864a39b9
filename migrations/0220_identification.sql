-- What the last search for an item found, for as long as the item waits for somebody to say what it is.
CREATE TABLE identifications (
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'series')),
  entity_id INTEGER NOT NULL,
  library_id INTEGER NOT NULL REFERENCES libraries(id) ON DELETE CASCADE, -- the item's; kept by triggers
  reason TEXT NOT NULL CHECK (reason IN ('ambiguous', 'weak', 'nothing', 'conflict', 'gone', 'provider_error')),
  message TEXT,
  problem TEXT CHECK (problem IN (
    'no_key', 'bad_key', 'quota', 'rate_limited', 'offline', 'unreachable', 'timeout', 'unavailable', 'bad_answer', 'refused',
    'redirected'
  )),
  guesses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(guesses) AND json_type(guesses) = 'array'), -- best first
  confidence INTEGER NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 100), -- of the first guess
  searched_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (searched_at GLOB '????-??-??T??:??:??.???Z'),
  -- Where it stands in the inbox: by confidence, best first, films before shows, then by age. Unique, so that pages go on from it.
  rank INTEGER NOT NULL GENERATED ALWAYS AS
    ((100 - confidence) * 17592186044416 + (entity_type = 'series') * 8796093022208 + entity_id) STORED,
  PRIMARY KEY (entity_type, entity_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX idx_identifications_rank ON identifications(rank);
CREATE INDEX idx_identifications_library ON identifications(library_id, rank);

-- Everything that nobody has identified yet: what the inbox counts, and lists behind what was searched for.
CREATE INDEX idx_movies_waiting ON movies(id, library_id, state, deleted_on)
  WHERE deleted_on IS NULL AND state IN ('discovered', 'needs_identification', 'error_parse');
CREATE INDEX idx_series_waiting ON series(id, library_id, state, deleted_on)
  WHERE deleted_on IS NULL AND state IN ('discovered', 'needs_identification', 'error_parse');

CREATE TRIGGER identifications_entity_insert
BEFORE INSERT ON identifications
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER identifications_entity_update
BEFORE UPDATE OF entity_type, entity_id ON identifications
FOR EACH ROW
WHEN NOT CASE NEW.entity_type
  WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies WHERE id = NEW.entity_id)
  WHEN 'series' THEN EXISTS (SELECT 1 FROM series WHERE id = NEW.entity_id)
  ELSE 1
END
BEGIN
  SELECT RAISE(ABORT, 'entity does not exist');
END;

CREATE TRIGGER cascade_movies_identifications
AFTER DELETE ON movies
FOR EACH ROW
BEGIN
  DELETE FROM identifications WHERE entity_type = 'movie' AND entity_id = OLD.id;
END;

CREATE TRIGGER cascade_series_identifications
AFTER DELETE ON series
FOR EACH ROW
BEGIN
  DELETE FROM identifications WHERE entity_type = 'series' AND entity_id = OLD.id;
END;

-- What has been identified, however that came about, has nothing to wait for.
CREATE TRIGGER end_movie_identification
AFTER UPDATE OF state ON movies
FOR EACH ROW
WHEN NEW.state NOT IN ('discovered', 'needs_identification', 'error_parse')
BEGIN
  DELETE FROM identifications WHERE entity_type = 'movie' AND entity_id = NEW.id;
END;

CREATE TRIGGER end_series_identification
AFTER UPDATE OF state ON series
FOR EACH ROW
WHEN NEW.state NOT IN ('discovered', 'needs_identification', 'error_parse')
BEGIN
  DELETE FROM identifications WHERE entity_type = 'series' AND entity_id = NEW.id;
END;

CREATE TRIGGER move_movie_identification
AFTER UPDATE OF library_id ON movies
FOR EACH ROW
BEGIN
  UPDATE identifications SET library_id = NEW.library_id WHERE entity_type = 'movie' AND entity_id = NEW.id;
END;

CREATE TRIGGER move_series_identification
AFTER UPDATE OF library_id ON series
FOR EACH ROW
BEGIN
  UPDATE identifications SET library_id = NEW.library_id WHERE entity_type = 'series' AND entity_id = NEW.id;
END;
