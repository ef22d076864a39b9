-- Lists of films: whatever a list can be narrowed by is read from the same index that it is ordered by, so that a page of
-- 50,000 films never touches the table for the films it leaves out.

ALTER TABLE movies ADD COLUMN sort_year INTEGER GENERATED ALWAYS AS (coalesce(year, 0)) VIRTUAL;
ALTER TABLE movies ADD COLUMN issue_count INTEGER GENERATED ALWAYS AS (json_array_length(scan_issues)) VIRTUAL;
ALTER TABLE movies ADD COLUMN lock_count INTEGER GENERATED ALWAYS AS (
    title_locked + original_title_locked + sort_title_locked + year_locked + tmdb_id_locked +
    imdb_id_locked + plot_locked + outline_locked + tagline_locked + mpaa_locked +
    premiered_locked + runtime_locked + user_rating_locked + set_id_locked + actors_locked +
    directors_locked + writers_locked + genres_locked + studios_locked + tags_locked +
    countries_locked + ratings_locked + poster_locked + fanart_locked + banner_locked +
    clearlogo_locked + clearart_locked + discart_locked + landscape_locked + keyart_locked
  ) VIRTUAL;

CREATE INDEX idx_movies_list_title
  ON movies(sort_key, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_year
  ON movies(sort_year, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_added
  ON movies(created_at, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_completeness
  ON movies(completeness, id, library_id, state, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
-- How many films a library holds.
CREATE INDEX idx_movies_library_live ON movies(library_id, deleted_on) WHERE deleted_on IS NULL;

CREATE VIRTUAL TABLE directors_fts USING fts5(
  name,
  content = 'directors', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

INSERT INTO directors_fts (rowid, name) SELECT id, name FROM directors;

CREATE TRIGGER directors_fts_insert
AFTER INSERT ON directors
FOR EACH ROW
BEGIN
  INSERT INTO directors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER directors_fts_update
AFTER UPDATE OF name ON directors
FOR EACH ROW
WHEN OLD.name IS NOT NEW.name COLLATE BINARY
BEGIN
  INSERT INTO directors_fts (directors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO directors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER directors_fts_delete
AFTER DELETE ON directors
FOR EACH ROW
BEGIN
  INSERT INTO directors_fts (directors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;

-- Why a film is in the trash: one that a person put there stays there when its files are seen again; one whose files were
-- gone comes back with them.
ALTER TABLE movies ADD COLUMN deleted_reason TEXT CHECK (deleted_reason IN ('missing', 'user', 'library'));

-- A scan commits every few films, and each commit adds a segment to the search indexes. Merging them less eagerly makes
-- that cheap; sixteen segments a level are still searched in no time.
INSERT INTO movies_fts (movies_fts, rank) VALUES ('automerge', 16);
INSERT INTO actors_fts (actors_fts, rank) VALUES ('automerge', 16);
INSERT INTO directors_fts (directors_fts, rank) VALUES ('automerge', 16);
INSERT INTO movies_fts (movies_fts, rank) VALUES ('crisismerge', 64);
INSERT INTO actors_fts (actors_fts, rank) VALUES ('crisismerge', 64);
INSERT INTO directors_fts (directors_fts, rank) VALUES ('crisismerge', 64);
