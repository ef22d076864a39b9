import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { readSampleFilms } from './sample-film.ts';
import { makeSampleFilmFiles, sampleFolderName } from './sample-film-files.ts';
import type { SampleFilm } from './sample-film.ts';

export interface SampleLibraryOptions {
  /** Where the films go; made when it is missing. Film folders that are there already are left as they are. */
  folder: string;
  /** The application's resources: holds sample/films.json and sample/clips/. */
  resourcesDir: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Drawing is bound by the processor; two at once keep it busy while the other writes. */
const CONCURRENCY = 2;

/**
 * Makes a library of invented films to try the application on: videos, NFO, posters and fanart, some of it missing or
 * broken on purpose. Each film is built aside and moved into place whole, so stopping leaves complete films only.
 * Answers how many films the folder holds. Throws the signal's reason when stopped, or the file system's error.
 */
export async function createSampleLibrary(options: SampleLibraryOptions): Promise<{ films: number }> {
  const { folder, resourcesDir, onProgress, signal } = options;
  signal?.throwIfAborted();
  const films = await readSampleFilms(resourcesDir);
  const clipsDir = path.join(resourcesDir, 'sample', 'clips');
  const clips = (await readdir(clipsDir))
    .filter((name) => /\.(mkv|mp4|webm)$/.test(name))
    .sort()
    .map((name) => path.join(clipsDir, name));
  if (clips.length === 0) throw new Error(`There are no clips in ${clipsDir}`);

  await mkdir(folder, { recursive: true });
  // On the same file system as the films, so that moving is a rename; hidden, so that no scan looks inside.
  const staging = path.join(folder, `.metarr-sample-${randomUUID()}`);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let film = films[next++]; film !== undefined; film = films[next++]) {
      signal?.throwIfAborted();
      await placeFilm(film, clips, folder, staging, signal);
      done += 1;
      onProgress?.(done, films.length);
    }
  };
  try {
    const outcomes = await Promise.allSettled(Array.from({ length: CONCURRENCY }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return { films: films.length };
}

async function placeFilm(
  film: SampleFilm,
  clips: readonly string[],
  folder: string,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const name = sampleFolderName(film);
  const target = path.join(folder, name);
  if (await exists(target)) return;
  const files = await makeSampleFilmFiles(film, clips);
  const built = path.join(staging, name);
  for (const file of files) {
    const filePath = path.join(built, ...file.relPath.split('/'));
    await mkdir(path.dirname(filePath), { recursive: true });
    await writeFile(filePath, file.bytes);
  }
  signal?.throwIfAborted();
  await rename(built, target);
}

async function exists(target: string): Promise<boolean> {
  try {
    await stat(target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
