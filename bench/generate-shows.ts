import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { markClip } from '../main/media/sample/mark-clip.ts';
import { createSeededRandom } from '../main/media/sample/seeded-random.ts';
import { ARTWORK_BYTES, makeBaseImages, withComment } from './base-images.ts';
import { generatedFilm } from './generated-nfo.ts';
import { PEOPLE_COUNT, personName } from './people-names.ts';

export interface GenerateShowsOptions {
  folder: string;
  shows: number;
  /** Of each show, besides an empty one for specials. */
  seasons?: number;
  episodesPerSeason?: number;
  seed?: string;
}

const CONCURRENCY = 16;
const POOL = 24;

/**
 * Writes a library of invented shows as media managers leave them: tvshow.nfo, poster, fanart and season posters of each
 * show, and per episode a small real video, an NFO with a guest cast and a thumb. No two files have the same bytes; the
 * same options give the same bytes. Answers what was written.
 */
export async function generateShows(
  options: GenerateShowsOptions,
): Promise<{ files: number; bytes: number; episodes: number; ms: number }> {
  const { folder, shows, seasons = 5, episodesPerSeason = 10, seed = 'metarr' } = options;
  const started = performance.now();
  const clipPath = path.join(import.meta.dirname, '../resources/sample/clips/1080p-av1-opus.mkv');
  const clip = await readFile(clipPath);
  const images = {
    poster: await makeBaseImages(POOL, { width: 1000, height: 1500, bytes: ARTWORK_BYTES.poster }, `${seed}/poster`),
    fanart: await makeBaseImages(POOL, { width: 1280, height: 720, bytes: ARTWORK_BYTES.fanart }, `${seed}/fanart`),
    thumb: await makeBaseImages(POOL, { width: 640, height: 360, bytes: ARTWORK_BYTES.thumb }, `${seed}/thumb`),
  };
  const written = { files: 0, bytes: 0, episodes: 0 };
  const put = async (file: string, bytes: Uint8Array): Promise<void> => {
    await writeFile(file, bytes);
    written.files += 1;
    written.bytes += bytes.length;
  };
  const picture = (kind: keyof typeof images, index: number, note: string): Buffer =>
    withComment(images[kind][index % POOL] ?? Buffer.alloc(0), note);

  const writeShow = async (index: number): Promise<void> => {
    const { title, year } = generatedFilm(index);
    const random = createSeededRandom(`${seed}/show/${String(index)}`);
    const name = `${title} (${String(year)})`;
    const target = path.join(folder, name);
    await mkdir(target, { recursive: true });
    await put(path.join(target, 'tvshow.nfo'), Buffer.from(showNfo(index, title, year, random)));
    await put(path.join(target, 'poster.jpg'), picture('poster', index, `${seed}/${name}`));
    await put(path.join(target, 'fanart.jpg'), picture('fanart', index, `${seed}/${name}`));
    for (let season = 0; season <= seasons; season += 1) {
      const seasonName = season === 0 ? 'Specials' : `Season ${two(season)}`;
      const art = season === 0 ? 'season-specials-poster.jpg' : `season${two(season)}-poster.jpg`;
      await mkdir(path.join(target, seasonName), { recursive: true });
      await put(path.join(target, art), picture('poster', index + season, `${seed}/${name}/${String(season)}`));
      const episodes = season === 0 ? 0 : episodesPerSeason;
      for (let episode = 1; episode <= episodes; episode += 1) {
        const base = path.join(target, seasonName, `${title} S${two(season)}E${two(episode)}`);
        const note = `${seed}/${name}/${String(season)}/${String(episode)}`;
        await put(`${base}.mkv`, markClip(clip, '.mkv', note));
        await put(`${base}.nfo`, Buffer.from(episodeNfo(index, season, episode, random)));
        await put(`${base}-thumb.jpg`, picture('thumb', index + episode, note));
        written.episodes += 1;
      }
    }
  };

  await mkdir(folder, { recursive: true });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < shows) await writeShow(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { ...written, ms: Math.round(performance.now() - started) };
}

type Random = ReturnType<typeof createSeededRandom>;

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function person(random: Random): string {
  return personName(Math.floor(PEOPLE_COUNT * Math.pow(random.between(0, 1), 1.6)));
}

function cast(random: Random, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(person(random));
  return [...names].map(
    (name, order) =>
      `  <actor><name>${name}</name><role>Role ${String(order)}</role><order>${String(order)}</order></actor>`,
  );
}

function showNfo(index: number, title: string, year: number, random: Random): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<tvshow>',
    `  <title>${title}</title>`,
    `  <plot>${title} goes on for ${String(random.whole(2, 40))} years.</plot>`,
    `  <premiered>${String(year)}-01-${two(random.whole(1, 28))}</premiered>`,
    '  <status>Ended</status>',
    `  <uniqueid type="tvdb" default="true">${String(970_000 + index)}</uniqueid>`,
    `  <genre>Drama</genre>`,
    `  <studio>Studio ${String(random.whole(1, 400))}</studio>`,
    ...cast(random, 15),
    '</tvshow>',
    '',
  ].join('\n');
}

function episodeNfo(index: number, season: number, episode: number, random: Random): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<episodedetails>',
    `  <title>Chapter ${String(season)}.${String(episode)}</title>`,
    `  <season>${String(season)}</season>`,
    `  <episode>${String(episode)}</episode>`,
    `  <plot>What happens on day ${String(random.whole(1, 900))}, and to whom.</plot>`,
    `  <aired>2010-${two(1 + (season % 12))}-${two(1 + (episode % 28))}</aired>`,
    `  <runtime>${String(random.whole(22, 60))}</runtime>`,
    `  <uniqueid type="tvdb" default="true">${String(index * 1000 + season * 100 + episode + 1)}</uniqueid>`,
    `  <ratings><rating name="imdb" max="10" default="true"><value>${random.between(5, 9).toFixed(1)}</value><votes>${String(random.whole(50, 9000))}</votes></rating></ratings>`,
    `  <director>${person(random)}</director>`,
    `  <credits>${person(random)}</credits>`,
    ...cast(random, 5),
    '</episodedetails>',
    '',
  ].join('\n');
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shows: { type: 'string', default: '500' },
      seasons: { type: 'string', default: '5' },
      episodes: { type: 'string', default: '10' },
      seed: { type: 'string', default: 'metarr' },
    },
  });
  const [folder] = positionals;
  const shows = Number(values.shows);
  if (folder === undefined || !Number.isInteger(shows) || shows < 1) {
    console.error(
      'usage: node bench/generate-shows.ts FOLDER [--shows 500] [--seasons 5] [--episodes 10] [--seed TEXT]',
    );
    process.exitCode = 2;
  } else {
    const figures = await generateShows({
      folder,
      shows,
      seasons: Number(values.seasons),
      episodesPerSeason: Number(values.episodes),
      seed: values.seed,
    });
    console.log(JSON.stringify({ shows, ...figures }));
  }
}
