import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ItemIssue } from '../../contract/items.ts';
import { classifySeriesFolder } from '../domain/classify/series/classify-series-folder.ts';
import { partKey } from '../domain/classify/series/part-key.ts';
import { readSeriesFingerprint } from '../domain/classify/series/series-fingerprint.ts';
import type { ListedFile } from '../domain/folder-facts.ts';
import type { EpisodeFiles, SeasonFiles, SeriesFiles } from '../domain/series-facts.ts';
import { folderFingerprint } from '../files/list-folder.ts';
import { readSeasonNfo, readTvshowNfo } from '../nfo/read-tv-nfo.ts';
import { cacheImage } from './cache-image.ts';
import { cacheTvImages } from './cache-tv-images.ts';
import { readEpisodeGroup } from './read-episode-group.ts';
import { readFirstNfo } from './read-first-nfo.ts';
import { scannedFiles } from './scanned-files.ts';
import type { EpisodeFacts, SeasonFacts, SeriesFacts, SeriesOutcome, SeriesPart } from './series-scan-facts.ts';
import { unknownFiles } from './unknown-files.ts';

/** Above this many videos, they are read by further tasks so that no task takes long. */
const EPISODES_PER_TASK = 12;

/** One show and all that was listed of it. */
export interface ListedSeries {
  /** What identifies it: its folder, or for loose episodes the folder it would have. */
  path: string;
  isLoose: boolean;
  /** What the paths of the files are relative to. */
  directoryPath: string;
  files: readonly ListedFile[];
  folders: readonly string[];
  /** Files that are shown although they are ignorable: the rule is switched off. */
  shown: readonly ListedFile[];
  /** What could not be listed. */
  issues: ItemIssue[];
}

interface Part {
  season: number | null;
  files: SeasonFiles | null;
  episodes: EpisodeFiles[];
}

type Absolute = (file: ListedFile) => string;

/**
 * Reads a show as far as it changed: the show itself, the seasons with another fingerprint than last time, and the first
 * of their episodes. Throws a FileError only for a full cache disk.
 * @param known what the last scan stored of the show; null reads everything
 */
export async function readSeries(cacheDir: string, listed: ListedSeries, known: string | null): Promise<SeriesOutcome> {
  const { directoryPath, files, folders, issues } = listed;
  const isCertain = issues.length === 0;
  const before = readSeriesFingerprint(known);
  const outcome: SeriesOutcome = {
    path: listed.path,
    isLoose: listed.isLoose,
    status: 'unchanged',
    fingerprint: isCertain ? folderFingerprint(files, folders) : null,
    parts: [],
    series: null,
    seasons: [],
    episodes: [],
    deferred: { directoryPath, groups: [] },
    unknown: [],
    issues,
    fileCount: files.length,
  };
  if (outcome.fingerprint !== null && outcome.fingerprint === before.tree) return outcome;
  outcome.status = 'read';
  const absolute: Absolute = (file) => path.join(directoryPath, ...file.relPath.split('/'));
  const found = classifySeriesFolder({ folderName: path.basename(listed.path), files });
  outcome.series = await readShow(cacheDir, listed, found, absolute);
  for (const [key, part] of partsOf(found)) {
    const digest = isCertain ? digestOf(part) : null;
    const isChanged = digest === null || digest !== before.parts.get(key);
    outcome.parts.push({
      key,
      season: part.season,
      fingerprint: digest,
      isChanged,
      videoPaths: part.episodes.flatMap(({ videos }) => videos.map(absolute)),
      episodeCount: isChanged ? part.episodes.length : 0,
    });
    if (!isChanged) continue;
    if (part.files !== null) outcome.seasons.push(await readSeason(cacheDir, listed, part.files, absolute));
    outcome.deferred.groups.push(...part.episodes);
  }
  for (const group of found.unnumbered) await addUnnumbered(cacheDir, directoryPath, group, outcome);
  const first = outcome.deferred.groups.splice(0, EPISODES_PER_TASK);
  outcome.episodes.push(...(await readEpisodeGroups(cacheDir, directoryPath, first)));
  return outcome;
}

