/** A position in a video as typed: seconds of "12:30", "1:02:03" or "45"; null for what is none. */
export function parseClock(typed: string): number | null {
  const parts = typed.trim().split(':');
  if (parts.length > 3 || parts.some((part) => !/^\d{1,3}$/.test(part))) return null;
  if (parts.slice(1).some((part) => part.length > 2 || Number(part) > 59)) return null;
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
