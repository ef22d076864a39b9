import { toIso6391, toIso6392 } from './languages.ts';

/** Spellings that say more than the language: code or name → region (ISO 3166, UN M.49) or script (ISO 15924). */
const SUBTAGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BR: 'pob,pb,brazilian,brazilian portuguese,portuguese brazilian,português brasileiro,brazil,brasil',
    PT: 'european portuguese,portugal',
    Hans: 'chs,zhs,simplified,simplified chinese,简体中文,简体',
    Hant: 'cht,zht,traditional,traditional chinese,繁體中文,繁體',
    '419': 'latin american spanish,latino,latin american,español latino,latin america,latinoamérica',
    ES: 'castilian,castellano,spain,españa',
    MX: 'mexico,méxico',
    CA: 'canadian french,french canadian,québécois,vfq,canada,canadian',
    FR: 'france',
    US: 'american english,us,usa',
    GB: 'british english,uk,gb',
  }).flatMap(([subtag, names]) => names.split(',').map((name): [string, string] => [name, subtag])),
);
const CODE_WITH_SUBTAGS = /^[a-z]{2,3}((?:[-_][a-z\d]{2,4}){1,2})$/iu;
const NOTE = /[([{]\s*([^)\]}]+?)\s*[)\]}]?$/u;

/**
 * The BCP 47 tag of a language as it is spelled in names: `de` for "ger" and "German", `pt-BR` for "pt_br", "pob" and
 * "Portuguese (Brazil)", `zh-Hans` for "chs". The language is an ISO 639-1 code where there is one. Null for what
 * `toIso6392` does not know.
 */
export function toLanguageTag(codeOrName: string): string | null {
  const code = toIso6392(codeOrName);
  if (code === null) return null;
  const language = toIso6391(code) ?? code;
  const key = codeOrName.normalize('NFC').trim().toLowerCase();
  const subtags = CODE_WITH_SUBTAGS.exec(key)?.[1]?.split(/[-_]/u).slice(1).map(inItsCase);
  if (subtags !== undefined) return [language, ...subtags].join('-');
  const subtag = SUBTAGS.get(key) ?? SUBTAGS.get(NOTE.exec(key)?.[1] ?? '');
  return subtag === undefined ? language : `${language}-${subtag}`;
}

function inItsCase(subtag: string): string {
  return subtag.length === 4 ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag.toUpperCase();
}
