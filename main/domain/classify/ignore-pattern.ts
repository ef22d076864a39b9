import { foldName } from './video-unit.ts';

/** A row of `ignore_patterns`, or one a person is about to save. */
export interface IgnorePattern {
  /** A whole name, or with `*`, `?` and `[abc]`, `[a-z]`, `[!a-z]`; `\` takes the next character as it is. */
  pattern: string;
  kind: 'glob' | 'exact';
  /** A built-in one that the person has switched off: what only it leaves out is to be shown. */
  isOff?: boolean;
}

type Token =
  { kind: 'star' | 'any' } | { kind: 'char'; char: string } | { kind: 'set'; isNegated: boolean; set: string[] };
type NameTest = (folded: string) => boolean;

/** True when a file or folder of the name (no path) is one the pattern means. Case and the way accents are composed do not count. */
export function matchesIgnorePattern(name: string, pattern: IgnorePattern): boolean {
  return createIgnoreTest([pattern])(name);
}

/** The same for many names: true when one of the patterns means the name. */
export function createIgnoreTest(patterns: readonly IgnorePattern[]): (name: string) => boolean {
  const exact = new Set<string>();
  const globs: NameTest[] = [];
  for (const { pattern, kind, isOff } of patterns) {
    if (isOff === true) continue;
    const folded = foldName(pattern);
    if (kind === 'exact') exact.add(folded);
    else globs.push(globTest(folded));
  }
  return (name) => {
    const folded = foldName(name);
    return exact.has(folded) || globs.some((test) => test(folded));
  };
}

/** True for names that a pattern means which the person has switched off. */
export function createShownTest(patterns: readonly IgnorePattern[]): (name: string) => boolean {
  return createIgnoreTest(
    patterns.filter(({ isOff }) => isOff === true).map(({ pattern, kind }) => ({ pattern, kind })),
  );
}

/** "*.part" and "RARBG*", as most are, need no more than a look at the end. */
function globTest(glob: string): NameTest {
  const literal = glob.replace(/^\*+|\*+$/gu, '');
  if (!/[*?[\\]/u.test(literal)) {
    const isOpenAtStart = glob.startsWith('*');
    const isOpenAtEnd = glob.endsWith('*');
    if (isOpenAtStart && isOpenAtEnd) return (name) => name.includes(literal);
    if (isOpenAtStart) return (name) => name.endsWith(literal);
    if (isOpenAtEnd) return (name) => name.startsWith(literal);
    return (name) => name === literal;
  }
  const tokens = readGlob(glob);
  return (name) => matches(tokens, Array.from(name));
}

function readGlob(glob: string): Token[] {
  const chars = Array.from(glob);
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    const end = char === '[' ? chars.indexOf(']', at + (chars[at + 1] === '!' || chars[at + 1] === '^' ? 3 : 2)) : -1;
    if (char === '*') tokens.push({ kind: 'star' });
    else if (char === '?') tokens.push({ kind: 'any' });
    else if (end !== -1) {
      tokens.push(readSet(chars.slice(at + 1, end)));
      at = end;
    } else if (char === '\\' && at + 1 < chars.length) tokens.push({ kind: 'char', char: chars[++at] ?? '' });
    else tokens.push({ kind: 'char', char });
  }
  return tokens;
}

function readSet(chars: readonly string[]): Token {
  const isNegated = chars[0] === '!' || chars[0] === '^';
  return { kind: 'set', isNegated, set: isNegated ? chars.slice(1) : [...chars] };
}

/** Goes back to the last star only, so the time is bounded by the product of both lengths. */
function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    const next = tokens[token];
    if (next?.kind === 'star') {
      star = token++;
      starAt = at;
    } else if (next !== undefined && isOne(next, name[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (star !== -1) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  return tokens.slice(token).every(({ kind }) => kind === 'star');
}

function isOne(token: Token, char: string): boolean {
  if (token.kind === 'any') return true;
  if (token.kind === 'char') return token.char === char;
  return token.kind === 'set' && isInSet(token.set, char) !== token.isNegated;
}

function isInSet(set: readonly string[], char: string): boolean {
  for (let at = 0; at < set.length; at++) {
    const [from = '', dash, to] = set.slice(at, at + 3);
    if (dash === '-' && to !== undefined) {
      if (from <= char && char <= to) return true;
      at += 2;
    } else if (from === char) return true;
  }
  return false;
}
