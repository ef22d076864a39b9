import { parseSeasonFolder } from '../names/season-folder.ts';
import type { ParsedPatterns } from './check-patterns.ts';
import { tokensOf } from './name-pattern.ts';
import type { EpisodeToRename, PlannedShow, ShowPlaces, ShowToRename } from './show-to-rename.ts';
import { changesOf, NOTHING_TO_RENAME, renameProblem, whyBlocked } from './planned-rename.ts';
import { misreadEpisode, misreadShowOfEpisode } from './read-back.ts';
import { joinPath, nameOf, parentOf, StepList } from './rename-step.ts';
import { MAX_NAME_BYTES, nameBytes, shortenTo } from './safe-name.ts';
import { longestRest, movesOfOwned, type OwnedEntry, videosFirst } from './sidecars.ts';
import { distinctStems, oneOfEachStem, presentStem, videoStem } from './video-stems.ts';

interface Surroundings {
  input: ShowToRename;
  places: ShowPlaces;
  /** What is named after each video, as it lies once the folders have their names. */
  owned: ReadonlyMap<Video, readonly OwnedEntry[]>;
  /** Keys of all that lies there then. */
  there: ReadonlySet<string>;
  patterns: ParsedPatterns;
}

type Video = EpisodeToRename['videos'][number];
type PlannedEpisode = Omit<PlannedShow['episodes'][number], 'id' | 'title'>;

const SAME_NAME =
  'Two files of this episode would get one name. Add {Resolution} to the pattern, or rename one of them.';

/** Plans the new names of an episode's files and of what is named after them. */
export function planEpisode(episode: EpisodeToRename, around: Surroundings): PlannedEpisode {
  const { places, owned, there } = around;
  const stems = newStems(episode, around);
  if (stems === null) return { ...renameProblem(SAME_NAME), seasonFolders: [] };
  const moves = videosFirst(
    [...stems].flatMap(([video, stem]) => movesOfOwned(owned.get(video) ?? [], folderOf(video, around), stem)),
    new Set(episode.videos.map(({ path }) => places.moved(path))),
  );
  if (moves.length === 0) return { ...NOTHING_TO_RENAME, seasonFolders: [] };
  const shown = changesOf(moves, places.before);
  const problem = whyMisread(episode, stems, around) ?? whyBlocked(moves, there);
  if (problem !== null) return { ...renameProblem(problem, shown), seasonFolders: [] };
  const list = new StepList();
  const seasonFolders = episode.videos.flatMap((video) => {
    const from = places.moved(parentOf(video.path));
    const to = folderOf(video, around);
    return from === to ? [] : [{ season: video.episode.season, from, to }];
  });
  const left = moves.filter(({ from, to }) => parentOf(from) !== parentOf(to));
  for (const folder of new Set(
    [...seasonFolders, ...left.map(({ to }) => ({ to: parentOf(to) }))].map(({ to }) => to),
  )) {
    list.makeFolder(folder);
  }
  list.addMoves(moves);
  for (const folder of new Set(left.map(({ from }) => parentOf(from)))) {
    if (folder !== places.showFolder) list.removeFolder(folder);
  }
  return { steps: list.steps, changes: shown, problem: null, mustBeFree: [], seasonFolders };
}

/** The folder that a video is to lie in, once the show's folders have their names. */
function folderOf(video: Video, { input, places }: Surroundings): string {
  const folder = parentOf(video.path);
  const now = places.moved(folder);
  const wanted = places.seasonFolder(video.episode.season);
  if (wanted === null) return now;
  const isLoose = folder === input.folder;
  const isInSeason =
    parentOf(folder) === input.folder && parseSeasonFolder(nameOf(folder), nameOf(input.folder)) !== null;
  return isLoose || isInSeason ? wanted : now;
}

function newStems(episode: EpisodeToRename, around: Surroundings): Map<Video, string> | null {
  const { patterns, input } = around;
  const pattern = patterns.episodeFile;
  const videos = oneOfEachStem(episode.videos);
  if (pattern === null) return new Map(videos.map((video) => [video, presentStem(video).stem]));
  return distinctStems(videos, (video, version) => {
    const stem = (withoutEpisodeTitle: boolean): string =>
      videoStem(pattern, { of: input.show, video, version, episode: video.episode, withoutEpisodeTitle }, patterns);
    const whole = stem(false);
    const bare = stem(true);
    const room = MAX_NAME_BYTES - Math.max(longestRest(around.owned.get(video) ?? []), 24);
    if (nameBytes(whole) > room) return cutTitle(video, room - nameBytes(bare), around, version) ?? bare;
    // A title such as “Pilot (2)” may say something else to whoever reads names: then it goes.
    return readsBack(video, whole, around) ? whole : bare;
  });
}

/** The name with as much of the episode's title as there is room for; null when there is none. */
function cutTitle(
  video: Video,
  room: number,
  { patterns, input }: Surroundings,
  version: string | null,
): string | null {
  const pattern = patterns.episodeFile;
  const title = video.episode.episodes[0]?.title ?? '';
  const cut = shortenTo(title, room - 4);
  if (pattern === null || cut.length < 3) return null;
  const episodes = video.episode.episodes.map(({ number }) => ({ number, title: cut }));
  return videoStem(pattern, { of: input.show, video, version, episode: { ...video.episode, episodes } }, patterns);
}

function readsBack(video: Video, stem: string, around: Surroundings): boolean {
  return misreadVideo(video, stem, around) === null;
}

function misreadVideo(video: Video, stem: string, around: Surroundings): string | null {
  const { patterns, places, input } = around;
  const name = `${stem}${presentStem(video).extension}`;
  const path = joinPath(folderOf(video, around), name);
  const tokens = patterns.episodeFile === null ? null : tokensOf(patterns.episodeFile);
  const byDate = tokens !== null && !(tokens.has('season') && tokens.has('episode'));
  return (
    misreadEpisode(path, video.episode, video, byDate) ?? misreadShowOfEpisode(path, places.showFolder, input.show)
  );
}

function whyMisread(episode: EpisodeToRename, stems: ReadonlyMap<Video, string>, around: Surroundings): string | null {
  if (around.patterns.episodeFile === null) return null;
  for (const video of episode.videos) {
    const stem = stems.get(video) ?? '';
    if (stem === presentStem(video).stem && folderOf(video, around) === around.places.moved(parentOf(video.path)))
      continue;
    const reason = misreadVideo(video, stem, around);
    if (reason !== null) return reason;
  }
  return null;
}
