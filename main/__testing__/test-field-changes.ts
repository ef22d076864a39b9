import type { FieldName, FieldValue } from '../../contract/field-values.ts';

/** Another value for every field of any kind of item, and one that clears it; undefined where it must have one. */
export const FIELD_CHANGES: Record<FieldName, { next: FieldValue; clear: FieldValue | undefined }> = {
  title: { next: 'Alien: Director’s Cut', clear: undefined },
  original_title: { next: 'L’Alien', clear: null },
  sort_title: { next: 'Alien 01', clear: null },
  year: { next: 1980, clear: null },
  premiered: { next: '1980-01-01', clear: null },
  runtime: { next: 116, clear: null },
  mpaa: { next: 'FSK 16', clear: null },
  tagline: { next: 'Warum?', clear: null },
  outline: { next: 'Shorter.', clear: null },
  plot: { next: 'Longer.\n\nMuch longer.', clear: null },
  user_rating: { next: 9.5, clear: null },
  aired: { next: '1980-02-01', clear: null },
  series_status: { next: 'Ended', clear: null },
  episode_order: { next: 'dvd', clear: undefined },
  display_season: { next: 4, clear: null },
  display_episode: { next: 9, clear: null },
  absolute_number: { next: 31, clear: null },
  dvd_season: { next: 2, clear: null },
  dvd_episode: { next: 6, clear: null },
  tmdb_id: { next: 349, clear: null },
  tvdb_id: { next: 7001, clear: null },
  imdb_id: { next: 'tt0078749', clear: null },
  set_id: { next: { name: 'Other Collection', overview: 'Everything.' }, clear: null },
  genres: { next: ['Science Fiction', 'Drama'], clear: [] },
  studios: { next: ['20th Century Fox', 'Brandywine'], clear: [] },
  countries: { next: ['USA'], clear: [] },
  tags: { next: ['classic', 'space'], clear: [] },
  directors: { next: ['Someone Else'], clear: [] },
  writers: { next: ['Walter Hill', "Dan O'Bannon"], clear: [] },
  actors: {
    next: [
      { name: 'Sigourney Weaver', role: 'Ripley', tmdbId: 10205, thumbHash: null },
      { name: 'Ian Holm', role: 'Ash', tmdbId: null, thumbHash: null },
    ],
    clear: [],
  },
  ratings: {
    next: [
      { source: 'imdb', value: 8.4, max: 10, votes: 1, isDefault: false },
      { source: 'trakt', value: 90, max: 100, votes: null, isDefault: true },
    ],
    clear: [],
  },
};
