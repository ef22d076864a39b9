import { PROVIDERS, type ProviderIds } from '../provider-answer.ts';
import { ID_NAMES, isOtherTitle } from './compare-ids.ts';
import type { RankableHit } from './identify-query.ts';

/**
 * Hits of one title as one: those that share an id, of several providers or of several searches. Where ids contradict one
 * another nothing is put together. The order of the hits does not matter.
 */
export function mergeHits(hits: readonly RankableHit[]): RankableHit[] {
  const groups: RankableHit[][] = [];
  const byId = new Map<string, RankableHit[]>();
  for (const hit of [...hits].sort(inOrder)) {
    const keys = ID_NAMES.flatMap((name) => (hit.ids[name] === null ? [] : [`${name} ${String(hit.ids[name])}`]));
    const joined = [...new Set(keys.flatMap((key) => byId.get(key) ?? []).map((known) => groupOf(groups, known)))];
    const group = [...joined.flat(), hit];
    for (const other of joined) groups.splice(groups.indexOf(other), 1);
    groups.push(group);
    for (const key of keys) byId.set(key, group);
  }
  return groups.flatMap((group) => (contradicts(group) ? sameEntries(group) : [join(group)]));
}

function groupOf(groups: readonly RankableHit[][], hit: RankableHit): RankableHit[] {
  return groups.find((group) => group.includes(hit)) ?? [hit];
}

function contradicts(group: readonly RankableHit[]): boolean {
  return group.some((a, index) => group.slice(index + 1).some((b) => isOtherTitle(a.ids, b.ids)));
}

/** Of a group that contradicts itself: only what has exactly the same ids is one. */
function sameEntries(group: readonly RankableHit[]): RankableHit[] {
  const entries = new Map<string, RankableHit[]>();
  for (const hit of group) {
    const key = [hit.provider, ...ID_NAMES.map((name) => String(hit.ids[name]))].join(' ');
    entries.set(key, [...(entries.get(key) ?? []), hit]);
  }
  return [...entries.values()].map(join);
}

function join(group: readonly RankableHit[]): RankableHit {
  const sorted = [...group].sort(inOrder);
  const [first] = sorted as [RankableHit, ...RankableHit[]];
  const firstOf = <K extends keyof RankableHit>(name: K): RankableHit[K] =>
    sorted.map((hit) => hit[name]).find((value) => value != null) ?? first[name];
  const idOf = <K extends keyof ProviderIds>(name: K): ProviderIds[K] =>
    sorted.map((hit) => hit.ids[name]).find((id) => id !== null) ?? first.ids[name];
  const originalTitle = firstOf('originalTitle');
  const titles = sorted.flatMap((hit) => [hit.title, hit.originalTitle ?? '', ...hit.alternativeTitles]);
  const seasons = firstOf('seasons');
  return {
    provider: first.provider,
    kind: first.kind,
    ids: { tmdbId: idOf('tmdbId'), tvdbId: idOf('tvdbId'), imdbId: idOf('imdbId') },
    title: first.title,
    originalTitle,
    alternativeTitles: [...new Set(titles)].filter(
      (title) => title !== '' && title !== first.title && title !== originalTitle,
    ),
    year: firstOf('year'),
    runtimeMinutes: firstOf('runtimeMinutes'),
    popularity: sorted.reduce<number | null>(
      (most, { popularity }) => (popularity === null ? most : Math.max(most ?? 0, popularity)),
      null,
    ),
    overview: firstOf('overview'),
    posterUrl: firstOf('posterUrl'),
    originalLanguage: firstOf('originalLanguage'),
    ...(seasons === undefined ? {} : { seasons }),
  };
}

/** Any order that does not depend on where a hit stood: by provider, then by ids, then by everything it says. */
function inOrder(a: RankableHit, b: RankableHit): number {
  return (
    PROVIDERS.indexOf(a.provider) - PROVIDERS.indexOf(b.provider) ||
    (a.ids.tmdbId ?? 0) - (b.ids.tmdbId ?? 0) ||
    (a.ids.tvdbId ?? 0) - (b.ids.tvdbId ?? 0) ||
    compareText(a.ids.imdbId ?? '', b.ids.imdbId ?? '') ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
