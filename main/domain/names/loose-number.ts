import { type EpisodeNumber, type FollowingNumber, isBareRange, joinNumbers } from './episode-number.ts';
import { firstMatch } from './first-match.ts';
import { indexOfStrongTag } from './release-tags.ts';
import { titleKey } from './title-key.ts';

/** What is known about a name before its bare numbers are read. */
export interface LooseNumberContext {
  /** The text starts here, behind a leading "[group]". */
  from: number;
  hasGroup: boolean;
  /** Season of the folder the file lies in. */
  folderSeason: number | null;
  /** The show's name by its folder. */
  showTitle: string | null;
}

/** How sure a bare number is, which decides between a season's number and an absolute one. */
export interface LooseNumber extends EpisodeNumber {
  isAbsolute: boolean;
}

/** A number with what may be joined to it: "05", "01-12", "100-101-102", "03v2"; not "05.5", which is a recap. */
const RUN = '(\\d{1,4})((?:[-~]\\d{1,4})*)([a-d])?(?:v\\d)?(?:[\\s._]?(?:end|final|fin))?';
const NO_HALF = '(?!\\.\\d(?![\\p{L}\\p{N}]))';
const LEADING = new RegExp(`[\\s._-]*${RUN}${NO_HALF}(?=$|[\\s._\\-[(])`, 'iuy');
const DASHED = new RegExp(`(?<=[\\s._][-–:]|[\\p{L}]:)[\\s._]+#?${RUN}${NO_HALF}(?=$|[\\s._\\-[(])`, 'giu');
const GLUED = new RegExp(`(?<=[\\p{L}!?.])-${RUN}(?=$|[\\s._]*[[(])`, 'giu');
const BRACKETED = new RegExp(`\\[${RUN}\\]`, 'giu');
/** "[Group] Some Show (01-12)". */
const BATCH = /\((\d{1,3})(-\d{1,3})\)/gu;
/** "Some Show 0103", right behind the show's own name: season and episode in two digits each. */
const FOUR_DIGITS = /[\s._-]+(0[1-9])(\d\d)(?=$|[\s._-])/uy;
const TRAILING = new RegExp(`(?<=(?<!\\bof)[\\s._!?]|^)${RUN}[\\s._-]*$`, 'iu');
const YEAR = /^(?:19\d\d|20[0-3]\d)$/u;
const PICTURE_HEIGHT = /^(?:480|540|576|720|1080|1440|2160|4320)$/u;
const HAS_LETTER = /\p{L}/u;
/** A number of three digits is counted through all seasons. */
const FIRST_ABSOLUTE = 100;

/**
 * Reads an episode number that no letter announces: at the start ("02 - Pilot"), behind a dash ("Some Show - 012"), in brackets
 * ("[012]"), at the end ("Some Show 05"). Numbers of the show's own name, years and picture sizes are none. Null when nothing
 * speaks for a number.
 */
export function findLooseNumber(text: string, context: LooseNumberContext): LooseNumber | null {
  const shown = endOfShowTitle(text, context);
  const start = shown ?? context.from;
  const leading = shown === null ? leadingNumber(text, context) : fourDigits(text, shown);
  return (
    leading ??
    scan(text, DASHED, start, context, false) ??
    scan(text, GLUED, start, context, false) ??
    scan(text, BRACKETED, context.hasGroup ? 1 : start, context, true) ??
    (context.hasGroup ? scan(text, BATCH, start, context, true) : null) ??
    trailingNumber(text, start, shown !== null, context)
  );
}

