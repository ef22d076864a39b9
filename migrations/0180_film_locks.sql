-- A film locked for its characterart alone is locked, too. Indexes that hold the count are made again around it.
DROP INDEX idx_movies_list_title;
DROP INDEX idx_movies_list_year;
DROP INDEX idx_movies_list_added;
DROP INDEX idx_movies_list_completeness;
ALTER TABLE movies DROP COLUMN lock_count;
ALTER TABLE movies ADD COLUMN lock_count INTEGER GENERATED ALWAYS AS (
    title_locked + original_title_locked + sort_title_locked + year_locked + tmdb_id_locked +
    imdb_id_locked + plot_locked + outline_locked + tagline_locked + mpaa_locked +
    premiered_locked + runtime_locked + user_rating_locked + set_id_locked + actors_locked +
    directors_locked + writers_locked + genres_locked + studios_locked + tags_locked +
    countries_locked + ratings_locked + poster_locked + fanart_locked + banner_locked +
    clearlogo_locked + clearart_locked + discart_locked + landscape_locked + keyart_locked + characterart_locked
  ) VIRTUAL;

CREATE INDEX idx_movies_list_title
  ON movies(sort_key, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_year
  ON movies(sort_year, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_added
  ON movies(created_at, id, library_id, state, completeness, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
CREATE INDEX idx_movies_list_completeness
  ON movies(completeness, id, library_id, state, has_unpublished_changes, lock_count, issue_count, deleted_on) WHERE deleted_on IS NULL;
