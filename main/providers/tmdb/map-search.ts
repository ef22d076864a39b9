import type { SearchHit } from '../../domain/provider-answer.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { dateOf, yearOf } from './map-shared.ts';
import { imageUrl } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { hitDetailsSchema, TmdbSearchHit } from './tmdb-schemas.ts';
import type { z } from 'zod';

/** What a search found, best known first as TMDB sorts; popularity is in proportion to the best known of all of them. */
export function mapHits(kind: 'movie' | 'series', hits: readonly TmdbSearchHit[], maker: ImageMaker): SearchHit[] {
  const most = Math.max(...hits.map(({ popularity }) => popularity ?? 0), 0);
  return hits.flatMap((hit): SearchHit[] => {
    const original = plainText(hit.original_title) ?? plainText(hit.original_name);
    const title = plainText(hit.title) ?? plainText(hit.name) ?? original;
    if (title === null) return [];
    return [
      {
        provider: 'tmdb',
        kind,
        ids: { tmdbId: hit.id, tvdbId: null, imdbId: null },
        title,
        originalTitle: original,
        alternativeTitles: [],
        year: yearOf(dateOf(hit.release_date) ?? dateOf(hit.first_air_date)),
        runtimeMinutes: null,
        popularity: hit.popularity === null || most <= 0 ? null : Math.min(1, Math.max(0, hit.popularity / most)),
        overview: plainText(hit.overview),
        posterUrl: hit.poster_path === null ? null : imageUrl(maker.baseUrl, maker.sizes.poster, hit.poster_path),
        originalLanguage: hit.original_language === '' ? null : hit.original_language,
      },
    ];
  });
}

/** A hit with what its details say of other titles and its length. */
export function withDetails(hit: SearchHit, details: z.output<typeof hitDetailsSchema>): SearchHit {
  const others = [
    ...(details.alternative_titles?.titles ?? []).map(({ title }) => title),
    ...(details.alternative_titles?.results ?? []).map(({ title }) => title),
    ...(details.translations ?? []).map(({ data }) => data.title ?? data.name),
  ];
  const known = [hit.title, hit.originalTitle];
  return {
    ...hit,
    alternativeTitles: plainNames(others).filter((title) => !known.includes(title)),
    runtimeMinutes: details.runtime ?? details.episode_run_time[0] ?? null,
  };
}
