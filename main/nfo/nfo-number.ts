/** A decimal with point or comma, alone in its text (`8.700000`, `8,7`); null otherwise. */
export function parseDecimal(text: string | null): number | null {
  return text !== null && /^-?\d{1,15}(?:[.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : null;
}

/** A count with or without separators (`1,234`, `1.234`, `1 234`); null otherwise. */
export function parseCount(text: string | null): number | null {
  const digits = text?.replace(/[\s.,'’]/g, '') ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** A positive whole number at the text's start (`136 min`); null otherwise. */
export function parseLeadingInteger(text: string | null): number | null {
  const value = Number(/^\d{1,9}/.exec(text ?? '')?.[0] ?? 0);
  return value > 0 ? value : null;
}

/** A whole number alone in its text, negative ones too; null otherwise. */
export function parseWhole(text: string | null): number | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Minutes: `136`, `136 min`, `2h 16m`; null when nothing or 0. */
export function parseRuntime(text: string | null): number | null {
  const hours = /^(\d{1,3})\s?h(?:ours?|rs?)?\s?(?:(\d{1,3})\s?m)?/i.exec(text ?? '');
  return hours ? Number(hours[1]) * 60 + Number(hours[2] ?? 0) || null : parseLeadingInteger(text);
}

/** How decimals are written: at most six places, as Kodi does, without trailing zeros. */
export function formatDecimal(value: number): string {
  return String(roundToSixPlaces(value));
}

export function roundToSixPlaces(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
