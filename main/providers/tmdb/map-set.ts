import type { PersonAnswer, SetAnswer } from '../../domain/provider-answer.ts';
import { plainText } from '../plain-text.ts';
import { dateOf, yearOf } from './map-shared.ts';
import { offersOf, plainOffer } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { TmdbCollection, TmdbPerson } from './tmdb-schemas.ts';
import { textsIn } from './tmdb-translations.ts';

/** A collection in Metarr's words. */
export function mapSet(collection: TmdbCollection, languages: readonly string[], maker: ImageMaker): SetAnswer {
  const source = {
    language: languages[0] ?? '',
    title: collection.name,
    overview: collection.overview,
    tagline: null,
    originalTitle: collection.original_name ?? collection.name,
    originalLanguage: collection.original_language,
    translations: collection.translations,
  };
  const uniqueIds = [{ type: 'tmdb', value: String(collection.id), isDefault: true }];
  const parts = collection.parts.toSorted((a, b) => (when(a.release_date) < when(b.release_date) ? -1 : 1));
  return {
    kind: 'set',
    provider: 'tmdb',
    providerId: String(collection.id),
    ids: { tmdbId: collection.id, tvdbId: null, imdbId: null },
    records: [
      { language: '', metadata: { name: null, overview: null, tmdbCollectionId: collection.id, uniqueIds } },
      ...[...new Set(languages)].flatMap((language): SetAnswer['records'] => {
        const { title: name, overview } = textsIn(language, source);
        if (name === null && overview === null) return [];
        return [{ language, metadata: { name, overview, tmdbCollectionId: null, uniqueIds: [] } }];
      }),
    ],
    images: offersOf(maker, collection.images),
    trailers: [],
    members: parts.flatMap((part): SetAnswer['members'] => {
      const title = plainText(part.title);
      return title === null ? [] : [{ tmdbId: part.id, title, year: yearOf(dateOf(part.release_date)) }];
    }),
  };
}

/** A person; null for one without a name. */
export function mapPerson(person: TmdbPerson, maker: ImageMaker): PersonAnswer | null {
  const name = plainText(person.name);
  if (name === null) return null;
  const imdbId = person.imdb_id ?? person.external_ids?.imdb_id ?? '';
  const images = offersOf(maker, person.images);
  return {
    provider: 'tmdb',
    ids: { tmdbId: person.id, tvdbId: null, imdbId: /^nm\d{7,10}$/u.test(imdbId) ? imdbId : null },
    name,
    images: images.length > 0 ? images : plainOffer(maker, 'thumb', 'profile', person.profile_path),
  };
}

/** Announced films without a date come last. */
function when(date: string | null): string {
  return dateOf(date) ?? '9999';
}
