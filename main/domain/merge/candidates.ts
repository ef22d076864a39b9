import type { FieldName } from '../../../contract/field-values.ts';
import type { MergeRules } from '../../../contract/providers.ts';
import { ruleOf } from '../merge-rules.ts';
import type { MetadataValue } from '../metadata-values.ts';
import type { MergeRecord, RecordSource } from './merge-record.ts';

/** A value that could be taken. */
export interface ValueCandidate {
  provider: RecordSource;
  /** BCP 47; '' for none; of a certification the country it is for, as und-DE. */
  language: string;
  value: MetadataValue;
}

/**
 * What may be taken for a field, best first: each language in turn from each provider in turn, so that a worse provider in
 * the right language goes before a better one in a wrong one. What has no language fits all. The order of the records does
 * not matter.
 */
export function valueCandidates(
  records: readonly MergeRecord[],
  field: FieldName,
  rules: MergeRules,
): ValueCandidate[] {
  const rule = ruleOf(rules, field);
  const found = new Map<string, ValueCandidate>();
  const add = (provider: RecordSource, language: string, value: MetadataValue | undefined): void => {
    const key = `${provider} ${language}`;
    if (value !== undefined && value !== null && !found.has(key)) found.set(key, { provider, language, value });
  };
  if (field === 'mpaa') {
    for (const country of rules.countries) {
      for (const provider of rule.providers) {
        for (const record of sorted(records, provider)) {
          add(provider, certificationLanguage(country), record.certifications[country.toUpperCase()]);
        }
      }
    }
  }
  for (const language of [...rule.languages, '']) {
    for (const provider of rule.providers) {
      for (const record of inLanguage(sorted(records, provider), language)) {
        add(provider, record.language, record.values[field]);
      }
    }
  }
  return [...found.values()];
}

/** All values that any source has for a field: those that may be taken by themselves first, then the others. */
export function alternatives(records: readonly MergeRecord[], field: FieldName, rules: MergeRules): ValueCandidate[] {
  const found = valueCandidates(records, field, rules);
  const known = new Set(found.map(({ provider, language }) => `${provider} ${language}`));
  const rest: ValueCandidate[] = [];
  for (const record of [...records].sort(byName)) {
    if (field === 'mpaa') {
      for (const [country, value] of Object.entries(record.certifications).sort()) {
        rest.push({ provider: record.provider, language: certificationLanguage(country), value });
      }
    }
    const value = record.values[field];
    if (value !== undefined && value !== null) {
      rest.push({ provider: record.provider, language: record.language, value });
    }
  }
  return [...found, ...rest.filter(({ provider, language }) => !known.has(`${provider} ${language}`))];
}

/** A certification belongs to a country, not to a language: BCP 47's tag for a region alone. */
function certificationLanguage(country: string): string {
  return `und-${country.toUpperCase()}`;
}

function sorted(records: readonly MergeRecord[], provider: string): MergeRecord[] {
  return records.filter((record) => record.provider === provider).sort(byName);
}

function byName(a: MergeRecord, b: MergeRecord): number {
  return compare(a.provider, b.provider) || compare(a.language, b.language);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Records that fit a language, the same region before none before another, then what holds for all languages. */
function inLanguage(records: readonly MergeRecord[], language: string): MergeRecord[] {
  const wanted = language.toLowerCase();
  const primary = wanted.split('-')[0];
  const rank = (tag: string): number => {
    const lower = tag.toLowerCase();
    if (lower === wanted) return 0;
    if (lower === '') return 3;
    if (wanted === '' || lower.split('-')[0] !== primary) return -1;
    return lower === primary ? 1 : 2;
  };
  return records
    .map((record) => ({ record, rank: rank(record.language) }))
    .filter((ranked) => ranked.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
