import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

let work = '';
let folder = '';
beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'metarr-sample-'));
  folder = path.join(work, 'films');
});
afterEach(async () => {
  await rm(work, { recursive: true, force: true });
});

/** The application's resources with only some of the films: drawing all of them takes a while. */
async function resourcesWith(titles: readonly string[]): Promise<string> {
  const resources = path.join(work, 'resources');
  const films = (await readSampleFilms(resourcesDir)).filter((film) => titles.includes(film.title));
  await mkdir(path.join(resources, 'sample'), { recursive: true });
  await cp(path.join(resourcesDir, 'sample', 'clips'), path.join(resources, 'sample', 'clips'), { recursive: true });
  await writeFile(path.join(resources, 'sample', 'films.json'), JSON.stringify({ films }));
  return resources;
}

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
    const { films } = await createSampleLibrary({
      filmsFolder: folder,
      showsFolder: null,
      resourcesDir: await resourcesWith([
        'Ringfall',
        'Two Bridges, One River',
        'Moonbark',
        'Six Quiet Worlds',
        'Magpie Business',
      ]),
      onProgress: (done) => steps.push(done),
    });
    expect(films).toBe(5);
    expect(steps).toEqual([1, 2, 3, 4, 5]);
    const folders = await readdir(folder);
    expect(folders).toHaveLength(films);

    const twoParts = await readdir(path.join(folder, 'Two Bridges, One River (2002)'));
    expect(twoParts.filter((name) => /-cd[12]\./.test(name))).toHaveLength(2);
    const bare = await readdir(path.join(folder, 'Moonbark (2019)'));
    expect(bare).toHaveLength(1);

    const versions = await readdir(path.join(folder, 'Six Quiet Worlds (1969)'));
    expect(versions.filter((name) => name.includes('{edition-'))).toHaveLength(1);
    const [broken] = (await readdir(path.join(folder, 'Magpie Business (2011)'))).filter((name) =>
      /\.(mkv|mp4|webm)$/.test(name),
    );
    await expect(
      run(ffprobe.path, ['-v', 'error', path.join(folder, 'Magpie Business (2011)', broken ?? '')]),
    ).rejects.toThrow();

    const whole = path.join(folder, 'Ringfall (2011)');
    const names = await readdir(whole);
    const named = (end: string): string => path.join(whole, names.find((name) => name.endsWith(end)) ?? end);
    expect(await sharp(named('-poster.jpg')).metadata()).toMatchObject({ width: 1000, height: 1500, format: 'jpeg' });
    expect(await sharp(named('-fanart.jpg')).metadata()).toMatchObject({ width: 1280, height: 720, format: 'jpeg' });
    expect(await readFile(named('.nfo'), 'utf8')).toContain('<name>Ringfall Collection</name>');
    const video = names.find((name) => /\.(mkv|mp4|webm)$/.test(name)) ?? '';
    const probe = await run(ffprobe.path, ['-v', 'error', '-show_format', '-of', 'json', path.join(whole, video)]);
    expect(probe.stderr).toBe('');
    const { format } = JSON.parse(probe.stdout) as { format: { duration: string } };
    expect(Number(format.duration)).toBeGreaterThan(1);
  });

  it(
    'leaves only whole films when it is stopped, and completes them when it runs again',
    { timeout: 120_000 },
    async () => {
      const stop = new AbortController();
      const stopped = createSampleLibrary({
        filmsFolder: folder,
        showsFolder: null,
        resourcesDir,
        signal: stop.signal,
        onProgress: (done) => {
          if (done === 2) stop.abort();
        },
      });
      await expect(stopped).rejects.toThrow();
      const left = await readdir(folder);
      expect(left.every((name) => /^[^.].* \(\d{4}\)$/.test(name))).toBe(true);
      expect(left.length).toBeGreaterThanOrEqual(2);
      expect(left.length).toBeLessThan(6);

      const kept = path.join(folder, left[0] ?? '');
      const before = await readdir(kept);
      const { films } = await createSampleLibrary({ filmsFolder: folder, showsFolder: null, resourcesDir });
      expect(await readdir(folder)).toHaveLength(films);
      expect(await readdir(kept)).toEqual(before);
    },
  );
});
