import type { ReadDb } from '../../store/open-database.ts';
import type { AskOptions } from '../../providers/provider.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import type { EnrichOptions } from './enrich-types.ts';

/** What providers are asked for: every language that some field's rule wants. */
export function askOptions(
  db: ReadDb,
  { isFresh, isInteractive, signal }: Pick<EnrichOptions, 'isFresh' | 'isInteractive' | 'signal'>,
): AskOptions {
  const rules = mergeRules(db);
  const ofFields = Object.values(rules.fields).flatMap((rule) => rule.languages);
  return {
    languages: [...new Set([...rules.languages, ...rules.default.languages, ...ofFields])],
    imageLanguages: rules.imageLanguages,
    signal,
    isFresh,
    isInteractive,
  };
}
