import type { MergeRules } from '../../../contract/providers.ts';
import { cleanValues } from './clean-values.ts';
import { valueCandidates } from './candidates.ts';
import type { ProviderName } from '../provider-answer.ts';
import type { MovieSetRef } from '../movie-metadata.ts';

/** What a provider says of a set of films in one language. */
export interface SetSaying {
  provider: ProviderName;
  language: string;
  name: string | null;
  overview: string | null;
}

/** A text with who said it, and in which language. */
export interface TakenText {
  value: string;
  provider: ProviderName;
  language: string;
}

/**
 * What changes at a set: its name and its text by the rule of a film's set, each from the first that says something.
 * @param locked a film that locked its set keeps the set's text for all
 */
export function mergeSet(
  sayings: readonly SetSaying[],
  rules: MergeRules,
  present: { name: string; overview: string | null },
  locked: { name: boolean; overview: boolean },
): { name?: TakenText; overview?: TakenText } {
  const records = sayings.map(({ provider, language, name, overview }) => ({
    provider,
    language,
    certifications: {},
    // An overview alone says something, too.
    values: cleanValues('movie', { set_id: { name: name ?? present.name, overview, tmdbCollectionId: null } }),
    hasName: name !== null && name.trim() !== '',
  }));
  const first = (of: 'name' | 'overview'): TakenText | null => {
    const able = records.filter((record) => of === 'overview' || record.hasName);
    for (const { value, provider, language } of valueCandidates(able, 'set_id', rules)) {
      const text = (value as MovieSetRef)[of];
      if (text !== null && provider !== 'nfo') return { value: text, provider, language };
    }
    return null;
  };
  const isFill = (rules.fields.set_id ?? rules.default).mode === 'fill';
  const name = first('name');
  const overview = first('overview');
  const takesName = name !== null && name.value !== present.name && !locked.name && !isFill;
  const isFree = !locked.overview && (present.overview === null || !isFill);
  const takesOverview = overview !== null && overview.value !== present.overview && isFree;
  return { ...(takesName ? { name } : {}), ...(takesOverview ? { overview } : {}) };
}
