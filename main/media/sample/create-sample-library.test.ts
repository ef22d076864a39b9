import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { sampleEpisodeFiles } from './sample-episode-files.ts';
import { readSampleShows } from './sample-show.ts';

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

/** The application's resources with only some of the films and shows: drawing all of them takes a while. */
async function resourcesWith(titles: readonly string[]): Promise<string> {
  const resources = path.join(work, 'resources');
  const shows = (await readSampleShows(resourcesDir)).filter((show) => titles.includes(show.title));
  const films = (await readSampleFilms(resourcesDir)).filter((film) => titles.includes(film.title));
  await mkdir(path.join(resources, 'sample'), { recursive: true });
  await cp(path.join(resourcesDir, 'sample', 'clips'), path.join(resources, 'sample', 'clips'), { recursive: true });
  await writeFile(path.join(resources, 'sample', 'films.json'), JSON.stringify({ films }));
  await writeFile(path.join(resources, 'sample', 'shows.json'), JSON.stringify({ shows }));
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

describe('the shows of the sample library', () => {
  it('can all be lettered with the drawn alphabet', async () => {
    const shows = await readSampleShows(resourcesDir);
    expect(shows.filter((show) => !canLetter(show.title)).map((show) => show.title)).toEqual([]);
  });

  it('have names, ids and pictures of their own', async () => {
    const shows = await readSampleShows(resourcesDir);
    expect(new Set(shows.map((show) => show.title)).size).toBe(shows.length);
    expect(new Set(shows.flatMap(({ ids }) => [ids.tmdb, ids.tvdb])).size).toBe(2 * shows.length);
    for (const show of shows) {
      expect(show.stills.length, show.title).toBeGreaterThanOrEqual(Math.min(5, sampleEpisodeFiles(show).length));
    }
  });

  it('hold every state that a library of shows has', async () => {
    const shows = await readSampleShows(resourcesDir);
    const episodes = shows.flatMap((show) => show.seasons.flatMap((season) => season.episodes));
    expect(episodes.some((episode) => episode.before !== undefined)).toBe(true);
    expect(episodes.some((episode) => episode.dvd !== undefined)).toBe(true);
    expect(shows.some((show) => sampleEpisodeFiles(show).some((together) => together.length === 2))).toBe(true);
    expect(shows.some((show) => show.files.isCountedThrough === true)).toBe(true);
    expect(shows.some((show) => show.seasons.some((season) => season.name !== undefined))).toBe(true);
    expect(shows.some((show) => show.seasons.some((season) => season.number === 0))).toBe(true);
    expect(shows.some((show) => !show.files.poster)).toBe(true);
    expect(shows.some((show) => show.files.unknown !== undefined)).toBe(true);
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

  it('makes a folder per show with pictures and NFO of all levels', { timeout: 120_000 }, async () => {
    const shows = path.join(work, 'series');
    const steps: number[] = [];
    const made = await createSampleLibrary({
      filmsFolder: null,
      showsFolder: shows,
      resourcesDir: await resourcesWith(['Kettle & Crane', 'The Harbour Ledger']),
      onProgress: (done) => steps.push(done),
    });
    expect(made).toEqual({ films: 0, shows: 2 });
    expect(steps).toEqual([1, 2]);
    expect((await readdir(shows)).sort()).toEqual(['Kettle & Crane (2019)', 'The Harbour Ledger (2016)']);

    const comedy = path.join(shows, 'Kettle & Crane (2019)');
    const double = 'Kettle & Crane - S01E05-E06 - The Wedding Clock + Noon on Saturday';
    expect(await readdir(path.join(comedy, 'Season 01'))).toEqual(
      expect.arrayContaining([`${double}.webm`, `${double}.nfo`, `${double}-thumb.jpg`]),
    );
    const roots = (await readFile(path.join(comedy, 'Season 01', `${double}.nfo`), 'utf8')).match(/<episodedetails>/g);
    expect(roots).toHaveLength(2);
    const still = sharp(path.join(comedy, 'Season 01', `${double}-thumb.jpg`));
    expect(await still.metadata()).toMatchObject({ width: 640, height: 360, format: 'jpeg' });

    const crime = path.join(shows, 'The Harbour Ledger (2016)');
    expect(await readdir(crime)).toEqual(
      expect.arrayContaining(['tvshow.nfo', 'poster.jpg', 'fanart.jpg', 'season01-poster.jpg', 'Specials', '.actors']),
    );
    const special = 'The Harbour Ledger - S00E01 - The Night Mail';
    const nfo = await readFile(path.join(crime, 'Specials', `${special}.nfo`), 'utf8');
    expect(nfo).toContain('<displayseason>2</displayseason>');
    expect(nfo).toContain('<aired>2016-12-26</aired>');
    await run(ffprobe.path, ['-v', 'error', path.join(crime, 'Specials', `${special}.mp4`)]);
  });

  it('makes the same bytes of a show every time', { timeout: 120_000 }, async () => {
    const resources = await resourcesWith(['Salt and Signal']);
    const runs: string[][] = [];
    for (const name of ['one', 'two']) {
      const shows = path.join(work, name);
      await createSampleLibrary({ filmsFolder: null, showsFolder: shows, resourcesDir: resources });
      const files = (await readdir(shows, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      const hashed = files.map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const hash = createHash('sha256')
          .update(await readFile(file))
          .digest('hex');
        return `${path.relative(shows, file)} ${hash}`;
      });
      runs.push((await Promise.all(hashed)).sort());
    }
    expect(runs[0]?.length).toBeGreaterThan(10);
    expect(runs[1]).toEqual(runs[0]);
  });

  it('leaves no part of a show when it is stopped', { timeout: 120_000 }, async () => {
    const shows = path.join(work, 'series');
    const stop = new AbortController();
    const stopped = createSampleLibrary({
      filmsFolder: null,
      showsFolder: shows,
      resourcesDir: await resourcesWith(['Salt and Signal', 'The Long Relay']),
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow();
    expect(await readdir(shows)).toEqual(['Salt and Signal (2023)']);
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
