import type { LockState } from '../../../contract/items.ts';
import type { ItemRef, ItemType } from '../../../contract/primitives.ts';
import { getItem } from '../../store/item.store.ts';
import { type LockRule, lockRulesAround, lockRulesOfSeries, type LockRuleRow } from '../../store/lock-rule.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

/** What holds for one item, by field or artwork type. */
export interface ItemLocks {
  /** Whether it was set at the item or holds from above. */
  isLocked(target: string): boolean;
  state(target: string): LockState;
  /** The show or season whose lock would hold here if the item had none and were not exempt. */
  holder(target: string): ItemRef | null;
}

/**
 * What of an item decides about its locks: an ItemRecord, or the row that a scan is about to add (`id` 0, no lock columns).
 */
export interface LockedItem {
  type: ItemType;
  id: number;
  /** Of a season or an episode; null otherwise. */
  season_number: number | null;
  [column: string]: string | number | null;
}

/**
 * The locks that hold for an item: its own, and those set by hand on its season or its show, the nearest rule first. An
 * item that is not there has none.
 */
export function locksOf(db: ReadDb, ref: ItemRef): ItemLocks {
  const item = getItem(db, ref) ?? { ...ref, season_number: null };
  return locksFor(item, indexRules(lockRulesAround(db, ref)));
}

/** The rules of one show, loaded once for all of its seasons and episodes. */
export interface SeriesLocks {
  /** False when nothing is locked for what is below, so that only own locks count. */
  readonly hasRules: boolean;
  of(item: LockedItem): ItemLocks;
}

/** For whoever asks about many items of one show, as a scan does. Rules that are set later are not seen. */
export function seriesLocks(db: ReadDb, seriesId: number): SeriesLocks {
  const rules = lockRulesOfSeries(db, seriesId);
  const index = indexRules(rules);
  return { hasRules: rules.length > 0, of: (item) => locksFor(item, index) };
}

interface RuleIndex {
  own: ReadonlyMap<string, ReadonlySet<LockRule>>;
  /** The show's and the seasons' (by number), nearest first for an item. */
  series: RulesAt | null;
  seasons: ReadonlyMap<number, RulesAt>;
}

interface RulesAt {
  item: ItemRef;
  rules: Map<string, Set<LockRule>>;
}

function indexRules(rows: readonly LockRuleRow[]): RuleIndex {
  const own = new Map<string, Set<LockRule>>();
  const seasons = new Map<number, RulesAt>();
  let series: RulesAt | null = null;
  for (const { item, seasonNumber, target, rule } of rows) {
    addRule(own, ownKey(item.type, item.id, target), rule);
    if (item.type === 'series') {
      series ??= { item, rules: new Map() };
      addRule(series.rules, target, rule);
    } else if (item.type === 'season' && seasonNumber !== null) {
      const at = seasons.get(seasonNumber) ?? { item, rules: new Map<string, Set<LockRule>>() };
      seasons.set(seasonNumber, at);
      addRule(at.rules, target, rule);
    }
  }
  return { own, series, seasons };
}

function addRule(rules: Map<string, Set<LockRule>>, key: string, rule: LockRule): void {
  const known = rules.get(key);
  if (known === undefined) rules.set(key, new Set([rule]));
  else known.add(rule);
}

function ownKey(type: ItemType, id: number, target: string): string {
  return `${type} ${String(id)} ${target}`;
}

function locksFor(item: LockedItem, index: RuleIndex): ItemLocks {
  const above: RulesAt[] = [];
  const season = item.type === 'episode' && item.season_number !== null ? index.seasons.get(item.season_number) : null;
  if (season != null) above.push(season);
  if (index.series !== null && (item.type === 'episode' || item.type === 'season')) above.push(index.series);
  /** Who locks the target for everything below; an exemption on the way down ends the search. */
  const holder = (target: string): ItemRef | null => {
    for (const { item: at, rules } of above) {
      const found = rules.get(target);
      if (found?.has('holds_below') === true) return at;
      if (found?.has('exempt') === true) return null;
    }
    return null;
  };
  const state = (target: string): LockState => {
    const own = index.own.get(ownKey(item.type, item.id, target));
    const isOwn = item[`${target}_locked`] === 1;
    const isExempt = own?.has('exempt') === true;
    const from = isOwn ? null : holder(target);
    return {
      isLocked: isOwn || (from !== null && !isExempt),
      inheritedFrom: isExempt ? null : from,
      isExempt: from !== null && isExempt,
      holdsBelow: own?.has('holds_below') === true,
    };
  };
  return { isLocked: (target) => state(target).isLocked, state, holder };
}
