import { twoDigits } from './world-titles.ts';
import type { LibrarySeries, WorldEpisode, WorldSeries } from './world-types.ts';

/** How the shows lie on disk: seasons in folders, with titles or without, in other orders, by date, all in one folder. */
export function showsOnDisk(series: readonly WorldSeries[]): LibrarySeries[] {
  return series.map((show, index): LibrarySeries => {
    const title = show.texts['en-US']?.title ?? show.originalTitle;
    const plain = `${title} (${String(show.year)})`;
    const episodes = show.seasons.flatMap((season) => season.episodes);
    const isTwin = series.filter((other) => other.originalTitle === show.originalTitle).length > 1;
    // Of the two shows of one name, the older lies there without its year.
    if (isTwin && index === series.length - 2) {
      return { ...entry(title, 'remake-without-year', episodes, bySeason(title)), expect: 'inbox', right: null };
    }
    if (isTwin) return { ...entry(plain, 'remake', episodes, bySeason(title)), right: show.tmdbId };
    const right = show.tmdbId;
    const regular = episodes.filter((episode) => episode.season > 0);
    if (show.groups.some((group) => group.type === 2)) {
      const files = regular.map((one) => ({
        path: `${title} - ${threeDigits(one.absolute)}.mkv`,
        episodeIds: [one.tmdbId],
      }));
      return { folder: plain, case: 'absolute-order', expect: 'match', right, order: 'absolute', files };
    }
    if (show.groups.some((group) => group.type === 3)) {
      return { ...entry(plain, 'dvd-order', regular, onDiscs(title)), right, order: 'dvd' };
    }
    if (index === 4) return { ...entry(plain, 'by-date', regular, byDate(title)), right };
    if (index === 5) return { ...entry(title, 'no-year', episodes, bySeason(title)), expect: 'match-or-inbox', right };
    if (index === 6)
      return { ...entry(`${plain} [tvdbid-${String(show.tvdbId)}]`, 'id-in-name', episodes, bySeason(title)), right };
    if (index % 2 === 0) return { ...entry(plain, 'plain', episodes, withTitles(title)), right };
    return { ...entry(plain, 'plain', episodes, bySeason(title)), right };
  });
}

type PathOf = (episode: WorldEpisode) => string;

function entry(
  folder: string,
  name: LibrarySeries['case'],
  episodes: readonly WorldEpisode[],
  path: PathOf,
): LibrarySeries {
  return {
    folder,
    case: name,
    expect: 'match',
    right: null,
    order: 'aired',
    files: episodes.map((episode) => ({ path: path(episode), episodeIds: [episode.tmdbId] })),
  };
}

const bySeason =
  (title: string): PathOf =>
  (episode) =>
    `Season ${twoDigits(episode.season)}/${title} - S${twoDigits(episode.season)}E${twoDigits(episode.number)}.mkv`;

const withTitles =
  (title: string): PathOf =>
  (episode) => {
    const folder = episode.season === 0 ? 'Specials' : `Season ${String(episode.season)}`;
    const name = (episode.texts['en-US']?.title ?? '').replace(/[<>:"/\\|?*]/g, '');
    return `${folder}/${title} - ${String(episode.season)}x${twoDigits(episode.number)} - ${name}.mkv`;
  };

const onDiscs =
  (title: string): PathOf =>
  (episode) => {
    const { season, number } = episode.dvd ?? episode;
    return `Season ${twoDigits(season)}/${title} - S${twoDigits(season)}E${twoDigits(number)}.mkv`;
  };

const byDate =
  (title: string): PathOf =>
  (episode) =>
    `Season ${twoDigits(episode.season)}/${title} - ${episode.aired ?? 'undated'}.mkv`;

function threeDigits(value: number | null): string {
  return String(value ?? 0).padStart(3, '0');
}
