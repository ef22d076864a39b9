-- Rows that are added are indexed for searching in bulk, by store/search-index.ts: row by row, in a trigger, it is what a
-- first scan spends most on (a trigger that writes a virtual table also makes SQLite keep a journal of every statement).
-- Rows up to `indexed_id` are in the index, and triggers keep it true for their changes; rows above it are not in it yet.
CREATE TABLE search_backlog (
  table_name TEXT PRIMARY KEY CHECK (table_name IN ('movies', 'series', 'actors', 'directors', 'sets')),
  indexed_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO search_backlog (table_name, indexed_id) SELECT 'movies', coalesce(max(id), 0) FROM movies;
INSERT INTO search_backlog (table_name, indexed_id) SELECT 'series', coalesce(max(id), 0) FROM series;
INSERT INTO search_backlog (table_name, indexed_id) SELECT 'actors', coalesce(max(id), 0) FROM actors;
INSERT INTO search_backlog (table_name, indexed_id) SELECT 'directors', coalesce(max(id), 0) FROM directors;
INSERT INTO search_backlog (table_name, indexed_id) SELECT 'sets', coalesce(max(id), 0) FROM sets;

DROP TRIGGER movies_fts_insert;
DROP TRIGGER movies_fts_delete;
DROP TRIGGER movies_fts_update;
CREATE TRIGGER movies_fts_delete
AFTER DELETE ON movies
FOR EACH ROW
WHEN OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'movies')
BEGIN
  INSERT INTO movies_fts (movies_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
END;
CREATE TRIGGER movies_fts_update
AFTER UPDATE OF title, original_title, sort_title ON movies
FOR EACH ROW
WHEN (OLD.title IS NOT NEW.title OR OLD.original_title IS NOT NEW.original_title OR OLD.sort_title IS NOT NEW.sort_title)
  AND OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'movies')
BEGIN
  INSERT INTO movies_fts (movies_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
  INSERT INTO movies_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

DROP TRIGGER series_fts_insert;
DROP TRIGGER series_fts_delete;
DROP TRIGGER series_fts_update;
CREATE TRIGGER series_fts_delete
AFTER DELETE ON series
FOR EACH ROW
WHEN OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'series')
BEGIN
  INSERT INTO series_fts (series_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
END;
CREATE TRIGGER series_fts_update
AFTER UPDATE OF title, original_title, sort_title ON series
FOR EACH ROW
WHEN (OLD.title IS NOT NEW.title OR OLD.original_title IS NOT NEW.original_title OR OLD.sort_title IS NOT NEW.sort_title)
  AND OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'series')
BEGIN
  INSERT INTO series_fts (series_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
  INSERT INTO series_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

DROP TRIGGER actors_fts_insert;
DROP TRIGGER actors_fts_delete;
DROP TRIGGER actors_fts_update;
CREATE TRIGGER actors_fts_delete
AFTER DELETE ON actors
FOR EACH ROW
WHEN OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'actors')
BEGIN
  INSERT INTO actors_fts (actors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;
CREATE TRIGGER actors_fts_update
AFTER UPDATE OF name ON actors
FOR EACH ROW
WHEN (OLD.name IS NOT NEW.name COLLATE BINARY)
  AND OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'actors')
BEGIN
  INSERT INTO actors_fts (actors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO actors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

DROP TRIGGER directors_fts_insert;
DROP TRIGGER directors_fts_delete;
DROP TRIGGER directors_fts_update;
CREATE TRIGGER directors_fts_delete
AFTER DELETE ON directors
FOR EACH ROW
WHEN OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'directors')
BEGIN
  INSERT INTO directors_fts (directors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;
CREATE TRIGGER directors_fts_update
AFTER UPDATE OF name ON directors
FOR EACH ROW
WHEN (OLD.name IS NOT NEW.name COLLATE BINARY)
  AND OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'directors')
BEGIN
  INSERT INTO directors_fts (directors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO directors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

DROP TRIGGER sets_fts_insert;
DROP TRIGGER sets_fts_delete;
DROP TRIGGER sets_fts_update;
CREATE TRIGGER sets_fts_delete
AFTER DELETE ON sets
FOR EACH ROW
WHEN OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'sets')
BEGIN
  INSERT INTO sets_fts (sets_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;
CREATE TRIGGER sets_fts_update
AFTER UPDATE OF name ON sets
FOR EACH ROW
WHEN (OLD.name IS NOT NEW.name COLLATE BINARY)
  AND OLD.id <= (SELECT indexed_id FROM search_backlog WHERE table_name = 'sets')
BEGIN
  INSERT INTO sets_fts (sets_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO sets_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;
