/** A number of pixels as typed: null for none, undefined for what is no whole number up to 20,000. */
export function parsePixels(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const pixels = Number(text);
  return pixels <= 20_000 ? pixels : undefined;
}
