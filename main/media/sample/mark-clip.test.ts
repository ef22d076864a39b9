import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ffprobe from 'ffprobe-static';
import { expect, it } from 'vitest';

import { markClip } from './mark-clip.ts';

const clipsDir = path.resolve(import.meta.dirname, '../../../resources/sample/clips');
const run = promisify(execFile);

async function probe(file: string): Promise<unknown> {
  const { stdout, stderr } = await run(ffprobe.path, [
    ...['-v', 'warning', '-show_entries', 'format=duration:stream=codec_name,width,height,channels', '-of', 'json'],
    file,
  ]);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

it('gives each copy bytes of its own that probe like the clip', async () => {
  const work = await mkdtemp(path.join(tmpdir(), 'metarr-clip-'));
  try {
    for (const name of (await readdir(clipsDir)).filter((entry) => /\.(mkv|mp4|webm)$/.test(entry))) {
      const extension = path.extname(name);
      const clip = await readFile(path.join(clipsDir, name));
      const marked = markClip(clip, extension, 'Zażółć 1');
      expect(Buffer.compare(marked, markClip(clip, extension, 'Zażółć 2'))).not.toBe(0);
      const copy = path.join(work, name);
      await writeFile(copy, marked);
      expect(await probe(copy)).toEqual(await probe(path.join(clipsDir, name)));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

it('leaves other files alone', () => {
  const bytes = Buffer.from('text');
  expect(markClip(bytes, '.avi', 'note')).toBe(bytes);
});
