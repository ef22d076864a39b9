import type { MovieDetail } from '../../../contract/movies.ts';
import { formatMinutes } from '../../lib/format-duration.ts';
import { t } from '../../messages/t.ts';

const HEIGHTS: readonly [minWidth: number, minHeight: number, label: string][] = [
  [7000, 4000, '4320p'],
  [3400, 1800, '2160p'],
  [2400, 1350, '1440p'],
  [1800, 950, '1080p'],
  [1200, 680, '720p'],
  [0, 540, '576p'],
  [0, 400, '480p'],
];
const LAYOUTS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 6: '5.1', 7: '6.1', 8: '7.1' };

/** 3840 × 1600 is "2160p": films are wider than their name says, so either side may earn it. */
export function resolutionLabel(width: number | null, height: number | null): string | null {
  if (width === null || height === null) return null;
  const found = HEIGHTS.find(([minWidth, minHeight]) => (minWidth > 0 && width >= minWidth) || height >= minHeight);
  return found ? found[2] : `${height}p`;
}

/** "DTS 5.1 eng": one sound track in few words. */
export function audioLabel(audio: { codec: string | null; channels: number | null; language: string | null }): string {
  const layout = audio.channels === null ? null : (LAYOUTS[audio.channels] ?? t.film.files.channels(audio.channels));
  return [audio.codec?.toUpperCase(), layout, audio.language].filter(Boolean).join(' ');
}

/** The line under the title: runtime, rating, picture, sound, subtitles. Empty parts are left out. */
export function filmFacts(film: MovieDetail): string[] {
  const { video } = film;
  const minutes = film.values.runtime ?? (video?.durationSeconds ? Math.round(video.durationSeconds / 60) : null);
  const picture = [video ? resolutionLabel(video.width, video.height) : null, video?.hdrType].filter(Boolean).join(' ');
  const sound = film.audio.find((stream) => stream.isDefault) ?? film.audio[0];
  const languages = [...new Set(film.subtitles.map((subtitle) => subtitle.language).filter((code) => code !== null))];
  return [
    minutes ? formatMinutes(minutes) : '',
    film.values.mpaa ?? '',
    picture,
    sound ? audioLabel(sound) : '',
    languages.length > 0 ? t.film.subtitles(languages.join(', ')) : '',
  ].filter((fact) => fact !== '');
}
