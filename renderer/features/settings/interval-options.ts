import { t } from '../../messages/t.ts';

const CHOICES_MINUTES = [15, 60, 360, 720, 1440, 10_080] as const;

function words(minutes: number): string {
  const { intervals } = t.libraries;
  if (minutes % 1440 === 0) return intervals.days(minutes / 1440);
  return minutes % 60 === 0 ? intervals.hours(minutes / 60) : intervals.minutes(minutes);
}

/** How often a library can be scanned by itself, with what it is set to now (minutes; null for never) among the choices. */
export function intervalOptions(present: number | null): { value: string; label: string }[] {
  const minutes = [...new Set([...CHOICES_MINUTES, ...(present === null ? [] : [present])])].sort((a, b) => a - b);
  return [
    { value: '0', label: t.libraries.intervals.off },
    ...minutes.map((value) => ({ value: String(value), label: words(value) })),
  ];
}
