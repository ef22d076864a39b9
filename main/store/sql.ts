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
  /** The transaction that batchedTransaction writes into, with the timer that commits it at its latest. */
  batch: { timer: NodeJS.Timeout; startedMs: number } | null;
  /** Why a batch could not be committed, until whoever writes batches has been told. */
  batchFailure: { error: unknown } | null;
  isInSlice: boolean;
}

export const SLOW_QUERY_MS = 20;
/** Lists build their SQL from the filter; of more texts than this under one name the least recently used goes. */
const MAX_TEXTS_PER_NAME = 50;

const connections = new WeakMap<ReadDb, Connection>();

function connectionOf(db: ReadDb): Connection {
  let connection = connections.get(db);
  if (connection === undefined) {
    connection = { statements: new Map(), onSlowQuery: null, batch: null, batchFailure: null, isInSlice: false };
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
    statement = watched(db, db.prepare(withSteadyPlan(sql)), name, connection);
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
 * Puts a unary plus, which changes no value, before every parameter that is compared with something or limits. SQLite would
 * look at what is bound there to choose a plan, so it compiles a statement anew for every execution: more work than most of
 * ours take to run. See docs/adr/0018.
 */
export function withSteadyPlan(sql: string): string {
  return sql.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|(?:=|<|(?<![->])>|\bIS(?:\s+NOT)?|\bLIMIT|\bOFFSET)\s*(?=[?@:$])/gi,
    (found) => (/^['"]|^--/.test(found) ? found : `${found}+`),
  );
}

/**
 * Runs `work` in one transaction and returns what it returns; whatever it throws rolls everything back. Inside another
 * transaction it is a savepoint. Takes the write lock at once, so it never fails half-way with SQLITE_BUSY.
 * `work` is synchronous: a transaction is never held over an await.
 */
export function transaction<T>(db: WriteDb, work: () => T): T {
  if (!connectionOf(db).isInSlice) settleBatch(db);
  return db.transaction(work).immediate();
}

const BATCH_MS = 50;
/** A batch is committed at the latest this long after it was begun, whatever comes: a crash loses no more of a scan. */
const IDLE_BATCH_MS = 80;

/**
 * As `transaction`, for the many short writes of a scan: several are committed together, because each commit writes every
 * touched page of every index to the log anew. Whoever else writes through this connection commits the open batch first, so
 * nothing but such work is ever in it. Not for what somebody is told is done: a crash loses the open batch, and so does work
 * that throws, each as a whole.
 */
export function batchedTransaction<T>(db: WriteDb, work: () => T): T {
  const connection = connectionOf(db);
  if (connection.isInSlice) return work();
  throwBatchFailure(connection);
  if (connection.batch === null) {
    db.exec('BEGIN IMMEDIATE');
    connection.batch = { timer: setTimeout(settleBatch, IDLE_BATCH_MS, db), startedMs: performance.now() };
  }
  connection.isInSlice = true;
  try {
    return work();
  } catch (error) {
    clearTimeout(connection.batch.timer);
    connection.batch = null;
    rollBack(db);
    throw error;
  } finally {
    connection.isInSlice = false;
  }
}

/** Commits what batchedTransaction has written if that is due; false leaves it open for more. */
export function commitDueBatch(db: WriteDb): boolean {
  const { batch } = connectionOf(db);
  if (batch !== null && performance.now() - batch.startedMs < BATCH_MS) return false;
  commitBatch(db);
  return true;
}

/** Commits what batchedTransaction has written. Throws what kept this or an earlier batch from being committed. */
export function commitBatch(db: WriteDb): void {
  settleBatch(db);
  throwBatchFailure(connectionOf(db));
}

/** A scan that begins has nothing to do with what kept an earlier one from being committed. */
export function forgetBatchFailure(db: WriteDb): void {
  connectionOf(db).batchFailure = null;
}

/** Commits the open batch, if there is one. Its failure is told to the one whose work it is: not to whoever comes by. */
function settleBatch(db: WriteDb): void {
  const connection = connectionOf(db);
  if (connection.batch === null) return;
  clearTimeout(connection.batch.timer);
  connection.batch = null;
  try {
    db.exec('COMMIT');
  } catch (error) {
    connection.batchFailure ??= { error };
    rollBack(db);
  }
}

/** Some errors, such as a full disk, have rolled everything back already. */
function rollBack(db: WriteDb): void {
  if (db.inTransaction) db.exec('ROLLBACK');
}

function throwBatchFailure(connection: Connection): void {
  const failure = connection.batchFailure;
  connection.batchFailure = null;
  if (failure !== null) throw failure.error;
}

function watched(db: ReadDb, statement: Statement, name: string, connection: Connection): Statement {
  const isWriter = !statement.readonly;
  for (const method of ['run', 'get', 'all'] as const) {
    const original: (...params: unknown[]) => unknown = statement[method].bind(statement);
    Object.defineProperty(statement, method, {
      value: (...params: unknown[]): unknown => {
        if (isWriter && connection.batch !== null && !connection.isInSlice) settleBatch(db as WriteDb);
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
