import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { markClip } from '../main/media/sample/mark-clip.ts';
import { makeBaseImages, withComment } from './base-images.ts';
import { generatedFilm, generatedNfo } from './generated-nfo.ts';

export interface GenerateLibraryOptions {
  folder: string;
  films: number;
  /** Actors in each NFO; 25 unless told. */
  actors?: number;
  /** Posters and fanart beside each film; on unless told. */
  withArtwork?: boolean;
  posterBytes?: number;
  fanartBytes?: number;
  seed?: string;
  /** A folder for each film, or all of them side by side. */
  layout?: 'folders' | 'flat';
  /** The video that is copied, with a note of its own in each copy. */
  clip?: string;
  onProgress?: (done: number, total: number) => void;
}

const CONCURRENCY = 16;
const POOL = 24;

/**
 * Writes a library of `films` invented films: a small real video, an NFO, a poster and a fanart each, no two files with
 * the same bytes. The same options give the same bytes. Answers what was written.
 */
export async function generateLibrary(
  options: GenerateLibraryOptions,
): Promise<{ files: number; bytes: number; ms: number }> {
  const { folder, films, actors = 25, withArtwork = true, seed = 'metarr', layout = 'folders' } = options;
  const started = performance.now();
  const clipPath = options.clip ?? path.join(import.meta.dirname, '../resources/sample/clips/1080p-h264-aac.mp4');
  const extension = path.extname(clipPath);
  const clip = await readFile(clipPath);
  const pool = Math.min(POOL, Math.max(1, films));
  const posters = withArtwork
    ? await makeBaseImages(pool, { width: 1000, height: 1500, bytes: options.posterBytes ?? 60_000 }, `${seed}/poster`)
    : [];
  const fanarts = withArtwork
    ? await makeBaseImages(pool, { width: 1280, height: 720, bytes: options.fanartBytes ?? 120_000 }, `${seed}/fanart`)
    : [];

  const written = { files: 0, bytes: 0 };
  await mkdir(folder, { recursive: true });
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < films) {
      const film = generatedFilm(next++);
      const name = `${film.title} (${film.year})`;
      const target = layout === 'folders' ? path.join(folder, name) : folder;
      if (layout === 'folders') await mkdir(target, { recursive: true });
      const note = `${seed}/${film.index}`;
      const files: [string, Uint8Array][] = [
        [`${name}${extension}`, markClip(clip, extension, note)],
        [`${name}.nfo`, Buffer.from(generatedNfo(film, actors, seed))],
      ];
      const poster = posters[film.index % pool];
      const fanart = fanarts[film.index % pool];
      if (poster !== undefined) files.push([`${name}-poster.jpg`, withComment(poster, note)]);
      if (fanart !== undefined) files.push([`${name}-fanart.jpg`, withComment(fanart, note)]);
      for (const [fileName, bytes] of files) {
        await writeFile(path.join(target, fileName), bytes);
        written.files += 1;
        written.bytes += bytes.length;
      }
      done += 1;
      if (done % 500 === 0 || done === films) options.onProgress?.(done, films);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { ...written, ms: Math.round(performance.now() - started) };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      films: { type: 'string', default: '5000' },
      actors: { type: 'string', default: '25' },
      seed: { type: 'string', default: 'metarr' },
      flat: { type: 'boolean', default: false },
      'no-artwork': { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  const films = Number(values.films);
  const actors = Number(values.actors);
  if (folder === undefined || !Number.isInteger(films) || films < 1 || !Number.isInteger(actors)) {
    console.error(
      'usage: node bench/generate-library.ts FOLDER [--films 5000] [--actors 25] [--seed TEXT] [--flat] [--no-artwork]',
    );
    process.exitCode = 2;
  } else {
    const figures = await generateLibrary({
      folder,
      films,
      actors,
      seed: values.seed,
      layout: values.flat ? 'flat' : 'folders',
      withArtwork: !values['no-artwork'],
    });
    console.log(JSON.stringify({ films, ...figures }));
  }
}
