import path from 'node:path';
import type { ItemIssue } from '../../contract/items.ts';
import { isMovieImageType } from '../domain/asset-types.ts';
import { judgeArtwork } from '../domain/classify/judge-artwork.ts';
import type { ListedFile, MovieGroup } from '../domain/folder-facts.ts';
import { readMovieNfo } from '../nfo/read-movie-nfo.ts';
import { cacheImage } from './cache-image.ts';
import { readFirstNfo } from './read-first-nfo.ts';
import type { MovieFacts } from './scan-facts.ts';
import { scannedFiles } from './scanned-files.ts';
import { subtitleTracks } from './subtitle-tracks.ts';
import { unknownFiles } from './unknown-files.ts';

/** Opens what belongs to one film: its NFO is parsed, its artwork verified and copied into the cache. */
export async function readMovieGroup(
  cacheDir: string,
  directoryPath: string,
  group: MovieGroup,
  isFlat: boolean,
): Promise<MovieFacts> {
  const main = group.videos[0];
  if (main === undefined) throw new Error('A film without a video is none.');
  const absolute = (file: ListedFile): string => path.join(directoryPath, ...file.relPath.split('/'));
  const issues: ItemIssue[] = [];
  const facts: MovieFacts = {
    directoryPath,
    filePath: absolute(main),
    baseName: group.disc === null ? path.parse(main.relPath).name : path.basename(directoryPath),
    isFlat,
    isDisc: group.disc !== null,
    name: group.name,
    files: scannedFiles(group, absolute),
    nfo: readFirstNfo(group.nfos.map(absolute), readMovieNfo, issues),
    images: [],
    actorImages: [],
    subtitles: subtitleTracks(group.subtitles, absolute),
    unknown: unknownFiles(group.unknown, absolute),
    issues,
  };
  for (const file of group.artwork) {
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image === null) continue;
    const { type, problem } = judgeArtwork({ ...image, relPath: file.relPath, type: file.type }, 'movie');
    if (problem !== null) issues.push({ ...problem, path: absolute(file) });
    if (isMovieImageType(type)) facts.images.push({ ...image, filePath: absolute(file), type, index: file.index });
  }
  for (const file of group.actorImages) {
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image !== null) facts.actorImages.push({ ...image, actorName: file.actorName });
  }
  return facts;
}
