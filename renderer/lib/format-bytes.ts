const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size for people: 1,536 bytes become "1.5 KB" (1 KB is 1,000 bytes, as disks are sold and file managers count). */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${UNITS[unit]}`;
}
