import { numeralValue, NUMBER_WORDS, SEASON_WORD } from './number-words.ts';

export interface SeasonMarker {
  season: number;
  /** Where the word and its number start and end. */
  start: number;
  end: number;
  /** The word ("Series", "Serie") also begins titles. */
  isTitleWord: boolean;
}

const WORDS = [...NUMBER_WORDS.keys()].join('|');
const GAP = '[\\s._-]*';
/** "Season 2", "Staffel 02", "S2", "Season Two" — then the end or a separator. */
const WORD_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${SEASON_WORD})${GAP}(?:(\\d{1,4})|(${WORDS}))|s[\\s._]?(\\d{1,4}))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** "2. Staffel", "2nd season", "1ª Temporada", "2 сезон". */
const NUMBER_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,3})(?:\\.|st|nd|rd|th|[aªeºr]|er|ère|ème|-й)?${GAP}(?:${SEASON_WORD})(?![\\p{L}\\p{N}])`,
  'giu',
);
const TITLE_WORD = /^s[eé]ries?/iu;
const HAN = /第\s?([\d一二三四五六七八九十]{1,3})\s?[季期部]/gu;
/** The first mention of a season in the text, whatever stands around it; null when there is none. */
export function findSeasonMarker(text: string): SeasonMarker | null {
  let best: SeasonMarker | null = null;
  const note = (season: number | null, match: RegExpExecArray): void => {
    if (season === null) return;
    const marker = {
      season,
      start: match.index,
      end: match.index + match[0].length,
      isTitleWord: TITLE_WORD.test(match[0]),
    };
    if (best === null || marker.start < best.start) best = marker;
  };
  for (const match of text.matchAll(WORD_FIRST)) {
    note(numeralValue(match[1] ?? match[3] ?? '') ?? NUMBER_WORDS.get((match[2] ?? '').toLowerCase()) ?? null, match);
  }
  for (const match of text.matchAll(NUMBER_FIRST)) note(numeralValue(match[1] ?? ''), match);
  for (const match of text.matchAll(HAN)) note(numeralValue(match[1] ?? ''), match);
  return best;
}
