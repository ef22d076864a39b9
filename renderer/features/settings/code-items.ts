import type { ProviderName } from '../../../contract/providers.ts';
import { countryName, languageName } from '../../lib/code-names.ts';
import { t } from '../../messages/t.ts';

/** A value with the words for it, as lists and choices take them. */
export interface CodeItem<V extends string = string> {
  value: V;
  label: string;
}

export function languageItems(codes: readonly string[]): CodeItem[] {
  return codes.map((value) => ({ value, label: languageName(value) }));
}

/** As languageItems, with 'none' for images without text. */
export function imageLanguageItems(codes: readonly string[]): CodeItem[] {
  return codes.map((value) => ({ value, label: value === 'none' ? t.rules.noText : languageName(value) }));
}

export function countryItems(codes: readonly string[]): CodeItem[] {
  return codes.map((value) => ({ value, label: countryName(value) }));
}

export function providerItems(names: readonly ProviderName[]): CodeItem<ProviderName>[] {
  return names.map((value) => ({ value, label: t.providers.names[value] }));
}
