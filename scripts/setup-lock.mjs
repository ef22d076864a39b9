/**
 * Lets one process at a time install packages or build. The holder touches the lock every few seconds; a lock whose
 * holder died, or that was not touched for a minute, is taken over.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
const ABANDONED_AFTER_MS = 60_000;
const POLL_MS = 250;
const SETTLE_MS = 50;

/** Set for child processes of a lock's holder, which work under its lock. */
const HELD = 'METARR_SETUP_LOCK_HELD';

function readHolder(path) {
  try {
    return { ...JSON.parse(readFileSync(path, 'utf8')), touchedAtMs: statSync(path).mtimeMs };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? { token: null, touchedAtMs: stats.mtimeMs } : null;
  }
}

function isAlive(holder) {
  if (Date.now() - holder.touchedAtMs > ABANDONED_AFTER_MS) return false;
  if (holder.host !== hostname() || !holder.pid) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function tryCreate(path, token) {
  try {
    writeFileSync(path, JSON.stringify({ token, pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST' || error.code === 'EPERM') return false;
    throw error;
  }
}

function removeAbandoned(path, token) {
  const aside = `${path}.${token}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch {
    // Somebody else was quicker.
  }
}

async function acquire(path, token, onWait) {
  let hasWaited = false;
  for (;;) {
    if (tryCreate(path, token)) {
      // Two that found the same abandoned lock may both get here; the file names the one that stays.
      await sleep(SETTLE_MS);
      if (readHolder(path)?.token === token) return;
    }
    const holder = readHolder(path);
    if (holder && !isAlive(holder)) {
      removeAbandoned(path, token);
      continue;
    }
    if (holder && !hasWaited) {
      hasWaited = true;
      onWait(holder.pid);
    }
    await sleep(POLL_MS);
  }
}

/**
 * Runs `work` while holding the lock, waiting for it as long as it takes.
 * @template T
 * @param {string} root the application's folder
 * @param {(pid: number | undefined) => void} onWait called once when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, onWait, work) {
  if (process.env[HELD] === '1') return work();
  const path = join(root, '.cache', 'setup.lock');
  const token = randomUUID();
  mkdirSync(dirname(path), { recursive: true });
  await acquire(path, token, onWait);
  const release = () => {
    if (readHolder(path)?.token === token) rmSync(path, { force: true });
  };
  const heartbeat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The next beat tries again.
    }
  }, HEARTBEAT_MS);
  process.once('exit', release);
  process.env[HELD] = '1';
  try {
    return await work();
  } finally {
    delete process.env[HELD];
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}
