import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { SCENE_NAMES } from './draw-artwork.ts';
import { FACE_NAMES } from './lettering/faces.ts';
import { PALETTE_NAMES } from './palette.ts';

const names = z.array(z.string().min(1));

/** What a picture shows; the lettering comes from the show. */
const pictureSchema = z.strictObject({
  scene: z.enum(SCENE_NAMES),
  motif: z.string(),
  palette: z.enum(PALETTE_NAMES),
});

const sampleEpisodeSchema = z.strictObject({
  title: z.string().min(1),
  plot: z.string().min(1),
  /** Its number on the disc of the same season. */
  dvd: z.int().positive().optional(),
  /** For a special: the episode that it is shown before. */
  before: z.strictObject({ season: z.int().positive(), episode: z.int().positive() }).optional(),
  /** It lies in one file with the episode before it. */
  sharesFile: z.boolean().optional(),
  /** Suffixes of external subtitles: language and, after a dot, a flag. */
  subtitles: names.optional(),
});

const sampleSeasonSchema = z.strictObject({
  /** 0 for specials. */
  number: z.int().min(0),
  name: z.string().min(1).optional(),
  /** Of its first episode; the others follow a week apart. */
  premiered: z.iso.date(),
  /** Without it the season has no poster. */
  poster: pictureSchema.optional(),
  /** In order; the first is number 1. */
  episodes: z.array(sampleEpisodeSchema).min(1),
});

const sampleShowSchema = z.strictObject({
  title: z.string().min(1),
  originalTitle: z.string().min(1).optional(),
  year: z.int().min(1900).max(2100),
  status: z.enum(['Continuing', 'Ended']),
  /** Minutes, of an episode. */
  runtime: z.int().positive(),
  mpaa: z.string(),
  tagline: z.string().min(1).optional(),
  plot: z.string().min(20),
  genres: names.min(1),
  countries: names,
  studios: names,
  tags: names,
  directors: names,
  writers: names,
  cast: z.array(z.strictObject({ name: z.string().min(1), role: z.string().min(1) })).min(1),
  ratings: z.array(
    z.strictObject({
      source: z.string().min(1),
      value: z.number().min(0),
      max: z.number().positive(),
      votes: z.int().min(0),
    }),
  ),
  ids: z.strictObject({ tmdb: z.int().positive(), tvdb: z.int().positive(), imdb: z.string().regex(/^tt\d+$/) }),
  art: pictureSchema.extend({ face: z.enum(FACE_NAMES), isStacked: z.boolean() }),
  /** What the pictures of its episodes show, in turn. */
  stills: z.array(pictureSchema).min(1),
  seasons: z.array(sampleSeasonSchema).min(1),
  /** Which files the show comes with, so that a library holds every state a real one does. */
  files: z.strictObject({
    poster: z.boolean(),
    fanart: z.boolean(),
    /** File name below clips/. */
    clip: z.string(),
    /** Portraits in a .actors folder. */
    actors: z.boolean().optional(),
    /** Its episodes are numbered through all seasons as well. */
    isCountedThrough: z.boolean().optional(),
    /** Paths of files that belong to nothing, below the show's folder. */
    unknown: names.optional(),
  }),
});

/** One invented show of the sample library: what its NFO files say, how its pictures are drawn, which files it has. */
export type SampleShow = z.infer<typeof sampleShowSchema>;

const sampleFileSchema = z.strictObject({ shows: z.array(sampleShowSchema).min(1) });

/** Reads and checks `<resourcesDir>/sample/shows.json`. Throws ENOENT, or a ZodError that names the field at fault. */
export async function readSampleShows(resourcesDir: string): Promise<SampleShow[]> {
  const text = await readFile(path.join(resourcesDir, 'sample', 'shows.json'), 'utf8');
  return sampleFileSchema.parse(JSON.parse(text)).shows;
}
