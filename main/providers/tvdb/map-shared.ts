import type { ActorCredit, UniqueId } from '../../domain/movie-metadata.ts';
import type { ProviderIds, TrailerOffer } from '../../domain/provider-answer.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { toCountry } from './country-codes.ts';
import { absoluteImageUrl } from './tvdb-artwork.ts';
import { fromTvdbLanguage, toTvdbLanguages } from './tvdb-languages.ts';
import type {
  TvdbCharacter,
  TvdbContentRating,
  TvdbMovie,
  TvdbRemoteId,
  TvdbSeries,
  TvdbTrailer,
  TvdbTranslation,
} from './tvdb-schemas.ts';

/** YYYY-MM-DD of a whole date; null for one that is not yet known to the day (2023-00-00). */
export function wholeDate(date: string | null): string | null {
  const found = /^\d{4}-\d{2}-\d{2}/u.exec(date ?? '')?.[0];
  if (found === undefined) return null;
  const parsed = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(found) ? found : null;
}

/** The year of a date, also of a partial one, or a year by itself. */
export function yearOf(...dates: (string | null)[]): number | null {
  for (const date of dates) {
    const year = Number(/^(\d{4})(?!\d)/u.exec(date ?? '')?.[1] ?? 0);
    if (year >= 1870 && year <= 2200) return year;
  }
  return null;
}

/** The item's ids elsewhere, told by the name of the source: its numbers differ between films and shows. */
export function idsOf(tvdbId: number, remoteIds: readonly TvdbRemoteId[]): ProviderIds {
  const imdbId = remoteId(remoteIds, /^imdb$/iu, /^tt\d{7,10}$/u);
  const tmdbId = remoteId(remoteIds, /^themoviedb/iu, /^[1-9]\d{0,14}$/u);
  return { tvdbId, imdbId, tmdbId: tmdbId === null ? null : Number(tmdbId) };
}

