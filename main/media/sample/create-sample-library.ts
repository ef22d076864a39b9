import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { readSampleFilms } from './sample-film.ts';
import { makeSampleFilmFiles, sampleFolderName } from './sample-film-files.ts';
import type { SampleFile } from './sample-film-files.ts';
import { makeSampleShowFiles, sampleShowFolderName } from './sample-show-files.ts';
import { readSampleShows } from './sample-show.ts';

export interface SampleLibraryOptions {
  /** Where the films go; made when it is missing. Film folders that are there already are left as they are. Null for none. */
  filmsFolder: string | null;
  /** The same for the shows. Neither folder lies in the other. */
  showsFolder: string | null;
  /** The application's resources: holds sample/films.json, sample/shows.json and sample/clips/. */
  resourcesDir: string;
  /** Counts films and shows. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** A film's or show's folder to be made. */
interface Plan {
  parent: string;
  name: string;
  makeFiles: () => AsyncIterable<SampleFile> | Promise<Iterable<SampleFile>>;
}

/** Drawing is bound by the processor; two at once keep it busy while the other writes. */
const CONCURRENCY = 2;

/**
 * Makes libraries of invented films and shows to try the application on: videos, NFO, posters and fanart, some of it
 * missing or broken on purpose. Each is built aside and moved into place whole, so stopping leaves complete ones only.
 * Answers how many films and shows the folders hold. Throws the signal's reason when stopped, or the file system's error.
 */
export async function createSampleLibrary(options: SampleLibraryOptions): Promise<{ films: number; shows: number }> {
  const { filmsFolder, showsFolder, resourcesDir, onProgress, signal } = options;
  signal?.throwIfAborted();
  const clips = await listClips(path.join(resourcesDir, 'sample', 'clips'));
  const films = filmsFolder === null ? [] : await planFilms(filmsFolder, resourcesDir, clips);
  const shows = showsFolder === null ? [] : await planShows(showsFolder, resourcesDir, clips);
  const plans = [...films, ...shows];

  const stagings = new Map<string, string>();
  for (const parent of new Set(plans.map((plan) => plan.parent))) {
    await mkdir(parent, { recursive: true });
    // On the same file system as what is made, so that moving is a rename; hidden, so that no scan looks inside.
    stagings.set(parent, path.join(parent, `.metarr-sample-${randomUUID()}`));
  }
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let plan = plans[next++]; plan !== undefined; plan = plans[next++]) {
      signal?.throwIfAborted();
      await place(plan, stagings.get(plan.parent) ?? plan.parent, signal);
      done += 1;
      onProgress?.(done, plans.length);
    }
  };
  try {
    const outcomes = await Promise.allSettled(Array.from({ length: CONCURRENCY }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    for (const staging of stagings.values()) await rm(staging, { recursive: true, force: true });
  }
  return { films: films.length, shows: shows.length };
}

async function listClips(clipsDir: string): Promise<string[]> {
  const clips = (await readdir(clipsDir))
    .filter((name) => /\.(mkv|mp4|webm)$/.test(name))
    .sort()
    .map((name) => path.join(clipsDir, name));
  if (clips.length === 0) throw new Error(`There are no clips in ${clipsDir}`);
  return clips;
}

async function planFilms(parent: string, resourcesDir: string, clips: readonly string[]): Promise<Plan[]> {
  const films = await readSampleFilms(resourcesDir);
  return films.map((film) => ({
    parent,
    name: sampleFolderName(film),
    makeFiles: () => makeSampleFilmFiles(film, clips),
  }));
}

async function planShows(parent: string, resourcesDir: string, clips: readonly string[]): Promise<Plan[]> {
  const shows = await readSampleShows(resourcesDir);
  return shows.map((show) => ({
    parent,
    name: sampleShowFolderName(show),
    makeFiles: () => makeSampleShowFiles(show, clips),
  }));
}

async function place(plan: Plan, staging: string, signal: AbortSignal | undefined): Promise<void> {
  const target = path.join(plan.parent, plan.name);
  if (await exists(target)) return;
  const built = path.join(staging, plan.name);
  for await (const file of await plan.makeFiles()) {
    const filePath = path.join(built, ...file.relPath.split('/'));
    await mkdir(path.dirname(filePath), { recursive: true });
    await writeFile(filePath, file.bytes);
    signal?.throwIfAborted();
  }
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
