import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ffprobe from 'ffprobe-static';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createSampleLibrary } from './create-sample-library.ts';
import { canLetter } from './lettering/set-line.ts';
import { readSampleFilms } from './sample-film.ts';

const resourcesDir = path.resolve(import.meta.dirname, '../../../resources');
const run = promisify(execFile);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'metarr-sample-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the films of the sample library', () => {
  it('can all be lettered with the drawn alphabet', async () => {
    const films = await readSampleFilms(resourcesDir);
    expect(films.filter((film) => !canLetter(film.title)).map((film) => film.title)).toEqual([]);
  });

  it('have names and ids of their own', async () => {
    const films = await readSampleFilms(resourcesDir);
    expect(new Set(films.map((film) => `${film.title} ${film.year}`)).size).toBe(films.length);
    const ids = films.flatMap((film) => film.ids?.tmdb ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('createSampleLibrary', () => {
  it('makes a folder per film with posters, fanart, NFO and playable clips', { timeout: 120_000 }, async () => {
    const steps: number[] = [];
    const { films } = await createSampleLibrary({ folder, resourcesDir, onProgress: (done) => steps.push(done) });
    expect(steps.at(-1)).toBe(films);
    const folders = await readdir(folder);
    expect(folders).toHaveLength(films);

    const twoParts = await readdir(path.join(folder, 'Two Bridges, One River (2002)'));
    expect(twoParts.filter((name) => /-cd[12]\./.test(name))).toHaveLength(2);
    const bare = await readdir(path.join(folder, 'Moonbark (2019)'));
    expect(bare).toHaveLength(1);

    const alien = path.join(folder, 'Ringfall (2011)');
    const names = await readdir(alien);
    const named = (end: string): string => path.join(alien, names.find((name) => name.endsWith(end)) ?? end);
    expect(await sharp(named('-poster.jpg')).metadata()).toMatchObject({ width: 1000, height: 1500, format: 'jpeg' });
    expect(await sharp(named('-fanart.jpg')).metadata()).toMatchObject({ width: 1280, height: 720, format: 'jpeg' });
    expect(await readFile(named('.nfo'), 'utf8')).toContain('<name>Ringfall Collection</name>');
    const video = names.find((name) => /\.(mkv|mp4|webm)$/.test(name)) ?? '';
    const probe = await run(ffprobe.path, ['-v', 'error', '-show_format', '-of', 'json', path.join(alien, video)]);
    expect(probe.stderr).toBe('');
    expect(Number(JSON.parse(probe.stdout).format.duration)).toBeGreaterThan(1);
  });

  it(
    'leaves only whole films when it is stopped, and completes them when it runs again',
    { timeout: 120_000 },
    async () => {
      const stop = new AbortController();
      const stopped = createSampleLibrary({
        folder,
        resourcesDir,
        signal: stop.signal,
        onProgress: (done) => {
          if (done === 3) stop.abort();
        },
      });
      await expect(stopped).rejects.toThrow();
      const left = await readdir(folder);
      expect(left.every((name) => /^[^.].* \(\d{4}\)$/.test(name))).toBe(true);
      expect(left.length).toBeGreaterThanOrEqual(3);
      expect(left.length).toBeLessThan(10);

      const kept = path.join(folder, left[0] ?? '');
      const before = await readdir(kept);
      const { films } = await createSampleLibrary({ folder, resourcesDir });
      expect(await readdir(folder)).toHaveLength(films);
      expect(await readdir(kept)).toEqual(before);
    },
  );
});
