import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** The link tables of films to plain vocabularies: genre names and the like. */
const LINKS = {
  genres: { table: 'genres', link: 'movies_genres', column: 'genre_id' },
  studios: { table: 'studios', link: 'movies_studios', column: 'studio_id' },
  countries: { table: 'countries', link: 'movies_countries', column: 'country_id' },
  tags: { table: 'tags', link: 'movies_tags', column: 'tag_id' },
  directors: { table: 'directors', link: 'movies_directors', column: 'director_id' },
  writers: { table: 'writers', link: 'movies_writers', column: 'writer_id' },
} as const;
export type Vocabulary = keyof typeof LINKS;

export function isVocabulary(name: string): name is Vocabulary {
  return Object.hasOwn(LINKS, name);
}

/** Names in the order they were given. */
export function movieNames(db: ReadDb, movieId: number, vocabulary: Vocabulary): string[] {
  const { table, link, column } = LINKS[vocabulary];
  return prepare(
    db,
    `vocabulary.${vocabulary}`,
    `SELECT t.name FROM ${link} l JOIN ${table} t ON t.id = l.${column} WHERE l.movie_id = ? ORDER BY l.order_index, t.id`,
  )
    .pluck()
    .all(movieId) as string[];
}

/** Replaces a film's names. A name differing only in case from a known one takes the known spelling. */
export function setMovieNames(db: WriteDb, movieId: number, vocabulary: Vocabulary, names: readonly string[]): void {
  const { table, link, column } = LINKS[vocabulary];
  prepare(db, `vocabulary.${vocabulary}.clear`, `DELETE FROM ${link} WHERE movie_id = ?`).run(movieId);
  const find = prepare(db, `vocabulary.${vocabulary}.find`, `SELECT id FROM ${table} WHERE name = ?`).pluck();
  const insert = prepare(db, `vocabulary.${vocabulary}.insert`, `INSERT INTO ${table} (name) VALUES (?)`);
  const attach = prepare(
    db,
    `vocabulary.${vocabulary}.link`,
    `INSERT OR IGNORE INTO ${link} (movie_id, ${column}, order_index) VALUES (?, ?, ?)`,
  );
  names.forEach((name, order) => {
    const id = (find.get(name) as number | undefined) ?? Number(insert.run(name).lastInsertRowid);
    attach.run(movieId, id, order);
  });
}