function leadingNumber(text: string, context: LooseNumberContext): LooseNumber | null {
  LEADING.lastIndex = context.from;
  const match = LEADING.exec(text);
  if (match === null || !isEpisode(match[1])) return null;
  const first = match[1] ?? '';
  const rest = text.slice(LEADING.lastIndex);
  const isPadded = first.startsWith('0');
  const isClosed = /^\s*(?:[-–]\s|[-.]\p{L}|\.\s|[[(])/u.test(rest);
  const isAlone = rest.trim() === '';
  const isClear = isPadded || (isClosed && first.length > 1) || (context.showTitle !== null && (isAlone || isClosed));
  if (first.length > 3 || (context.folderSeason === null && (!isClear || context.hasGroup))) return null;
  // "24 - 05": what has a number behind a dash of its own is a title.
  if (context.folderSeason === null && !isPadded && scan(text, DASHED, LEADING.lastIndex, context, false) !== null) {
    return null;
  }
  return withoutHundreds(build(match, LEADING.lastIndex, { ...context, hasGroup: false }), context.folderSeason);
}

function scan(
  text: string,
  pattern: RegExp,
  from: number,
  context: LooseNumberContext,
  isBracket: boolean,
): LooseNumber | null {
  return firstMatch(
    text,
    pattern,
    (match) => {
      const first = match[1] ?? '';
      if (!isEpisode(first) || (isBracket && first.length < 2)) return null;
      return build(match, match.index + match[0].length, context);
    },
    from,
  );
}

/** "Some Show 05": only where a group, the season folder or the show's own name in front says that this is an episode. */
function trailingNumber(
  text: string,
  from: number,
  isBehindShow: boolean,
  context: LooseNumberContext,
): LooseNumber | null {
  const rest = text.slice(from);
  const bracket = rest.search(/[[(]/u);
  const tag = indexOfStrongTag(text) - from;
  const cut = Math.min(...[bracket, tag].filter((index) => index > 0), rest.length);
  const piece = rest.slice(0, cut);
  const match = TRAILING.exec(piece);
  const first = match?.[1] ?? '';
  if (match === null || !isEpisode(first)) return null;
  const isNamed = HAS_LETTER.test(piece.slice(0, match.index));
  if (isBehindShow ? isNamed && context.folderSeason === null : !isNamed) return null;
  if (!isBehindShow && (first.length < 2 || (!context.hasGroup && context.folderSeason === null))) return null;
  match.index += from;
  const number = build(match, match.index + match[0].length, context);
  return context.hasGroup ? number : withoutHundreds(number, context.folderSeason);
}

/** "Season 1/show.103" and "Season 1/103 - Title": the hundreds are the season. */
function withoutHundreds(number: LooseNumber, season: number | null): LooseNumber {
  const [only, ...more] = number.episodes;
  if (only === undefined || more.length > 0 || season === null || season === 0) return number;
  const episode = only % FIRST_ABSOLUTE;
  return Math.floor(only / FIRST_ABSOLUTE) === season && episode > 0
    ? { ...number, episodes: [episode], isAbsolute: false }
    : number;
}

function fourDigits(text: string, from: number): LooseNumber | null {
  FOUR_DIGITS.lastIndex = from;
  const match = FOUR_DIGITS.exec(text);
  if (match === null || Number(match[2]) === 0) return null;
  const end = FOUR_DIGITS.lastIndex;
  return { season: Number(match[1]), episodes: [Number(match[2])], start: from, end, part: null, isAbsolute: false };
}

function build(match: RegExpExecArray, end: number, context: LooseNumberContext): LooseNumber {
  const first = match[1] ?? '';
  const following: FollowingNumber[] = [];
  let last = first;
  for (const digits of (match[2] ?? '').split(/[-~]/u).slice(1)) {
    if (!isBareRange(last, digits)) break;
    following.push({ value: Number(digits), isHyphen: true });
    last = digits;
  }
  const episodes = joinNumbers(Number(first), following);
  const isHigh = first.length > 2 && Number(first) > 0;
  return {
    season: null,
    episodes,
    start: match.index,
    end,
    part: match[3] === undefined ? null : match[3].toLowerCase().charCodeAt(0) - 96,
    isAbsolute: context.folderSeason === null ? context.hasGroup || isHigh : Number(first) >= FIRST_ABSOLUTE,
  };
}

function isEpisode(digits: string | undefined): boolean {
  return digits !== undefined && !YEAR.test(digits) && !PICTURE_HEIGHT.test(digits) && !/^0{2,}$/u.test(digits);
}

/** Where the show's name ends when the text starts with it; null when it does not. */
function endOfShowTitle(text: string, context: LooseNumberContext): number | null {
  if (context.showTitle === null) return null;
  const key = titleKey(context.showTitle);
  if (key === '') return null;
  const limit = context.from + context.showTitle.length * 2 + 8;
  const piece = text.slice(context.from, limit);
  for (const match of piece.matchAll(/(?<=[^\s._-])(?=[\s._-]|$)/gu)) {
    const length = match.index;
    if (length >= key.length && titleKey(piece.slice(0, length)) === key) return context.from + length;
  }
  return null;
}
