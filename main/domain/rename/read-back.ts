import { parseEpisodeName } from '../names/episode-name.ts';
import { parseMoviePath } from '../names/movie-path.ts';
import { parseSeriesFolder } from '../names/series-name.ts';
import { titleKey } from '../names/title-key.ts';
import type { EpisodeFacts, TitleFacts, VideoFacts } from './rename-facts.ts';
import { nameOf } from './rename-step.ts';
import { articleLast, cleanTitle, format3d } from './token-values.ts';

interface ReadTitle {
  title: string;
  year: number | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

/**
 * What a film's new name would be taken for, where that is something else than the film; null when it reads back right. A
 * name that gives one of the film's ids says what it is, whatever else is in it.
 * @param path new, relative to the library
 * @param hasYear the name is to give the year
 */
export function misreadFilm(path: string, film: TitleFacts, video: VideoFacts, hasYear: boolean): string | null {
  const read = parseMoviePath(path, 'file');
  const wrong = misreadTitle(read, film, hasYear);
  if (wrong !== null) return wrong;
  if (titleKey(read.edition ?? '') !== titleKey(video.edition ?? '')) {
    return misread(`as edition “${read.edition ?? 'none'}”`);
  }
  if ((read.part ?? null) !== video.part) return misread(`as part ${String(read.part ?? 'of none')}`);
  const before = format3d(video.path);
  if (before !== '' && before !== format3d(path)) return misread('as another 3D format');
  return null;
}

/** As misreadFilm, of a show's folder; one in the library's own folder stands alone. */
export function misreadShow(folder: string, show: TitleFacts, hasYear: boolean): string | null {
  const read = parseSeriesFolder(nameOf(folder));
  return misreadTitle({ ...read, title: read.series, year: read.seriesYear }, show, hasYear);
}

/** As misreadFilm, of an episode's file below its show's new folder. */
export function misreadEpisode(path: string, episode: EpisodeFacts, video: VideoFacts, byDate: boolean): string | null {
  const read = parseEpisodeName(path);
  const numbers = episode.episodes.map(({ number }) => number);
  if (byDate) {
    if (read.airDate !== episode.aired) return misread('as another day');
  } else if (read.season !== episode.season || !isSame(read.episodes, numbers)) {
    return misread(`as season ${String(read.season ?? '?')}, episode ${read.episodes.join(', ') || '?'}`);
  }
  if ((read.part ?? null) !== video.part) return misread(`as part ${String(read.part ?? 'of none')}`);
  if (titleKey(read.edition ?? '') !== titleKey(video.edition ?? '')) {
    return misread(`as edition “${read.edition ?? 'none'}”`);
  }
  return null;
}

/** The show's name as an episode's file gives it has to fit the folder's, or the file would start a show of its own. */
export function misreadShowOfEpisode(path: string, showFolder: string, show: TitleFacts): string | null {
  const read = parseEpisodeName(path);
  const keys = new Set([...titleKeys(show), titleKey(parseSeriesFolder(nameOf(showFolder)).series)]);
  return read.series === null || keys.has(titleKey(read.series)) ? null : misread(`as a show “${read.series}”`);
}

function misreadTitle(read: ReadTitle, item: TitleFacts, hasYear: boolean): string | null {
  const pairs = [
    [read.tmdbId, item.tmdbId],
    [read.imdbId, item.imdbId],
    [read.tvdbId, item.tvdbId],
  ] as const;
  for (const [is, wanted] of pairs) {
    if (is !== null && is !== wanted) return misread(`as the id ${String(is)}`);
  }
  if (pairs.some(([is, wanted]) => is !== null && is === wanted)) return null;
  if (!titleKeys(item).has(titleKey(read.title))) return misread(`as “${read.title}”`);
  const year = hasYear ? item.year : null;
  return read.year === year || (year === null && read.year === item.year)
    ? null
    : misread(`as of ${String(read.year ?? 'no year')}`);
}

function titleKeys({ title, originalTitle }: TitleFacts): Set<string> {
  return new Set(
    [title, articleLast(title), cleanTitle(title), originalTitle ?? title].flatMap((name) => [
      titleKey(name),
      titleKey(name.replace(/[/\\|*:]/gu, ' ')),
    ]),
  );
}

function misread(as: string): string {
  return `The new name would be read ${as}. Change the pattern, an id in it ({tmdb-{TmdbId}}) settles it, or leave this one out.`;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
