import { type EpisodeNumber, type FollowingNumber, isBareRange, joinNumbers, partOfLetter } from './episode-number.ts';
import { firstMatch } from './first-match.ts';
import { EPISODE_WORD, NUMBER_WORDS, numeralValue } from './number-words.ts';

const NOT_INSIDE = '(?<![\\p{L}\\p{N}])';
const AFTER = '(?![\\p{L}\\p{N}])';
const NUMBER = '(\\d{1,5})([a-d])?(?:v\\d)?';
/** "Episode 4", "Folge - 04", "ep_02", "E03". */
const WORD_FIRST = new RegExp(`${NOT_INSIDE}(?:(?:${EPISODE_WORD}|eps?)[\\s._#-]*|e)${NUMBER}${AFTER}`, 'giu');
/** "8. Bölüm", "12 серия", "5화". */
const NUMBER_FIRST = new RegExp(
  `${NOT_INSIDE}(\\d{1,4})(?:\\.|-я)?\\s?(?:bölüm|серия|серії|серія|эпизод|выпуск|díl|rész|episodul|화|회|話|话|集)(?!\\p{L})`,
  'giu',
);
const HAN = /第\s?([\d一二三四五六七八九十]{1,5})(?:\s?-\s?(\d{1,4}))?\s?[集話话回期]/gu;
/** Numbered specials: season 0. */
const SPECIAL = new RegExp(`${NOT_INSIDE}(?:sp|specials?|ova|oav|oad)[\\s._-]{0,3}(\\d{1,3})(?:v\\d)?${AFTER}`, 'giu');
/** "2of6", "(2 of 6)". */
const OF = /(?<![\p{L}\p{N}])(\d{1,2})[\s._]?of[\s._]?(\d{1,2})(?![\p{L}\p{N}])/giu;
const PART = new RegExp(
  `(?<=[\\s._-])(?:part|pt|teil|partie|parte|deel)[\\s._-]?(?:(\\d{1,2})|(${[...NUMBER_WORDS.keys()].join('|')}))${AFTER}`,
  'giu',
);
const NEXT =
  /(?:([\s._]?[-–~][\s._]?)|[\s._]?[+&][\s._]?|[\s._]?)(?:episode[\s._]?|ep?[\s._]?)(\d{1,5})(?![\p{L}\p{N}])/iuy;
const NEXT_BARE = /([-–~])(\d{1,5})(?:v\d)?(?![\p{L}\p{N}])|[+&](\d{1,4})(?![\p{L}\p{N}])/iuy;

/**
 * An episode number that a word announces, without a season: "Episode 4", "ep4-ep5", "E56", "第3話" and, as season 0,
 * "OVA 2" and "SP1". Null when there is none.
 */
export function findAnnouncedNumber(text: string): EpisodeNumber | null {
  if (!/\d|第/u.test(text)) return null;
  return (
    firstMatch(text, WORD_FIRST, (match) => withFollowing(text, match)) ??
    firstMatch(text, HAN, readHan) ??
    firstMatch(text, NUMBER_FIRST, (match) => plain(match, null, [Number(match[1])])) ??
    firstMatch(text, SPECIAL, (match) => (Number(match[1]) > 0 ? plain(match, 0, [Number(match[1])]) : null))
  );
}

/** The episode of a mini-series ("2of6", "Some.Series.Part.Two.720p"); for names that give nothing better. */
export function findPartNumber(text: string): EpisodeNumber | null {
  const ofAll = firstMatch(text, OF, (match) => {
    const number = Number(match[1]);
    return number > 0 && number <= Number(match[2]) ? plain(match, null, [number]) : null;
  });
  if (ofAll !== null) return ofAll;
  return firstMatch(text, PART, (match) => {
    const number = match[1] === undefined ? NUMBER_WORDS.get((match[2] ?? '').toLowerCase()) : Number(match[1]);
    return number !== undefined && number > 0 ? plain(match, null, [number]) : null;
  });
}

function readHan(match: RegExpExecArray): EpisodeNumber | null {
  const first = numeralValue(match[1] ?? '');
  if (first === null) return null;
  const following = match[2] === undefined ? [] : [{ value: Number(match[2]), isHyphen: true }];
  return plain(match, null, joinNumbers(first, following));
}

function plain(match: RegExpExecArray, season: number | null, episodes: number[]): EpisodeNumber {
  return { season, episodes, start: match.index, end: match.index + match[0].length, part: null };
}

function withFollowing(text: string, match: RegExpExecArray): EpisodeNumber {
  const following: FollowingNumber[] = [];
  let end = match.index + match[0].length;
  let last = match[1] ?? '';
  for (;;) {
    NEXT.lastIndex = end;
    const next = NEXT.exec(text);
    NEXT_BARE.lastIndex = end;
    const bare = next === null ? NEXT_BARE.exec(text) : null;
    const digits = next?.[2] ?? bare?.[2] ?? bare?.[3];
    if (digits === undefined) break;
    if (next === null ? !isBareRange(last, digits) : Number(digits) <= Number(last)) break;
    following.push({ value: Number(digits), isHyphen: (next?.[1] ?? bare?.[1]) !== undefined });
    last = digits;
    end = next === null ? NEXT_BARE.lastIndex : NEXT.lastIndex;
  }
  return {
    season: null,
    episodes: joinNumbers(Number(match[1]), following),
    start: match.index,
    end,
    part: partOfLetter(match[2]),
  };
}
