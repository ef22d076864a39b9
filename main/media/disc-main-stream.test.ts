import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discMainStream } from './disc-main-stream.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'metarr-disc-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(relPath: string, sizeBytes: number): string {
  const file = path.join(root, relPath);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(sizeBytes));
  return file;
}

it('is the largest stream of a Blu-ray, in whatever capitals', async () => {
  const index = put('BDMV/index.bdmv', 1);
  put('BDMV/Stream/00001.m2ts', 10);
  const main = put('BDMV/Stream/00800.M2TS', 30);
  put('BDMV/Stream/00002.m2ts', 20);
  put('BDMV/Stream/SSIF/00800.ssif', 90);
  expect(await discMainStream(index)).toBe(main);
});

it('is the first part of the largest title of a DVD, not its menu', async () => {
  const index = put('VIDEO_TS/VIDEO_TS.IFO', 1);
  put('VIDEO_TS/VTS_01_0.VOB', 900);
  put('VIDEO_TS/VTS_01_1.VOB', 100);
  const main = put('VIDEO_TS/VTS_02_1.VOB', 60);
  put('VIDEO_TS/VTS_02_2.VOB', 60);
  expect(await discMainStream(index)).toBe(main);
});

it('is nothing in a structure without streams, and a file itself otherwise', async () => {
  expect(await discMainStream(put('VIDEO_TS/VIDEO_TS.IFO', 1))).toBeNull();
  await expect(discMainStream(put('BDMV/index.bdmv', 1))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await discMainStream('/films/Film.mkv')).toBe('/films/Film.mkv');
});