/** The same as NFO files list them, TheTVDB's own first. */
export function uniqueIdsOf(ids: ProviderIds, remoteIds: readonly TvdbRemoteId[]): UniqueId[] {
  const values: [type: string, value: string | null][] = [
    ['tvdb', String(ids.tvdbId)],
    ['imdb', ids.imdbId],
    ['tmdb', ids.tmdbId === null ? null : String(ids.tmdbId)],
    ['tvmaze', remoteId(remoteIds, /^tv ?maze$/iu, /^\d+$/u)],
    ['wikidata', remoteId(remoteIds, /^wikidata$/iu, /^Q\d+$/u)],
    ['eidr', remoteId(remoteIds, /^eidr$/iu, /^10\.\d+\//u)],
  ];
  return values.flatMap(([type, value]) => (value === null ? [] : [{ type, value, isDefault: false }]));
}

function remoteId(remoteIds: readonly TvdbRemoteId[], source: RegExp, form: RegExp): string | null {
  const found = remoteIds.find(({ id, sourceName }) => source.test(sourceName ?? '') && form.test(id?.trim() ?? ''));
  return found?.id?.trim() ?? null;
}

export interface TvdbTexts {
  title: string | null;
  overview: string | null;
  tagline: string | null;
}

/**
 * What a record says in a language (BCP 47): its translations, else its own texts where it was made in that language.
 * Aliases are no titles.
 */
export function textsIn(tag: string, record: TvdbSeries | TvdbMovie): TvdbTexts {
  const codes = toTvdbLanguages(tag);
  const { nameTranslations = [], overviewTranslations = [] } = record.translations ?? {};
  const isOriginal = record.originalLanguage !== null && codes.includes(record.originalLanguage);
  const titles = nameTranslations.filter(({ isAlias }) => !isAlias);
  return {
    title: inLanguage(codes, titles, 'name') ?? (isOriginal ? plainText(record.name) : null),
    overview: inLanguage(codes, overviewTranslations, 'overview') ?? (isOriginal ? plainText(record.overview) : null),
    tagline: inLanguage(codes, [...titles, ...overviewTranslations], 'tagline'),
  };
}

/** The first of the languages that there is a text in. */
export function inLanguage(
  codes: readonly string[],
  translations: readonly TvdbTranslation[],
  key: 'name' | 'overview' | 'tagline',
): string | null {
  for (const code of codes) {
    for (const translation of translations) {
      const text = translation.language === code ? plainText(translation[key]) : null;
      if (text !== null) return text;
    }
  }
  return null;
}

/** The cast in TheTVDB's order. Who plays several characters is named once, with all of them. */
export function actorsOf(characters: readonly TvdbCharacter[], kinds: readonly string[]): ActorCredit[] {
  const actors = new Map<string, ActorCredit>();
  const wanted = characters.filter(({ peopleType }) => kinds.includes(peopleType ?? ''));
  for (const character of wanted.toSorted((a, b) => (a.sort ?? 0) - (b.sort ?? 0))) {
    const name = plainText(character.personName);
    if (name === null) continue;
    const role = plainText(character.name);
    const key = character.peopleId === null ? name : String(character.peopleId);
    const known = actors.get(key);
    if (known !== undefined) {
      if (role !== null && known.role?.split(' / ').includes(role) !== true) {
        known.role = known.role === null ? role : `${known.role} / ${role}`;
      }
      continue;
    }
    actors.set(key, {
      name,
      role,
      order: actors.size,
      thumbUrl: absoluteImageUrl(character.personImgURL) ?? absoluteImageUrl(character.image),
      tmdbId: null,
      tvdbId: character.peopleId,
    });
  }
  return [...actors.values()];
}

/** The names of those who did one of the jobs. */
export function peopleOf(characters: readonly TvdbCharacter[], kinds: readonly string[]): string[] {
  return plainNames(
    characters.filter(({ peopleType }) => kinds.includes(peopleType ?? '')).map(({ personName }) => personName),
  );
}

/** Certification by ISO 3166-1 country; of several the one that TheTVDB lists first. */
export function certificationsOf(ratings: readonly TvdbContentRating[]): Record<string, string> {
  const certifications: Record<string, string> = {};
  for (const { name, country } of ratings.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
    const code = toCountry(country);
    const certification = plainText(name);
    if (code !== null && certification !== null) certifications[code] ??= certification;
  }
  return certifications;
}

/** Trailers at the sites that players know. Their `runtime` is left out: nobody says in which unit it is. */
export function trailersOf(trailers: readonly TvdbTrailer[]): TrailerOffer[] {
  const found = new Map<string, TrailerOffer>();
  for (const trailer of trailers) {
    const video = videoOf(trailer.url);
    if (video === null) continue;
    const name = plainText(trailer.name) ?? 'Trailer';
    const sourceKey = `${video.site}/${video.id}`;
    if (found.has(sourceKey)) continue;
    found.set(sourceKey, {
      url: video.url,
      site: video.site,
      sourceKey,
      name,
      language: fromTvdbLanguage(trailer.language),
      isOfficial: false,
      kind: /teaser/iu.test(name) ? 'teaser' : 'trailer',
      height: null,
      durationSeconds: null,
      publishedAt: null,
    });
  }
  return [...found.values()];
}

function videoOf(url: string | null): { site: string; id: string; url: string } | null {
  const youtube =
    /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:[^#]*&)?v=|embed\/|v\/|shorts\/)|youtu\.be\/)([\w-]{6,20})/iu.exec(
      url?.trim() ?? '',
    )?.[1];
  if (youtube !== undefined) {
    return { site: 'youtube', id: youtube, url: `https://www.youtube.com/watch?v=${youtube}` };
  }
  const vimeo = /^https?:\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d+)/iu.exec(url?.trim() ?? '')?.[1];
  return vimeo === undefined ? null : { site: 'vimeo', id: vimeo, url: `https://vimeo.com/${vimeo}` };
}
