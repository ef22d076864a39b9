import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WriteDb } from './open-database.ts';
import type { SlowQuery } from './sql.ts';
import {
  batchedTransaction,
  commitBatch,
  commitDueBatch,
  forgetBatchFailure,
  prepare,
  transaction,
  watchSlowQueries,
  withSteadyPlan,
} from './sql.ts';

let raw: Database;
let db: WriteDb;
beforeEach(() => {
  raw = new SqliteDatabase(':memory:');
  raw.exec('CREATE TABLE t (x INTEGER PRIMARY KEY)');
  db = raw as unknown as WriteDb;
});
afterEach(() => {
  raw.close();
});

const values = (): unknown[] => raw.prepare('SELECT x FROM t ORDER BY x').pluck().all();

test('a text is prepared once per connection and name', () => {
  const sql = 'SELECT x FROM t';
  expect(prepare(db, 't.list', sql)).toBe(prepare(db, 't.list', sql));
  expect(prepare(db, 't.other', sql)).not.toBe(prepare(db, 't.list', sql));
  const second = new SqliteDatabase(':memory:');
  second.exec('CREATE TABLE t (x)');
  expect(prepare(second as unknown as WriteDb, 't.list', sql)).not.toBe(prepare(db, 't.list', sql));
  second.close();
});

test('of many texts under one name the least recently used is forgotten', () => {
  const text = (n: number): string => `SELECT x FROM t WHERE x > ${String(n)}`;
  const [first, second] = [prepare(db, 't.after', text(0)), prepare(db, 't.after', text(1))];
  for (let n = 2; n < 50; n += 1) prepare(db, 't.after', text(n));
  expect(prepare(db, 't.after', text(0))).toBe(first);
  prepare(db, 't.after', text(50));
  expect(prepare(db, 't.after', text(0))).toBe(first);
  expect(prepare(db, 't.after', text(1))).not.toBe(second);
});

test('parameters that are compared or limit are hidden from the planner, and nothing else is', () => {
  const same = [
    'INSERT INTO t (x) VALUES (?, @b) ON CONFLICT (x) DO UPDATE SET x = excluded.x',
    "SELECT a ->> ?, b -> ?, c >> ?, '= ?', '''= ?', \"= ?\" FROM t -- x = ?",
    'SELECT x FROM t WHERE x IN (?, ?) AND y LIKE ? AND z BETWEEN ? AND ?',
    'SELECT x FROM t WHERE x IS NULL AND y IS NOT NULL',
  ];
  for (const sql of same) expect(withSteadyPlan(sql)).toBe(sql);
  expect(
    withSteadyPlan(
      'SELECT x FROM t WHERE a = ? AND b=@b AND c >= $c AND d <> ? AND e IS NOT ? AND f is\n :f LIMIT ? OFFSET ?',
    ),
  ).toBe(
    'SELECT x FROM t WHERE a = +? AND b=+@b AND c >= +$c AND d <> +? AND e IS NOT +? AND f is\n +:f LIMIT +? OFFSET +?',
  );
  expect(withSteadyPlan("UPDATE t SET a = ? WHERE b = 'it''s = ?' AND c = ?")).toBe(
    "UPDATE t SET a = +? WHERE b = 'it''s = ?' AND c = +?",
  );
});

test('what is bound keeps its value and its kind', () => {
  raw.exec("CREATE TABLE kinds (i INTEGER, t TEXT, r REAL, b BLOB); INSERT INTO kinds VALUES (7, '7', 7.5, x'00ff')");
  const count = (sql: string, ...bound: unknown[]): unknown =>
    prepare(db, 'kinds.count', `SELECT count(*) FROM kinds WHERE ${sql}`)
      .pluck()
      .get(...bound);
  expect(count('i = ? AND t = ? AND r = ? AND b = ?', 7, '7', 7.5, Buffer.from([0, 255]))).toBe(1);
  // A column's kind still decides how it is compared.
  expect(count('i = ? AND r = ?', '7', '7.5')).toBe(1);
  expect(count('i = ?', null)).toBe(0);
  prepare(db, 'kinds.set', 'UPDATE kinds SET i = ?, t = ?, r = ?, b = ?').run(null, '+1', -2, Buffer.from('x'));
  expect(raw.prepare('SELECT * FROM kinds').get()).toEqual({ i: null, t: '+1', r: -2, b: Buffer.from('x') });
  expect(prepare(db, 'kinds.some', 'SELECT t FROM kinds WHERE t = ? LIMIT ? OFFSET ?').all('+1', 1, 0)).toHaveLength(1);
});

