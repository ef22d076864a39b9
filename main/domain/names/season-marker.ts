import { firstMatch } from './first-match.ts';
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
  `(?<![\\p{L}\\p{N}'’])(?:(?:${SEASON_WORD})${GAP}(?:(\\d{1,4})|(${WORDS}))|s[._]?(\\d{1,4}))(?![\\p{L}\\p{N}])`,
  'giu',
);
/** "2. Staffel", "2nd season", "1ª Temporada", "2 сезон". */
const NUMBER_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,3})(?:\\.|st|nd|rd|th|[aªeºr]|er|ère|ème|-й)?${GAP}(?:${SEASON_WORD})(?![\\p{L}\\p{N}])`,
  'giu',
);
const MENTION = new RegExp(`\\d|第|(?:${WORDS})`, 'iu');
const TITLE_WORD = /^s[eé]ries?/iu;
const HAN = /第\s?([\d一二三四五六七八九十]{1,3})\s?[季期部]/gu;
/** The first mention of a season in the text, whatever stands around it; null when there is none. */
export function findSeasonMarker(text: string): SeasonMarker | null {
  if (!MENTION.test(text)) return null;
  const inDigits = (match: RegExpExecArray): SeasonMarker | null => markerOf(numeralValue(match[1] ?? ''), match);
  const found = [
    firstMatch(text, WORD_FIRST, (match) =>
      markerOf(numeralValue(match[1] ?? match[3] ?? '') ?? NUMBER_WORDS.get((match[2] ?? '').toLowerCase()), match),
    ),
    firstMatch(text, NUMBER_FIRST, inDigits),
    firstMatch(text, HAN, inDigits),
  ];
  let best: SeasonMarker | null = null;
  for (const marker of found) if (marker !== null && (best === null || marker.start < best.start)) best = marker;
  return best;
}

function markerOf(season: number | null | undefined, match: RegExpExecArray): SeasonMarker | null {
  if (season === null || season === undefined) return null;
  const end = match.index + match[0].length;
  return { season, start: match.index, end, isTitleWord: TITLE_WORD.test(match[0]) };
}
