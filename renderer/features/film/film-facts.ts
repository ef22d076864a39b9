import type { MovieDetail, MovieRow } from '../../../contract/movies.ts';
import { formatMinutes } from '../../lib/format-duration.ts';
import { t } from '../../messages/t.ts';

type FilmPart = Pick<MovieDetail, 'video' | 'audio' | 'subtitles'> & {
  values: Pick<MovieDetail['values'], 'runtime' | 'mpaa'>;
};
type Labels = Pick<MovieRow, 'resolution' | 'hdrType' | 'audio'>;

/**
 * The line under the title: runtime, rating, picture, sound, subtitles. The short names of picture and sound are the
 * list's own (`labels`, null until they are known), so that both say the same. Empty parts are left out.
 */
export function filmFacts(film: FilmPart, labels: Labels | null): string[] {
  const seconds = film.video?.durationSeconds ?? null;
  const minutes = film.values.runtime ?? (seconds === null ? null : Math.round(seconds / 60));
  const sound = film.audio.find((stream) => stream.isDefault) ?? film.audio[0];
  const languages = new Set(film.subtitles.map((subtitle) => subtitle.language).filter((code) => code !== null));
  return [
    minutes ? formatMinutes(minutes) : '',
    film.values.mpaa ?? '',
    [labels?.resolution, labels?.hdrType].filter(Boolean).join(' '),
    labels?.audio ? [labels.audio, sound?.language].filter(Boolean).join(' ') : '',
    languages.size > 0 ? t.film.subtitles([...languages].join(', ')) : '',
  ].filter((fact) => fact !== '');
}
