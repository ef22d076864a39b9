import type { Database, Statement } from 'better-sqlite3';
import type { ManifestBody, ManifestKind, ManifestRow } from '../domain/manifest/manifest.ts';
import { KEPT_TABLES, type KeptTable } from './manifest-tables.ts';
import { nowTimestamp } from './timestamps.ts';

/** Reads what manifests hold, with statements that are prepared once. Serves one connection. */
export class ManifestReader {
  readonly #db: Pick<Database, 'prepare'>;
  readonly #statements = new Map<ManifestKind, { table: string; statement: Statement }[]>();

  constructor(db: Pick<Database, 'prepare'>) {
    this.#db = db;
  }

  /** What is to be kept of an owner; null when it is not there any more. */
  read(kind: ManifestKind, id: number): ManifestBody | null {
    const tables: Record<string, ManifestRow[]> = {};
    for (const { table, statement } of this.#of(kind)) {
      const rows = statement.all({ id }) as ManifestRow[];
      if (rows.length > 0) tables[table] = rows;
    }
    const own = OWN_TABLE[kind];
    if (own !== null && tables[own] === undefined) return null;
    const libraryId = kind === 'movie' || kind === 'series' ? tables[own ?? '']?.[0]?.['library_id'] : null;
    return { kind, id, writtenAt: nowTimestamp(), library: this.#library(libraryId ?? null), tables };
  }

  #library(id: string | number | null): ManifestBody['library'] {
    if (id === null) return null;
    const row = this.#db.prepare('SELECT id, name, type, path FROM libraries WHERE id = ?').get(id);
    return (row as ManifestBody['library'] | undefined) ?? null;
  }

  #of(kind: ManifestKind): { table: string; statement: Statement }[] {
    let statements = this.#statements.get(kind);
    if (statements === undefined) {
      statements = KEPT_TABLES.flatMap((kept) => {
        const rows = kept.rows[kind];
        return rows === undefined ? [] : [{ table: kept.table, statement: this.#prepare(kept, rows) }];
      });
      this.#statements.set(kind, statements);
    }
    return statements;
  }

  #prepare({ table, omit = [], names }: KeptTable, rows: string): Statement {
    const columns = this.#db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    const kept = columns.filter((name) => !omit.includes(name)).map((name) => `l."${name}"`);
    const where = `SELECT * FROM "${table}" WHERE ${rows}`;
    if (names === undefined) return this.#db.prepare(`SELECT ${kept.join(', ')} FROM (${where}) l`);
    const also = ['name', ...names.also].map((name) => `n."${name}"`);
    return this.#db.prepare(
      `SELECT ${[...kept, ...also].join(', ')} FROM (${where}) l JOIN "${names.table}" n ON n.id = l."${names.column}"`,
    );
  }
}

/** Without a row in it the owner is gone. */
const OWN_TABLE: Readonly<Record<ManifestKind, string | null>> = {
  application: null,
  library: 'libraries',
  people: 'actors',
  set: 'sets',
  movie: 'movies',
  series: 'series',
};
