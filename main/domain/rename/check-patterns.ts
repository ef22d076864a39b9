import type { RenamePatternName, RenamePatternProblem, RenamePatterns } from '../../../contract/renaming.ts';
import { type NamePattern, parsePattern, tokensOf } from './name-pattern.ts';
import {
  EPISODE_TOKENS,
  MOVIE_FOLDER_TOKENS,
  MOVIE_TOKENS,
  SEASON_TOKENS,
  SHOW_TOKENS,
  type TokenName,
} from './rename-tokens.ts';

/** Patterns ready for use; null for an empty one, which leaves the names as they are. */
export type ParsedPatterns = Record<RenamePatternName, NamePattern | null> &
  Pick<RenamePatterns, 'colon' | 'allowed' | 'place'>;

const ALLOWED: Readonly<Record<RenamePatternName, ReadonlySet<TokenName>>> = {
  movieFolder: MOVIE_FOLDER_TOKENS,
  movieFile: MOVIE_TOKENS,
  showFolder: SHOW_TOKENS,
  seasonFolder: SEASON_TOKENS,
  specialsFolder: SEASON_TOKENS,
  episodeFile: EPISODE_TOKENS,
};
const MAY_HAVE_FOLDERS: ReadonlySet<RenamePatternName> = new Set(['movieFolder', 'showFolder']);
const TITLES: readonly TokenName[] = ['Title', 'CleanTitle', 'TitleThe', 'OriginalTitle'];
const IDS: readonly TokenName[] = ['ImdbId', 'TmdbId', 'TvdbId'];
const NAMES = Object.keys(ALLOWED) as RenamePatternName[];

/** Reads all patterns and tells what is wrong with them. `parsed` is null when one of them cannot be used. */
export function checkPatterns(patterns: RenamePatterns): {
  parsed: ParsedPatterns | null;
  problems: RenamePatternProblem[];
} {
  const problems: RenamePatternProblem[] = [];
  const parsed: Partial<Record<RenamePatternName, NamePattern | null>> = {};
  for (const name of NAMES) {
    const text = patterns[name].trim();
    if (text === '') {
      parsed[name] = null;
      continue;
    }
    const result = parsePattern(text);
    if (!result.ok) {
      problems.push({ pattern: name, message: result.message, isWarning: false });
      continue;
    }
    parsed[name] = result.pattern;
    problems.push(...judge(name, result.pattern, patterns.place));
  }
  const isUsable = problems.every(({ isWarning }) => isWarning);
  const { colon, allowed, place } = patterns;
  return {
    parsed: isUsable ? { ...(parsed as Record<RenamePatternName, NamePattern | null>), colon, allowed, place } : null,
    problems,
  };
}

function judge(name: RenamePatternName, pattern: NamePattern, place: RenamePatterns['place']): RenamePatternProblem[] {
  const problems: RenamePatternProblem[] = [];
  const wrong = (message: string, isWarning = false): void => {
    problems.push({ pattern: name, message, isWarning });
  };
  const tokens = tokensOf(pattern);
  for (const token of tokens) {
    if (!ALLOWED[name].has(token)) wrong(`{${token}} says nothing here. Take it out of this pattern.`);
  }
  if (pattern.length > 1 && !MAY_HAVE_FOLDERS.has(name)) wrong('Only folders of films and shows can have a “/”.');
  else if (pattern.length > 1 && place === 'keep') {
    wrong('A “/” sorts into folders, which needs “into the library’s folder” below. Choose that, or take the “/” out.');
  }
  const has = (list: readonly TokenName[]): boolean => list.some((token) => tokens.has(token));
  if (name === 'seasonFolder' && !tokens.has('season')) wrong('Two seasons would get one folder. Add {season}.');
  if (name === 'episodeFile') {
    if (!tokens.has('AirDate') && !(tokens.has('season') && tokens.has('episode'))) {
      wrong('Nothing could tell the episodes apart. Add {season} and {episode}, or {AirDate}.');
    }
  } else if (name !== 'seasonFolder' && name !== 'specialsFolder') {
    if (!has([...TITLES, ...IDS])) wrong('Nothing in this name says what it is. Add {Title}.');
    else if (!tokens.has('Year') && !has(IDS)) {
      wrong('Without {Year} or an id, films and shows of one name cannot be told apart.', true);
    }
  }
  return problems;
}
