import type { FieldName } from '../../contract/field-values.ts';
import type { FieldRule, MergeRules } from '../../contract/providers.ts';

/** How answers become values until the person says otherwise. */
export const DEFAULT_MERGE_RULES: MergeRules = {
  languages: ['en-US'],
  imageLanguages: ['en'],
  countries: ['US', 'GB'],
  default: { providers: ['tmdb', 'tvdb', 'omdb'], languages: [], mode: 'replace' },
  // OMDb passes on three sites' ratings, so it is asked first for those and last for everything else.
  fields: { ratings: { providers: ['omdb', 'tmdb', 'tvdb'], languages: [], mode: 'replace' } },
  // Kodi's names of the sites: https://kodi.wiki/view/NFO_files/Movies
  defaultRating: ['imdb', 'themoviedb', 'tvdb', 'tomatometerallcritics', 'metacritic', 'trakt'],
  maxActors: 20,
};

/** The rule of one field: its own, or the default one. An empty list of languages is that of all fields. */
export function ruleOf(rules: MergeRules, field: FieldName): FieldRule {
  const rule = rules.fields[field] ?? rules.default;
  return rule.languages.length > 0 ? rule : { ...rule, languages: rules.languages };
}
