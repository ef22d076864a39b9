import type { PatternKey, PublishKinds } from '../../../contract/profiles.ts';

/** The kind of item that a pattern is for, and what of it: the parts of "movie.poster". */
export function patternPart(key: PatternKey): { level: keyof PublishKinds['images']; what: string } {
  const dot = key.indexOf('.');
  return { level: key.slice(0, dot) as keyof PublishKinds['images'], what: key.slice(dot + 1) };
}
