import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { SCENE_NAMES } from './draw-artwork.ts';
import { FACE_NAMES } from './lettering/faces.ts';
import { PALETTE_NAMES } from './palette.ts';

const names = z.array(z.string().min(1));

const sampleFilmSchema = z.strictObject({
  title: z.string().min(1),
  originalTitle: z.string().min(1).optional(),
  sortTitle: z.string().min(1).optional(),
  year: z.int().min(1900).max(2100),
  premiered: z.iso.date(),
  /** Minutes. */
  runtime: z.int().positive(),
  mpaa: z.string(),
  tagline: z.string(),
  plot: z.string().min(20),
  genres: names.min(1),
  countries: names,
  studios: names,
  tags: names,
  directors: names,
  writers: names,
  cast: z.array(z.strictObject({ name: z.string().min(1), role: z.string().min(1) })).min(1),
  set: z.strictObject({ name: z.string().min(1), overview: z.string().min(1) }).optional(),
  ratings: z.array(
    z.strictObject({
      source: z.string().min(1),
      value: z.number().min(0),
      max: z.number().positive(),
      votes: z.int().min(0),
    }),
  ),
  ids: z.strictObject({ tmdb: z.int().positive(), imdb: z.string().regex(/^tt\d+$/) }).optional(),
  art: z.strictObject({
    scene: z.enum(SCENE_NAMES),
    motif: z.string(),
    palette: z.enum(PALETTE_NAMES),
    face: z.enum(FACE_NAMES),
    isStacked: z.boolean(),
  }),
  /** Which files the film comes with, so that a library holds every state a real one does. */
  files: z.strictObject({
    /** `<video>.nfo`, `movie.nfo` or none. */
    nfo: z.enum(['video', 'movie', 'none']),
    /** `<video>-poster.jpg`, `poster.jpg` or none. */
    poster: z.enum(['long', 'short', 'none']),
    fanart: z.boolean(),
    /** File name below clips/; without it one is chosen by year and title. */
    clip: z.string().optional(),
    /** Two cuts of the film side by side. */
    versions: z.boolean().optional(),
    /** The film in two files, -cd1 and -cd2. */
    parts: z.boolean().optional(),
    /** Suffixes of external subtitles: language and, after a dot, a flag. */
    subtitles: names.optional(),
    /** Portraits in a .actors folder. */
    actors: z.boolean().optional(),
    trailer: z.boolean().optional(),
    /** A file that belongs to nothing. */
    unknown: z.boolean().optional(),
    /** A video file that no player can open. */
    isBroken: z.boolean().optional(),
  }),
});

/** One invented film of the sample library: what its NFO says, how its poster is drawn, which files it has. */
export type SampleFilm = z.infer<typeof sampleFilmSchema>;

const sampleFileSchema = z.strictObject({ films: z.array(sampleFilmSchema).min(1) });

/** Reads and checks `<resourcesDir>/sample/films.json`. Throws ENOENT, or a ZodError that names the field at fault. */
export async function readSampleFilms(resourcesDir: string): Promise<SampleFilm[]> {
  const text = await readFile(path.join(resourcesDir, 'sample', 'films.json'), 'utf8');
  return sampleFileSchema.parse(JSON.parse(text)).films;
}
