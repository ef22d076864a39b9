/** Numbers of episodes found in a name, and where. */
export interface EpisodeNumber {
  /** Null when the name gives episodes without their season. */
  season: number | null;
  /** In the order written, ranges expanded. */
  episodes: number[];
  /** Where the first number's marker starts and the last one's ends in the text. */
  start: number;
  end: number;
  /** 1-based half of a split episode ("E01b" is 2); null for a whole one. */
  part: number | null;
}

/** More than any season has; a wider span is no range but two numbers that happen to meet. */
const MAX_RANGE = 500;
/** "S01E02-30" may be a range, "S02E21-94 Meetings" is none. */
const MAX_BARE_RANGE = 50;

/** One more number behind the first. */
export interface FollowingNumber {
  value: number;
  /** A hyphen joins it, which reads as "up to" between two numbers. */
  isHyphen: boolean;
}

/**
 * Joins the numbers of one marker: two with a hyphen are a range (E01-E03), everything else is a list (E01E02, E23-E24-E26).
 * https://wiki.servarr.com/sonarr/settings has the styles Sonarr writes.
 */
export function joinNumbers(first: number, following: readonly FollowingNumber[]): number[] {
  const [second] = following;
  if (second !== undefined && following.length === 1 && second.isHyphen) {
    const span = second.value - first;
    if (span > 0 && span < MAX_RANGE) return Array.from({ length: span + 1 }, (_none, index) => first + index);
  }
  return [...new Set([first, ...following.map((entry) => entry.value)])];
}

/** "a" to "d" behind an episode number is a part, 1 to 4. */
export function partOfLetter(letter: string | undefined): number | null {
  return letter === undefined ? null : letter.toLowerCase().charCodeAt(0) - 96;
}

/** True when a number without a letter in front ("S01E02-04", "02-04") can be the end of a range. */
export function isBareRange(first: string, last: string): boolean {
  const span = Number(last) - Number(first);
  return span > 0 && (span === 1 || (span <= MAX_BARE_RANGE && last.length <= Math.max(first.length, 2)));
}