test('a transaction returns what its work returns, or leaves nothing', () => {
  expect(
    transaction(db, () => {
      prepare(db, 't.add', 'INSERT INTO t VALUES (?)').run(1);
      return 'done';
    }),
  ).toBe('done');
  expect(() =>
    transaction(db, () => {
      prepare(db, 't.add', 'INSERT INTO t VALUES (?)').run(2);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(values()).toEqual([1]);
});

test('inside another transaction only the inner work is taken back', () => {
  transaction(db, () => {
    raw.exec('INSERT INTO t VALUES (1)');
    expect(() =>
      transaction(db, () => {
        raw.exec('INSERT INTO t VALUES (2)');
        throw new Error('inner');
      }),
    ).toThrow('inner');
    raw.exec('INSERT INTO t VALUES (3)');
  });
  expect(values()).toEqual([1, 3]);
});

test('a promise in a transaction is refused and rolled back', () => {
  expect(() =>
    // eslint-disable-next-line @typescript-eslint/require-await -- what must not be done
    transaction(db, async () => {
      raw.exec('INSERT INTO t VALUES (1)');
    }),
  ).toThrow(/promise/);
  expect(values()).toEqual([]);
});

test('a slow statement is reported under its name, a quick one is not', () => {
  const slow: SlowQuery[] = [];
  watchSlowQueries(db, (query) => slow.push(query));
  const counting = `WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) SELECT max(x) FROM n`;
  const statement = prepare(db, 'n.count', counting).pluck();
  let limit = 100_000;
  // Doubled until it is slow on any machine.
  while (slow.length === 0 && limit < 1e9) {
    expect(statement.get(limit)).toBe(limit);
    limit *= 2;
  }
  expect(slow[0]?.name).toBe('n.count');
  expect(slow[0]?.durationMs).toBeGreaterThan(20);
  watchSlowQueries(db, null);
  const before = slow.length;
  statement.all(limit);
  expect(slow).toHaveLength(before);
});

const insert = (x: number): void => {
  prepare(db, 't.insert', 'INSERT INTO t VALUES (?)').run(x);
};

test('batched work is written together, and whoever else writes commits it first', () => {
  batchedTransaction(db, () => {
    insert(1);
  });
  batchedTransaction(db, () => {
    insert(2);
  });
  expect([raw.inTransaction, commitDueBatch(db)]).toEqual([true, false]);
  insert(3);
  expect([raw.inTransaction, values()]).toEqual([false, [1, 2, 3]]);
  batchedTransaction(db, () => {
    insert(4);
  });
  expect(() =>
    transaction(db, () => {
      insert(5);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect([raw.inTransaction, values()]).toEqual([false, [1, 2, 3, 4]]);
});

test('a batch is committed by itself when nothing follows', async () => {
  batchedTransaction(db, () => {
    insert(1);
  });
  await expect.poll(() => raw.inTransaction).toBe(false);
  expect(values()).toEqual([1]);
});

test('work that throws takes its batch with it, and the next begins anew', () => {
  batchedTransaction(db, () => {
    insert(1);
  });
  expect(() => {
    batchedTransaction(db, () => {
      insert(2);
      throw new Error('no');
    });
  }).toThrow('no');
  expect([raw.inTransaction, values()]).toEqual([false, []]);
  batchedTransaction(db, () => {
    insert(3);
  });
  commitBatch(db);
  expect(values()).toEqual([3]);
});

test('a batch that cannot be committed is told to the next of its kind, not to whoever writes in between', () => {
  raw.exec('CREATE TABLE child (x REFERENCES t(x) DEFERRABLE INITIALLY DEFERRED)');
  batchedTransaction(db, () => {
    prepare(db, 'child.insert', 'INSERT INTO child VALUES (99)').run();
  });
  insert(1);
  expect(values()).toEqual([1]);
  expect(() => {
    batchedTransaction(db, () => {
      insert(2);
    });
  }).toThrow(/FOREIGN KEY/);
  commitBatch(db);
  expect(values()).toEqual([1]);
});

test('a failure that nobody was told of is not the next scan’s', () => {
  raw.exec('CREATE TABLE child (x REFERENCES t(x) DEFERRABLE INITIALLY DEFERRED)');
  batchedTransaction(db, () => {
    prepare(db, 'child.insert', 'INSERT INTO child VALUES (99)').run();
  });
  insert(1);
  forgetBatchFailure(db);
  batchedTransaction(db, () => {
    insert(2);
  });
  commitBatch(db);
  expect(values()).toEqual([1, 2]);
});
