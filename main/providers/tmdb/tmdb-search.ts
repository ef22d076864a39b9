import { titleKey } from '../../domain/names/title-key.ts';
import type { SearchHit } from '../../domain/provider-answer.ts';
import type { AskOptions, SearchQuery } from '../provider.ts';
import { mapHits, withDetails } from './map-search.ts';
import { dateOf, yearOf } from './map-shared.ts';
import { KEEP_MS } from './tmdb-api.ts';
import type { TmdbApi } from './tmdb-api.ts';
import type { ImageMaker } from './tmdb-images.ts';
import { tmdbLanguage } from './tmdb-languages.ts';
import { hitDetailsSchema, searchSchema } from './tmdb-schemas.ts';
import type { TmdbSearchHit } from './tmdb-schemas.ts';

/** Of so many hits other titles and lengths are looked up, where the title alone does not tell. */
const MOST_LOOKED_UP = 3;

/**
 * What there is under a title. Asks once when the title is found in its year; else also without the year, which may be off,
 * and for the other titles and the length of the first few where none, or more than one, is called so.
 */
export async function searchTmdb(
  api: TmdbApi,
  kind: 'movie' | 'series',
  query: SearchQuery,
  options: AskOptions,
  images: () => Promise<ImageMaker>,
): Promise<SearchHit[]> {
  const isNamedSo = (hit: TmdbSearchHit): boolean =>
    [hit.title, hit.name, hit.original_title, hit.original_name].some(
      (title) => title !== null && titleKey(title) === titleKey(query.title),
    );
  // TMDB's `year` is that of any release: a disc of the year after finds the film too, and would hide another of that name.
  const isOfYear = (hit: TmdbSearchHit): boolean =>
    yearOf(dateOf(hit.release_date) ?? dateOf(hit.first_air_date)) === query.year;
  let found = query.year === null ? [] : await searchOnce(api, kind, query, query.year, options);
  if (!found.some((hit) => isNamedSo(hit) && isOfYear(hit))) {
    const more = await searchOnce(api, kind, query, null, options);
    const known = new Set(found.map(({ id }) => id));
    found = [...found, ...more.filter(({ id }) => !known.has(id))];
  }
  if (found.length === 0) return [];
  const named = found.filter(isNamedSo);
  const unclear = named.length === 1 ? [] : (named.length > 1 ? named : found).slice(0, MOST_LOOKED_UP);
  const unclearIds = new Set(unclear.map(({ id }) => id));
  const hits = mapHits(kind, found, await images());
  return Promise.all(
    hits.map((hit) => (unclearIds.has(hit.ids.tmdbId ?? 0) ? lookUp(api, kind, hit, options) : Promise.resolve(hit))),
  );
}

async function searchOnce(
  api: TmdbApi,
  kind: 'movie' | 'series',
  { title, language }: SearchQuery,
  year: number | null,
  options: AskOptions,
): Promise<TmdbSearchHit[]> {
  // A film's `year` is that of any release, a show's has to be that of its first episode.
  const ofYear: Record<string, string> =
    year === null ? {} : { [kind === 'movie' ? 'year' : 'first_air_date_year']: String(year) };
  const answer = await api.ask(
    {
      path: kind === 'movie' ? '/search/movie' : '/search/tv',
      query: { query: title, language: tmdbLanguage(language), ...ofYear },
      schema: searchSchema,
      keepForMs: KEEP_MS.search,
      what: 'a search',
    },
    options,
  );
  return answer?.results ?? [];
}

async function lookUp(api: TmdbApi, kind: 'movie' | 'series', hit: SearchHit, options: AskOptions): Promise<SearchHit> {
  const details = await api.ask(
    {
      path: `/${kind === 'movie' ? 'movie' : 'tv'}/${String(hit.ids.tmdbId)}`,
      query: { append_to_response: 'alternative_titles,translations' },
      schema: hitDetailsSchema,
      keepForMs: KEEP_MS.details,
      what: 'other titles of a hit',
    },
    options,
  );
  return details === null ? hit : withDetails(hit, details);
}
