import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepCacheTemps } from './sweep-cache-temps.ts';

it('removes old leftovers only', () => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'metarr-sweep-'));
  try {
    expect(sweepCacheTemps(cacheDir, 5000)).toBe(0);
    const folder = join(cacheDir, 'ab');
    mkdirSync(folder);
    mkdirSync(join(cacheDir, '.tmp'));
    writeFileSync(join(cacheDir, '.tmp', 'large.tmp'), 'x');
    utimesSync(join(cacheDir, '.tmp', 'large.tmp'), 1, 1);
    for (const [name, seconds] of [
      ['old.tmp', 1],
      ['new.tmp', 10],
      ['other', 1],
    ] as const) {
      writeFileSync(join(folder, name), 'x');
      utimesSync(join(folder, name), seconds, seconds);
    }
    expect(sweepCacheTemps(cacheDir, 5000)).toBe(2);
    expect(readdirSync(join(cacheDir, '.tmp'))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['new.tmp', 'other']);
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
});
