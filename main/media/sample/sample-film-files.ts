import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
import { patchMovieNfo } from '../../nfo/write-movie-nfo.ts';
import { drawFanart, drawPoster } from './draw-artwork.ts';
import type { ArtworkBrief } from './draw-artwork.ts';
import { drawPortrait } from './draw-portrait.ts';
import { markClip } from './mark-clip.ts';
import type { SampleFilm } from './sample-film.ts';
import { sampleName } from './sample-name.ts';
import { sampleSubtitle } from './sample-subtitle.ts';
import { createSeededRandom } from './seeded-random.ts';

/** A file of a film's or show's folder: its path below the folder, with '/' between the parts, and its bytes. */
export interface SampleFile {
  relPath: string;
  bytes: Uint8Array;
}

/** The folder a film lives in: `Title (Year)`. */
export function sampleFolderName(film: SampleFilm): string {
  return `${sampleName(film.title)} (${film.year})`;
}

/** Everything a film's folder holds, made from its record and a clip; the same bytes every time. */
export async function makeSampleFilmFiles(film: SampleFilm, clips: readonly string[]): Promise<SampleFile[]> {
  const folder = sampleFolderName(film);
  const clipPath = chooseClip(film, clips);
  const clip = await readFile(clipPath);
  const extension = path.extname(clipPath);
  const base = `${folder} ${clipTags(clipPath)}`;
  const files: SampleFile[] = [];
  const addVideo = (name: string): void => {
    files.push({ relPath: `${name}${extension}`, bytes: markClip(clip, extension, `Metarr sample: ${name}`) });
  };

  if (film.files.parts === true) {
    addVideo(`${base}-cd1`);
    addVideo(`${base}-cd2`);
  } else if (film.files.isBroken === true) {
    const broken = Buffer.from(clip);
    broken.fill(0, 0, Math.min(broken.length, 8192));
    files.push({ relPath: `${base}${extension}`, bytes: broken });
  } else {
    addVideo(base);
  }
  if (film.files.versions === true) {
    const other = clips.find((name) => name !== clipPath && name.includes('2160p')) ?? clipPath;
    const name = `${folder} {edition-Director's Cut} ${clipTags(other)}`;
    const bytes = markClip(await readFile(other), path.extname(other), `Metarr sample: ${name}`);
    files.push({ relPath: `${name}${path.extname(other)}`, bytes });
  }
  if (film.files.trailer === true) addVideo(`${base}-trailer`);

  // A name built on one of several videos would belong to that one alone.
  const isShort = film.files.parts === true || film.files.versions === true;
  const nfo = film.files.nfo === 'none' ? null : film.files.nfo === 'movie' || isShort ? 'movie.nfo' : `${base}.nfo`;
  if (nfo !== null) files.push({ relPath: nfo, bytes: makeNfo(film) });
  const brief = artworkBrief(film);
  const isShortArt = isShort || film.files.poster === 'short';
  if (film.files.poster !== 'none') {
    files.push({ relPath: isShortArt ? 'poster.jpg' : `${base}-poster.jpg`, bytes: await drawPoster(brief) });
  }
  if (film.files.fanart) {
    files.push({ relPath: isShortArt ? 'fanart.jpg' : `${base}-fanart.jpg`, bytes: await drawFanart(brief) });
  }
  for (const suffix of film.files.subtitles ?? []) {
    files.push({ relPath: `${base}.${suffix}.srt`, bytes: sampleSubtitle(suffix) });
  }
  if (film.files.actors === true) {
    for (const { name } of film.cast) {
      const fileName = name.replace(/[<>:"/\\|?*]/g, '').replaceAll(' ', '_');
      files.push({ relPath: `.actors/${fileName}.jpg`, bytes: await drawPortrait(name) });
    }
  }
  if (film.files.unknown === true) {
    files.push({ relPath: 'reel 3 continuity.ods', bytes: Buffer.from('reel 3: splice at 00:41:12, colour drifts\n') });
  }
  return files;
}

/** Older films come in the older formats. */
function chooseClip(film: SampleFilm, clips: readonly string[]): string {
  const wanted = clips.find((clip) => path.basename(clip) === film.files.clip);
  if (wanted !== undefined) return wanted;
  const fits =
    film.year < 1960
      ? /(^|\/|\\)(480p|576i)/
      : film.year < 2000
        ? /(576i|720p|1080p)/
        : film.year < 2015
          ? /(720p|1080p)/
          : /(1080p|2160p)/;
  const fitting = clips.filter((clip) => fits.test(path.basename(clip)));
  return createSeededRandom(`clip/${film.title}`).pick(fitting.length > 0 ? fitting : clips);
}

/** Tags as downloaders write them, from the clip's own name: `1080p-h264-aac.mp4` gives `[1080p][H264][AAC]`. */
function clipTags(clip: string): string {
  return path
    .basename(clip, path.extname(clip))
    .split('-')
    .map((tag, index) => `[${index === 0 ? tag : tag.toUpperCase()}]`)
    .join('');
}

function artworkBrief(film: SampleFilm): ArtworkBrief {
  return {
    title: film.title,
    ...film.art,
    names: film.cast.slice(0, 2).map(({ name }) => name),
    print: [
      [film.studios[0], film.directors[0]].filter((part) => part !== undefined).join('   ·   '),
      [film.writers.join('  ·  '), String(film.year)].join('   ·   '),
    ],
  };
}

function makeNfo(film: SampleFilm): Uint8Array {
  const metadata: MovieMetadata = {
    ...emptyMovieMetadata(),
    title: film.title,
    originalTitle: film.originalTitle ?? null,
    sortTitle: film.sortTitle ?? null,
    year: film.year,
    premiered: film.premiered,
    runtime: film.runtime,
    mpaa: film.mpaa,
    tagline: film.tagline === '' ? null : film.tagline,
    plot: film.plot,
    tmdbId: film.ids?.tmdb ?? null,
    imdbId: film.ids?.imdb ?? null,
    uniqueIds:
      film.ids === undefined
        ? []
        : [
            { type: 'tmdb', value: String(film.ids.tmdb), isDefault: true },
            { type: 'imdb', value: film.ids.imdb, isDefault: false },
          ],
    set: film.set === undefined ? null : { ...film.set, tmdbCollectionId: null },
    genres: film.genres,
    studios: film.studios,
    countries: film.countries,
    tags: film.tags,
    directors: film.directors,
    writers: film.writers,
    actors: film.cast.map(({ name, role }, order) => ({ name, role, order, thumbUrl: null, tmdbId: null })),
    ratings: film.ratings.map((rating, index) => ({ ...rating, isDefault: index === 0 })),
  };
  const patched = patchMovieNfo(null, { ...metadata, streams: null });
  if ('error' in patched) throw new Error(`The NFO of ${film.title} could not be made: ${patched.message}`);
  return patched.bytes;
}
