import type { ItemDetail } from '../../../contract/items.ts';
import type { SeriesRow } from '../../../contract/series.ts';
import type { SetRow } from '../../../contract/sets.ts';
import { formatMinutes } from '../../lib/format-duration.ts';
import { dateText } from '../../lib/time-text.ts';
import { t } from '../../messages/t.ts';

type ItemPart = Pick<ItemDetail, 'type' | 'video' | 'audio' | 'subtitles' | 'placement' | 'values'>;

/** What only lists know of an item, under the names that they show; null where it is not known yet. */
export interface ListLabels {
  resolution: string | null;
  hdrType: string | null;
  audio: string | null;
}
type Films = Pick<SetRow, 'filmCount' | 'missingFilmCount'>;
type Counts = Pick<SeriesRow, 'seasonCount' | 'episodeCount' | 'missingCount'>;

function minutesOf(item: ItemPart): string {
  const seconds = item.video?.durationSeconds ?? null;
  const known = typeof item.values.runtime === 'number' ? item.values.runtime : null;
  const minutes = known ?? (seconds === null ? null : Math.round(seconds / 60));
  return minutes ? formatMinutes(minutes) : '';
}

function streamFacts(item: ItemPart, labels: ListLabels | null): string[] {
  const sound = item.audio.find((stream) => stream.isDefault) ?? item.audio[0];
  const languages = new Set(item.subtitles.map((subtitle) => subtitle.language).filter((code) => code !== null));
  return [
    [labels?.resolution, labels?.hdrType].filter(Boolean).join(' '),
    labels?.audio ? [labels.audio, sound?.language].filter(Boolean).join(' ') : '',
    languages.size > 0 ? t.item.subtitles([...languages].join(', ')) : '',
  ];
}

function dateOf(value: unknown): string {
  return typeof value === 'string' ? dateText(value) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The line under the title: of a film runtime, rating, picture, sound and subtitles; of an episode where it stands and when
 * it was aired as well; of a show what there is of it; of a season how many
 * episodes (`episodeCount`). The short names of picture and sound are the list's own (`labels`), so
 * that both say the same. Empty parts are left out.
 */
export function itemFacts(
  item: ItemPart,
  labels: ListLabels | null,
  counts: Counts | null,
  episodeCount?: number,
  films: Films | null = null,
): string[] {
  const { values, placement } = item;
  const facts = {
    movie: () => [minutesOf(item), textOf(values.mpaa), ...streamFacts(item, labels)],
    series: () => [
      textOf(values.series_status),
      counts ? t.item.seasons(counts.seasonCount) : '',
      counts ? t.item.episodes(counts.episodeCount) : '',
      counts && counts.missingCount > 0 ? t.item.missingEpisodes(counts.missingCount) : '',
      textOf(values.mpaa),
    ],
    season: () => [episodeCount === undefined ? '' : t.item.episodes(episodeCount), dateOf(values.premiered)],
    episode: () => [
      placement?.episodeNumber == null ? '' : t.item.episodeCode(placement.seasonNumber, placement.episodeNumber),
      dateOf(values.aired),
      minutesOf(item),
      ...streamFacts(item, labels),
    ],
    set: () => [
      films ? t.sets.films(films.filmCount) : '',
      films && films.missingFilmCount > 0 ? t.sets.missingFilms(films.missingFilmCount) : '',
    ],
  }[item.type]();
  return facts.filter((fact) => fact !== '');
}
