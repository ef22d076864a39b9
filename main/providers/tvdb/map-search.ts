import type { SearchHit } from '../../domain/provider-answer.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { idsOf, yearOf } from './map-shared.ts';
import { absoluteImageUrl } from './tvdb-artwork.ts';
import { fromTvdbLanguage, toTvdbLanguages } from './tvdb-languages.ts';
import type { TvdbSearchItem } from './tvdb-schemas.ts';

/** A hit of TheTVDB's search; its order is all that it says of popularity. */
export function mapSearchHit(kind: 'movie' | 'series', item: TvdbSearchItem, tag: string): SearchHit | null {
  const codes = toTvdbLanguages(tag);
  const original = plainText(item.name);
  const translated = codes.map((code) => plainText(item.translations[code])).find((text) => text !== null) ?? null;
  const title = translated ?? original;
  if (title === null) return null;
  const overview = codes.map((code) => plainText(item.overviews[code])).find((text) => text !== null) ?? null;
  return {
    provider: 'tvdb',
    kind,
    ids: idsOf(item.tvdb_id, item.remote_ids),
    title,
    originalTitle: original,
    alternativeTitles: plainNames([...item.aliases, ...Object.values(item.translations)]).filter(
      (name) => name !== title && name !== original,
    ),
    year: yearOf(item.year, item.first_air_time),
    runtimeMinutes: null,
    popularity: null,
    overview: overview ?? plainText(item.overview),
    posterUrl: absoluteImageUrl(item.image_url),
    originalLanguage: fromTvdbLanguage(item.primary_language),
  };
}
