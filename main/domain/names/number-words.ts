/**
 * What a season and an episode are called, in lower case and as parts of a pattern: the words Kodi, Jellyfin and Sonarr know,
 * and those of the languages people name their folders in. A word is followed by its number unless told otherwise.
 */
export const SEASON_WORD = [
  'seasons?|series|staffel|saison|temporada|temp|tempo|stagione|seizoen|reeks|s[äæ]song?|sesong|s[æa]son|season[ge]?n?',
  'kausi|tuotantokausi|hooaeg|sezon(?:ul|as?)?|sez[oó]na|s[eé]rie|řada|évad|seri|sezona|σεζόν|κύκλος|сезон|сезона|עונה|الموسم|موسم',
  'musim|mùa|phần|시즌|シーズン|ซีซั่น|सीज़न',
].join('|');

/** What an episode is called, without the single letter. */
export const EPISODE_WORD = [
  'episodes?|episodio|epis[oó]dio|[eé]pisode|folge|cap[ií]tulo|capitol|puntata|aflevering|avsnitt|afsnit|episodi|jakso|odcinek',
  'odc|epizod[ae]?|epizód|díl|diel|r[eé]sz|bölüm|b[oö]l|επεισόδιο|серия|серія|эпизод|епізод|выпуск|פרק|الحلقة|حلقة|tập|ตอนที่|エピソード|에피소드',
].join('|');

/** Small numbers in words, for "Part One" and "Season Two". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, index) => [
    word,
    index + 1,
  ]),
);

const HAN_DIGITS = '零一二三四五六七八九';

/** Value of Arabic or Chinese numerals up to 99 ("2", "十二"); null for anything else. */
export function numeralValue(text: string): number | null {
  if (/^\d{1,5}$/u.test(text)) return Number(text);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (match === null || text === '') return null;
  const first = match[1] === undefined ? null : HAN_DIGITS.indexOf(match[1]);
  const last = match[3] === undefined ? 0 : HAN_DIGITS.indexOf(match[3]);
  if (match[2] === undefined) return last === 0 || first === null ? (first ?? last) : null;
  return (first ?? 1) * 10 + last;
}
