import type { Statement } from 'better-sqlite3';
import type { ReadDb, WriteDb } from './open-database.ts';

/** A statement that took long. `name` is the one it was prepared under. */
export interface SlowQuery {
  readonly name: string;
  readonly durationMs: number;
}

type OnSlowQuery = (query: SlowQuery) => void;

interface Connection {
  /** By name, then by text. */
  readonly statements: Map<string, Map<string, Statement>>;
  onSlowQuery: OnSlowQuery | null;
}

export const SLOW_QUERY_MS = 20;
/** Lists build their SQL from the filter; of more texts than this under one name the least recently used goes. */
const MAX_TEXTS_PER_NAME = 50;

const connections = new WeakMap<ReadDb, Connection>();

function connectionOf(db: ReadDb): Connection {
  let connection = connections.get(db);
  if (connection === undefined) {
    connection = { statements: new Map(), onSlowQuery: null };
    connections.set(db, connection);
  }
  return connection;
}

/** Has every statement of a connection that takes more than {@link SLOW_QUERY_MS} reported; null stops it. */
export function watchSlowQueries(db: ReadDb, onSlowQuery: OnSlowQuery | null): void {
  connectionOf(db).onSlowQuery = onSlowQuery;
}

/**
 * The statement of an SQL text, prepared once per connection. `name` (`aggregate.verb`) is what logs call it; the text is
 * what it is cached by, so one name may stand for several texts. A statement is shared: set pluck or raw on every use or
 * never.
 * Throws SqliteError when the text does not fit the schema.
 */
export function prepare(db: ReadDb, name: string, sql: string): Statement {
  const connection = connectionOf(db);
  let texts = connection.statements.get(name);
  if (texts === undefined) {
    texts = new Map();
    connection.statements.set(name, texts);
  }
  let statement = texts.get(sql);
  if (statement === undefined) {
    statement = timed(db.prepare(sql), name, connection);
    const oldest = texts.keys().next().value;
    if (texts.size >= MAX_TEXTS_PER_NAME && oldest !== undefined) texts.delete(oldest);
    texts.set(sql, statement);
  } else if (texts.size > 1) {
    texts.delete(sql);
    texts.set(sql, statement);
  }
  return statement;
}

/**
 * Runs `work` in one transaction and returns what it returns; whatever it throws rolls everything back. Inside another
 * transaction it is a savepoint. Takes the write lock at once, so it never fails half-way with SQLITE_BUSY.
 * `work` is synchronous: a transaction is never held over an await.
 */
export function transaction<T>(db: WriteDb, work: () => T): T {
  return db.transaction(work).immediate();
}

function timed(statement: Statement, name: string, connection: Connection): Statement {
  for (const method of ['run', 'get', 'all'] as const) {
    const original: (...params: unknown[]) => unknown = statement[method].bind(statement);
    Object.defineProperty(statement, method, {
      value: (...params: unknown[]): unknown => {
        if (connection.onSlowQuery === null) return original(...params);
        const start = performance.now();
        try {
          return original(...params);
        } finally {
          const durationMs = performance.now() - start;
          if (durationMs > SLOW_QUERY_MS) connection.onSlowQuery({ name, durationMs });
        }
      },
    });
  }
  return statement;
}
