import path from 'node:path';
import type { ItemIssue } from '../../contract/items.ts';
import { partKey } from '../domain/classify/series/part-key.ts';
import type { ListedFile } from '../domain/folder-facts.ts';
import type { EpisodeFiles, EpisodeNumbers } from '../domain/series-facts.ts';
import type { EpisodeMetadata } from '../domain/tv-metadata.ts';
import { readEpisodeNfo } from '../nfo/read-tv-nfo.ts';
import { cacheTvImages } from './cache-tv-images.ts';
import { readFirstNfo } from './read-first-nfo.ts';
import { scannedFiles } from './scanned-files.ts';
import type { EpisodeFacts } from './series-scan-facts.ts';
import { subtitleTracks } from './subtitle-tracks.ts';
import { unknownFiles } from './unknown-files.ts';

/**
 * Opens what belongs to one video of a show: its NFO is parsed, its images verified and copied into the cache. Null for a
 * video whose number neither its names nor its NFO tell; what its NFO has against it is in `issues` then.
 * @param directoryPath what the group's paths are relative to
 */
export async function readEpisodeGroup(
  cacheDir: string,
  directoryPath: string,
  group: EpisodeFiles,
  issues: ItemIssue[] = [],
): Promise<EpisodeFacts | null> {
  const main = group.videos[0];
  if (main === undefined) throw new Error('An episode without a video is none.');
  const absolute = (file: ListedFile): string => path.join(directoryPath, ...file.relPath.split('/'));
  const nfo = readFirstNfo(group.nfos.map(absolute), readEpisodeNfo, issues);
  const roots = nfo?.reading.outcome === 'parsed' ? nfo.reading.episodes : [];
  const { numbers, numberedBy } = settleByNfo(group, roots);
  if (numbers.episodes.length + numbers.absolute.length === 0 && numbers.airDate === null) return null;
  const filePath = absolute(main);
  return {
    partKey: partKey(group.season),
    filePath,
    baseName: group.disc === null ? path.parse(filePath).name : discName(filePath),
    isDisc: group.disc !== null,
    numbers,
    numberedBy,
    title: group.title,
    tmdbId: group.tmdbId,
    imdbId: group.imdbId,
    tvdbId: group.tvdbId,
    files: scannedFiles({ ...group, themes: [] }, absolute),
    nfo: nfo === null ? null : { ...nfo, byEpisode: matchRoots(numbers, roots) },
    images: await cacheTvImages(cacheDir, 'episode', group.artwork, absolute, issues),
    subtitles: subtitleTracks(group.subtitles, absolute),
    unknown: unknownFiles(group.unknown, absolute),
    issues,
  };
}

/** Names come first, as with every player; an NFO numbers what they leave open, and what is only dated. */
function settleByNfo(
  { season, episodes, absolute, airDate }: EpisodeFiles,
  roots: readonly EpisodeMetadata[],
): Pick<EpisodeFacts, 'numbers' | 'numberedBy'> {
  const numbers: EpisodeNumbers = { season, episodes, absolute, airDate };
  if (episodes.length > 0) return { numbers, numberedBy: 'name' };
  const told = roots.filter((root) => root.season !== null && root.episode !== null);
  const [first] = told;
  const inSeason = told.flatMap((root) =>
    root.season === first?.season && root.episode !== null ? [root.episode] : [],
  );
  if (first === undefined) return { numbers, numberedBy: 'name' };
  return { numbers: { ...numbers, season: first.season, episodes: [...new Set(inSeason)] }, numberedBy: 'nfo' };
}

/** A root that says another number than the name is still about this file when it stands in the same place. */
function matchRoots(
  { season, episodes }: EpisodeNumbers,
  roots: readonly EpisodeMetadata[],
): (EpisodeMetadata | null)[] {
  if (episodes.length === 0) return [roots[0] ?? null];
  const isSame = (root: EpisodeMetadata, episode: number): boolean =>
    root.episode === episode && (root.season === null || root.season === season);
  const left = new Set(roots.filter((root) => !episodes.some((episode) => isSame(root, episode))));
  return episodes.map((episode, at) => {
    const same = roots.find((root) => isSame(root, episode));
    if (same !== undefined) return same;
    const beside = roots[at];
    return beside !== undefined && left.has(beside) ? beside : null;
  });
}

/** ".../Season 1/S01E01-E04/BDMV/index.bdmv" is called "S01E01-E04". */
function discName(mainFile: string): string {
  const folder = path.dirname(mainFile);
  const isInner = /^(?:BDMV|STREAM|VIDEO_TS)$/iu.test(path.basename(folder));
  return isInner ? discName(folder) : path.basename(folder);
}
