-- Full-text search. The indexes hold no copy of the text; triggers follow the columns they are made from.

CREATE VIRTUAL TABLE movies_fts USING fts5(
  title, original_title, sort_title,
  content = 'movies', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TRIGGER movies_fts_insert
AFTER INSERT ON movies
FOR EACH ROW
BEGIN
  INSERT INTO movies_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

CREATE TRIGGER movies_fts_update
AFTER UPDATE OF title, original_title, sort_title ON movies
FOR EACH ROW
WHEN OLD.title IS NOT NEW.title OR OLD.original_title IS NOT NEW.original_title OR OLD.sort_title IS NOT NEW.sort_title
BEGIN
  INSERT INTO movies_fts (movies_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
  INSERT INTO movies_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

CREATE TRIGGER movies_fts_delete
AFTER DELETE ON movies
FOR EACH ROW
BEGIN
  INSERT INTO movies_fts (movies_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
END;

CREATE VIRTUAL TABLE series_fts USING fts5(
  title, original_title, sort_title,
  content = 'series', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER series_fts_insert
AFTER INSERT ON series
FOR EACH ROW
BEGIN
  INSERT INTO series_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

CREATE TRIGGER series_fts_update
AFTER UPDATE OF title, original_title, sort_title ON series
FOR EACH ROW
WHEN OLD.title IS NOT NEW.title OR OLD.original_title IS NOT NEW.original_title OR OLD.sort_title IS NOT NEW.sort_title
BEGIN
  INSERT INTO series_fts (series_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
  INSERT INTO series_fts (rowid, title, original_title, sort_title) VALUES (NEW.id, NEW.title, NEW.original_title, NEW.sort_title);
END;

CREATE TRIGGER series_fts_delete
AFTER DELETE ON series
FOR EACH ROW
BEGIN
  INSERT INTO series_fts (series_fts, rowid, title, original_title, sort_title) VALUES ('delete', OLD.id, OLD.title, OLD.original_title, OLD.sort_title);
END;

CREATE VIRTUAL TABLE actors_fts USING fts5(
  name,
  content = 'actors', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);

CREATE TRIGGER actors_fts_insert
AFTER INSERT ON actors
FOR EACH ROW
BEGIN
  INSERT INTO actors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER actors_fts_update
AFTER UPDATE OF name ON actors
FOR EACH ROW
WHEN OLD.name IS NOT NEW.name COLLATE BINARY
BEGIN
  INSERT INTO actors_fts (actors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO actors_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER actors_fts_delete
AFTER DELETE ON actors
FOR EACH ROW
BEGIN
  INSERT INTO actors_fts (actors_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;

CREATE VIRTUAL TABLE sets_fts USING fts5(
  name,
  content = 'sets', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER sets_fts_insert
AFTER INSERT ON sets
FOR EACH ROW
BEGIN
  INSERT INTO sets_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER sets_fts_update
AFTER UPDATE OF name ON sets
FOR EACH ROW
WHEN OLD.name IS NOT NEW.name COLLATE BINARY
BEGIN
  INSERT INTO sets_fts (sets_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
  INSERT INTO sets_fts (rowid, name) VALUES (NEW.id, NEW.name);
END;

CREATE TRIGGER sets_fts_delete
AFTER DELETE ON sets
FOR EACH ROW
BEGIN
  INSERT INTO sets_fts (sets_fts, rowid, name) VALUES ('delete', OLD.id, OLD.name);
END;
