import type { ProviderIds } from '../provider-answer.ts';

export const ID_FIELDS = { tmdbId: 'tmdb_id', tvdbId: 'tvdb_id', imdbId: 'imdb_id' } as const satisfies Record<
  keyof ProviderIds,
  string
>;
export type IdName = keyof typeof ID_FIELDS;
export const ID_NAMES = Object.keys(ID_FIELDS) as IdName[];

const PROVIDER_WORDS: Readonly<Record<IdName, string>> = { tmdbId: 'TMDB', tvdbId: 'TheTVDB', imdbId: 'IMDb' };

export const NO_IDS: ProviderIds = { tmdbId: null, tvdbId: null, imdbId: null };

export function hasIds(ids: ProviderIds): boolean {
  return ID_NAMES.some((name) => ids[name] !== null);
}

/** Ids as one source states them. `where` is how the person knows it: "The folder’s name", "TMDB". */
export interface StatedIds {
  where: string;
  ids: ProviderIds;
}

export interface IdConflict {
  /** The ids that are stated twice, and differently. */
  names: IdName[];
  /** In words, for the inbox. */
  message: string;
}

/** The first disagreement among sources of ids; null when all that is stated agrees. */
export function findIdConflict(sources: readonly StatedIds[]): IdConflict | null {
  const names = ID_NAMES.filter((name) => new Set(sources.flatMap(({ ids }) => ids[name] ?? [])).size > 1);
  const [name] = names;
  if (name === undefined) return null;
  const stated = sources.filter(({ ids }) => ids[name] !== null);
  const said = stated.map(({ where, ids }) => `${where} says ${String(ids[name])}`).join(', ');
  return { names, message: `The ids at ${PROVIDER_WORDS[name]} disagree: ${said}. Choose the right one.` };
}

/** What several sources state together; of those that disagree the first counts. */
export function unitedIds(sources: readonly ProviderIds[]): ProviderIds {
  const first = <K extends IdName>(name: K): ProviderIds[K] | null =>
    sources.map((ids) => ids[name]).find((id) => id !== null) ?? null;
  return { tmdbId: first('tmdbId'), tvdbId: first('tvdbId'), imdbId: first('imdbId') };
}

/** True when an id that both have is not the same: they are two titles. */
export function isOtherTitle(a: ProviderIds, b: ProviderIds): boolean {
  return (
    findIdConflict([
      { where: '', ids: a },
      { where: '', ids: b },
    ]) !== null
  );
}
