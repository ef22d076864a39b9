import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';

/*
 * A thread of its own that moves the write-ahead log into the database file. A checkpoint flushes to disk and may take
 * hundreds of milliseconds on a busy one: on the thread that owns the writing connection it would stop the window.
 */

const { path } = workerData as { path: string };
const db = new SqliteDatabase(path);
db.pragma('busy_timeout = 0');

parentPort?.on('message', (message: 'checkpoint' | 'close') => {
  if (message === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  try {
    // PASSIVE never waits for readers or the writer, and they never wait for it.
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // Somebody else checkpoints, or the disk is full: the log keeps everything until the next time.
  }
  parentPort?.postMessage('done');
});
