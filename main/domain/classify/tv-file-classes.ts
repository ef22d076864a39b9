import { parseEpisodeName } from '../names/episode-name.ts';
import type { EpisodeFiles, SeasonFiles, SeriesFiles, TvArtworkFile } from '../series-facts.ts';
import { fileClass, type FileClass, trackClass } from './file-class.ts';
import { IMAGE_EXTENSIONS, SUBTITLE_EXTENSIONS } from './file-extensions.ts';
import { ListedFileClasses } from './listed-file-classes.ts';
import { classifySeriesFolder, type SeriesFolderInput } from './series/classify-series-folder.ts';
import { FolderPlaces } from './series/folder-place.ts';
import type { PathParts } from './split-path.ts';
import { readSubtitleStem } from './subtitle-name.ts';
import { readTvArtworkName } from './tv-artwork-name.ts';

type Owner = Pick<FileClass, 'scope' | 'season' | 'episode'>;

/** What each file below a show's folder is, as a scan takes it. By relPath, in the order of the files; never throws. */
export function tvFileClasses(input: SeriesFolderInput): Map<string, FileClass> {
  const series = classifySeriesFolder(input);
  const classes = new ListedFileClasses();
  const unknown = [...series.unknown];
  for (const episode of [...series.episodes, ...series.unnumbered]) {
    setEpisode(classes, episode, series.unnumbered.includes(episode));
    unknown.push(...episode.unknown);
  }
  for (const season of series.seasons) setSeason(classes, season);
  setShow(classes, series);
  const places = new FolderPlaces(input.folderName);
  for (const file of unknown) classes.setUnknown(file, (path) => readByName(path, places, input.folderName));
  return classes.of(input.files);
}

function setEpisode(classes: ListedFileClasses, files: EpisodeFiles, isUnnumbered: boolean): void {
  const numbers = { season: files.season, episode: files.episodes[0] ?? null };
  classes.setVideos(files.videos, fileClass(isUnnumbered ? 'unknown' : 'main_video', numbers));
  classes.setAll(files.nfos, fileClass('nfo', { nfoScope: 'episode', ...numbers }));
  setArtwork(classes, files.artwork, { scope: 'episode', ...numbers });
  classes.setTracks('subtitle', files.subtitles, numbers);
  classes.setTracks('external_audio', files.externalAudio, numbers);
  classes.setExtras(files.extras, numbers);
}

function setSeason(classes: ListedFileClasses, { season, nfo, artwork, extras }: SeasonFiles): void {
  if (nfo !== null) classes.set(nfo, fileClass('nfo', { nfoScope: 'season', season }));
  setArtwork(classes, artwork, { scope: 'season', season, episode: null });
  classes.setExtras(extras, { season });
}

function setShow(classes: ListedFileClasses, series: SeriesFiles): void {
  classes.setAll(series.nfos, fileClass('nfo', { nfoScope: 'show' }));
  setArtwork(classes, series.artwork, { scope: 'show', season: null, episode: null });
  setArtwork(classes, series.allSeasonsArtwork, { scope: 'season', season: 'all', episode: null });
  classes.setActors(series.actorImages);
  classes.setThemes(series.themes);
  classes.setExtras(series.extras);
}

function setArtwork(classes: ListedFileClasses, files: readonly TvArtworkFile[], owner: Owner): void {
  for (const file of files) {
    classes.set(file, fileClass('artwork', { artworkType: file.type, index: file.index, ...owner }));
  }
}

/** Files that name what they are, though the episode is gone or nothing uses their type. */
function readByName({ folders, stem, extension }: PathParts, places: FolderPlaces, show: string): FileClass | null {
  const place = places.of(folders);
  const numbers = numbersOf(stem);
  if (SUBTITLE_EXTENSIONS.has(extension)) return { ...trackClass('subtitle', readSubtitleStem(stem)), ...numbers };
  if (place.companion !== null) return null;
  if (IMAGE_EXTENSIONS.has(extension)) {
    const inSeasonFolder = place.home === place.seasonFolder ? place.season : null;
    const named = readTvArtworkName(stem, { videoStems: new Set(), inSeasonFolder, showFolder: show });
    if (named === null || (named.scope === 'show' && place.home !== '')) return null;
    const { type: artworkType, index, scope, season, episode } = named;
    return fileClass('artwork', { artworkType, index, scope, season, episode });
  }
  return extension === 'nfo' && numbers !== null ? fileClass('nfo', { nfoScope: 'episode', ...numbers }) : null;
}

function numbersOf(stem: string): Pick<FileClass, 'season' | 'episode'> | null {
  const { season, episodes } = parseEpisodeName(stem);
  return season === null || episodes[0] === undefined ? null : { season, episode: episodes[0] };
}
