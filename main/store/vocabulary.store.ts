import type { ItemRef, ItemType } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Plain vocabularies: genre names and the like. */
const VOCABULARIES = {
  genres: 'genre_id',
  studios: 'studio_id',
  countries: 'country_id',
  tags: 'tag_id',
  directors: 'director_id',
  writers: 'writer_id',
} as const;
export type Vocabulary = keyof typeof VOCABULARIES;

/** The first word of a kind's link tables, and the column that names the item there. Seasons have none. */
const OWNERS: Partial<Record<ItemType, { prefix: string; owner: string }>> = {
  movie: { prefix: 'movies', owner: 'movie_id' },
  series: { prefix: 'series', owner: 'series_id' },
  episode: { prefix: 'episodes', owner: 'episode_id' },
};

export function isVocabulary(name: string): name is Vocabulary {
  return Object.hasOwn(VOCABULARIES, name);
}

/** Names in the order they were given. Throws for seasons, which have none. */
export function namesOf(db: ReadDb, item: ItemRef, vocabulary: Vocabulary): string[] {
  const { link, column, owner } = linkOf(item.type, vocabulary);
  return prepare(
    db,
    `vocabulary.${vocabulary}`,
    `SELECT t.name FROM ${link} l JOIN ${vocabulary} t ON t.id = l.${column} WHERE l.${owner} = ? ORDER BY l.order_index, t.id`,
  )
    .pluck()
    .all(item.id) as string[];
}

/**
 * Replaces an item's names. A name differing only in case from a known one takes the known spelling.
 * @param isNew the item has none to take away
 */
export function setNames(
  db: WriteDb,
  item: ItemRef,
  vocabulary: Vocabulary,
  names: readonly string[],
  isNew = false,
): void {
  const { link, column, owner } = linkOf(item.type, vocabulary);
  if (!isNew) prepare(db, `vocabulary.${vocabulary}.clear`, `DELETE FROM ${link} WHERE ${owner} = ?`).run(item.id);
  const find = prepare(db, `vocabulary.${vocabulary}.find`, `SELECT id FROM ${vocabulary} WHERE name = ?`).pluck();
  const insert = prepare(db, `vocabulary.${vocabulary}.insert`, `INSERT INTO ${vocabulary} (name) VALUES (?)`);
  const attach = prepare(
    db,
    `vocabulary.${vocabulary}.link`,
    `INSERT OR IGNORE INTO ${link} (${owner}, ${column}, order_index) VALUES (?, ?, ?)`,
  );
  names.forEach((name, order) => {
    const id = (find.get(name) as number | undefined) ?? Number(insert.run(name).lastInsertRowid);
    attach.run(item.id, id, order);
  });
}

function linkOf(type: ItemType, vocabulary: Vocabulary): { link: string; column: string; owner: string } {
  const known = OWNERS[type];
  if (known === undefined) throw new Error(`A ${type} has no ${vocabulary}.`);
  return { link: `${known.prefix}_${vocabulary}`, column: VOCABULARIES[vocabulary], owner: known.owner };
}
