import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import type { Rating, UniqueId } from '../../domain/movie-metadata.ts';
import type { LanguageRecord, MovieAnswer, ProviderIds, SeriesAnswer } from '../../domain/provider-answer.ts';
import { emptySeriesMetadata } from '../../domain/tv-metadata.ts';
import { plainNames, plainText } from '../plain-text.ts';
import type { OmdbTitle } from './omdb-schemas.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A film as OMDb knows it. Its texts are English. */
export function mapOmdbMovie(title: OmdbTitle, asked: ProviderIds, languages: readonly string[]): MovieAnswer {
  const shared = sharedValues(title, asked);
  const texts = { title: plainText(title.Title), plot: plainText(title.Plot) };
  return {
    ...itemOf(shared.imdbId, asked),
    kind: 'movie',
    records: [
      { language: '', metadata: { ...emptyMovieMetadata(), ...shared }, certifications: certificationsOf(title) },
      ...english(texts, languages, (metadata) => ({ ...emptyMovieMetadata(), ...metadata })),
    ],
  };
}

/** A show as OMDb knows it. */
export function mapOmdbSeries(title: OmdbTitle, asked: ProviderIds, languages: readonly string[]): SeriesAnswer {
  const shared = sharedValues(title, asked);
  const texts = { title: plainText(title.Title), plot: plainText(title.Plot) };
  return {
    ...itemOf(shared.imdbId, asked),
    kind: 'series',
    records: [
      { language: '', metadata: { ...emptySeriesMetadata(), ...shared }, certifications: certificationsOf(title) },
      ...english(texts, languages, (metadata) => ({ ...emptySeriesMetadata(), ...metadata })),
    ],
    seasons: [],
  };
}

function itemOf(
  imdbId: string | null,
  asked: ProviderIds,
): Pick<MovieAnswer, 'provider' | 'providerId' | 'ids' | 'images' | 'trailers'> {
  // The poster is a small copy of IMDb's, not free to use: no offer.
  return { provider: 'omdb', providerId: imdbId ?? '', ids: { ...asked, imdbId }, images: [], trailers: [] };
}

/**
 * What films and shows have in common. The three or four names of OMDb's cast are left out: without characters and ids they
 * would pass for a whole one.
 */
function sharedValues(
  title: OmdbTitle,
  asked: ProviderIds,
): {
  year: number | null;
  premiered: string | null;
  runtime: number | null;
  imdbId: string | null;
  uniqueIds: UniqueId[];
  genres: string[];
  countries: string[];
  directors: string[];
  writers: string[];
  ratings: Rating[];
} {
  const imdbId = /^tt\d{7,10}$/u.test(title.imdbID ?? '') ? title.imdbID : asked.imdbId;
  return {
    year: yearOf(title.Year),
    premiered: dateOf(title.Released),
    runtime: minutesOf(title.Runtime),
    imdbId,
    uniqueIds: imdbId === null ? [] : [{ type: 'imdb', value: imdbId, isDefault: false }],
    genres: namesOf(title.Genre),
    countries: namesOf(title.Country),
    directors: namesOf(title.Director),
    writers: namesOf(title.Writer),
    ratings: ratingsOf(title),
  };
}

function english<M>(
  texts: { title: string | null; plot: string | null },
  languages: readonly string[],
  metadata: (texts: { title: string | null; plot: string | null }) => M,
): LanguageRecord<M>[] {
  if (texts.title === null && texts.plot === null) return [];
  const wanted = [...new Set(languages.filter((language) => /^en(?:$|[-_])/iu.test(language)))];
  return (wanted.length === 0 ? ['en'] : wanted).map((language) => ({ language, metadata: metadata(texts) }));
}

/** Ratings under Kodi's names, on the scale they are given in. */
function ratingsOf(title: OmdbTitle): Rating[] {
  const source = (name: string): string | null => title.Ratings.find(({ Source }) => Source === name)?.Value ?? null;
  const imdb = numberOf(title.imdbRating) ?? shareOf(source('Internet Movie Database'), 10);
  const votes = numberOf(title.imdbVotes);
  const tomatoes = shareOf(source('Rotten Tomatoes'), 100);
  const metacritic = numberOf(title.Metascore) ?? shareOf(source('Metacritic'), 100);
  return [
    rating('imdb', imdb, 10, votes === null ? null : Math.round(votes)),
    rating('tomatometerallcritics', tomatoes, 100, null),
    rating('metacritic', metacritic, 100, null),
  ].filter((found) => found !== null);
}

function rating(source: string, value: number | null, max: number, votes: number | null): Rating | null {
  return value === null || value < 0 || value > max ? null : { source, value, max, votes, isDefault: false };
}

/** "8.7/10", "91%" → the value on a scale of `max`. */
function shareOf(text: string | null, max: number): number | null {
  const percent = /^([\d.]+)\s*%$/u.exec(text ?? '')?.[1];
  if (percent !== undefined) return (Number(percent) * max) / 100;
  const [, value, top] = /^([\d.]+)\s*\/\s*(\d+)$/u.exec(text ?? '') ?? [];
  if (value === undefined || Number(top) === 0) return null;
  return Math.round(((Number(value) * max) / Number(top)) * 1000) / 1000;
}

/** "2,757,076" → 2757076. */
function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^\d+(?:\.\d+)?$/u.test(text)
    ? Number(text.replaceAll(',', ''))
    : null;
}

/** The first year of "1999", "2005–2014", "2013–" and "1974-". */
function yearOf(text: string | null): number | null {
  const year = Number(/^\d{4}/u.exec(text ?? '')?.[0] ?? 0);
  return year >= 1870 && year <= 2200 ? year : null;
}

/** "14 Oct 1994" → 1994-10-14. */
function dateOf(text: string | null): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})$/iu.exec(text ?? '') ?? [];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
}

/** "142 min", "1 h 35 min" → minutes. */
function minutesOf(text: string | null): number | null {
  const hours = Number(/(\d+)\s*h/iu.exec(text ?? '')?.[1] ?? 0);
  const minutes = Number(/(\d[\d,]*)\s*min/iu.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
  const total = hours * 60 + minutes;
  return total > 0 && total <= 6000 ? total : null;
}

/** The American one: OMDb knows no other. */
function certificationsOf({ Rated }: OmdbTitle): Record<string, string> {
  return Rated === null ? {} : { US: Rated };
}

/** Names between commas; notes in brackets ("screenplay by") are no part of a name. */
function namesOf(text: string | null): string[] {
  return plainNames((text ?? '').replace(/\([^)]*\)/gu, '').split(','));
}
