import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { drawFanart, drawPoster, drawStill } from './draw-artwork.ts';
import type { ArtworkBrief } from './draw-artwork.ts';
import { drawPortrait } from './draw-portrait.ts';
import { markClip } from './mark-clip.ts';
import { sampleEpisodeFiles } from './sample-episode-files.ts';
import type { SampleEpisode } from './sample-episode-files.ts';
import type { SampleFile } from './sample-film-files.ts';
import { sampleName } from './sample-name.ts';
import { makeSampleEpisodeNfo, makeSampleShowNfo } from './sample-show-nfo.ts';
import type { SampleShow } from './sample-show.ts';
import { sampleSubtitle } from './sample-subtitle.ts';

/** The folder a show lives in: `Title (Year)`. */
export function sampleShowFolderName(show: SampleShow): string {
  return `${sampleName(show.title)} (${show.year})`;
}

/**
 * Everything a show's folder holds, made from its record and a clip, one file after the other; the same bytes every time.
 * Names are Kodi's: https://kodi.wiki/view/Artwork_types and https://kodi.wiki/view/Naming_video_files/TV_shows.
 */
export async function* makeSampleShowFiles(show: SampleShow, clips: readonly string[]): AsyncGenerator<SampleFile> {
  const clipPath = clips.find((clip) => path.basename(clip) === show.files.clip);
  if (clipPath === undefined) throw new Error(`There is no clip ${show.files.clip} for ${show.title}`);
  const clip = await readFile(clipPath);
  const extension = path.extname(clipPath);

  yield { relPath: 'tvshow.nfo', bytes: makeSampleShowNfo(show) };
  if (show.files.poster) yield { relPath: 'poster.jpg', bytes: await drawPoster(showBrief(show)) };
  if (show.files.fanart) yield { relPath: 'fanart.jpg', bytes: await drawFanart(showBrief(show)) };
  for (const season of show.seasons) {
    if (season.poster === undefined) continue;
    const word = season.number === 0 ? '-specials' : twoDigits(season.number);
    yield { relPath: `season${word}-poster.jpg`, bytes: await drawPoster(seasonBrief(show, season, season.poster)) };
  }
  for (const [index, episodes] of sampleEpisodeFiles(show).entries()) {
    const base = episodeBase(show, episodes);
    const name = path.posix.basename(base);
    yield { relPath: `${base}${extension}`, bytes: markClip(clip, extension, `Metarr sample: ${name}`) };
    yield { relPath: `${base}.nfo`, bytes: makeSampleEpisodeNfo(show, episodes) };
    yield { relPath: `${base}-thumb.jpg`, bytes: await drawStill(stillBrief(show, episodes, index)) };
    for (const suffix of episodes.flatMap(({ record }) => record.subtitles ?? [])) {
      yield { relPath: `${base}.${suffix}.srt`, bytes: sampleSubtitle(suffix) };
    }
  }
  if (show.files.actors === true) {
    for (const { name } of show.cast) {
      yield { relPath: `.actors/${sampleName(name).replaceAll(' ', '_')}.jpg`, bytes: await drawPortrait(name) };
    }
  }
  for (const relPath of show.files.unknown ?? []) {
    const isPicture = relPath.endsWith('.jpg');
    const bytes = isPicture ? await drawStill(showBrief(show)) : Buffer.from(`${show.title}: ${relPath}\n`);
    yield { relPath, bytes };
  }
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The path of an episode's files below the show's folder, without an ending. */
function episodeBase(show: SampleShow, episodes: readonly SampleEpisode[]): string {
  const season = episodes[0]?.season.number ?? 0;
  const folder = season === 0 ? 'Specials' : `Season ${twoDigits(season)}`;
  const numbers = episodes.map(({ number }) => `E${twoDigits(number)}`).join('-');
  const titles = sampleName(episodes.map(({ record }) => record.title).join(' + '));
  return `${folder}/${sampleName(show.title)} - S${twoDigits(season)}${numbers} - ${titles}`;
}

function showBrief(show: SampleShow): ArtworkBrief {
  return {
    title: show.title,
    ...show.art,
    names: show.cast.slice(0, 2).map(({ name }) => name),
    print: [
      [show.studios[0], show.directors[0]].filter((part) => part !== undefined).join('   ·   '),
      [show.writers.join('  ·  '), String(show.year)].join('   ·   '),
    ],
  };
}

function seasonBrief(
  show: SampleShow,
  season: SampleShow['seasons'][number],
  picture: Pick<ArtworkBrief, 'scene' | 'motif' | 'palette'>,
): ArtworkBrief {
  const word = season.number === 0 ? 'Specials' : `Season ${String(season.number)}`;
  return {
    ...showBrief(show),
    ...picture,
    names: [season.name ?? word],
    print: [season.name === undefined ? '' : word],
  };
}

function stillBrief(show: SampleShow, episodes: readonly SampleEpisode[], index: number): ArtworkBrief {
  const picture = show.stills[index % show.stills.length];
  // The title seeds the drawing, so that two episodes with one scene still differ.
  return { ...showBrief(show), ...picture, title: `${show.title}/${episodes[0]?.record.title ?? ''}` };
}
