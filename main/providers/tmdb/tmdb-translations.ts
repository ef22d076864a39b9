import { plainText } from '../plain-text.ts';
import type { TmdbTranslation } from './tmdb-schemas.ts';

export interface TmdbTexts {
  title: string | null;
  overview: string | null;
  tagline: string | null;
}

/** The texts of a record as it was answered, in the language that was asked for. */
export interface TmdbSource extends TmdbTexts {
  /** BCP 47. */
  language: string;
  originalTitle: string | null;
  /** ISO 639-1. */
  originalLanguage: string | null;
  /** Null when they were not answered. */
  translations: readonly TmdbTranslation[] | null;
}

/**
 * What a record says in a language (BCP 47). Translations leave the title empty where it is the original one, and the
 * record itself shows the original title where it is not translated: only of a language that has a translation, or in
 * which the title was made, is there a title at all.
 */
export function textsIn(wanted: string, source: TmdbSource): TmdbTexts {
  const base = baseOf(wanted);
  const translation = translationIn(wanted, source.translations ?? []);
  const isAsked = wanted === source.language;
  const isOriginal = base === source.originalLanguage;
  const shown = isAsked && (translation !== null || source.translations === null) ? plainText(source.title) : null;
  const title = plainText(translation?.data.title) ?? plainText(translation?.data.name) ?? shown;
  return {
    title: title ?? (isOriginal ? plainText(source.originalTitle) : null),
    overview: plainText(translation?.data.overview) ?? (isAsked ? plainText(source.overview) : null),
    tagline: plainText(translation?.data.tagline) ?? (isAsked ? plainText(source.tagline) : null),
  };
}

/** That of the same language and country, else of the same language anywhere. */
export function translationIn(wanted: string, translations: readonly TmdbTranslation[]): TmdbTranslation | null {
  const base = baseOf(wanted);
  const country = /-([A-Za-z]{2})$/u.exec(wanted)?.[1]?.toUpperCase();
  const sameLanguage = translations.filter(({ iso_639_1 }) => iso_639_1.toLowerCase() === base);
  return sameLanguage.find(({ iso_3166_1 }) => iso_3166_1 === country) ?? sameLanguage[0] ?? null;
}

/** ISO 639-1 of a BCP 47 tag: de of de-DE. */
export function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