/** Reads numbered episodes one after the other. */
export async function readEpisodeGroups(
  cacheDir: string,
  directoryPath: string,
  groups: readonly EpisodeFiles[],
): Promise<EpisodeFacts[]> {
  const episodes: EpisodeFacts[] = [];
  for (const group of groups) {
    const facts = await readEpisodeGroup(cacheDir, directoryPath, group);
    if (facts !== null) episodes.push(facts);
  }
  return episodes;
}

function partsOf({ seasons, episodes }: SeriesFiles): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const files of seasons) parts.set(partKey(files.season), { season: files.season, files, episodes: [] });
  for (const episode of episodes) {
    const key = partKey(episode.season);
    const part = parts.get(key) ?? { season: episode.season, files: null, episodes: [] };
    part.episodes.push(episode);
    parts.set(key, part);
  }
  return parts;
}

/** Of everything that is known of the part, so that what means something else now is read again, too. */
function digestOf(part: Part): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 32);
}

async function readShow(
  cacheDir: string,
  listed: ListedSeries,
  found: SeriesFiles,
  absolute: Absolute,
): Promise<SeriesFacts> {
  const issues: ItemIssue[] = [];
  const facts: SeriesFacts = {
    directoryPath: listed.path,
    isLoose: listed.isLoose,
    name: found.name,
    nfo: readFirstNfo(found.nfos.map(absolute), readTvshowNfo, issues),
    images: await cacheTvImages(cacheDir, 'series', found.artwork, absolute, issues),
    allSeasonsImages: await cacheTvImages(cacheDir, 'season', found.allSeasonsArtwork, absolute, issues),
    actorImages: [],
    files: scannedFiles({ ...found, videos: [] }, absolute),
    unknown: unknownFiles([...found.unknown, ...listed.shown], absolute),
    issues,
  };
  for (const file of found.actorImages) {
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image !== null) facts.actorImages.push({ ...image, actorName: file.actorName });
  }
  return facts;
}

async function readSeason(
  cacheDir: string,
  { directoryPath }: ListedSeries,
  found: SeasonFiles,
  absolute: Absolute,
): Promise<SeasonFacts> {
  const issues: ItemIssue[] = [];
  return {
    season: found.season,
    directoryPath: found.folder === null ? null : path.join(directoryPath, ...found.folder.split('/')),
    nfo: readFirstNfo(found.nfo === null ? [] : [absolute(found.nfo)], readSeasonNfo, issues),
    images: await cacheTvImages(cacheDir, 'season', found.artwork, absolute, issues),
    files: scannedFiles({ videos: [], extras: found.extras, themes: [] }, absolute),
    issues,
  };
}

/** A video without a number is an episode when its NFO has one; else it and what belongs to it are unknown files. */
async function addUnnumbered(
  cacheDir: string,
  directoryPath: string,
  group: EpisodeFiles,
  outcome: SeriesOutcome,
): Promise<void> {
  const { series } = outcome;
  const [video] = group.videos;
  if (series === null || video === undefined) return;
  const issues: ItemIssue[] = [];
  const facts = await readEpisodeGroup(cacheDir, directoryPath, group, issues);
  if (facts !== null) {
    outcome.episodes.push(facts);
    countUnnumbered(outcome.parts, facts, group.season);
    return;
  }
  const absolute: Absolute = (file) => path.join(directoryPath, ...file.relPath.split('/'));
  const { videos, nfos, artwork, subtitles, extras, unknown } = group;
  outcome.unknown.push(...unknownFiles([videos, nfos, artwork, subtitles, extras, unknown].flat(), absolute));
  series.issues.push(...issues, {
    code: 'episode_unnumbered',
    message: 'Neither the name nor an NFO tells which episode this is. Name it like S01E02.',
    path: absolute(video),
  });
}

/** Episodes that an NFO numbers count with their part, which is read again while there are any. */
function countUnnumbered(parts: SeriesPart[], facts: EpisodeFacts, season: number | null): void {
  let part = parts.find(({ key }) => key === facts.partKey);
  if (part === undefined) {
    part = { key: facts.partKey, season, fingerprint: null, isChanged: true, videoPaths: [], episodeCount: 0 };
    parts.push(part);
  }
  part.episodeCount += 1;
  part.videoPaths.push(...facts.files.filter(({ kind }) => kind === 'main').map(({ filePath }) => filePath));
}
