import { toIso6391, toIso6392 } from '../../domain/languages.ts';

/** ISO 639-2/B → 639-2/T, where the two differ: TheTVDB writes the latter. */
const TERMINOLOGICAL: Readonly<Record<string, string>> = {
  alb: 'sqi',
  arm: 'hye',
  baq: 'eus',
  bur: 'mya',
  chi: 'zho',
  cze: 'ces',
  dut: 'nld',
  fre: 'fra',
  geo: 'kat',
  ger: 'deu',
  gre: 'ell',
  ice: 'isl',
  mac: 'mkd',
  mao: 'mri',
  may: 'msa',
  per: 'fas',
  rum: 'ron',
  slo: 'slk',
  tib: 'bod',
  wel: 'cym',
};
/** TheTVDB's own codes of languages that two countries write differently. */
const BRAZILIAN = 'pt';
const TAIWANESE = 'zhtw';

/**
 * TheTVDB's codes for a language as the person set it (BCP 47), best first: deu for de-DE; pt, then por for pt-BR; zhtw,
 * then zho for zh-TW. Empty for a language that it has no code for.
 */
export function toTvdbLanguages(tag: string): string[] {
  const iso = toIso6392(tag);
  if (iso === null) return [];
  const code = TERMINOLOGICAL[iso] ?? iso;
  if (code === 'por') return /[-_]br\b/iu.test(tag) ? [BRAZILIAN, code] : [code, BRAZILIAN];
  if (code === 'zho') return /[-_](?:tw|hk|mo|hant)\b/iu.test(tag) ? [TAIWANESE, code] : [code, TAIWANESE];
  if (code === 'nob' || code === 'nno') return [code, 'nor'];
  if (code === 'nor') return [code, 'nob'];
  return [code];
}

/** ISO 639-1 of one of TheTVDB's codes; the code itself where a language has none; null for null and blanks. */
export function fromTvdbLanguage(code: string | null): string | null {
  const plain = code?.trim().toLowerCase() ?? '';
  if (plain === '') return null;
  if (plain === TAIWANESE) return 'zh';
  const iso = toIso6392(plain);
  return iso === null ? plain : (toIso6391(iso) ?? iso);
}
