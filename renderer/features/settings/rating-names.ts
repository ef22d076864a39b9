import type { CodeItem } from './code-items.ts';

/** Kodi's rating names (https://kodi.wiki/view/NFO_files/Movies) with what people call them. */
const NAMES: Readonly<Record<string, string>> = {
  imdb: 'IMDb',
  themoviedb: 'TMDB',
  tmdb: 'TMDB',
  tvdb: 'TheTVDB',
  trakt: 'Trakt',
  metacritic: 'Metacritic',
  tomatometerallcritics: 'Rotten Tomatoes',
  tomatometerallaudience: 'Rotten Tomatoes, audience',
  tomatometeravgcritics: 'Rotten Tomatoes, critics’ average',
};

export const RATING_OPTIONS: readonly CodeItem[] = [
  'imdb',
  'themoviedb',
  'tvdb',
  'trakt',
  'metacritic',
  'tomatometerallcritics',
  'tomatometerallaudience',
].map((value) => ({ value, label: NAMES[value] ?? value }));

export function ratingItems(names: readonly string[]): CodeItem[] {
  return names.map((value) => ({ value, label: NAMES[value] ?? value }));
}
