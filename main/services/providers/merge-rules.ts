import { MergeRules } from '../../../contract/providers.ts';
import { DEFAULT_MERGE_RULES } from '../../domain/merge-rules.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { readSetting, writeSetting } from '../../store/settings.store.ts';

const KEY = 'mergeRules';
const Stored = MergeRules.partial();
export type MergeRulesChange = { [K in keyof MergeRules]?: MergeRules[K] | undefined };

/** The merge rules in force: what the person has set, and the defaults for the rest. Read anew with each call. */
export function mergeRules(db: ReadDb): MergeRules {
  const stored = Stored.safeParse(readSetting(db, KEY) ?? {});
  return withChange(DEFAULT_MERGE_RULES, stored.success ? stored.data : {});
}

/** Changes what is given, each of it as a whole, and answers what holds now. */
export function setMergeRules(db: WriteDb, change: MergeRulesChange): MergeRules {
  const stored = Stored.safeParse(readSetting(db, KEY) ?? {});
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  writeSetting(db, KEY, { ...(stored.success ? stored.data : {}), ...given });
  return mergeRules(db);
}

function withChange(rules: MergeRules, change: MergeRulesChange): MergeRules {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...rules, ...given };
}
