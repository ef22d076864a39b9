/** What a pattern's placeholders stand for. What an item does not have is left out. */
export interface PatternValues {
  /** The video's file name without extension. */
  video?: string;
  /** "" for the first image of a type, "1" for the second. */
  n?: string;
  /** A season's number in two digits; "00" for specials. */
  season?: string;
  /** "season01", "season-specials". */
  'season name'?: string;
  /** The season's own folder below the show's. */
  folder?: string;
}

export type Placeholder = keyof PatternValues;

const PLACEHOLDER = /\{([^{}]*)\}/gu;

/** The placeholders in a pattern, as they are written there. */
export function placeholdersIn(pattern: string): string[] {
  return [...pattern.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');
}

/**
 * The name that a pattern makes, or null when it needs something that there is not. The number goes to the end of a pattern
 * that has no place for it.
 */
export function fillPattern(pattern: string, values: PatternValues): string | null {
  const known = new Map<string, string>(Object.entries(values));
  const used = placeholdersIn(pattern);
  if (used.some((name) => !known.has(name))) return null;
  const filled = pattern.replaceAll(PLACEHOLDER, (_, name: string) => known.get(name) ?? '');
  return used.includes('n') ? filled : `${filled}${values.n ?? ''}`;
}
