import type { AskOptions } from '../provider.ts';
import { baseOf } from './tmdb-translations.ts';

/** Languages that artwork is made in, for when all are wanted: TMDB wants them named. */
const ARTWORK_LANGUAGES =
  'en,de,fr,es,it,pt,nl,pl,ru,uk,cs,sk,hu,ro,bg,el,tr,sv,da,no,fi,ja,ko,zh,th,vi,id,he,ar,fa,hi,ta,te,hr,sr,sl,lt,lv,et,ca'.split(
    ',',
  );

/** TMDB's `language`: a language with a country (de-DE) or without. A script (zh-Hans) is left out. */
export function tmdbLanguage(language: string): string {
  const country = /-([A-Za-z]{2})$/u.exec(language)?.[1]?.toUpperCase();
  return country === undefined ? baseOf(language) : `${baseOf(language)}-${country}`;
}

/**
 * In which languages details are asked for: texts in the first, images in those wanted and without text, videos in any
 * that the person reads, and in English.
 */
export function languageQuery({
  languages,
  imageLanguages,
}: Pick<AskOptions, 'languages' | 'imageLanguages'>): Record<string, string> {
  const [first] = languages;
  const images = imageLanguages.length === 0 ? ARTWORK_LANGUAGES : imageLanguages.map(baseOf);
  return {
    ...(first === undefined ? {} : { language: tmdbLanguage(first) }),
    include_image_language: [...new Set([...images, 'null'])].join(','),
    include_video_language: [...new Set([...languages.map(baseOf), 'en'])].join(','),
  };
}
