import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putBytes } from './cache-store.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { listRetired, listShard, listShards, retireCached, settleRetired, statCached } from './retire-cached.ts';

const DAY_S = 86_400;
let cacheDir: string;

beforeEach(() => {
  cacheDir = mkdtempSync(path.join(tmpdir(), 'metarr-retire-'));
});
afterEach(() => {
  rmSync(cacheDir, { recursive: true });
});

async function put(text: string, ageDays = 100): Promise<{ hash: string; filePath: string }> {
  const { hash, path: filePath } = await putBytes(cacheDir, Buffer.from(text), 'jpg');
  const seconds = Date.now() / 1000 - ageDays * DAY_S;
  utimesSync(filePath, seconds, seconds);
  return { hash, filePath };
}

const YESTERDAY = Date.now() - DAY_S * 1000;

describe('retiring', () => {
  it('takes entries out of the cache, and deletes them when nobody wants them', async () => {
    const entry = await put('old');
    expect(retireCached(cacheDir, [entry], YESTERDAY)).toEqual({ gone: [entry.hash], kept: [] });
    expect(existsSync(entry.filePath)).toBe(false);
    expect(listRetired(cacheDir)).toEqual([entry.hash]);
    expect(settleRetired(cacheDir, [])).toBe(0);
    expect(listRetired(cacheDir)).toEqual([]);
  });

  it('brings back what is wanted after all', async () => {
    const entry = await put('wanted');
    retireCached(cacheDir, [entry], YESTERDAY);
    expect(settleRetired(cacheDir, [entry.hash])).toBe(1);
    expect(existsSync(entry.filePath)).toBe(true);
  });

  it('leaves alone what was put again of late', async () => {
    const entry = await put('again');
    await put('again', 0);
    expect(retireCached(cacheDir, [entry], YESTERDAY)).toEqual({ gone: [], kept: [entry.hash] });
    expect(existsSync(entry.filePath)).toBe(true);
  });

  it('puts it back when somebody puts the bytes between the look and the move', async () => {
    const entry = await put('race');
    const fs: FsOps = {
      ...nodeFs,
      renameSync: (from, to) => {
        if (from === entry.filePath) utimesSync(from, Date.now() / 1000, Date.now() / 1000);
        nodeFs.renameSync(from, to);
      },
    };
    expect(retireCached(cacheDir, [entry], YESTERDAY, fs)).toEqual({ gone: [], kept: [entry.hash] });
    expect(existsSync(entry.filePath)).toBe(true);
  });

  it('is noticed by whoever puts the bytes between its look and its touch', async () => {
    const entry = await put('other race');
    let isFirst = true;
    const fs: FsOps = {
      ...nodeFs,
      utimesSync: (...args) => {
        if (isFirst) retireCached(cacheDir, [entry], YESTERDAY);
        isFirst = false;
        nodeFs.utimesSync(...args);
      },
    };
    const again = await putBytes(cacheDir, Buffer.from('other race'), 'jpg', { fs });
    expect(again.existed).toBe(false);
    expect(existsSync(entry.filePath)).toBe(true);
    // The moved ones are not needed any more: the bytes are in their place.
    settleRetired(cacheDir, [entry.hash]);
    expect(existsSync(entry.filePath)).toBe(true);
  });

  it('never touches what a row calls the cache and is not', async () => {
    const entry = await put('mine');
    const foreign = path.join(cacheDir, 'library.jpg');
    writeFileSync(foreign, 'a film');
    utimesSync(foreign, 1, 1);
    const wrong = [
      { hash: entry.hash, filePath: foreign },
      { hash: 'f'.repeat(64), filePath: entry.filePath },
      { hash: entry.hash, filePath: path.join(cacheDir, '..', `${entry.hash}.jpg`) },
    ];
    expect(retireCached(cacheDir, wrong, YESTERDAY).gone).toEqual([]);
    expect(existsSync(foreign) && existsSync(entry.filePath)).toBe(true);
  });

  it('counts a file that is gone as gone', async () => {
    const entry = await put('lost');
    rmSync(entry.filePath);
    expect(retireCached(cacheDir, [entry], YESTERDAY)).toEqual({ gone: [entry.hash], kept: [] });
  });
});

it('lists the entries of the cache and nothing else', async () => {
  const entry = await put('one');
  const shard = entry.hash.slice(0, 2);
  writeFileSync(path.join(cacheDir, shard, 'x.tmp'), '');
  writeFileSync(path.join(cacheDir, 'manifest.json'), '');
  expect(listShards(cacheDir)).toEqual([shard]);
  expect(listShard(cacheDir, shard)).toEqual([entry]);
  expect(listShard(cacheDir, '..')).toEqual([]);
  expect(statCached([entry, { hash: 'a', filePath: path.join(cacheDir, 'gone') }])).toMatchObject([
    { hash: entry.hash, sizeBytes: 3 },
  ]);
  expect(readdirSync(cacheDir)).toContain('manifest.json');
});
