const languageNames = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
const regionNames = new Intl.DisplayNames('en', { type: 'region' });

/** Languages that many artworks and translations have, as ISO 639-1. Any other can be typed. */
export const COMMON_LANGUAGES: readonly string[] = (
  'en de fr es it pt nl da sv nb fi pl cs sk hu ro bg el tr ru uk hr sr sl lt lv et he ar fa hi th vi ' + 'id ko ja zh'
).split(' ');

/** Translations that differ by country, as BCP 47: the ones providers know. */
export const COMMON_TRANSLATIONS: readonly string[] = (
  'en-US en-GB de-DE fr-FR fr-CA es-ES es-MX it-IT pt-PT pt-BR nl-NL da-DK sv-SE nb-NO fi-FI pl-PL ' +
  'cs-CZ sk-SK hu-HU ro-RO bg-BG el-GR tr-TR ru-RU uk-UA hr-HR sr-RS sl-SI lt-LT lv-LV et-EE he-IL ' +
  'ar-SA fa-IR hi-IN th-TH vi-VN id-ID ko-KR ja-JP zh-CN zh-TW zh-HK'
).split(' ');

/** Countries whose certifications are asked for most, as ISO 3166-1. */
export const COMMON_COUNTRIES: readonly string[] = (
  'US GB DE AT CH FR BE NL ES PT IT IE DK SE NO FI IS PL CZ SK HU RO BG GR TR RU UA CA MX BR AR AU ' + 'NZ JP KR IN ZA'
).split(' ');

/** "German", "Portuguese (Brazil)"; a code that is none is given back as it is. */
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** "Germany" for DE; a code that is none is given back as it is. */
export function countryName(code: string): string {
  try {
    return regionNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** What a value is tagged with, in words: a language ("de-DE"), or only a country ("und-DE": a certification). */
export function tagName(tag: string): string {
  const country = /^und-([A-Z]{2})$/.exec(tag)?.[1];
  return country === undefined ? languageName(tag) : countryName(country);
}

function byName(codes: readonly string[], typed: string, nameOf: (code: string) => string): string | null {
  const wanted = typed.toLowerCase();
  return codes.find((code) => nameOf(code).toLowerCase() === wanted) ?? null;
}

/** What was typed as a BCP 47 tag of language and perhaps country: "de-de", "German (Germany)" and "German" are read. */
export function parseTranslation(typed: string): string | null {
  const text = typed.trim();
  const named = byName([...COMMON_TRANSLATIONS, ...COMMON_LANGUAGES], text, languageName);
  if (named !== null) return named;
  if (!/^[a-z]{2,3}([-_][a-z]{2})?$/i.test(text)) return null;
  const [tag] = Intl.getCanonicalLocales(text.replace('_', '-'));
  const [language = ''] = tag?.split('-') ?? [];
  return tag !== undefined && languageName(language) !== language ? tag : null;
}

/** What was typed as an ISO 639-1 code: "de" and "German" are read. */
export function parseLanguage(typed: string): string | null {
  const text = typed.trim();
  const named = byName(COMMON_LANGUAGES, text, languageName);
  if (named !== null) return named;
  const code = text.toLowerCase();
  return /^[a-z]{2}$/.test(code) && languageName(code) !== code ? code : null;
}

/** What was typed as an ISO 3166-1 code: "de" and "Germany" are read. */
export function parseCountry(typed: string): string | null {
  const text = typed.trim();
  const named = byName(COMMON_COUNTRIES, text, countryName);
  if (named !== null) return named;
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && countryName(code) !== code ? code : null;
}
