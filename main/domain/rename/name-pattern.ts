import { normaliseToken, type TokenName, tokenOf } from './rename-tokens.ts';

/** A piece of a pattern. A group goes as a whole when it holds tokens and all of them are empty. */
export type PatternNode =
  | { kind: 'text'; text: string }
  | { kind: 'token'; token: TokenName; digits: number; before: string; after: string }
  | { kind: 'group'; open: string; close: string; nodes: PatternNode[] };

/** A pattern's folders, outermost first, and its name. */
export type NamePattern = PatternNode[][];

export type ParsedPattern = { ok: true; pattern: NamePattern } | { ok: false; message: string };

/** What a token stands for; '' when the item has none. `digits` are the zeros behind its colon, `preceding` the character in front. */
export type TokenValue = (token: TokenName, digits: number, preceding: string) => string;

/** "{Title}", "{season:00}", and as Radarr has them with signs that go when it is empty: "{ - Edition}", "{[Resolution]}". */
const TOKEN =
  /\{([^\p{L}\p{N}{}<>]*)(\p{L}[\p{L}\p{N}]*|\p{N}\p{L})((?:[ _]\p{L}[\p{L}\p{N}]*)*)(?::(0+))?([^\p{L}\p{N}{}<>:]*)\}/uy;
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '<': '>' };
const ILLEGAL = /[\\:*?"|]/u;

class PatternError extends Error {}

/**
 * Reads a pattern: text, tokens in braces, "/" between folders, and groups that vanish with their tokens: anything in
 * brackets or braces ("({Year})", "{edition-{Edition}}"), and "< - {Edition}>", which writes no brackets itself.
 * Never throws: what is wrong comes back in words.
 */
export function parsePattern(text: string): ParsedPattern {
  try {
    const parts = text.split('/').map((part) => new Parser(part.trim()).all());
    if (parts.some((part) => part.length === 0)) {
      throw new PatternError('A folder between two “/” has no name. Write one, or take the “/” away.');
    }
    return { ok: true, pattern: parts };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: error.message };
    throw error;
  }
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): PatternNode[] {
    return this.#until(null);
  }

  #until(closer: string | null): PatternNode[] {
    const nodes: PatternNode[] = [];
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character === closer) return nodes;
      nodes.push(this.#next(character));
    }
    if (closer !== null) throw new PatternError(`A bracket is opened and not closed: “${closer}” is missing.`);
    return nodes;
  }

  #next(character: string): PatternNode {
    if (character === '{') {
      const token = this.#token();
      if (token !== null) return token;
    }
    const closer = CLOSERS[character];
    if (closer !== undefined) {
      this.#at += 1;
      const nodes = this.#until(closer);
      this.#at += 1;
      return character === '<'
        ? { kind: 'group', open: '', close: '', nodes }
        : { kind: 'group', open: character, close: closer, nodes };
    }
    if (character === '}' || character === '>') {
      throw new PatternError(`“${character}” closes a bracket that is not open.`);
    }
    if (ILLEGAL.test(character)) throw new PatternError(`“${character}” cannot be part of a name. Use another sign.`);
    this.#at += 1;
    return { kind: 'text', text: character };
  }

  #token(): PatternNode | null {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) return null;
    const [whole, before = '', first = '', more = '', zeros = '', after = ''] = match;
    const token = tokenOf(normaliseToken(first + more));
    if (token === null) throw new PatternError(`“{${first}${more}}” is not known. See the list of tokens.`);
    if (ILLEGAL.test(before + after)) throw new PatternError(`“${whole}” holds a sign that no name can have.`);
    this.#at += whole.length;
    return { kind: 'token', token, digits: zeros.length, before, after };
  }
}

/** Every token of a pattern, also those in groups. */
export function tokensOf(pattern: NamePattern): Set<TokenName> {
  const found = new Set<TokenName>();
  const visit = (nodes: readonly PatternNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'token') found.add(node.token);
      else if (node.kind === 'group') visit(node.nodes);
    }
  };
  for (const part of pattern) visit(part);
  return found;
}

/** The names a pattern makes of values, outermost folder first, with what empty tokens left behind tidied away. */
export function expandPattern(pattern: NamePattern, value: TokenValue): string[] {
  return pattern.map((nodes) => tidy(expand(nodes, value, '').text));
}

interface Expanded {
  text: string;
  hasToken: boolean;
  isFilled: boolean;
}

function expand(nodes: readonly PatternNode[], value: TokenValue, before: string): Expanded {
  const result: Expanded = { text: '', hasToken: false, isFilled: false };
  for (const node of nodes) {
    if (node.kind === 'text') {
      result.text += node.text;
      continue;
    }
    if (node.kind === 'token') {
      const filled = value(node.token, node.digits, (before + result.text + node.before).slice(-1));
      result.hasToken = true;
      if (filled === '') continue;
      result.isFilled = true;
      result.text += node.before + filled + node.after;
      continue;
    }
    const inner = expand(node.nodes, value, before + result.text + node.open);
    result.hasToken ||= inner.hasToken;
    result.isFilled ||= inner.isFilled;
    if (!inner.hasToken || inner.isFilled) result.text += node.open + inner.text + node.close;
  }
  return result;
}

function tidy(name: string): string {
  return name
    .replace(/\s+/gu, ' ')
    .replace(/(?: -)+(?= -(?: |$))/gu, '')
    .replace(/^(?:[\s_]*-\s)+|[\s]+[-_](?=\s*$)/gu, '')
    .trim();
}
